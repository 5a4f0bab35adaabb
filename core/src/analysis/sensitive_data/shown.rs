//! Whether an answer shows data, whole and in clear.

use rustc_hash::FxHashMap;

use super::flow::Field;
use super::value::holds_text;
use crate::analysis::graph::{Graph, Keyword, Role, SchemaId};
use crate::api::tree::{NodeId, Tree, Value};
use crate::sensitive::SensitiveType;

/// Words of a description that say that not the data itself is shown.
const HIDDEN: [&str; 27] = [
    "mask",
    "redact",
    "obfuscat",
    "truncated",
    "last four",
    "last 4",
    "first six",
    "encrypted",
    "never returned",
    "not returned",
    "not be returned",
    "omitted unless",
    "only available via",
    "unless you explicitly request",
    "always null",
    "always empty",
    "write-only",
    "write only",
    "writeonly",
    "input only",
    "input-only",
    "inputonly",
    "name of the",
    "resource name",
    "reference to",
    "arn of",
    "identifier of",
];
/// Digits that a card's or a person's number has at least.
const WHOLE_NUMBER: f64 = 9.0;

/// Which properties of answers show data, whole and in clear. Each schema is read once, however many properties refer to it.
#[derive(Debug, Default)]
pub(super) struct Shown {
    traits: FxHashMap<SchemaId, Traits>,
    known: FxHashMap<SchemaId, Traits>,
}

/// What speaks against it.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    /// It is no text, or said to be hidden or masked.
    is_hidden: bool,
    /// It is too short to be the whole of a card's or a person's number.
    is_short: bool,
}

impl Shown {
    pub(super) fn is_shown(&mut self, graph: &Graph<'_>, field: Field<'_>, kind: SensitiveType) -> bool {
        let id = said(graph, field.schema);
        let whole = match self.known.get(&id) {
            Some(known) => *known,
            None => {
                let whole = self.of_whole(graph, id);
                self.known.insert(id, whole);
                whole
            }
        };
        let is_number = matches!(kind, SensitiveType::PaymentCard | SensitiveType::UsSsn);
        !(whole.is_hidden || is_number && whole.is_short)
    }

    /// Joins what the schema says with what it refers to and the members of its `allOf`.
    fn of_whole(&mut self, graph: &Graph<'_>, id: SchemaId) -> Traits {
        let start = Traits { is_hidden: !holds_text(graph, id), is_short: false };
        graph.conjuncts(id).into_iter().fold(start, |whole, member| {
            let own = *self.traits.entry(member).or_insert_with(|| Traits::of(graph, member));
            Traits { is_hidden: whole.is_hidden || own.is_hidden, is_short: whole.is_short || own.is_short }
        })
    }
}

impl Traits {
    fn of(graph: &Graph<'_>, id: SchemaId) -> Self {
        let Some(schema) = graph.schema(id) else { return Self::default() };
        let tree = graph.tree();
        let says = |keyword, test: fn(&str) -> bool| matches!(schema.value(tree, keyword), Some(Value::String(text)) if test(text));
        let is_hidden = schema.is_true(tree, Keyword::WriteOnly)
            || is_write_only(tree, schema.node)
            || says(Keyword::Description, says_hidden)
            || says(Keyword::Example, looks_masked);
        let longest = schema.number(tree, Keyword::MaxLength);
        Self { is_hidden, is_short: longest.is_some_and(|longest| longest < WHOLE_NUMBER) }
    }
}

/// Follows a reference that has nothing beside it.
fn said(graph: &Graph<'_>, id: SchemaId) -> SchemaId {
    let is_bare = graph.schema(id).is_some_and(|own| graph.tree().len(own.node) == 1);
    let reference = graph.edges(id).iter().find(|edge| is_bare && edge.role == Role::Reference);
    reference.map_or(id, |edge| edge.to)
}

/// Tells whether the extensions of Azure's documents say what `writeOnly` says.
fn is_write_only(tree: &Tree, node: NodeId) -> bool {
    let is_secret = tree.get(node, "x-ms-secret").map(|node| tree.value(node)) == Some(Value::Bool(true));
    let never_read = tree.get(node, "x-ms-mutability").is_some_and(|list| {
        let is_read = tree.items(list).any(|item| tree.value(item) == Value::String("read"));
        tree.len(list) > 0 && !is_read
    });
    is_secret || never_read
}

fn says_hidden(description: &str) -> bool {
    let description = description.to_ascii_lowercase();
    HIDDEN.iter().any(|word| description.contains(word))
}

fn looks_masked(example: &str) -> bool {
    ["**", "xx", "XX", "••", "##"].iter().any(|mask| example.contains(mask))
}
