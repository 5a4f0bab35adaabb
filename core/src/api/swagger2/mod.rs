//! The adapter for Swagger 2.0.

mod contents;
mod paths;
mod security;
mod servers;

use std::sync::Arc;

use paths::PathReader;

use super::contents::ContentsBuilder;
use super::document::Model;
use super::error::SpecError;
use super::hints::{self, Hints};
use super::limits::Limits;
use super::openapi3;
use super::reader::Reader;
use super::specification::Specification;

/// Reads a document into the model.
///
/// # Errors
/// Returns [`SpecError`] when a limit is passed.
pub(super) fn read(reader: &mut Reader<'_>, limits: &Limits) -> Result<Model, SpecError> {
    let root = reader.tree().root();
    let declared = security::read_schemes(reader, root);
    let schemes = openapi3::scheme_names(&declared.schemes, Specification::V2);
    let security = openapi3::read_security(reader, root, &schemes);
    let mut paths = PathReader {
        limits,
        schemes,
        servers: vec![servers::read(reader, root, root)],
        contents: ContentsBuilder::default(),
        consumes: contents::read_media_names(reader, root, "consumes").unwrap_or_default(),
        produces: contents::read_media_names(reader, root, "produces").unwrap_or_default(),
        hints: Hints::read(reader, root, &Arc::new(Hints::default())),
        is_public: hints::read_public(reader, &[root]).unwrap_or(false),
        operations: Vec::new(),
        reader,
    };
    paths.read(root)?;
    let PathReader { servers, contents, operations, .. } = paths;
    Ok(Model {
        specification: Specification::V2,
        title: None,
        version: None,
        schemes: declared.schemes,
        schemes_node: declared.node,
        has_unread_schemes: declared.has_unread,
        security,
        servers,
        contents: contents.finish(),
        operations,
        outgoing: Vec::new(),
        problems: Vec::new(),
    })
}
