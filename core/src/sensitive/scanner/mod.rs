//! Sensitive values in bodies, texts, headers and queries.

mod address;
mod body;
mod builder;
mod bytes;
pub(super) mod compact;
mod context;
mod custom;
pub(super) mod field;
mod groups;
mod hint;
mod json;
pub(super) mod kind;
mod path;
mod sweep;
mod time;
mod written;

use std::sync::Arc;

use body::Body;
pub use builder::ScannerBuilder;
use custom::look;
use hint::Hint;
use sweep::Found;

use super::Detection;
use super::custom::Custom;
use crate::DetectorScope;

/// Finds sensitive values.
///
/// It is compiled once and shared: `Send`, `Sync`, and cheap to clone.
#[derive(Debug, Clone)]
pub struct Scanner {
    custom: Option<Arc<Custom>>,
    /// Where detectors of the user's take what is scanned to come from.
    scope: DetectorScope,
}

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
        let mut body = Body::new(bytes, self.detectors(), |found, path| {
            detections.push(self.detection(bytes, &found, Some(path)));
        });
        let end = json::walk(bytes, &mut body);
        if let Err(place) = end {
            let rest = bytes.get(place..).unwrap_or_default();
            look(self.detectors(), rest, Hint::None, u8::MAX, &mut |found: Found| {
                let range = found.range.start + place..found.range.end + place;
                detections.push(self.detection(bytes, &Found { range, ..found }, None));
            });
        }
        detections
    }

    /// Finds sensitive values in a text.
    #[must_use]
    pub fn scan_text(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        look(self.detectors(), bytes, Hint::None, u8::MAX, &mut |found: Found| {
            detections.push(self.detection(bytes, &found, None));
        });
        detections
    }
}
