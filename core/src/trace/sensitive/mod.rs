//! Sensitive data by place.

mod bulk_sensitive_data;
mod password_echoed;
mod personal_data_in_request_url;
mod sensitive_data_over_cleartext;
mod sensitive_data_returned;

pub(super) use bulk_sensitive_data::BulkSensitiveData;
pub(super) use password_echoed::PasswordEchoed;
pub(super) use personal_data_in_request_url::PersonalDataInRequestUrl;
pub(super) use sensitive_data_over_cleartext::SensitiveDataOverCleartext;
pub(super) use sensitive_data_returned::SensitiveDataReturned;

use crate::trace::Call;
use crate::trace::address::is_internal;
use crate::trace::placed::Placed;
use crate::{SensitiveGroup, Severity, TrafficPart};

/// Returns how bad it is that a value of a group lies open.
const fn severity(group: SensitiveGroup) -> Severity {
    match group {
        SensitiveGroup::Secret | SensitiveGroup::Pci | SensitiveGroup::Health => Severity::High,
        SensitiveGroup::Pii => Severity::Medium,
        SensitiveGroup::Network => Severity::Low,
    }
}

/// Returns what stands in a part of the exchange. Published test numbers are nobody's.
fn of_part(placed: &[Placed], part: TrafficPart) -> impl Iterator<Item = &Placed> {
    placed.iter().filter(move |own| own.part == part && !own.detection.is_test)
}

/// Tells whether an address is of a private network.
fn is_private(call: &Call<'_>, placed: &Placed) -> bool {
    call.raw(placed).and_then(|raw| std::str::from_utf8(raw).ok()?.parse().ok()).is_some_and(is_internal)
}
