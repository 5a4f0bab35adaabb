//! Servers without TLS, and the operations that send credentials to them.

use std::sync::Arc;

use crate::analysis::transport::is_read_on_the_way;
use crate::api::tree::{Tree, Value};
use crate::api::{Operation, SchemeKind, Security, SecurityScheme, Server};
use crate::{Api, Severity};

/// What callers send to prove who they are, where those who read it on the way can use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Credential {
    ApiKey,
    PasswordOrToken,
}

impl Credential {
    fn of(tree: &Tree, scheme: &SecurityScheme) -> Option<Self> {
        match scheme.kind() {
            SchemeKind::ApiKey { .. } => (!signs(tree, scheme)).then_some(Self::ApiKey),
            SchemeKind::Http { .. } | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
                Some(Self::PasswordOrToken)
            }
            SchemeKind::MutualTls | SchemeKind::Unknown => None,
        }
    }
}

/// Returns each server that may be reached without TLS, with the operations that send it such a credential and the
/// severity: critical where the defaults of its variables are without TLS, high where other values are.
pub(super) fn cleartext_credentials(
    api: &Api,
    credential: Credential,
) -> impl Iterator<Item = (&Server, Arc<[u32]>, Severity)> {
    let senders = senders(api, move |own| own == credential);
    api.model.servers.iter().zip(senders).filter(|(_, senders)| !senders.is_empty()).flat_map(
        |(servers, senders)| {
            let senders: Arc<[u32]> = senders.into();
            servers.iter().filter_map(move |server| Some((server, senders.clone(), severity(server)?)))
        },
    )
}

/// Tells of each list of servers whether an operation sends it a credential. A server without TLS is then reported with
/// the credential.
pub(in crate::analysis) fn take_credentials(api: &Api) -> impl Iterator<Item = bool> {
    senders(api, |_| true).into_iter().map(|senders| !senders.is_empty())
}

/// Returns for each list of servers the operations that send it a matching credential.
fn senders(api: &Api, matches: impl Fn(Credential) -> bool) -> Vec<Vec<u32>> {
    let schemes: Vec<bool> = api
        .security_schemes()
        .iter()
        .map(|scheme| Credential::of(&api.tree, scheme).is_some_and(&matches))
        .collect();
    let asks_for = |security: &Security| {
        security.uses().any(|used| used.scheme.and_then(|index| schemes.get(index)) == Some(&true))
    };
    let inherited = api.model.security.as_ref().is_some_and(asks_for);
    let mut senders: Vec<Vec<u32>> = vec![Vec::new(); api.model.servers.len()];
    for operation in api.operations() {
        let sends = operation.security.as_ref().map_or(inherited, asks_for);
        if let Some(list) = senders.get_mut(operation.servers)
            && sends
        {
            list.push(operation.index);
        }
    }
    senders
}

fn severity(server: &Server) -> Option<Severity> {
    // The first URL is made of the defaults.
    match server.urls().iter().position(is_read_on_the_way)? {
        0 => Some(Severity::Critical),
        _ => Some(Severity::High),
    }
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
