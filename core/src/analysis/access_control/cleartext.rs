//! Servers without TLS, and the operations that send credentials to them.

use std::sync::Arc;

use crate::Api;
use crate::api::tree::{Tree, Value};
use crate::api::{Operation, SchemeKind, Security, SecurityScheme, Server};

/// Returns each server that may be reached without TLS, with the operations that send it a matching credential.
/// Loopback servers are left out: what never leaves the machine cannot be read on the way.
pub(super) fn cleartext_credentials(
    api: &Api,
    matches: impl Fn(&SchemeKind) -> bool,
) -> impl Iterator<Item = (&Server, Arc<[u32]>)> {
    let lists = &api.model.servers;
    let mut reached: Vec<Vec<u32>> = vec![Vec::new(); lists.len()];
    let asks_for = |security: &Security| {
        let mut schemes = security.uses().filter_map(|used| api.security_schemes().get(used.scheme?));
        schemes.any(|scheme| matches(scheme.kind()) && !signs(&api.tree, scheme))
    };
    let inherited = api.model.security.as_ref().is_some_and(asks_for);
    for operation in api.operations() {
        let sends = operation.security.as_ref().map_or(inherited, asks_for);
        if let Some(list) = reached.get_mut(operation.servers)
            && sends
        {
            list.push(operation.index);
        }
    }
    lists.iter().zip(reached).filter(|(_, reached)| !reached.is_empty()).flat_map(|(servers, reached)| {
        let reached: Arc<[u32]> = reached.into();
        servers
            .iter()
            .filter(|server| server.urls().iter().any(|url| url.is_cleartext() && !url.is_loopback()))
            .map(move |server| (server, reached.clone()))
    })
}

/// Tells whether the scheme's header carries a signature of the request, as Amazon's gateways write it down: the key itself
/// does not travel.
fn signs(tree: &Tree, scheme: &SecurityScheme) -> bool {
    let kind = tree.get(scheme.node, "x-amazon-apigateway-authtype").map(|node| tree.value(node));
    matches!(kind, Some(Value::String(word)) if word.eq_ignore_ascii_case("awsSigv4"))
}

/// Names the one operation that is reached, or says how many are.
pub(super) fn describe_reach(api: &Api, reach: &[u32]) -> String {
    match reach {
        [only] => api
            .operations()
            .get(*only as usize)
            .map(Operation::to_ref)
            .map_or_else(String::new, |op| op.to_string()),
        _ => format!("{} operations", reach.len()),
    }
}
