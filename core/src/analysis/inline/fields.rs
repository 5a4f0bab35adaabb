//! `x-watchgate-ignore: [rule]` on an object.

use rustc_hash::FxHashMap;

use super::{Inline, Names, ProblemKind, in_order, known};
use crate::api::tree::{NodeId, Tree, Value};

const FIELD: &str = "x-watchgate-ignore";

/// Objects whose keys are names of schemas, so that the field would be a name like any other.
const NAMES: [&str; 5] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
/// Fields that hold plain data, and the objects in which their names are names.
const DATA: [&str; 4] = ["example", "default", "enum", "const"];
const NAMED: [&str; 6] = ["properties", "$defs", "definitions", "schemas", "responses", "paths"];

/// Reads every field of a document.
pub(super) fn read(tree: &Tree, inline: &mut Inline) {
    if !tree.mentions(FIELD) {
        return;
    }
    // An alias stands for a list that is read already.
    let mut lists: FxHashMap<NodeId, Names> = FxHashMap::default();
    for node in tree.entries_of(FIELD) {
        let Some(owner) = tree.parent(node) else { continue };
        if is_name(tree, owner, node) || is_data(tree, owner) {
            continue;
        }
        let list = tree.target(node);
        let names = match lists.get(&list) {
            Some(names) => names.clone(),
            None => {
                let names = names(tree, node, inline);
                lists.insert(list, names.clone());
                names
            }
        };
        inline.cover(tree, owner, names);
    }
}

/// Reads a rule's name, or a list of them.
fn names(tree: &Tree, node: NodeId, inline: &mut Inline) -> Names {
    let items = match tree.value(node) {
        Value::String(_) => vec![node],
        Value::Sequence => tree.items(node).collect(),
        _ => Vec::new(),
    };
    if items.is_empty() {
        inline.report(ProblemKind::NoNames, node, None);
    }
    let mut names = Vec::new();
    for item in items {
        match tree.value(item) {
            Value::String(name) => match known(name) {
                Some(name) => names.push(name),
                None => inline.report(ProblemKind::unknown(name), item, None),
            },
            _ => inline.report(ProblemKind::NoNames, item, None),
        }
    }
    in_order(names)
}

/// Tells whether the key is that of a schema which is called so.
fn is_name(tree: &Tree, owner: NodeId, node: NodeId) -> bool {
    tree.key(owner).is_some_and(|key| NAMES.contains(&key))
        && matches!(tree.value(node), Value::Mapping | Value::Bool(_))
}

/// Tells whether an object is, or is in, an example, a default or other data.
fn is_data(tree: &Tree, object: NodeId) -> bool {
    let mut current = object;
    while let Some(parent) = tree.parent(current) {
        let is_field = tree.key(current).is_some_and(|key| DATA.contains(&key));
        if is_field && !tree.key(parent).is_some_and(|key| NAMED.contains(&key)) {
            return true;
        }
        current = parent;
    }
    false
}
