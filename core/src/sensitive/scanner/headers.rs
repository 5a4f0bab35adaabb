//! Headers of a request or response.

use super::hint::{Hint, hint};
use super::{Detection, Scanner, path, value};

impl Scanner {
    /// Finds sensitive values in headers. `start` and `end` are those in the header's value; the path is the header's name
    /// in lower case.
    #[must_use]
    pub fn scan_headers<'h>(&self, headers: impl IntoIterator<Item = (&'h str, &'h [u8])>) -> Vec<Detection> {
        let mut detections = Vec::new();
        for (name, bytes) in headers {
            for mut own in value::scan(bytes, hint(name.as_bytes(), Hint::None)) {
                own.path = Some(path::shown(name.as_bytes()).unwrap_or("*").to_ascii_lowercase());
                detections.push(own);
            }
        }
        detections
    }
}
