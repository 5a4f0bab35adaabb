//! Checks every local `$ref` of a document: its target is there, and is not the reference itself.

use rustc_hash::FxHashMap;

use super::problem::ProblemKind;
use super::reader::{Fragments, Reader, is_anchor, reference_of};
use super::tree::{NodeId, Tree, Value};

/// Fields whose children are named by the author, so that a child's key is no keyword.
const NAMED_CHILDREN: [&str; 16] = [
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
    "webhooks",
    "pathItems",
];

/// Fields that hold plain data, in which `$ref` is a name like any other.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Notes missing and circular targets, each at the reference.
pub(super) fn check(reader: &mut Reader<'_>) {
    let tree = reader.tree();
    let mut stack = vec![(tree.root(), false)];
    let mut found = Vec::new();
    let mut ends = FxHashMap::default();
    let anchors = reader.fragments() == Fragments::Anchors;
    while let Some((node, children_are_named)) = stack.pop() {
        // What an alias stands for is visited where it is written.
        if tree.target(node) != node {
            continue;
        }
        match tree.value(node) {
            Value::Sequence => stack.extend(tree.items(node).map(|item| (item, false))),
            Value::Mapping => {
                // In a schema with an identifier, references are relative to the schema.
                if anchors && !children_are_named && node != tree.root() && is_document(tree, node) {
                    continue;
                }
                if let Some(reference) = reference_of(tree, node)
                    && !(anchors && is_anchor(reference))
                    && let Some(kind) = problem_of(tree, node, reference, &mut ends)
                {
                    found.push((node, kind));
                }
                for (key, child) in tree.entries(node) {
                    if children_are_named {
                        stack.push((child, false));
                    } else if !DATA.contains(&key) && !key.starts_with("x-") {
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

/// Tells whether a schema is a document of its own: it has an `$id`.
fn is_document(tree: &Tree, schema: NodeId) -> bool {
    tree.get(schema, "$id").is_some_and(|id| matches!(tree.value(id), Value::String(_)))
}

/// What a chain of references comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A value, or a target that is missing further on and is noted there.
    Value,
    /// Itself.
    Circle,
    /// Not known yet: the chain is being followed.
    Open,
}

/// Follows the local reference of a node. Each reference is followed once, whatever leads to it.
fn problem_of(
    tree: &Tree,
    start: NodeId,
    reference: &str,
    ends: &mut FxHashMap<NodeId, End>,
) -> Option<ProblemKind> {
    if !reference.starts_with('#') {
        return None;
    }
    if tree.resolve_reference(reference).is_none() {
        return Some(ProblemKind::UnresolvedReference { reference: reference.to_owned() });
    }
    let mut chain = Vec::new();
    let mut current = Some(tree.target(start));
    let end = loop {
        let Some(node) = current else { break End::Value };
        match ends.get(&node) {
            Some(End::Open) => break End::Circle,
            Some(end) => break *end,
            None => {}
        }
        ends.insert(node, End::Open);
        chain.push(node);
        let next = reference_of(tree, node).and_then(|reference| tree.resolve_reference(reference));
        current = next.map(|next| tree.target(next));
    };
    for node in chain {
        ends.insert(node, end);
    }
    (end == End::Circle).then(|| ProblemKind::CircularReference { reference: reference.to_owned() })
}
