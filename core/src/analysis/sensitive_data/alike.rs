//! Properties that are written again and again are one defect.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::flow::Field;
use super::value::texts;
use crate::analysis::graph::{Directions, Graph, Keyword, SchemaId};
use crate::api::tree::NodeId;

/// Collects properties: those of a component one by one, and those written in place that have the same name and the same
/// description together.
#[derive(Debug, Default)]
pub(super) struct Alike<'a> {
    groups: Vec<Group>,
    in_place: FxHashMap<(&'a str, Option<&'a str>), usize>,
}

/// Properties that are one defect.
#[derive(Debug)]
pub(super) struct Group {
    /// The first, and where it is written.
    pub(super) schema: SchemaId,
    pub(super) node: NodeId,
    /// How many they are.
    pub(super) count: usize,
    /// The operations by their lists, each list once: parts of one body share it.
    lists: FxHashMap<*const u32, Arc<[u32]>>,
}

impl<'a> Alike<'a> {
    pub(super) fn add(&mut self, graph: &Graph<'a>, field: Field<'a>, node: NodeId, directions: Directions) {
        let new = self.groups.len();
        let at = if is_in_place(graph, field.holder) {
            let description = texts(graph, field.schema, Keyword::Description).next();
            *self.in_place.entry((field.name, description)).or_insert(new)
        } else {
            new
        };
        if at == new {
            self.groups.push(Group { schema: field.schema, node, count: 0, lists: FxHashMap::default() });
        }
        if let Some(group) = self.groups.get_mut(at) {
            let list = graph.operations(field.schema, directions);
            group.count += 1;
            group.lists.insert(list.as_ptr(), list);
        }
    }

    pub(super) fn into_groups(self) -> Vec<Group> {
        self.groups
    }
}

impl Group {
    /// Returns the operations of all of them, in order.
    pub(super) fn users(&self) -> Arc<[u32]> {
        let mut lists = self.lists.values();
        if let (Some(only), None) = (lists.next(), lists.next()) {
            return only.clone();
        }
        let mut users: Vec<u32> = self.lists.values().flat_map(|list| list.iter().copied()).collect();
        users.sort_unstable();
        users.dedup();
        users.into()
    }
}

/// Tells whether a schema is written where it is used, and not in a component of its own.
fn is_in_place(graph: &Graph<'_>, id: SchemaId) -> bool {
    let tree = graph.tree();
    let mut head = id;
    while let Some((parent, _)) = graph.schema(head).and_then(|schema| schema.parent) {
        head = parent;
    }
    let holder = graph.schema(head).and_then(|schema| tree.parent(schema.node));
    !matches!(holder.and_then(|holder| tree.key(holder)), Some("schemas" | "definitions" | "$defs"))
}
