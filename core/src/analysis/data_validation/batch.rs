//! Operations that do many things in one call.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::near::{is_of, items, near, properties, unlimited_array};
use super::told::{tells_count, tells_count_of, tells_maximum};
use crate::analysis::graph::{Graph, SchemaId, Types};
use crate::api::Operation;
use crate::identifier::words;

/// Properties of an object whose point may be any list in it, and those of one whose point may be a list that is required.
const FEW: usize = 4;
const SOME: usize = 6;

/// The lists that batch operations work through and that nothing limits, with those operations.
#[derive(Debug)]
pub(super) struct Batches(BTreeMap<SchemaId, Vec<u32>>);

impl Batches {
    /// Tells whether a schema is such a list.
    pub(super) fn contains(&self, id: SchemaId) -> bool {
        self.0.contains_key(&id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (SchemaId, &[u32])> {
        self.0.iter().map(|(id, operations)| (*id, operations.as_slice()))
    }
}

/// Returns the batches of a document. Of a list whose description gives a limit the caller is told.
pub(super) fn batches(graph: &Graph<'_>) -> Rc<Batches> {
    graph.kept(|| {
        let mut found: BTreeMap<SchemaId, Vec<u32>> = BTreeMap::new();
        let mut known: FxHashMap<SchemaId, Vec<SchemaId>> = FxHashMap::default();
        for operation in graph.api().operations().iter().filter(|own| is_batch(own)) {
            let Some(body) = graph.body_of(operation) else { continue };
            if tells_count(graph.tree(), operation.node) || tells_count(graph.tree(), body.node) {
                continue;
            }
            for node in body.content.iter().filter_map(|media| media.schema) {
                let Some((id, _)) = graph.resolved_at(node) else { continue };
                for list in known.entry(id).or_insert_with(|| lists(graph, id)) {
                    let operations = found.entry(*list).or_default();
                    if operations.last() != Some(&operation.index) {
                        operations.push(operation.index);
                    }
                }
            }
        }
        Batches(found)
    })
}

/// Tells whether an operation says in the last name of its path or in its own name that it works on many things, or is one
/// of GraphQL, where a body may be a list of queries.
fn is_batch(operation: &Operation) -> bool {
    let last = operation.path().split('/').rfind(|segment| !segment.is_empty() && !segment.contains('{'));
    !operation.method().is_safe()
        && last
            .into_iter()
            .chain(operation.id())
            .flat_map(words)
            .any(|word| matches!(&*word, "batch" | "bulk" | "graphql"))
}

/// Returns the list without limit that a body is, or that is the point of an object. An object with many properties is one
/// thing with a list in it.
fn lists(graph: &Graph<'_>, id: SchemaId) -> Vec<SchemaId> {
    if graph.schema(id).is_some_and(|body| tells_count(graph.tree(), body.node)) {
        return Vec::new();
    }
    let unlimited = |id: SchemaId| {
        let list = unlimited_array(graph, id)?;
        let node = graph.schema(list)?.node;
        (!tells_maximum(graph.tree(), node)).then_some(list)
    };
    if let Some(array) = unlimited(id) {
        return vec![array];
    }
    let properties = properties(graph, id);
    let whole = near(graph, id);
    let is_required = |name: &str| whole.iter().any(|own| graph.requires(*own, name));
    let is_point = |name: &str| properties.len() <= FEW || (properties.len() <= SOME && is_required(name));
    let mut lists: Vec<SchemaId> = properties
        .iter()
        .filter(|(name, property)| graph.directions(*property).request && is_point(name))
        .filter_map(|(name, property)| {
            let list = unlimited(*property)?;
            (!is_told_beside(graph, &properties, name)).then_some(list)
        })
        .collect();
    lists.sort_unstable();
    lists.dedup();
    if lists.len() > 1 {
        lists.retain(|list| items(graph, *list).any(|item| is_of(graph, item, Types::OBJECT)));
    }
    lists
}

/// Tells whether one of the properties says how many a list may hold: the mode of a batch knows best.
fn is_told_beside(graph: &Graph<'_>, properties: &[(&str, SchemaId)], list: &str) -> bool {
    let beside = properties.iter().filter(|(name, _)| *name != list).flat_map(|(_, own)| near(graph, *own));
    let mut nodes = beside.filter_map(|id| graph.schema(id)).map(|own| own.node);
    nodes.any(|node| tells_count_of(graph.tree(), node, list))
}
