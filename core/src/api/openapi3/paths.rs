//! Paths, webhooks and callbacks, and their operations.

use std::sync::Arc;

use super::{contents, security, servers};
use crate::Method;
use crate::api::contents::{ContentsBuilder, Unread};
use crate::api::error::SpecError;
use crate::api::hints::{self, Hints};
use crate::api::limits::Limits;
use crate::api::listed::Listed;
use crate::api::operation::{Operation, Outgoing, OutgoingKind};
use crate::api::paths::{PATH_LENGTH, merged_parameters, places_of, read_tags};
use crate::api::problem::ProblemKind;
use crate::api::reader::{Reader, Resolved};
use crate::api::server::Server;
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Value};

/// The fields of a path item that hold an operation.
const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];
/// Bytes of a method's name. Servers refuse longer ones.
const METHOD_LENGTH: usize = 64;

/// Reads the operations of a document.
pub(super) struct PathReader<'a, 't> {
    pub(super) reader: &'a mut Reader<'t>,
    pub(super) specification: Specification,
    pub(super) limits: &'a Limits,
    pub(super) schemes: security::SchemeNames,
    pub(super) servers: Vec<Vec<Server>>,
    pub(super) contents: ContentsBuilder,
    /// What the root says.
    pub(super) hints: Arc<Hints>,
    pub(super) is_public: bool,
    pub(super) operations: Vec<Operation>,
    pub(super) outgoing: Vec<Outgoing>,
}

impl PathReader<'_, '_> {
    /// Reads every operation under `paths`, in the order of the document, with its callbacks, and the webhooks.
    ///
    /// # Errors
    /// Returns [`SpecError::TooManyOperations`].
    pub(super) fn read(&mut self, root: NodeId) -> Result<(), SpecError> {
        if let Some(paths) = self.reader.mapping(root, "paths") {
            let (items, _) = self.reader.named_entries(paths);
            for (path, item) in items {
                self.check_count(item)?;
                if !path.starts_with("x-") {
                    let operations = self.read_item(path, item);
                    for (mut operation, callbacks) in operations {
                        operation.index = u32::try_from(self.operations.len()).unwrap_or(u32::MAX);
                        let index = operation.index;
                        self.operations.push(operation);
                        if let Some(callbacks) = callbacks {
                            self.read_callbacks(index, callbacks)?;
                        }
                    }
                }
            }
        }
        if self.specification >= Specification::V3_1
            && let Some(webhooks) = self.reader.mapping(root, "webhooks")
        {
            let (items, _) = self.reader.named_entries(webhooks);
            for (name, item) in items {
                self.check_count(item)?;
                if !name.starts_with("x-") {
                    self.read_outgoing(OutgoingKind::Webhook, name, item);
                }
            }
        }
        Ok(())
    }

    fn check_count(&self, item: NodeId) -> Result<(), SpecError> {
        if self.operations.len() + self.outgoing.len() > self.limits.operations {
            let at = self.reader.tree().position(item);
            return Err(SpecError::TooManyOperations { limit: self.limits.operations, at });
        }
        Ok(())
    }

    fn read_callbacks(&mut self, operation: u32, callbacks: NodeId) -> Result<(), SpecError> {
        let (members, _) = self.reader.named_entries(callbacks);
        for (name, callback) in members {
            let Resolved::Object(place) = self.reader.resolve(callback) else { continue };
            if name.starts_with("x-") {
                continue;
            }
            let (items, _) = self.reader.named_entries(place);
            for (expression, item) in items {
                self.check_count(item)?;
                if !expression.starts_with("x-") {
                    self.read_outgoing(OutgoingKind::Callback { operation }, expression, item);
                }
            }
        }
        Ok(())
    }

    fn read_outgoing(&mut self, kind: OutgoingKind, name: &str, item: NodeId) {
        let operations = self.read_item(name, item);
        self.outgoing.extend(operations.into_iter().map(|(operation, _)| Outgoing { kind, operation }));
    }

    /// Reads the operations of a path item, each with its `callbacks`.
    fn read_item(&mut self, path: &str, item: NodeId) -> Vec<(Operation, Option<NodeId>)> {
        if path.len() > PATH_LENGTH {
            let kind = ProblemKind::WrongType { expected: "a path of at most 2 KiB", found: "longer" };
            self.reader.note(item, kind);
            return Vec::new();
        }
        if self.reader.require(item, "an object", |value| matches!(value, Value::Mapping)).is_none() {
            return Vec::new();
        }
        let places = places_of(self.reader, item);
        let mut shared = Listed { members: Vec::new(), has_unread: places.has_unread };
        let places = places.members;
        let own_servers = places.iter().find_map(|&place| servers::read(self.reader, place));
        let path_servers = own_servers.map_or(0, |list| self.push_servers(list));
        for &place in &places {
            shared.append(contents::read_parameters(self.reader, place, &mut self.contents));
        }
        let is_public = hints::read_public(self.reader, &places);
        let methods = self.methods_of(&places);
        let mut operations = Vec::new();
        for (node, method) in methods {
            if self.reader.require(node, "an object", |value| matches!(value, Value::Mapping)).is_none() {
                continue;
            }
            let own_servers = servers::read(self.reader, node).map(|list| self.push_servers(list));
            let own = contents::read_parameters(self.reader, node, &mut self.contents);
            let responses = contents::read_responses(self.reader, node, &mut self.contents);
            let unread =
                Unread { parameters: own.has_unread || shared.has_unread, responses: responses.has_unread };
            let reader = &mut *self.reader;
            let operation = Operation {
                index: 0,
                method,
                path: reader.copy(node, path),
                id: reader.string(node, "operationId").map(|id| reader.copy(node, id)),
                tags: read_tags(reader, node),
                deprecated: reader.boolean(node, "deprecated").unwrap_or(false),
                security: security::read_security(reader, node, &self.schemes),
                servers: own_servers.unwrap_or(path_servers),
                parameters: merged_parameters(reader, node, &self.contents, &own.members, &shared.members),
                body: contents::read_body(reader, node, &mut self.contents),
                responses: responses.members,
                unread,
                is_public: hints::read_public(reader, &[node]).or(is_public).unwrap_or(self.is_public),
                hints: Hints::read(reader, node, &self.hints),
                node,
            };
            operations.push((operation, self.reader.mapping(node, "callbacks")));
        }
        operations
    }

    /// Returns the operations of a path item in the order they are written, of each method the first place's.
    fn methods_of(&mut self, places: &[NodeId]) -> Vec<(NodeId, Method)> {
        let mut methods: Vec<(NodeId, Method)> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        for &place in places {
            let tree = self.reader.tree();
            for (key, node) in tree.entries(place) {
                let standard =
                    METHODS.iter().find(|(name, _)| *name == key).map(|(_, method)| method.clone());
                let is_query = key == "query" && self.specification >= Specification::V3_2;
                let method = standard.or_else(|| is_query.then(|| Method::from("QUERY".to_owned())));
                if let Some(method) = method
                    && seen.insert(method.clone())
                {
                    methods.push((node, method));
                }
            }
            if self.specification >= Specification::V3_2
                && let Some(additional) = self.reader.mapping(place, "additionalOperations")
            {
                for (key, node) in self.reader.entries(additional) {
                    let method = Method::from(key.to_owned());
                    if key.len() <= METHOD_LENGTH && !key.starts_with("x-") && seen.insert(method.clone()) {
                        methods.push((node, method));
                    }
                }
            }
        }
        methods
    }

    fn push_servers(&mut self, list: Vec<Server>) -> usize {
        self.servers.push(list);
        self.servers.len() - 1
    }
}
