//! Short values without what separates their parts.

use super::bytes::wide_gap;

/// Characters of the longest identifier.
const LENGTH: usize = 40;

/// A value in capital letters, without spaces, hyphens, dots, slashes and parentheses.
#[derive(Debug)]
pub(in crate::sensitive) struct Compact {
    bytes: [u8; LENGTH],
    length: usize,
}

impl Compact {
    /// Returns the compact form of a value; nothing if it has other characters or is longer than identifiers are.
    pub(in crate::sensitive) fn of(value: &[u8]) -> Option<Self> {
        let mut compact = Self { bytes: [0; LENGTH], length: 0 };
        let mut rest = value;
        while let [byte, behind @ ..] = rest {
            rest = behind;
            match byte {
                b' ' | b'-' | b'.' | b'/' | b'(' | b')' | b'+' => {}
                byte if byte.is_ascii_alphanumeric() => {
                    *compact.bytes.get_mut(compact.length)? = byte.to_ascii_uppercase();
                    compact.length += 1;
                }
                _ => {
                    let (_, length) = wide_gap(value.get(value.len() - behind.len() - 1..)?)?;
                    rest = behind.get(length - 1..)?;
                }
            }
        }
        Some(compact)
    }

    pub(in crate::sensitive) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(super) fn is_digits(&self) -> bool {
        self.bytes().iter().all(u8::is_ascii_digit)
    }

    /// Tells whether it is of digits only, so many.
    pub(super) fn has_digits(&self, least: usize, most: usize) -> bool {
        (least..=most).contains(&self.length) && self.is_digits()
    }

    /// Tells whether it is so long and has a digit, letters or not.
    pub(super) fn is_number(&self, least: usize, most: usize) -> bool {
        (least..=most).contains(&self.length) && self.bytes().iter().any(u8::is_ascii_digit)
    }
}
