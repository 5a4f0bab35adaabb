//! Sensitive values in bodies, texts, headers and queries.

mod address;
mod body;
mod builder;
mod bytes;
pub(super) mod compact;
mod context;
mod cookies;
mod credentials;
mod custom;
mod decoded;
mod events;
pub(super) mod field;
mod field_name;
mod form;
mod groups;
mod headers;
mod hint;
mod issued;
mod json;
pub(super) mod kind;
mod labels;
mod markup;
mod memo;
mod multipart;
mod pairs;
pub(super) mod path;
mod piece;
mod redact;
mod scripts;
mod sniff;
mod sweep;
mod table;
mod time;
mod value;
mod written;

use std::ops::Range;
use std::sync::Arc;

use body::Body;
pub use builder::ScannerBuilder;
pub(crate) use cookies::is_session as is_session_cookie;
use custom::look;
pub(crate) use field::is_blank;
pub(crate) use field_name::FieldName;
use hint::Hint;
pub(crate) use path::shown as shown_name;
use sweep::Found;
use table::Table;

use super::Detection;
use super::custom::Custom;
use super::mask::masked;
use crate::DetectorScope;

/// Finds sensitive values.
///
/// It is compiled once and shared: `Send`, `Sync`, and cheap to clone.
#[derive(Debug, Clone)]
pub struct Scanner {
    pub(super) custom: Option<Arc<Custom>>,
    /// Where detectors of the user's take what is scanned to come from.
    scope: DetectorScope,
}

impl Scanner {
    /// Finds sensitive values in a JSON text, or in several, one after another. What is no JSON is scanned as text, up to
    /// the next line that begins with an object or a list.
    #[must_use]
    pub fn scan_json(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            let mut body = Body::new(rest, self.detectors(), |found: Found, value: &[u8], path| {
                detections.push(self.detection(value, found.behind(at), Some(path)));
            });
            let Err(place) = json::walk(rest, &mut body) else { break };
            let broken = broken(bytes, at, place);
            while detections.pop_if(|own: &mut Detection| own.end > broken.start).is_some() {}
            let text = bytes.get(broken.clone()).unwrap_or_default();
            look(self.detectors(), text, Hint::None, u8::MAX, &mut |found: Found| {
                let value = text.get(found.range.clone()).unwrap_or_default();
                detections.push(self.detection(value, found.behind(broken.start), None));
            });
            at = broken.end;
        }
        detections
    }

    /// Finds sensitive values in a text. Where it begins as a table (CSV, also with tabs, semicolons or bars), the names of
    /// columns count.
    #[must_use]
    pub fn scan_text(&self, bytes: &[u8]) -> Vec<Detection> {
        let Some(table) = Table::of(bytes) else { return self.scan_plain(bytes) };
        let mut detections = Vec::new();
        table.pieces(bytes, 0, &mut |piece| self.scan_piece(bytes, &piece, &mut detections));
        detections
    }

    /// Finds sensitive values in a text that is no table.
    fn scan_plain(&self, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        look(self.detectors(), bytes, Hint::None, u8::MAX, &mut |found: Found| {
            let value = bytes.get(found.range.clone()).unwrap_or_default();
            detections.push(self.detection(value, found, None));
        });
        detections
    }
}

/// Returns what of a text that was walked over from `start` on is no JSON, from a place on: with the words and numbers right
/// before it, up to the next line that may be JSON.
fn broken(text: &[u8], start: usize, place: usize) -> Range<usize> {
    let place = (start + place).min(text.len());
    let before = text.get(start..place).unwrap_or_default();
    let is_sign = |byte: &u8| matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"');
    let first = start + before.iter().rposition(is_sign).map_or(0, |sign| sign + 1);
    let mut end = place;
    while end < text.len() {
        end = sniff::next_line(text, end);
        if matches!(text.get(end), Some(b'{' | b'[')) {
            break;
        }
    }
    first..end
}

/// Describes what was found: a value in plain form, and where it stands.
fn detection(value: &[u8], found: Found, path: Option<String>) -> Detection {
    let group = found.kind.group();
    Detection {
        kind: found.kind.as_str().into(),
        group,
        path,
        start: found.range.start,
        end: found.range.end,
        confidence: f32::from(found.score) / 100.0,
        is_test: found.is_test,
        masked: masked(value, group),
    }
}
