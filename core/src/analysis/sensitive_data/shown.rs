//! Whether an answer shows data, whole and in clear.

use super::flow::Field;
use super::value::{holds_text, texts};
use crate::analysis::graph::{Graph, Keyword};
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

/// Tells whether a property of an answer shows the data, whole and in clear.
pub(super) fn is_shown(graph: &Graph<'_>, field: Field<'_>, kind: SensitiveType) -> bool {
    let is_hidden = |id| graph.schema(id).is_some_and(|schema| is_write_only(graph.tree(), schema.node));
    holds_text(graph, field.schema)
        && !field.is(graph, Keyword::WriteOnly)
        && !graph.conjuncts(field.schema).into_iter().any(is_hidden)
        && !texts(graph, field.schema, Keyword::Description).any(says_hidden)
        && !texts(graph, field.schema, Keyword::Example).any(looks_masked)
        && !is_rest(graph, field, kind)
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

/// Tells whether a number is too short to be whole.
fn is_rest(graph: &Graph<'_>, field: Field<'_>, kind: SensitiveType) -> bool {
    let tree = graph.tree();
    let is_short = |id| {
        let longest = graph.schema(id).and_then(|schema| schema.number(tree, Keyword::MaxLength));
        longest.is_some_and(|longest| longest < WHOLE_NUMBER)
    };
    matches!(kind, SensitiveType::PaymentCard | SensitiveType::UsSsn)
        && graph.conjuncts(field.schema).into_iter().any(is_short)
}
