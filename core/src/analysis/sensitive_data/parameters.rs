//! Parameters, with what their rules ask of them.

use std::sync::Arc;

use super::value::{holds_text, may_be};
use crate::Api;
use crate::analysis::graph::{Graph, Types};
use crate::api::Operation;
use crate::api::contents::{Parameter, ParameterLocation};
use crate::identifier::words;

/// Tells whether a parameter is a part of the URL.
pub(super) fn is_in_url(parameter: &Parameter) -> bool {
    matches!(parameter.location, ParameterLocation::Query | ParameterLocation::Path)
}

/// Tells whether a parameter may carry free text or a number, alone or in a list.
pub(super) fn carries_text(graph: &Graph<'_>, parameter: &Parameter) -> bool {
    match parameter.schema.and_then(|node| graph.at(node)) {
        Some(id) => {
            holds_text(graph, id) || (may_be(graph, id, Types::ARRAY) && !may_be(graph, id, Types::BOOLEAN))
        }
        None => true,
    }
}

/// Returns the users of a part for whom something holds.
pub(super) fn filtered(api: &Api, users: &Arc<[u32]>, holds: impl Fn(&Operation) -> bool) -> Arc<[u32]> {
    let holds = |user: &&u32| api.operations().get(**user as usize).is_some_and(&holds);
    if users.iter().all(|user| holds(&user)) {
        users.clone()
    } else {
        users.iter().filter(holds).copied().collect()
    }
}

/// Tells whether a path parameter names a thing in the collection before it: `/secrets/{secret}`.
pub(super) fn names_member(operation: &Operation, parameter: &Parameter) -> bool {
    let segment = format!("{{{}}}", parameter.name);
    let own = words(&parameter.name).concat();
    let mut before = "";
    for current in operation.path().split('/') {
        if current.contains(&segment) {
            let collection = words(before).concat();
            return collection == own || collection.strip_suffix('s') == Some(own.as_str());
        }
        before = current;
    }
    false
}
