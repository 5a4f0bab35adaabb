//! Header parameters that carry what a security requirement should ask for.

use rustc_hash::FxHashMap;

use crate::analysis::graph::Graph;
use crate::api::contents::{Parameter, ParameterLocation};
use crate::api::tree::{Tree, Value};
use crate::identifier::{has_word, words};
use crate::sensitive::{SensitiveType, classify};

/// Returns the operations that require such a header, by their index, each with the first that it requires.
pub(super) fn credential_headers<'g>(graph: &'g Graph<'_>) -> FxHashMap<u32, &'g Parameter> {
    let mut headers = FxHashMap::default();
    for used in graph.parameters().filter(|used| carries_credential(graph.tree(), used.part)) {
        for user in used.users.iter() {
            headers.entry(*user).or_insert(used.part);
        }
    }
    headers
}

fn carries_credential(tree: &Tree, parameter: &Parameter) -> bool {
    parameter.required
        && parameter.location == ParameterLocation::Header
        && (is_named_for_it(&parameter.name) || says_so(tree, parameter))
}

/// Tells whether a header is called after a credential, or after authentication. `X-Registry-Auth` is for another place.
fn is_named_for_it(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str);
    matches!(last, Some("authorization" | "authentication"))
        || matches!(words.concat().as_str(), "auth" | "xauth")
        || matches!(
            classify(name),
            Some(
                SensitiveType::Password
                    | SensitiveType::ApiKey
                    | SensitiveType::AccessToken
                    | SensitiveType::RefreshToken
                    | SensitiveType::SessionId
                    | SensitiveType::ClientSecret
                    | SensitiveType::Secret
            )
        )
}

/// Tells whether the description says that the header authenticates. What tells of the authenticated user does not.
fn says_so(tree: &Tree, parameter: &Parameter) -> bool {
    let description = tree.get(parameter.node, "description").map(|node| tree.value(node));
    let verbs = ["authenticate", "authenticates", "authenticating", "authentication"];
    matches!(description, Some(Value::String(text)) if has_word(text, &verbs))
}
