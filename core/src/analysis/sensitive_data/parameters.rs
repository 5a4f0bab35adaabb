//! Parameters, with what their rules ask of them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::flow::{Field, schemas_of};
use super::value::{holds_text, may_be};
use crate::Api;
use crate::analysis::graph::{Graph, Role, SchemaId, Types};
use crate::api::Operation;
use crate::api::contents::{Parameter, ParameterLocation};
use crate::api::tree::NodeId;
use crate::identifier::words;
use crate::sensitive::{SensitiveType, classify};

/// Schemas that are looked at for one parameter.
const MOST_PARTS: usize = 400;

/// Tells whether a parameter is a part of the URL.
pub(super) fn is_in_url(parameter: &Parameter) -> bool {
    matches!(parameter.location, ParameterLocation::Query | ParameterLocation::Path)
}

/// Tells whether a parameter may carry free text or a number, alone or in a list.
pub(super) fn carries_text(graph: &Graph<'_>, parameter: &Parameter) -> bool {
    parameter.schema.and_then(|node| graph.at(node)).is_none_or(|id| holds_texts(graph, id))
}

/// Tells whether values may be free text or a number, alone or in a list.
fn holds_texts(graph: &Graph<'_>, id: SchemaId) -> bool {
    holds_text(graph, id) || (may_be(graph, id, Types::ARRAY) && !may_be(graph, id, Types::BOOLEAN))
}

/// A property that travels in the query: of a whole query string, of an object or of a document in a parameter.
#[derive(Debug)]
pub(super) struct QueryField<'a> {
    pub(super) name: &'a str,
    pub(super) kind: SensitiveType,
    pub(super) node: NodeId,
    pub(super) users: Arc<[u32]>,
}

/// Returns the properties of parameters in the query that hold text or numbers of a sensitive type, each once, by place.
pub(super) fn query_fields<'a>(graph: &Graph<'a>) -> Vec<QueryField<'a>> {
    let mut fields: BTreeMap<NodeId, (&'a str, SensitiveType, Vec<u32>)> = BTreeMap::new();
    for (root, users) in query_objects(graph) {
        for (field, kind) in sensitive_members(graph, root) {
            let Some(node) = field.node(graph) else { continue };
            let known = fields.entry(node).or_insert_with(|| (field.name, kind, Vec::new()));
            known.2.extend_from_slice(&users);
        }
    }
    let field = |(node, (name, kind, mut users)): (NodeId, (&'a str, SensitiveType, Vec<u32>))| {
        users.sort_unstable();
        users.dedup();
        QueryField { name, kind, node, users: users.into() }
    };
    fields.into_iter().map(field).collect()
}

/// Returns the schemas of structured parameters in the query, each once, with the operations that take them.
fn query_objects(graph: &Graph<'_>) -> BTreeMap<SchemaId, Vec<u32>> {
    let mut objects: BTreeMap<SchemaId, Vec<u32>> = BTreeMap::new();
    for used in graph.parameters().filter(|used| !used.users.is_empty()) {
        let nodes = match used.part.location {
            ParameterLocation::Query | ParameterLocation::QueryString => {
                used.part.schema.into_iter().chain(schemas_of(&used.part.content))
            }
            _ => continue,
        };
        for id in nodes.filter_map(|node| graph.at(node)) {
            objects.entry(id).or_default().extend_from_slice(used.users);
        }
    }
    objects
}

/// Returns the properties of a sensitive type that a schema holds at any depth.
fn sensitive_members<'a>(graph: &Graph<'a>, root: SchemaId) -> Vec<(Field<'a>, SensitiveType)> {
    let mut seen = FxHashSet::from_iter([root]);
    let mut queue = VecDeque::from([root]);
    let mut found = Vec::new();
    while let Some(holder) = queue.pop_front() {
        for edge in graph.edges(holder).iter().filter(|edge| edge.role != Role::Not) {
            if let Role::Property(name) = edge.role
                && let Some(kind) = classify(name).filter(|_| holds_texts(graph, edge.to))
            {
                found.push((Field { holder, name, schema: edge.to }, kind));
            }
            if seen.len() < MOST_PARTS && seen.insert(edge.to) {
                queue.push_back(edge.to);
            }
        }
    }
    found
}

/// Returns the users of a part for whom something holds.
pub(super) fn filtered(api: &Api, users: &Arc<[u32]>, holds: impl Fn(&Operation) -> bool) -> Arc<[u32]> {
    let holds = |user: &&u32| api.operations().get(**user as usize).is_some_and(&holds);
    if users.iter().all(|user| holds(&user)) {
        users.clone()
    } else {
        users.iter().filter(holds).copied().collect()
    }
}

/// Tells whether a path parameter names a thing in the collection before it: `/secrets/{secret}`.
pub(super) fn names_member(operation: &Operation, parameter: &Parameter) -> bool {
    let segment = format!("{{{}}}", parameter.name);
    let own = words(&parameter.name).concat();
    let mut before = "";
    for current in operation.path().split('/') {
        if current.contains(&segment) {
            let collection = words(before).concat();
            return collection == own || collection.strip_suffix('s') == Some(own.as_str());
        }
        before = current;
    }
    false
}
