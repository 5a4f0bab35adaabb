//! The same body with what was found hidden.

use super::{Detection, Scanner};

impl Scanner {
    /// Returns the same body with everything that was found hidden.
    #[must_use]
    pub fn redact(&self, bytes: &[u8]) -> Vec<u8> {
        self.redact_where(bytes, |_| true)
    }

    /// Returns the same body with those detections hidden that a caller chooses.
    #[must_use]
    pub fn redact_where(&self, bytes: &[u8], is_hidden: impl Fn(&Detection) -> bool) -> Vec<u8> {
        let mut redacted = bytes.to_vec();
        for own in self.scan(bytes).iter().filter(|own| is_hidden(own)) {
            let is_number = own.start.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'"');
            for byte in redacted.get_mut(own.start..own.end).unwrap_or_default() {
                *byte = if is_number && byte.is_ascii_digit() { b'9' } else { b'*' };
            }
        }
        redacted
    }
}
