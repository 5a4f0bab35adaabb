//! The adapter for OpenAPI 3.0, 3.1 and 3.2.

mod contents;
mod paths;
mod security;
mod servers;

use std::sync::Arc;

use paths::PathReader;

pub(super) use security::{SchemeNames, names as scheme_names, read_security};

use super::contents::ContentsBuilder;
use super::document::Model;
use super::error::SpecError;
use super::hints::{self, Hints};
use super::limits::Limits;
use super::reader::Reader;
use super::specification::Specification;

/// Reads a document into the model.
///
/// # Errors
/// Returns [`SpecError`] when a limit is passed.
pub(super) fn read(
    reader: &mut Reader<'_>,
    specification: Specification,
    limits: &Limits,
) -> Result<Model, SpecError> {
    let root = reader.tree().root();
    let declared = security::read_schemes(reader, root);
    let schemes = security::names(&declared.schemes, specification);
    let security = security::read_security(reader, root, &schemes);
    let mut paths = PathReader {
        specification,
        limits,
        schemes,
        servers: vec![servers::read(reader, root).unwrap_or_default()],
        contents: ContentsBuilder::default(),
        hints: Hints::read(reader, root, &Arc::new(Hints::default())),
        is_public: hints::read_public(reader, &[root]).unwrap_or(false),
        operations: Vec::new(),
        outgoing: Vec::new(),
        reader,
    };
    paths.read(root)?;
    let PathReader { servers, contents, operations, outgoing, .. } = paths;
    Ok(Model {
        specification,
        title: None,
        version: None,
        schemes: declared.schemes,
        schemes_node: declared.node,
        has_unread_schemes: declared.has_unread,
        security,
        servers,
        contents: contents.finish(),
        operations,
        outgoing,
        problems: Vec::new(),
    })
}
