//! Reading the fields of security schemes that several versions of the specification share.

use super::oauth::SchemeUrl;
use super::problem::ProblemKind;
use super::reader::Reader;
use super::security::{ApiKeyLocation, SchemeKind};
use super::tree::NodeId;

/// Bytes of a URL. HTTP servers refuse longer targets.
const URL_LENGTH: usize = 2048;

/// Reads an API key. `words` are the places that the version knows, `expected` names them.
pub(in crate::api) fn read_api_key(
    reader: &mut Reader<'_>,
    scheme: NodeId,
    words: &[&str],
    expected: &'static str,
) -> SchemeKind {
    let word = required(reader, scheme, "in", "an API key with an `in`");
    // In a header unless the document says so.
    let location = match word {
        Some("query") => ApiKeyLocation::Query,
        Some("path") => ApiKeyLocation::Path,
        Some("cookie") => ApiKeyLocation::Cookie,
        _ => ApiKeyLocation::Header,
    };
    if word.is_some_and(|word| !words.contains(&word)) {
        unknown_word(reader, scheme, "in", expected);
    }
    let name = reader.string(scheme, "name").unwrap_or_default();
    SchemeKind::ApiKey { location, name: reader.copy(scheme, name) }
}

/// Returns a string that has to be there.
pub(in crate::api) fn required<'t>(
    reader: &mut Reader<'t>,
    scheme: NodeId,
    key: &str,
    expected: &'static str,
) -> Option<&'t str> {
    if reader.tree().get(scheme, key).is_none() {
        reader.note(scheme, ProblemKind::WrongType { expected, found: "one without" });
    }
    reader.string(scheme, key)
}

/// Notes a word that the version does not know.
pub(in crate::api) fn unknown_word(
    reader: &mut Reader<'_>,
    scheme: NodeId,
    key: &str,
    expected: &'static str,
) {
    if let Some(node) = reader.tree().get(scheme, key) {
        reader.note(node, ProblemKind::WrongType { expected, found: "another word" });
    }
}

/// Reads a URL; one that is too long is noted.
pub(in crate::api) fn read_url(reader: &mut Reader<'_>, owner: NodeId, key: &str) -> Option<SchemeUrl> {
    let text = reader.string(owner, key)?;
    let node = reader.tree().get(owner, key)?;
    is_short(reader, node, text, "a URL of at most 2 KiB")
        .then(|| SchemeUrl { text: reader.copy(node, text), node })
}

/// Tells whether a text can be a part of a URL; notes it otherwise.
pub(in crate::api) fn is_short(
    reader: &mut Reader<'_>,
    node: NodeId,
    text: &str,
    expected: &'static str,
) -> bool {
    if text.len() > URL_LENGTH {
        reader.note(node, ProblemKind::WrongType { expected, found: "longer" });
    }
    text.len() <= URL_LENGTH
}

/// Returns the scopes that a flow declares, in order and each once.
pub(in crate::api) fn read_scopes(reader: &mut Reader<'_>, flow: NodeId) -> Vec<String> {
    let Some(declared) = reader.mapping(flow, "scopes") else { return Vec::new() };
    let mut scopes = Vec::new();
    for (scope, node) in reader.entries(declared) {
        scopes.push(reader.copy(node, scope));
    }
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}
