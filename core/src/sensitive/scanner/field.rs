//! Whether a value is what the name of its field says.

use super::address;
use super::kind::Scores;
use super::sweep::Found;
use crate::sensitive::SensitiveType;
use crate::sensitive::secrets::is_placeholder;
use crate::sensitive::validators::{card, ssn};

/// Digits of a number that a field says the meaning of.
const DIGITS: usize = 32;

/// Returns the value as a find of a type, if it can be one.
pub(super) fn fits(kind: SensitiveType, value: &[u8]) -> Option<Found> {
    let text = std::str::from_utf8(value).ok()?;
    let trimmed = text.trim();
    if trimmed.is_empty() || is_placeholder(trimmed) {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let compact = Compact::of(trimmed);
    let is_one = match kind {
        SensitiveType::PaymentCard => compact.are_digits(12, 19) && card::brand(compact.bytes()).is_some(),
        SensitiveType::UsSsn => compact.are_digits(9, 9) && ssn::is_valid(compact.bytes()),
        SensitiveType::Phone => compact.are_digits(7, 15),
        SensitiveType::Email => address::email(value, text.find('@')?).is_some(),
        SensitiveType::CardVerificationCode => compact.are_digits(3, 4) && trimmed.len() == compact.bytes().len(),
        _ => false,
    };
    let range = start..start + trimmed.len();
    is_one.then(|| Found { range, kind, score: Scores::of(kind).named })
}

/// A short value without what separates its parts.
struct Compact {
    bytes: [u8; DIGITS],
    length: usize,
    has_letters: bool,
    is_whole: bool,
}
