//! The versions of the specification that documents are written in.

use super::error::SpecError;
use super::tree::{NodeId, Tree, Value};

/// Characters of a version that are repeated.
const VERSION_LENGTH: usize = 12;

/// A version of the specification, as far as the meaning of a document depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Specification {
    /// Swagger 2.0.
    V2,
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1: schemas are JSON Schema 2020-12.
    V3_1,
    /// OpenAPI 3.2 and, until they are known, later ones.
    V3_2,
}

impl Specification {
    /// Tells whether a schema is JSON Schema 2020-12: types may be lists, schemas may be booleans, exclusive limits are
    /// numbers, and what is written beside `$ref` counts.
    pub(crate) fn has_json_schema(self) -> bool {
        self >= Self::V3_1
    }
}

/// The version that a document gives itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) specification: Specification,
    /// The version as `major.minor`, where it is none that this engine knows.
    pub(super) unknown: Option<String>,
    /// Where it is written.
    pub(super) node: NodeId,
}

/// Reads `swagger` or `openapi`.
///
/// # Errors
/// Returns [`SpecError`] when the root says nowhere that it is a document of Swagger 2 or OpenAPI 3.
pub(super) fn read(tree: &Tree) -> Result<Declared, SpecError> {
    let root = tree.root();
    let field = tree.get(root, "openapi").or_else(|| tree.get(root, "swagger"));
    let Some(node) = field else { return Err(SpecError::NotOpenApi { at: tree.position(root) }) };
    let (Value::String(text) | Value::Number(text)) = tree.value(node) else {
        return Err(SpecError::NotOpenApi { at: tree.position(node) });
    };
    let mut parts = text.trim().split('.');
    let (major, minor) = (parts.next().unwrap_or_default(), parts.next().unwrap_or("0"));
    let (specification, is_known) = match (tree.key(node), major, minor) {
        (Some("swagger"), "2", "0") => (Specification::V2, true),
        (Some("swagger"), "2", _) => (Specification::V2, false),
        (Some("openapi"), "3", "0") => (Specification::V3_0, true),
        (Some("openapi"), "3", "1") => (Specification::V3_1, true),
        (Some("openapi"), "3", "2") => (Specification::V3_2, true),
        (Some("openapi"), "3", _) => (Specification::V3_2, false),
        _ => return Err(unsupported(tree, node, text)),
    };
    let unknown = (!is_known).then(|| shown(&format!("{major}.{minor}")));
    Ok(Declared { specification, unknown, node })
}

/// Returns a version for a message: a text that is none may be anything, so only numbers are repeated.
fn shown(version: &str) -> String {
    let version = version.trim();
    let end =
        version.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(version.len()).min(VERSION_LENGTH);
    let numbers = version.get(..end).unwrap_or_default();
    if end == version.len() { numbers.to_owned() } else { format!("{numbers}***") }
}

fn unsupported(tree: &Tree, node: NodeId, version: &str) -> SpecError {
    SpecError::UnsupportedVersion {
        version: shown(version),
        pointer: tree.pointer(node),
        at: tree.position(node),
    }
}
