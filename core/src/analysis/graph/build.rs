//! Walks the schemas from the operations, each once.

use rustc_hash::FxHashMap;

use super::schema::{Edge, Extra, Keyword, Role, Schema, SchemaId, Types};
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree, Value};

/// Schemas as they are found. Nothing is visited twice, so the work is linear in the document.
#[derive(Debug)]
pub(super) struct Builder<'t> {
    tree: &'t Tree,
    specification: Specification,
    by_node: FxHashMap<NodeId, SchemaId>,
    pub(super) schemas: Vec<Schema<'t>>,
    pub(super) edges: Vec<Edge<'t>>,
    /// Schemas that operations or references name: what they reach is counted.
    pub(super) is_head: Vec<bool>,
    /// Values that stand where a schema belongs and are none.
    pub(super) malformed: Vec<NodeId>,
    /// How many schemas have been read.
    read: usize,
}

impl<'t> Builder<'t> {
    pub(super) fn new(tree: &'t Tree, specification: Specification) -> Self {
        Self {
            tree,
            specification,
            by_node: FxHashMap::default(),
            schemas: Vec::new(),
            edges: Vec::new(),
            is_head: Vec::new(),
            malformed: Vec::new(),
            read: 0,
        }
    }

    /// Adds a schema that an operation uses, and all that it leads to.
    pub(super) fn add(&mut self, node: NodeId) -> Option<SchemaId> {
        let head = self.intern(node, None)?;
        self.mark(head);
        while self.read < self.schemas.len() {
            self.read_next();
        }
        Some(head)
    }

    /// Returns what a schema holds.
    pub(super) fn edges_of(&self, schema: &Schema<'t>) -> &[Edge<'t>] {
        let range = schema.edges.start as usize..schema.edges.end as usize;
        self.edges.get(range).unwrap_or_default()
    }

    /// Returns what a schema refers to.
    pub(super) fn reference_of(&self, id: SchemaId) -> Option<SchemaId> {
        let edges = self.edges_of(self.schemas.get(id.index())?);
        edges.iter().find(|edge| edge.role == Role::Reference).map(|edge| edge.to)
    }

    pub(super) fn into_nodes(
        self,
    ) -> (Vec<Schema<'t>>, Vec<Edge<'t>>, FxHashMap<NodeId, SchemaId>, Vec<NodeId>) {
        let mut malformed = self.malformed;
        malformed.sort_unstable();
        malformed.dedup();
        (self.schemas, self.edges, self.by_node, malformed)
    }

    fn mark(&mut self, id: SchemaId) {
        if let Some(is_head) = self.is_head.get_mut(id.index()) {
            *is_head = true;
        }
    }

    fn intern(&mut self, node: NodeId, parent: Option<(SchemaId, Role<'t>)>) -> Option<SchemaId> {
        let node = self.tree.target(node);
        if let Some(id) = self.by_node.get(&node) {
            return Some(*id);
        }
        let boolean = match self.tree.value(node) {
            Value::Mapping => None,
            Value::Bool(value) if self.specification.has_json_schema() => Some(value),
            _ => {
                self.malformed.push(node);
                return None;
            }
        };
        let id = SchemaId(u32::try_from(self.schemas.len()).ok()?);
        self.by_node.insert(node, id);
        self.schemas.push(Schema {
            node,
            parent,
            types: Types::default(),
            format: None,
            keywords: 0,
            boolean,
            additional: Extra::default(),
            unevaluated: Extra::default(),
            is_read_only: false,
            is_write_only: false,
            edges: 0..0,
        });
        self.is_head.push(false);
        Some(id)
    }

    /// Reads the keywords of the next schema; what it holds is put behind it.
    fn read_next(&mut self) {
        let id = SchemaId(u32::try_from(self.read).unwrap_or(u32::MAX));
        let Some(mut schema) = self.schemas.get(self.read).cloned() else { return };
        self.read += 1;
        let start = self.edges.len();
        let tree = self.tree;
        let has_reference =
            matches!(tree.get(schema.node, "$ref").map(|node| tree.value(node)), Some(Value::String(_)));
        for (word, node) in tree.entries(schema.node) {
            let Some(keyword) = Keyword::of(word) else { continue };
            let counts = self.specification.has_json_schema()
                || match keyword {
                    Keyword::Reference => true,
                    // Words of JSON Schema that the dialect of 3.0 does not have.
                    Keyword::UnevaluatedProperties | Keyword::UnevaluatedItems => false,
                    _ => !has_reference,
                };
            if !counts || is_no_limit(keyword, &tree.value(node)) {
                continue;
            }
            schema.keywords |= 1 << keyword as u64;
            match keyword {
                Keyword::Type => schema.types = Types::read(tree, node),
                Keyword::Format => {
                    if let Value::String(format) = tree.value(node) {
                        schema.format = Some(format);
                    }
                }
                Keyword::ReadOnly => schema.is_read_only = tree.value(node) == Value::Bool(true),
                Keyword::WriteOnly => schema.is_write_only = tree.value(node) == Value::Bool(true),
                Keyword::AdditionalProperties => schema.additional = extra(tree, node),
                Keyword::UnevaluatedProperties => schema.unevaluated = extra(tree, node),
                _ => {}
            }
            self.add_children(id, keyword, node, schema.node);
        }
        let end = u32::try_from(self.edges.len()).unwrap_or(u32::MAX);
        schema.edges = u32::try_from(start).unwrap_or(u32::MAX)..end;
        if let Some(own) = self.schemas.get_mut(id.index()) {
            *own = schema;
        }
    }

    fn add_children(&mut self, id: SchemaId, keyword: Keyword, node: NodeId, owner: NodeId) {
        let tree = self.tree;
        match keyword {
            Keyword::Reference => {
                let Value::String(reference) = tree.value(node) else { return };
                if let Some(target) = tree.resolve_reference(owner, reference)
                    && let Some(to) = self.intern(target, None)
                {
                    self.mark(to);
                    self.edges.push(Edge { role: Role::Reference, to });
                }
            }
            Keyword::Properties => {
                for (name, child) in tree.entries(node) {
                    self.child(id, Role::Property(name), child);
                }
            }
            Keyword::PatternProperties => {
                for (_, child) in tree.entries(node) {
                    self.child(id, Role::PatternProperty, child);
                }
            }
            Keyword::DependentSchemas => {
                for (_, child) in tree.entries(node) {
                    self.child(id, Role::Other, child);
                }
            }
            Keyword::AdditionalProperties | Keyword::UnevaluatedProperties
                if tree.value(node) == Value::Mapping =>
            {
                self.child(id, Role::AdditionalProperty, node);
            }
            // Before 2020-12 a list is a tuple.
            Keyword::Items | Keyword::PrefixItems if tree.value(node) == Value::Sequence => {
                self.list(id, Role::Item, node);
            }
            Keyword::Items => self.child(id, Role::Item, node),
            Keyword::AllOf => self.list(id, Role::AllOf, node),
            Keyword::OneOf => self.list(id, Role::OneOf, node),
            Keyword::AnyOf => self.list(id, Role::AnyOf, node),
            Keyword::Not => self.child(id, Role::Not, node),
            Keyword::If
            | Keyword::Then
            | Keyword::Else
            | Keyword::Contains
            | Keyword::PropertyNames
            | Keyword::UnevaluatedItems
            | Keyword::ContentSchema => self.child(id, Role::Other, node),
            _ => {}
        }
    }

    fn list(&mut self, id: SchemaId, role: Role<'t>, node: NodeId) {
        for child in self.tree.items(node) {
            self.child(id, role, child);
        }
    }

    fn child(&mut self, id: SchemaId, role: Role<'t>, node: NodeId) {
        if let Some(to) = self.intern(node, Some((id, role))) {
            self.edges.push(Edge { role, to });
        }
    }
}

/// Tells whether a limit limits nothing, because its value is none: below zero, not finite, no number at all.
fn is_no_limit(keyword: Keyword, value: &Value<'_>) -> bool {
    let least = match keyword {
        Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties => 0.0,
        Keyword::Minimum | Keyword::Maximum => f64::MIN,
        _ => return false,
    };
    match value {
        Value::Number(text) | Value::String(text) => {
            let number: Option<f64> = text.parse().ok();
            !number.is_some_and(|number| number.is_finite() && number >= least)
        }
        _ => true,
    }
}

fn extra(tree: &Tree, node: NodeId) -> Extra {
    match tree.value(node) {
        Value::Bool(false) => Extra::Forbidden,
        Value::Bool(true) => Extra::Allowed,
        Value::Mapping if tree.len(node) == 0 => Extra::Allowed,
        Value::Mapping => Extra::Schema,
        _ => Extra::Unsaid,
    }
}
