//! The objects that speak for an operation: what stands on them holds for all of it.

use crate::api::tree::NodeId;
use crate::api::{Api, Operation};

/// Returns the operation's object and then its path item: each where it is named, and where an alias or a reference leads.
pub(super) fn of(api: &Api, operation: &Operation) -> Vec<NodeId> {
    let tree = &api.tree;
    let item = tree.parent(operation.node).map(|parent| match tree.key(parent) {
        // Since OpenAPI 3.2, unusual methods stand in an object of their own.
        Some("additionalOperations") => tree.parent(parent).unwrap_or(parent),
        _ => parent,
    });
    let named = tree.get(tree.root(), "paths").and_then(|paths| tree.get(paths, operation.path()));
    let mut owners = Vec::new();
    for owner in [Some(operation.node), item, named].into_iter().flatten() {
        for owner in [owner, tree.target(owner)] {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
    }
    owners
}
