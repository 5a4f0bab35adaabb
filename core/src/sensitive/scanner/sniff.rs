//! What kind of body it is.

use super::{Detection, Scanner};

impl Scanner {
    /// Finds sensitive values in a body of any kind: JSON is scanned as JSON, everything else as text.
    #[must_use]
    pub fn scan(&self, bytes: &[u8]) -> Vec<Detection> {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if matches!(first, Some(b'{' | b'[' | b'"')) { self.scan_json(bytes) } else { self.scan_text(bytes) }
    }

    /// Finds sensitive values in a body whose `Content-Type` is known. Where it is not, or is wrong, the body decides.
    #[must_use]
    pub fn scan_body(&self, content_type: Option<&str>, bytes: &[u8]) -> Vec<Detection> {
        let media_type = content_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
        if media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return self.scan_form(bytes);
        }
        self.scan(bytes)
    }
}
