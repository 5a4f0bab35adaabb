//! From a schema to the schemas it is made of.

use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree, Value};

/// What a schema is to the one that leads to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::conformance) enum Edge<'t> {
    /// The target of `$ref` or `$dynamicRef`: it counts as well.
    Reference,
    /// A member of `allOf`: it counts as well.
    All,
    /// A member of `anyOf` or `oneOf`, or what follows a condition: it may count.
    Some,
    /// `not` or `if`: it says what the value is compared with, not what it may be.
    Test,
    Property(&'t str),
    /// `patternProperties`.
    Pattern,
    /// `additionalProperties`.
    Additional,
    /// `unevaluatedProperties`.
    Unevaluated,
    Items,
    /// `propertyNames`, `contains`, `unevaluatedItems`.
    Other,
}

impl Edge<'_> {
    /// Tells whether the schema is about the same value.
    pub(in crate::conformance) const fn is_in_place(self) -> bool {
        matches!(self, Self::Reference | Self::All | Self::Some | Self::Test)
    }
}

/// Hands out the schemas that a schema leads to. In the dialects before 3.1 what stands beside `$ref` does not count.
pub(in crate::conformance) fn each<'t>(
    tree: &'t Tree,
    schema: NodeId,
    specification: Specification,
    found: &mut dyn FnMut(Edge<'t>, NodeId),
) {
    let mut found = |edge, node| found(edge, tree.target(node));
    if let Some(target) = target_of(tree, schema, "$ref") {
        found(Edge::Reference, target);
    }
    if has_only_reference(tree, schema, specification) {
        return;
    }
    for (keyword, node) in tree.entries(schema) {
        match keyword {
            "$dynamicRef" => {
                if let Some(target) = target_of(tree, schema, keyword) {
                    found(Edge::Reference, target);
                }
            }
            "properties" => tree.entries(node).for_each(|(name, child)| found(Edge::Property(name), child)),
            "patternProperties" => tree.entries(node).for_each(|(_, child)| found(Edge::Pattern, child)),
            "dependentSchemas" => tree.entries(node).for_each(|(_, child)| found(Edge::Some, child)),
            "additionalProperties" => found(Edge::Additional, node),
            "unevaluatedProperties" => found(Edge::Unevaluated, node),
            "items" | "prefixItems" if tree.value(node) == Value::Sequence => {
                tree.items(node).for_each(|child| found(Edge::Items, child));
            }
            "items" | "additionalItems" => found(Edge::Items, node),
            "allOf" => tree.items(node).for_each(|child| found(Edge::All, child)),
            "anyOf" | "oneOf" => tree.items(node).for_each(|child| found(Edge::Some, child)),
            "then" | "else" => found(Edge::Some, node),
            "not" | "if" => found(Edge::Test, node),
            "propertyNames" | "contains" | "unevaluatedItems" => found(Edge::Other, node),
            _ => {}
        }
    }
}

/// Tells whether a schema stands for another, and nothing beside the reference counts.
pub(super) fn has_only_reference(tree: &Tree, schema: NodeId, specification: Specification) -> bool {
    !specification.has_json_schema()
        && tree.get(schema, "$ref").is_some_and(|node| matches!(tree.value(node), Value::String(_)))
}

/// Returns the schema that a keyword refers to.
pub(super) fn target_of(tree: &Tree, schema: NodeId, keyword: &str) -> Option<NodeId> {
    match tree.value(tree.get(schema, keyword)?) {
        Value::String(reference) => tree.resolve_reference(schema, reference).map(|node| tree.target(node)),
        _ => None,
    }
}

/// References behind which the mark of a property is looked for.
const MARK_CHAIN: usize = 4;

/// Tells whether a property is marked, itself or by what it refers to.
pub(in crate::conformance) fn is_marked(tree: &Tree, property: NodeId, mark: &str) -> bool {
    let mut node = Some(property);
    for _ in 0..MARK_CHAIN {
        let Some(own) = node else { return false };
        let is_marked = |node| tree.get(node, mark).is_some_and(|own| tree.value(own) == Value::Bool(true));
        let mut all = tree.get(own, "allOf").into_iter().flat_map(|list| tree.items(list));
        if is_marked(own) || all.any(is_marked) {
            return true;
        }
        node = target_of(tree, own, "$ref");
    }
    false
}
