//! The near surroundings of a schema: what rules ask of each operation must not cost more the larger a shared schema is.

use crate::analysis::graph::{Bounds, Edge, Graph, Role, SchemaId, Types};

/// Schemas that are looked at together.
const MEMBERS: usize = 12;
/// Parts of each of them that are looked at.
const PARTS: usize = 500;
/// Properties that are looked at.
const PROPERTIES: usize = 80;

/// Returns a schema with the nearest of those that judge the same value: what it refers to, the members of its `allOf`.
pub(super) fn near(graph: &Graph<'_>, id: SchemaId) -> Vec<SchemaId> {
    let mut members = vec![id];
    let mut next = 0;
    while let Some(&member) = members.get(next) {
        next += 1;
        for edge in graph.edges(member).iter().take(PARTS) {
            if matches!(edge.role, Role::Reference | Role::AllOf)
                && members.len() < MEMBERS
                && !members.contains(&edge.to)
            {
                members.push(edge.to);
            }
        }
    }
    members
}

/// Returns the properties of a schema, of very many the first.
pub(super) fn properties<'a>(graph: &Graph<'a>, id: SchemaId) -> Vec<(&'a str, SchemaId)> {
    let members = near(graph, id);
    members.into_iter().flat_map(|member| graph.properties(member)).take(PROPERTIES).collect()
}

/// Returns the array without limit that a schema is.
pub(super) fn unlimited_array(graph: &Graph<'_>, id: SchemaId) -> Option<SchemaId> {
    let is_array = |id: &SchemaId| graph.schema(*id).is_some_and(|own| own.types.has(Types::ARRAY));
    near(graph, id).into_iter().find(|id| is_array(id) && !graph.bounds(*id).has(Bounds::ITEMS))
}

/// Returns the schemas of an array's items.
pub(super) fn items(graph: &Graph<'_>, array: SchemaId) -> impl Iterator<Item = SchemaId> {
    let is_item = |edge: &&Edge<'_>| edge.role == Role::Item;
    graph.edges(array).iter().take(PARTS).filter(is_item).map(|edge| edge.to)
}

/// Tells whether a schema is of one of the types.
pub(super) fn is_of(graph: &Graph<'_>, id: SchemaId, types: Types) -> bool {
    near(graph, id).into_iter().any(|id| graph.schema(id).is_some_and(|own| own.types.has(types)))
}
