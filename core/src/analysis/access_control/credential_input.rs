//! Where operations ask for a credential, if not in their `security`.

use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::graph::Graph;
use crate::analysis::sensitive_flow::SensitiveFlow;
use crate::api::contents::{Parameter, ParameterLocation};
use crate::api::tree::{NodeId, Tree, Value};
use crate::api::{Api, ApiKeyLocation, Operation, SchemeKind, SecurityScheme, Server};
use crate::identifier::{has_word, words};
use crate::quoted::Quoted;
use crate::sensitive::{SensitiveType, classify};

/// Characters of a description that are read.
const DESCRIPTION: usize = 2_000;

/// Parts of what such a description says. Most sentences have none.
const MARKS: [&str; 8] = ["uthenti", "scope", "OAuth", " token", "nonymous", "logged", "signed", " key"];

/// Something that callers have to give, or to be.
#[derive(Debug, Clone, Copy)]
pub(super) enum CredentialInput<'g> {
    Parameter(&'g Parameter),
    ServerVariable(&'g str),
    /// The description says that callers are authenticated.
    Description,
}

impl fmt::Display for CredentialInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(parameter) => {
                let place = match parameter.location {
                    ParameterLocation::Header => "header",
                    ParameterLocation::Cookie => "cookie",
                    _ => "query",
                };
                write!(f, "by the {place} parameter {}", Quoted(&parameter.name))
            }
            Self::ServerVariable(name) => write!(f, "by the variable {} of its server", Quoted(name)),
            Self::Description => f.write_str("in its description"),
        }
    }
}

/// The operations that ask for a credential elsewhere.
#[derive(Debug)]
pub(super) struct CredentialInputs<'g> {
    tree: &'g Tree,
    parameters: FxHashMap<u32, &'g Parameter>,
    /// Of each list of servers, the variable that every call has to fill with a credential.
    variables: Vec<Option<&'g str>>,
}

impl<'g> CredentialInputs<'g> {
    pub(super) fn of(graph: &'g Graph<'_>) -> Self {
        let (api, tree) = (graph.api(), graph.tree());
        let mut parameters = FxHashMap::default();
        let keys = keys(api);
        for used in graph.parameters().filter(|used| carries_credential(tree, &keys, used.part)) {
            for user in used.users.iter() {
                parameters.entry(*user).or_insert(used.part);
            }
        }
        let variables = api.model.servers.iter().map(|servers| credential_variable(tree, servers)).collect();
        Self { tree, parameters, variables }
    }

    /// Returns the first that an operation has.
    pub(super) fn of_operation(&self, operation: &Operation) -> Option<CredentialInput<'g>> {
        let parameter = self.parameters.get(&operation.index).copied().map(CredentialInput::Parameter);
        let variable = || {
            let name = self.variables.get(operation.servers).copied().flatten();
            name.map(CredentialInput::ServerVariable)
        };
        let description = || asks_in_prose(self.tree, operation).then_some(CredentialInput::Description);
        parameter.or_else(variable).or_else(description)
    }
}

/// Returns the parameters that the document's schemes know as keys.
fn keys(api: &Api) -> FxHashSet<(ParameterLocation, &str)> {
    api.security_schemes().iter().filter_map(key_of).collect()
}

fn key_of(scheme: &SecurityScheme) -> Option<(ParameterLocation, &str)> {
    let SchemeKind::ApiKey { location, name } = scheme.kind() else { return None };
    match location {
        ApiKeyLocation::Query => Some((ParameterLocation::Query, name)),
        ApiKeyLocation::Cookie => Some((ParameterLocation::Cookie, name)),
        _ => None,
    }
}

fn carries_credential(
    tree: &Tree,
    keys: &FxHashSet<(ParameterLocation, &str)>,
    parameter: &Parameter,
) -> bool {
    let name = parameter.name.as_str();
    parameter.required
        && match parameter.location {
            ParameterLocation::Header => is_header_for_it(name) || authenticates(tree, parameter.node),
            place @ (ParameterLocation::Query | ParameterLocation::Cookie) => {
                is_credential(name) || keys.contains(&(place, name))
            }
            _ => false,
        }
}

/// Tells whether a header is called after a credential, or after authentication. `X-Registry-Auth` is for another place.
fn is_header_for_it(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str);
    matches!(last, Some("authorization" | "authentication"))
        || matches!(words.concat().as_str(), "auth" | "xauth")
        || is_credential(name)
}

fn is_credential(name: &str) -> bool {
    matches!(
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

/// Tells whether a description says that something authenticates. What tells of the authenticated user does not.
fn authenticates(tree: &Tree, node: NodeId) -> bool {
    let verbs = ["authenticate", "authenticates", "authenticating", "authentication"];
    description(tree, node).is_some_and(|text| has_word(text, &verbs))
}

fn description(tree: &Tree, node: NodeId) -> Option<&str> {
    match tree.get(node, "description").map(|node| tree.value(node)) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// Returns the first variable of which every one of the servers needs one, and which is a credential:
/// `https://api.shop.dev/bot{token}`.
fn credential_variable<'g>(tree: &Tree, servers: &'g [Server]) -> Option<&'g str> {
    let variable_of = |server: &'g Server| {
        let is_one = |name: &str| {
            let variable = server.variables.iter().find(|variable| variable.name == name);
            is_credential(name) || variable.is_some_and(|variable| authenticates(tree, variable.node))
        };
        server.variable_names().find(|name| is_one(name))
    };
    let mut names = servers.iter().map(variable_of);
    let first = names.next()??;
    names.all(|name| name.is_some()).then_some(first)
}

/// Tells whether a sentence of the operation says that callers have to be authenticated, or need a scope or a token. Flows
/// that an attacker goes for first are not taken at the word of their prose.
fn asks_in_prose(tree: &Tree, operation: &Operation) -> bool {
    let is_sensitive = SensitiveFlow::of(operation)
        .is_some_and(|flow| !matches!(flow, SensitiveFlow::Administration | SensitiveFlow::Token));
    let text = description(tree, operation.node).filter(|_| !is_sensitive);
    text.is_some_and(|text| {
        let end = text.char_indices().nth(DESCRIPTION).map_or(text.len(), |(end, _)| end);
        let read = text.get(..end).unwrap_or_default();
        read.split(['.', '!', '?', ';', '\n']).any(asks_for_authentication)
    })
}

/// Tells whether a sentence asks callers for authentication, and not only some of them or sometimes.
fn asks_for_authentication(sentence: &str) -> bool {
    if !MARKS.iter().any(|mark| sentence.contains(mark)) {
        return false;
    }
    let words = words(sentence);
    let has = |candidates: &[&str]| words.iter().any(|word| candidates.contains(&word.as_str()));
    let follows = |one: &str, others: &[&str]| {
        words.windows(2).any(|pair| matches!(pair, [a, b] if a == one && others.contains(&b.as_str())))
    };
    let asks = has(&["need", "needs", "require", "requires", "required", "must", "requiring"]);
    let what = has(&["scope", "scopes", "authenticated", "authentication", "oauth"])
        || follows("access", &["token", "tokens"])
        || follows("api", &["key", "keys"])
        || follows("logged", &["in"])
        || follows("signed", &["in"]);
    let depends =
        has(&["if", "unless", "private", "optional", "optionally", "no", "not", "without", "none", "when"]);
    let never = has(&["anonymously"]) && has(&["cannot", "not"]);
    never || asks && what && !depends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_asks_for_authentication() {
        for sentence in [
            "OAuth app tokens and personal access tokens (classic) need the `admin:org` scope to use this endpoint",
            "The authenticated user must be an organization owner",
            "Requires authentication",
            "This resource cannot be accessed anonymously",
            "Callers must be logged in",
            "An API key is required",
        ] {
            assert!(asks_for_authentication(sentence), "{sentence}");
        }
        for sentence in [
            "No authentication is required",
            "Does not require authentication",
            "Lists the followers of the authenticated user",
            "Tokens need the `repo` scope if the repository is private",
            "Authorizes a payment",
            "The name is required",
            "Authentication of payments",
        ] {
            assert!(!asks_for_authentication(sentence), "{sentence}");
        }
    }
}
