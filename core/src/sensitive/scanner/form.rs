//! Forms and queries: `name=value&...`.

use super::hint::{Hint, hint};
use super::{Detection, Scanner, path, value};

impl Scanner {
    /// Finds sensitive values in a form as browsers send it (`application/x-www-form-urlencoded`).
    #[must_use]
    pub fn scan_form(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        let mut start = 0;
        for pair in bytes.split(|byte| *byte == b'&') {
            let cut = pair.iter().position(|byte| *byte == b'=');
            let name = pair.get(..cut.unwrap_or(0)).unwrap_or_default();
            let at = cut.map_or(0, |cut| cut + 1);
            for mut own in value::scan(pair.get(at..).unwrap_or_default(), hint(name, Hint::None)) {
                own.start += start + at;
                own.end += start + at;
                own.path = Some(path::shown(name).unwrap_or("*").to_owned());
                detections.push(own);
            }
            start += pair.len() + 1;
        }
        detections
    }

    /// Finds sensitive values in a query: what stands behind the `?` of a URL.
    #[must_use]
    pub fn scan_query(&self, query: &str) -> Vec<Detection> {
        self.scan_form(query.as_bytes())
    }
}
