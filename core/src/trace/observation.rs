//! What a catalog keeps of an exchange.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::Call;
use super::call::{Bodies, CallPlace};
use crate::{
    Content, Credential, CredentialScheme, Direction, ExchangeRef, NotInspected, OperationRef, TrafficPart,
};

/// What is known of one exchange after inspection, without any raw sensitive value.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Observation<'a> {
    /// The name of the API: the document's, else the host.
    pub api: &'a str,
    /// The operation, or a template of the path where no document has it.
    pub operation: OperationRef,
    /// Whether a document has the operation.
    pub is_documented: bool,
    /// Who calls whom.
    pub direction: Direction,
    /// When the request came.
    pub timestamp: Option<Timestamp>,
    /// The status of the response.
    pub status: Option<u16>,
    /// Bytes of the request's and of the response's body.
    pub bytes: (Option<u64>, Option<u64>),
    /// From the request's first byte to the response's last, in microseconds.
    pub duration_us: Option<u64>,
    /// The kinds of credentials that the call carried.
    pub credentials: Vec<CredentialScheme>,
    /// The types of sensitive data, each with its places.
    pub sensitive: Vec<SensitivePlace>,
    /// The bodies that were not looked into, and why. They are not clean; nobody knows.
    pub not_inspected: BTreeMap<TrafficPart, NotInspected>,
}

/// A type of sensitive data at a place of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SensitivePlace {
    /// The part of the exchange.
    #[serde(rename = "in")]
    pub part: TrafficPart,
    /// The name of the field there, without places in lists; `*` for a name that looks like data.
    pub name: String,
    /// The type, for example `payment-card`.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many values.
    pub count: u32,
}

impl<'a> Observation<'a> {
    pub(super) fn of(
        exchange: &ExchangeRef<'a>,
        place: CallPlace<'a>,
        bodies: &Bodies<'_>,
        call: &Call<'_>,
    ) -> Self {
        Self {
            api: place.api_name(),
            operation: place.to_ref(),
            is_documented: place.operation.is_some(),
            direction: exchange.request.direction,
            timestamp: exchange.timestamp,
            status: exchange.answer.map(|(status, _)| status),
            bytes: (exchange.sent.size, exchange.answer.and_then(|(_, message)| message.size)),
            duration_us: exchange.duration_us,
            credentials: call.credentials.iter().map(Credential::scheme).collect(),
            sensitive: sensitive(call),
            not_inspected: not_inspected(bodies),
        }
    }
}

/// Returns the types that were found, each place once.
fn sensitive(call: &Call<'_>) -> Vec<SensitivePlace> {
    let mut places: BTreeMap<(TrafficPart, &str, &str), u32> = BTreeMap::new();
    for own in &call.sensitive {
        *places.entry((own.part, &own.name, &own.detection.kind)).or_default() += 1;
    }
    let places = places.into_iter().map(|((part, name, kind), count)| SensitivePlace {
        part,
        name: name.to_owned(),
        kind: kind.to_owned(),
        count,
    });
    places.collect()
}

/// Returns which bodies were not looked into, and why.
fn not_inspected(bodies: &Bodies<'_>) -> BTreeMap<TrafficPart, NotInspected> {
    let parts = [(TrafficPart::RequestBody, &bodies.sent), (TrafficPart::ResponseBody, &bodies.answer)];
    let reason = |(part, body): (_, &Option<Content<'_>>)| match body {
        Some(Content::NotInspected(why)) => Some((part, *why)),
        _ => None,
    };
    parts.into_iter().filter_map(reason).collect()
}
