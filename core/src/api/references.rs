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

/// Tells whether a node is a field of the specification, and no name that an author gave and no part of plain data.
pub(crate) fn is_field(tree: &Tree, node: NodeId) -> bool {
    let mut way = vec![node];
    while let Some(parent) = way.last().and_then(|node| tree.parent(*node)) {
        way.push(parent);
    }
    let mut children_are_named = false;
    let mut is_name = false;
    for key in way.into_iter().rev().map(|node| tree.key(node)) {
        is_name = children_are_named && key.is_some();
        children_are_named = match key {
            Some(key) if !is_name && (DATA.contains(&key) || key.starts_with("x-")) => return false,
            Some(key) => !is_name && NAMED_CHILDREN.contains(&key),
            None => false,
        };
    }
    !is_name
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_fields_from_names_and_data() {
        let text = "info: {description: a}\n\
                    components:\n  schemas:\n    example: {description: b, properties: {description: {title: c}, default: {title: d}}}\n\
                    \x20   Pet: {example: {description: e}, enum: [{title: f}], x-note: {summary: g}}\n";
        let tree = Tree::parse(text.as_bytes(), &crate::Limits::default()).unwrap();
        for (pointer, expected) in [
            ("/info/description", true),
            ("/components/schemas/example/description", true),
            ("/components/schemas/example", false),
            ("/components/schemas/example/properties/description", false),
            ("/components/schemas/example/properties/description/title", true),
            ("/components/schemas/example/properties/default/title", true),
            ("/components/schemas/Pet/example/description", false),
            ("/components/schemas/Pet/enum/0/title", false),
            ("/components/schemas/Pet/x-note/summary", false),
        ] {
            assert_eq!(is_field(&tree, tree.resolve(pointer).unwrap()), expected, "{pointer}");
        }
    }
}
