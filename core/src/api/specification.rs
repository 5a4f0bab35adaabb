//! The versions of the specification that documents are written in.

use super::error::SpecError;
use super::tree::{NodeId, Tree, Value};

/// Numbers of a version that are repeated.
const PARTS: usize = 3;
/// Digits of such a number.
const PART_LENGTH: usize = 2;

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

/// Returns a version for a message: a text that is none may be anything, so only a few short numbers are repeated.
fn shown(version: &str) -> String {
    let is_number = |part: &str| {
        (1..=PART_LENGTH).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let version = version.trim();
    let parts: Vec<&str> = version.split('.').take(PARTS).take_while(|part| is_number(part)).collect();
    let numbers = parts.join(".");
    match version.strip_prefix(&numbers) {
        Some("") => numbers,
        // What goes on as a number was none of these, and may be one of somebody's.
        Some(rest) if rest.starts_with('.') && !numbers.is_empty() => format!("{numbers}.***"),
        _ => "***".to_owned(),
    }
}

fn unsupported(tree: &Tree, node: NodeId, version: &str) -> SpecError {
    SpecError::UnsupportedVersion {
        version: shown(version),
        pointer: tree.pointer(node),
        at: tree.position(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_of_a_version_what_can_be_one() {
        for (version, expected) in [
            ("9.9", "9.9"),
            (" 4.10.12 ", "4.10.12"),
            ("4.0.0-draft", "4.0.***"),
            ("1.2.3.4", "1.2.3.***"),
            ("536221234", "***"),
            ("536.22.1234", "***"),
            ("536-22-1234", "***"),
            ("ada@shop.example", "***"),
            ("", ""),
        ] {
            assert_eq!(shown(version), expected, "{version}");
        }
    }
}
