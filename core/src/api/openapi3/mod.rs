//! The adapter for OpenAPI 3.0 and 3.1.

mod paths;
mod security;
mod servers;

use super::document::Model;
use super::error::SpecError;
use super::limits::Limits;
use super::problem::ProblemKind;
use super::reader::{Fragments, Reader};
use super::references;
use super::tree::{NodeId, Tree, Value};

/// Reads a document into the model.
///
/// # Errors
/// Returns [`SpecError`] when the root says nowhere that it is OpenAPI 3, or a limit is passed.
pub(crate) fn read(tree: &Tree, limits: &Limits) -> Result<Model, SpecError> {
    let root = tree.root();
    let version = specification_version(tree)?;
    let fragments = if version == "3.0" { Fragments::Pointers } else { Fragments::Anchors };
    let mut reader = Reader::new(tree, fragments);
    if !matches!(version.as_str(), "3.0" | "3.1") {
        let node = tree.get(root, "openapi").unwrap_or(root);
        reader.note(node, ProblemKind::UnknownVersion { version: version.clone() });
    }
    let info = reader.mapping(root, "info");
    let title = info.and_then(|info| reader.string(info, "title")).filter(|title| !title.trim().is_empty());
    let api_version = info.and_then(|info| reader.scalar(info, "version"));

    let declared = security::read_schemes(&mut reader, root);
    let names = security::names(&declared.schemes);
    let security = security::read_security(&mut reader, root, &names);
    let mut servers = vec![servers::read(&mut reader, root).unwrap_or_default()];
    let operations = paths::read(&mut reader, root, &names, &mut servers, limits)?;

    references::check(&mut reader);
    Ok(Model {
        title: title.map(str::to_owned),
        version: api_version.map(str::to_owned),
        roles_on_any_scheme: version != "3.0",
        schemes: declared.schemes,
        schemes_node: declared.node,
        has_unread_schemes: declared.has_unread,
        security,
        servers,
        operations,
        problems: reader.finish()?,
    })
}

/// Returns `major.minor` of the `openapi` field.
fn specification_version(tree: &Tree) -> Result<String, SpecError> {
    let root = tree.root();
    let at = tree.position(root);
    if let Some(node) = tree.get(root, "swagger") {
        let (Value::String(version) | Value::Number(version)) = tree.value(node) else {
            return Err(SpecError::NotOpenApi { at: tree.position(node) });
        };
        return Err(unsupported_version(tree, node, version));
    }
    let Some(node) = tree.get(root, "openapi") else { return Err(SpecError::NotOpenApi { at }) };
    let (Value::String(text) | Value::Number(text)) = tree.value(node) else {
        return Err(SpecError::NotOpenApi { at: tree.position(node) });
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), minor) => Ok(format!("3.{}", minor.unwrap_or("0"))),
        _ => Err(unsupported_version(tree, node, text)),
    }
}

/// Quotes the version without its control characters, cut short.
fn unsupported_version(tree: &Tree, node: NodeId, version: &str) -> SpecError {
    let version = version.chars().take(40).flat_map(char::escape_debug).collect();
    SpecError::UnsupportedVersion { version, pointer: tree.pointer(node), at: tree.position(node) }
}
