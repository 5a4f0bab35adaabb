//! What schemas and files call themselves: `$id`, `$anchor` and `$self` of OpenAPI 3.1 and later.

use rustc_hash::FxHashMap;

use super::files::FileId;
use super::node::{Kind, NodeId};
use super::{Tree, Value};
use crate::api::uri;

/// The names of a tree.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What a whole identifier leads to.
    targets: FxHashMap<String, NodeId>,
    /// The identifiers of the schemas that have one. What is in them is relative to it.
    schemas: FxHashMap<NodeId, String>,
    /// The anchors in each file and in each schema that has an identifier.
    anchors: FxHashMap<NodeId, FxHashMap<String, NodeId>>,
}

impl Tree {
    /// Reads the names of a file. Returns the identifiers that are new.
    pub(crate) fn index_names(&mut self, file: FileId) -> Vec<String> {
        let (mut identifiers, mut anchors) = (Vec::new(), Vec::new());
        for id in self.nodes_of_file(file).map(NodeId) {
            // Cheap enough for every node: few keys are that short and begin like that.
            match self.key(id) {
                Some("$id" | "$self") => identifiers.push(id),
                Some("$anchor" | "$dynamicAnchor") => anchors.push(id),
                _ => {}
            }
        }
        // What contains a schema has a lower number, but may say its own identifier further down.
        identifiers.sort_unstable_by_key(|id| self.parent(*id));
        let mut new = Vec::new();
        for id in identifiers {
            self.index_identifier(file, id, &mut anchors, &mut new);
        }
        for id in anchors {
            self.index_anchor(id);
        }
        new
    }

    fn index_identifier(
        &mut self,
        file: FileId,
        id: NodeId,
        anchors: &mut Vec<NodeId>,
        new: &mut Vec<String>,
    ) {
        let (Some(owner), Some(text)) = (self.parent(id), self.name_at(id)) else { return };
        let (root, is_self) = (self.root_of_file(file), self.key(id) == Some("$self"));
        let is_document = owner == root && self.get(root, "openapi").is_some();
        if is_self != is_document {
            return;
        }
        // Older drafts write an anchor so.
        if text.starts_with('#') {
            anchors.push(id);
            return;
        }
        let (text, _) = uri::split(text);
        let Some(identifier) = uri::identifier(&self.base_of(self.resource_around(owner)), text) else {
            return;
        };
        if !is_self {
            self.names.schemas.insert(owner, identifier.clone());
        }
        if !self.names.targets.contains_key(&identifier) {
            self.names.targets.insert(identifier.clone(), owner);
            new.push(identifier);
        }
    }

    fn index_anchor(&mut self, id: NodeId) {
        let (Some(schema), Some(name)) = (self.parent(id), self.name_at(id)) else { return };
        let name = name.trim_start_matches('#').to_owned();
        let resource = self.resource_of(schema);
        self.names.anchors.entry(resource).or_default().entry(name).or_insert(schema);
    }

    /// Returns the text of a node that is written as a string, and not merged in.
    fn name_at(&self, id: NodeId) -> Option<&str> {
        match (self.node(id).kind, self.value(id)) {
            (Kind::String, Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// Returns what local references of a node are relative to: the innermost schema with an identifier around it, or the
    /// file.
    pub(super) fn resource_of(&self, node: NodeId) -> NodeId {
        let mut current = Some(node).filter(|_| !self.names.schemas.is_empty());
        while let Some(id) = current {
            if self.names.schemas.contains_key(&id) {
                return id;
            }
            current = self.parent(id);
        }
        self.root_of(node)
    }

    fn resource_around(&self, node: NodeId) -> NodeId {
        self.parent(node).map_or_else(|| self.root_of(node), |parent| self.resource_of(parent))
    }

    /// Returns the identifier of a resource, of a file its path behind a slash.
    fn base_of(&self, resource: NodeId) -> String {
        let own = self.names.schemas.get(&resource);
        own.cloned().unwrap_or_else(|| format!("/{}", self.file(resource).unwrap_or_default()))
    }

    /// Tells whether a node stands in a schema that has an identifier and is not a whole file.
    pub(super) fn is_in_identified_schema(&self, node: NodeId) -> bool {
        let resource = self.resource_of(node);
        resource != self.root_of(node)
    }

    /// Returns the whole identifier that a reference without its fragment stands for at a node.
    pub(crate) fn identifier_at(&self, from: NodeId, text: &str) -> Option<String> {
        uri::identifier(&self.base_of(self.resource_of(from)), text)
    }

    /// Returns what is called by the identifier that a reference without its fragment stands for.
    pub(super) fn identified(&self, from: NodeId, text: &str) -> Option<NodeId> {
        if self.names.targets.is_empty() {
            return None;
        }
        self.names.targets.get(&self.identifier_at(from, text)?).copied()
    }

    /// Returns the schema of an anchor in a resource.
    pub(super) fn anchored(&self, resource: NodeId, name: &str) -> Option<NodeId> {
        self.names.anchors.get(&resource)?.get(name).copied()
    }
}
