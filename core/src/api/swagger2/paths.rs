//! Paths and their operations.

use std::sync::Arc;

use super::contents::{self, Input, MediaName};
use super::servers;
use crate::Method;
use crate::api::contents::{ContentsBuilder, Unread};
use crate::api::error::SpecError;
use crate::api::hints::{self, Hints};
use crate::api::limits::Limits;
use crate::api::listed::Listed;
use crate::api::openapi3::{SchemeNames, read_security};
use crate::api::operation::Operation;
use crate::api::paths::{PATH_LENGTH, merged_parameters, places_of, read_tags};
use crate::api::problem::ProblemKind;
use crate::api::reader::Reader;
use crate::api::server::Server;
use crate::api::tree::{NodeId, Value};

/// The fields of a path item that hold an operation.
const METHODS: [(&str, Method); 7] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
];

/// Reads the operations of a document.
pub(super) struct PathReader<'a, 't> {
    pub(super) reader: &'a mut Reader<'t>,
    pub(super) limits: &'a Limits,
    pub(super) schemes: SchemeNames,
    pub(super) servers: Vec<Vec<Server>>,
    pub(super) contents: ContentsBuilder,
    /// The media types of the root.
    pub(super) consumes: Vec<MediaName>,
    pub(super) produces: Vec<MediaName>,
    /// What the root says.
    pub(super) hints: Arc<Hints>,
    pub(super) is_public: bool,
    pub(super) operations: Vec<Operation>,
}

impl PathReader<'_, '_> {
    /// Reads every operation under `paths`, in the order of the document.
    ///
    /// # Errors
    /// Returns [`SpecError::TooManyOperations`].
    pub(super) fn read(&mut self, root: NodeId) -> Result<(), SpecError> {
        let Some(paths) = self.reader.mapping(root, "paths") else { return Ok(()) };
        let (items, _) = self.reader.named_entries(paths);
        for (path, item) in items {
            if self.operations.len() > self.limits.operations {
                let at = self.reader.tree().position(item);
                return Err(SpecError::TooManyOperations { limit: self.limits.operations, at });
            }
            if path.starts_with("x-") {
                continue;
            }
            if path.len() > PATH_LENGTH {
                let kind = ProblemKind::WrongType { expected: "a path of at most 2 KiB", found: "longer" };
                self.reader.note(item, kind);
                continue;
            }
            if self.reader.require(item, "an object", |value| matches!(value, Value::Mapping)).is_some() {
                self.read_item(root, path, item);
            }
        }
        Ok(())
    }

    fn read_item(&mut self, root: NodeId, path: &str, item: NodeId) {
        let places = places_of(self.reader, item);
        let mut shared = Listed { members: Vec::new(), has_unread: places.has_unread };
        let places = places.members;
        for &place in &places {
            shared.append(contents::read_inputs(self.reader, place, &mut self.contents));
        }
        let is_public = hints::read_public(self.reader, &places);
        let mut methods: Vec<(NodeId, Method)> = Vec::new();
        for &place in &places {
            for (key, node) in self.reader.tree().entries(place) {
                if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == key)
                    && !methods.iter().any(|(_, seen)| seen == method)
                {
                    methods.push((node, method.clone()));
                }
            }
        }
        for (node, method) in methods {
            if self.reader.require(node, "an object", |value| matches!(value, Value::Mapping)).is_some() {
                let operation = self.read_operation(root, path, node, method, &shared, is_public);
                self.operations.push(operation);
            }
        }
    }

    fn read_operation(
        &mut self,
        root: NodeId,
        path: &str,
        node: NodeId,
        method: Method,
        shared: &Listed<Input>,
        is_public: Option<bool>,
    ) -> Operation {
        let own = contents::read_inputs(self.reader, node, &mut self.contents);
        let parameters = |inputs: &[Input]| {
            let index = |input: &Input| if let Input::Parameter(index) = input { Some(*index) } else { None };
            inputs.iter().filter_map(index).collect::<Vec<_>>()
        };
        let body = own.members.iter().chain(&shared.members).find_map(|input| match input {
            Input::Body(node) => Some(*node),
            Input::Parameter(_) => None,
        });
        let consumes = contents::read_media_names(self.reader, node, "consumes");
        let produces = contents::read_media_names(self.reader, node, "produces");
        let consumes = consumes.as_deref().unwrap_or(&self.consumes);
        let produces = produces.as_deref().unwrap_or(&self.produces);
        let responses = contents::read_responses(self.reader, node, produces, &mut self.contents);
        let unread =
            Unread { parameters: own.has_unread || shared.has_unread, responses: responses.has_unread };
        let servers = if self.reader.tree().get(node, "schemes").is_some() {
            self.servers.push(servers::read(self.reader, root, node));
            self.servers.len() - 1
        } else {
            0
        };
        let reader = &mut *self.reader;
        Operation {
            index: u32::try_from(self.operations.len()).unwrap_or(u32::MAX),
            method,
            path: reader.copy(node, path),
            id: reader.string(node, "operationId").map(|id| reader.copy(node, id)),
            tags: read_tags(reader, node),
            deprecated: reader.boolean(node, "deprecated").unwrap_or(false),
            security: read_security(reader, node, &self.schemes),
            servers,
            parameters: merged_parameters(
                reader,
                node,
                &self.contents,
                &parameters(&own.members),
                &parameters(&shared.members),
            ),
            body: body.map(|body| contents::add_body(reader, body, consumes, &mut self.contents)),
            responses: responses.members,
            unread,
            is_public: hints::read_public(reader, &[node]).or(is_public).unwrap_or(self.is_public),
            hints: Hints::read(reader, node, &self.hints),
            node,
        }
    }
}
