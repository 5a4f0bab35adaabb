//! International phone numbers.

/// Tells whether digits can be an international number (E.164).
pub(crate) fn is_international(digits: &[u8]) -> bool {
    (8..=15).contains(&digits.len())
}
