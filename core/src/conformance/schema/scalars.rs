//! Values of the document as JSON values.

use serde_json::{Map, Number, Value as Json};

use crate::api::tree::{NodeId, Tree, Value};

/// Levels of a value in `enum` or `const`.
const MOST_DEPTH: usize = 16;
/// Values in one `enum` or `const`.
const MOST_VALUES: usize = 50_000;

/// Returns a number. YAML has some that JSON has not.
pub(super) fn number(tree: &Tree, node: NodeId) -> Option<Number> {
    match tree.value(node) {
        Value::Number(text) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

/// Returns a count: a whole number that is not negative.
pub(super) fn count(tree: &Tree, node: NodeId) -> Option<u64> {
    let number = number(tree, node)?;
    let whole = || number.as_f64().filter(|own| own.fract() == 0.0 && (0.0..9e15).contains(own));
    // The cast is exact: the number is whole and small.
    number.as_u64().or_else(|| whole().map(|own| own as u64))
}

/// Copies a value; `None` where it is deeper or larger than is compared. Aliases make a small text stand for a large value.
pub(super) fn value(tree: &Tree, node: NodeId) -> Option<Json> {
    value_at(tree, node, MOST_DEPTH, &mut { MOST_VALUES })
}

fn value_at(tree: &Tree, node: NodeId, depth: usize, left: &mut usize) -> Option<Json> {
    let depth = depth.checked_sub(1)?;
    *left = left.checked_sub(1)?;
    Some(match tree.value(node) {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(value),
        Value::Number(_) => Json::Number(number(tree, node)?),
        Value::String(text) => Json::String(text.to_owned()),
        Value::Sequence => {
            let items = tree.items(node).map(|item| value_at(tree, item, depth, left));
            Json::Array(items.collect::<Option<_>>()?)
        }
        Value::Mapping => {
            let members = tree
                .entries(node)
                .map(|(name, own)| Some((name.to_owned(), value_at(tree, own, depth, left)?)));
            Json::Object(members.collect::<Option<Map<_, _>>>()?)
        }
    })
}
