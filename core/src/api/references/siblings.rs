//! What stands beside a `$ref` and does not count before OpenAPI 3.1.

use super::context::Context;
use crate::api::problem::{Problem, ProblemKind};
use crate::api::tree::{NodeId, Tree, Value};

/// Returns the problem of constraints beside a reference that are lost and not to be had from its target either.
pub(super) fn ignored(
    tree: &Tree,
    node: NodeId,
    target: Option<NodeId>,
    context: Context,
) -> Option<Problem> {
    // What stands beside the reference of a path item counts, and where keys are names there are no keywords.
    if context.has_names() || context.is_vital() || tree.len(node) == 1 {
        return None;
    }
    let mut lost = tree.entries(node).filter(|(key, value)| {
        constrains(key, &tree.value(*value), tree.len(*value)) && !is_repeated(tree, key, *value, target)
    });
    let (_, first) = lost.next()?;
    Some(Problem { kind: ProblemKind::IgnoredSibling { more: lost.count() }, node: first })
}

/// Tells whether a keyword with a value of so many members says anything about what is accepted.
fn constrains(key: &str, value: &Value<'_>, members: usize) -> bool {
    match key {
        "maxLength" | "minLength" | "pattern" | "format" | "maximum" | "minimum" | "multipleOf"
        | "maxItems" | "minItems" | "maxProperties" | "minProperties" => {
            matches!(value, Value::String(_) | Value::Number(_))
        }
        "readOnly" | "writeOnly" | "uniqueItems" | "exclusiveMaximum" | "exclusiveMinimum" => {
            *value == Value::Bool(true)
        }
        "required" => *value == Value::Bool(true) || members > 0,
        "additionalProperties" => *value == Value::Bool(false) || members > 0,
        "enum" | "properties" | "items" | "allOf" | "anyOf" | "oneOf" | "not" | "schema" => members > 0,
        _ => false,
    }
}

/// Tells whether the target says the same.
fn is_repeated(tree: &Tree, key: &str, value: NodeId, target: Option<NodeId>) -> bool {
    let own = tree.value(value);
    let is_scalar = !matches!(own, Value::Mapping | Value::Sequence);
    is_scalar && target.and_then(|target| tree.get(target, key)).is_some_and(|other| tree.value(other) == own)
}
