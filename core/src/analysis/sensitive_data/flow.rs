//! Which schemas the data of some bodies goes through.

use crate::analysis::graph::{Graph, Keyword, Role, SchemaId};
use crate::api::Operation;
use crate::api::contents::{MediaType, Status};
use crate::api::tree::NodeId;

/// A set of schemas.
#[derive(Debug)]
pub(super) struct Flow {
    reached: Vec<bool>,
}

/// A property that a schema names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) holder: SchemaId,
    pub(super) name: &'a str,
    pub(super) schema: SchemaId,
}

impl Flow {
    /// Collects what the schemas at the places lead to. Properties that are hidden in this direction, by `readOnly` or
    /// `writeOnly`, lead to nothing.
    pub(super) fn new(graph: &Graph<'_>, starts: impl Iterator<Item = NodeId>, hidden: Keyword) -> Self {
        let mut reached = vec![false; graph.schemas().count()];
        let mut stack: Vec<SchemaId> = starts.filter_map(|node| graph.at(node)).collect();
        while let Some(id) = stack.pop() {
            let Some(flag) = reached.get_mut(id.index()) else { continue };
            let is_hidden = || graph.schema(id).is_some_and(|schema| schema.is_true(graph.tree(), hidden));
            if *flag || is_hidden() {
                continue;
            }
            *flag = true;
            let edges = graph.edges(id).iter().filter(|edge| edge.role != Role::Not);
            stack.extend(edges.map(|edge| edge.to));
        }
        Self { reached }
    }

    /// Collects what the answers of a kind lead to. The answers to webhooks and callbacks are somebody else's.
    pub(super) fn of_responses(
        graph: &Graph<'_>,
        operations: &[Operation],
        counts: impl Fn(&Operation, Status) -> bool,
    ) -> Self {
        let starts = operations.iter().flat_map(|operation| {
            let responses = graph.responses_of(operation).filter(|(own, _)| counts(operation, own.status));
            responses.flat_map(|(_, response)| schemas_of(&response.content))
        });
        Self::new(graph, starts, Keyword::WriteOnly)
    }

    pub(super) fn contains(&self, id: SchemaId) -> bool {
        self.reached.get(id.index()).copied().unwrap_or(false)
    }

    /// Returns the properties of the schemas, in the order of the graph.
    pub(super) fn fields<'g, 'a>(
        &'g self,
        graph: &'g Graph<'a>,
    ) -> impl Iterator<Item = Field<'a>> + use<'g, 'a> {
        graph.schemas().filter(|(id, _)| self.contains(*id)).flat_map(|(holder, _)| {
            graph.properties(holder).map(move |(name, schema)| Field { holder, name, schema })
        })
    }
}

/// Returns the places of the schemas of a body.
pub(super) fn schemas_of(content: &[MediaType]) -> impl Iterator<Item = NodeId> + '_ {
    content.iter().filter_map(|media| media.schema)
}

impl Field<'_> {
    /// Returns where the property is written, whatever alias stands there.
    pub(super) fn node(&self, graph: &Graph<'_>) -> Option<NodeId> {
        let tree = graph.tree();
        let holder = graph.schema(self.holder)?;
        let properties = tree.get(holder.node, Keyword::Properties.as_str())?;
        tree.get(properties, self.name)
    }

    /// Tells whether the property is said to be absent in one direction, here or in what it is made of.
    pub(super) fn is(&self, graph: &Graph<'_>, keyword: Keyword) -> bool {
        let tree = graph.tree();
        let is_true = |id| graph.schema(id).is_some_and(|schema| schema.is_true(tree, keyword));
        graph.conjuncts(self.schema).into_iter().any(is_true)
    }
}
