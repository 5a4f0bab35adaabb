//! Checks every local `$ref` of a document: its target is there, and is not the reference itself.

use super::problem::ProblemKind;
use super::reader::{Reader, reference_of};
use super::tree::{NodeId, Tree, Value};

/// Fields whose children are named by the author, so that a child's key is no keyword.
const NAMED_CHILDREN: [&str; 14] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "paths",
];

/// Fields that hold plain data, in which `$ref` is a name like any other.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Notes missing and circular targets, each at the reference.
pub(super) fn check(reader: &mut Reader<'_>) {
    let tree = reader.tree();
    let mut stack = vec![(tree.root(), false)];
    let mut found = Vec::new();
    while let Some((node, children_are_named)) = stack.pop() {
        // What an alias stands for is visited where it is written.
        if tree.target(node) != node {
            continue;
        }
        match tree.value(node) {
            Value::Sequence => stack.extend(tree.items(node).map(|item| (item, false))),
            Value::Mapping if children_are_named => {
                stack.extend(tree.entries(node).map(|(_, child)| (child, false)));
            }
            Value::Mapping => {
                if let Some(reference) = reference_of(tree, node)
                    && let Some(kind) = problem_of(tree, node, reference)
                {
                    found.push((node, kind));
                }
                for (key, child) in tree.entries(node) {
                    if !DATA.contains(&key) && !key.starts_with("x-") {
                        stack.push((child, NAMED_CHILDREN.contains(&key)));
                    }
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|(node, _)| *node);
    for (node, kind) in found {
        reader.note(node, kind);
    }
}

/// Follows a local reference. A chain that comes back to where it has been is circular; Brent's algorithm finds it
/// without a set.
fn problem_of(tree: &Tree, start: NodeId, reference: &str) -> Option<ProblemKind> {
    if !reference.starts_with('#') {
        return None;
    }
    let Some(mut current) = tree.resolve_reference(reference) else {
        return Some(ProblemKind::UnresolvedReference { reference: reference.to_owned() });
    };
    let (mut mark, mut steps, mut limit) = (start, 0_u32, 1_u32);
    loop {
        if current == mark || current == start {
            return Some(ProblemKind::CircularReference { reference: reference.to_owned() });
        }
        // A target that is missing further on is noted at its own reference.
        current = tree.resolve_reference(reference_of(tree, current)?)?;
        steps += 1;
        if steps == limit {
            mark = current;
            steps = 0;
            limit = limit.saturating_mul(2);
        }
    }
}
