//! What a scan found.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::SensitiveGroup;

/// A sensitive value that a scan found: what and where it is, never the value.
///
/// # Shape
/// In JSON `{"type","group","path","start","end","confidence","masked"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Detection {
    /// The type, for example `payment-card`, `us-ssn`, `br-cpf`, or the name of a custom detector.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// What kind of harm it does where it gets out.
    pub group: SensitiveGroup,
    /// Where it is in a JSON text, for example `$.users[3].card.number`; in a form, a query or headers the name of the
    /// field. Names that look like data themselves are written as `*`.
    pub path: Option<String>,
    /// The first byte of the value in what was scanned.
    pub start: usize,
    /// The byte behind the value.
    pub end: usize,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// Whether it is a card number that networks and payment services publish for tests. In JSON `"test": true`, left out
    /// where it is not.
    #[serde(rename = "test", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_test: bool,
    /// The value with all but at most four characters, and at most a quarter, hidden. Of secrets nothing is left.
    pub masked: String,
}
