//! Sensitive values in bodies, texts, headers and queries.

mod address;
mod body;
mod bytes;
mod compact;
mod context;
mod field;
mod groups;
mod hint;
mod json;
mod kind;
mod path;
mod sweep;
mod time;
mod written;

use body::Body;
use hint::Hint;
use sweep::{Found, sweep};

use super::Detection;
use super::mask::masked;

/// Finds sensitive values.
///
/// It is compiled once and shared: `Send`, `Sync`, and cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Scanner {}

impl Scanner {
    /// Finds sensitive values in a body of any kind: JSON is scanned as JSON, everything else as text.
    #[must_use]
    pub fn scan(&self, bytes: &[u8]) -> Vec<Detection> {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if matches!(first, Some(b'{' | b'[' | b'"')) { self.scan_json(bytes) } else { self.scan_text(bytes) }
    }

    /// Finds sensitive values in a JSON text, or in several, one after another. What is no JSON is scanned as text.
    #[must_use]
    pub fn scan_json(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        let mut body = Body::new(bytes, |found, path| detections.push(detection(bytes, &found, Some(path))));
        let end = json::walk(bytes, &mut body);
        if let Err(place) = end {
            let rest = bytes.get(place..).unwrap_or_default();
            sweep(rest, Hint::None, &mut |found: Found| {
                let range = found.range.start + place..found.range.end + place;
                detections.push(detection(bytes, &Found { range, ..found }, None));
            });
        }
        detections
    }

    /// Finds sensitive values in a text.
    #[must_use]
    pub fn scan_text(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        sweep(bytes, Hint::None, &mut |found: Found| detections.push(detection(bytes, &found, None)));
        detections
    }
}

fn detection(bytes: &[u8], found: &Found, path: Option<String>) -> Detection {
    let group = found.kind.group();
    Detection {
        kind: found.kind.as_str().into(),
        group,
        path,
        start: found.range.start,
        end: found.range.end,
        confidence: f32::from(found.score) / 100.0,
        is_test: found.is_test,
        masked: masked(bytes.get(found.range.clone()).unwrap_or_default(), group),
    }
}
