//! What the values of a schema look like.

use rustc_hash::FxHashMap;

use crate::analysis::graph::{Graph, Keyword, Role, SchemaId, Types};
use crate::api::tree::Value;

const TEXT: [Types; 3] = [Types::STRING, Types::INTEGER, Types::NUMBER];

/// What a schema says of its values by itself, its references and the members of its `allOf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Other,
    Unsaid,
}

/// Tells whether values may be free text or a number: no yes or no, no choice, no structure.
pub(super) fn holds_text(graph: &Graph<'_>, id: SchemaId) -> bool {
    match shape(graph, id) {
        Shape::Text => true,
        Shape::Other => false,
        Shape::Unsaid => {
            let mut branches = alternatives(graph, id).peekable();
            branches.peek().is_none() || branches.any(|branch| shape(graph, branch) == Shape::Text)
        }
    }
}

/// Tells whether values may be of a type, which a schema without types leaves open.
pub(super) fn may_be(graph: &Graph<'_>, id: SchemaId, types: Types) -> bool {
    let is_open = |id| {
        let members = graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id));
        members.filter(|member| !member.types.is_empty()).all(|member| member.types.has(types))
    };
    is_open(id) && {
        let mut branches = alternatives(graph, id).peekable();
        branches.peek().is_none() || branches.any(is_open)
    }
}

/// Tells whether a keyword is anywhere in what a schema says by itself.
pub(super) fn has(graph: &Graph<'_>, id: SchemaId, keywords: &[Keyword]) -> bool {
    graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id)).any(|schema| schema.has_any(keywords))
}

/// Returns the texts under a keyword, in the schema and what it is made of.
pub(super) fn texts<'a>(graph: &Graph<'a>, id: SchemaId, keyword: Keyword) -> impl Iterator<Item = &'a str> {
    let tree = graph.tree();
    graph.conjuncts(id).into_iter().filter_map(move |id| {
        let node = graph.schema(id)?.node;
        match tree.value(tree.get(node, keyword.as_str())?) {
            Value::String(text) => Some(text),
            _ => None,
        }
    })
}

/// Whether descriptions say something. Each is read once, however many schemas it is a part of.
#[derive(Debug)]
pub(super) struct Says {
    test: fn(&str) -> bool,
    known: FxHashMap<SchemaId, bool>,
}

impl Says {
    pub(super) fn new(test: fn(&str) -> bool) -> Self {
        Self { test, known: FxHashMap::default() }
    }

    /// Tells whether a schema says it, by itself or in what it is made of.
    pub(super) fn is_said(&mut self, graph: &Graph<'_>, id: SchemaId) -> bool {
        let (test, tree) = (self.test, graph.tree());
        graph.conjuncts(id).into_iter().any(|id| {
            *self.known.entry(id).or_insert_with(|| {
                let text = graph.schema(id).and_then(|own| own.value(tree, Keyword::Description));
                matches!(text, Some(Value::String(text)) if test(text))
            })
        })
    }
}

fn alternatives<'g>(graph: &'g Graph<'_>, id: SchemaId) -> impl Iterator<Item = SchemaId> + 'g {
    graph.conjuncts(id).into_iter().flat_map(|member| {
        let edges = graph.edges(member).iter();
        edges.filter(|edge| matches!(edge.role, Role::OneOf | Role::AnyOf)).map(|edge| edge.to)
    })
}

fn shape(graph: &Graph<'_>, id: SchemaId) -> Shape {
    const STRUCTURE: [Keyword; 3] = [Keyword::Properties, Keyword::Items, Keyword::AdditionalProperties];
    let mut shape = Shape::Unsaid;
    for member in graph.conjuncts(id).into_iter().filter_map(|id| graph.schema(id)) {
        if member.is_enumerated() || member.boolean == Some(false) {
            return Shape::Other;
        }
        if !member.types.is_empty() {
            if !TEXT.iter().any(|types| member.types.has(*types)) {
                return Shape::Other;
            }
            shape = Shape::Text;
        } else if member.has_any(&STRUCTURE) && shape == Shape::Unsaid {
            shape = Shape::Other;
        }
    }
    shape
}
