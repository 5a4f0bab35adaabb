//! Properties that are written again and again are one defect.

use rustc_hash::FxHashMap;

use super::flow::Field;
use super::value::texts;
use crate::analysis::graph::{Directions, Graph, Keyword, SchemaId};
use crate::analysis::users::Users;
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
    pub(super) users: Users,
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
            self.groups.push(Group { schema: field.schema, node, count: 0, users: Users::default() });
        }
        if let Some(group) = self.groups.get_mut(at) {
            group.count += 1;
            group.users.add(&graph.operations(field.schema, directions));
        }
    }

    pub(super) fn into_groups(self) -> Vec<Group> {
        self.groups
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
