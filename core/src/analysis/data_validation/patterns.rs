//! The regular expressions of a document.

use crate::analysis::graph::{Graph, Keyword, SchemaId};
use crate::api::tree::{NodeId, Value};

/// A regular expression with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used<'a> {
    pub(super) text: &'a str,
    pub(super) schema: SchemaId,
    pub(super) node: NodeId,
}

/// Returns the expressions that strings have to match.
pub(super) fn values<'a>(graph: &Graph<'a>) -> Vec<Used<'a>> {
    let tree = graph.tree();
    graph
        .schemas()
        .filter(|(_, schema)| schema.has(Keyword::Pattern))
        .filter_map(|(id, schema)| {
            let node = schema.place(tree, Keyword::Pattern);
            match tree.value(node) {
                Value::String(text) => Some(Used { text, schema: id, node }),
                _ => None,
            }
        })
        .collect()
}

/// Returns the expressions that the names of properties have to match.
pub(super) fn names<'a>(graph: &Graph<'a>) -> Vec<Used<'a>> {
    let tree = graph.tree();
    let owners = graph.schemas().filter(|(_, schema)| schema.has(Keyword::PatternProperties));
    owners
        .flat_map(|(id, schema)| {
            let entries = tree.entries(schema.place(tree, Keyword::PatternProperties));
            entries.map(move |(text, node)| Used { text, schema: id, node })
        })
        .collect()
}
