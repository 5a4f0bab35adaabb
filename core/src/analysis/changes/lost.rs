//! References that led somewhere before a change, and lead nowhere since.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::comparison::Comparison;
use super::schema_pairs::{Pair, pairs};
use crate::Operation;
use crate::analysis::graph::{Directions, Graph, Keyword, Role, SchemaId};
use crate::analysis::users::Users;
use crate::api::tree::{Miss, NodeId, Tree, Value};

/// References that lead from one to the next.
const REFERENCE_CHAIN: usize = 16;

/// A reference that leads nowhere since a change. However often it is written, it is one.
#[derive(Debug)]
pub(super) struct Lost<'a> {
    pub(super) reference: &'a str,
    /// Where it is written first.
    pub(super) node: NodeId,
    /// What it led to, for a message.
    pub(super) what: String,
    pub(super) users: Users,
}

/// Tells whether a schema is or has a reference that was not followed.
pub(super) fn is_dangling(graph: &Graph<'_>, id: SchemaId) -> bool {
    graph.schema(id).is_some_and(|schema| schema.has(Keyword::Reference)) && reference_of(graph, id).is_none()
}

/// Returns the references that data went through and that lead nowhere now; of requests the lost schemas are given.
pub(super) fn lost<'a>(comparison: &Comparison<'a>, of_requests: &[Pair]) -> Vec<Lost<'a>> {
    let mut found = Found::default();
    let (old, new) = (comparison.old, comparison.new);
    for pair in of_requests {
        found.add_schema(comparison, *pair, Directions::REQUEST);
    }
    if new.schemas().any(|(id, _)| is_dangling(new, id)) {
        for pair in pairs(comparison, Directions::RESPONSE).lost {
            found.add_schema(comparison, pair, Directions::RESPONSE);
        }
    }
    for &(before, after) in &comparison.kept {
        let has_lost_body = old.takes_body(before) && !new.takes_body(after);
        if has_lost_body || after.parameters.len() < before.parameters.len() {
            found.add_parts(new.tree(), after, if has_lost_body { "the body" } else { "a parameter" });
        }
    }
    found.lost
}

#[derive(Debug, Default)]
struct Found<'a> {
    lost: Vec<Lost<'a>>,
    by_reference: FxHashMap<(Option<&'a str>, &'a str), usize>,
}

impl<'a> Found<'a> {
    fn add_schema(&mut self, comparison: &Comparison<'a>, pair: Pair, directions: Directions) {
        let (old, new) = (comparison.old, comparison.new);
        let mut end = pair.new;
        for _ in 0..REFERENCE_CHAIN {
            let Some(next) = reference_of(new, end) else { break };
            end = next;
        }
        let is_limited = old.schema(pair.old).is_some_and(|schema| !schema.is_unrestricted());
        let Some(schema) = new.schema(end).filter(|_| is_limited) else { return };
        let users = new.operations(pair.new, directions);
        self.add(new.tree(), schema.node, users, || old.describe(pair.old));
    }

    /// Adds the references to parameters and the body of an operation.
    fn add_parts(&mut self, tree: &'a Tree, operation: &'a Operation, what: &str) {
        let parameters = tree.get(operation.node, "parameters").into_iter().flat_map(|list| tree.items(list));
        let parts: Vec<NodeId> =
            tree.get(operation.node, "requestBody").into_iter().chain(parameters).collect();
        let users: Arc<[u32]> = [operation.index].into();
        for part in parts {
            let name = || format!("{what} of {} {}", operation.method(), operation.path());
            self.add(tree, part, users.clone(), name);
        }
    }

    /// Adds the reference that is written at a place, if it is one that leads nowhere.
    fn add(&mut self, tree: &'a Tree, node: NodeId, users: Arc<[u32]>, what: impl FnOnce() -> String) {
        let Some(Value::String(reference)) =
            tree.get(node, Keyword::Reference.as_str()).map(|own| tree.value(own))
        else {
            return;
        };
        // What another document without a resolver says is not lost, but out of sight.
        if !matches!(tree.locate(node, reference), Err(Miss::Nothing | Miss::Identifier | Miss::Lost(_))) {
            return;
        }
        let at = *self.by_reference.entry((tree.file(node), reference)).or_insert(self.lost.len());
        if at == self.lost.len() {
            self.lost.push(Lost { reference, node, what: what(), users: Users::default() });
        }
        if let Some(lost) = self.lost.get_mut(at) {
            lost.users.add(&users);
        }
    }
}

fn reference_of(graph: &Graph<'_>, id: SchemaId) -> Option<SchemaId> {
    graph.edges(id).iter().find(|edge| edge.role == Role::Reference).map(|edge| edge.to)
}
