use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::comparison::Comparison;
use super::{ChangeRule, Reports};
use crate::analysis::access_control::take_credentials;
use crate::analysis::transport::is_read_on_the_way;
use crate::api::{Server, ServerUrl};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports servers without TLS (`http://`, `ws://`) that operations have since a change of a document, where all of
    /// their servers had TLS before. It compares two versions of a document.
    ///
    /// A server is reported once for all operations that it now answers: high where they send it a credential, medium
    /// elsewhere. Variables of its URL are resolved, in Swagger 2.0 it looks at the `schemes`, and loopback addresses do
    /// not count. Where the old document did not say whether there is TLS, nothing is reported.
    ///
    /// ## Why is this bad?
    /// Whoever sits between caller and service reads and changes what used to be protected, credentials included. Clients
    /// that are generated from the new document use the new server.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: http://api.shop.dev}]  # was https://api.shop.dev
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    WeakenedTransport {
        id: "weakened-transport",
        severities: [High, Medium],
        profile: Default,
        category: Network,
        factor: Exposure,
        owasp: [Api8],
        cwe: [319],
        mitigation: "Serve the operations over https only, as before.",
    }
}

impl ChangeRule for WeakenedTransport {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        let (old, new) = (comparison.old.api(), comparison.new.api());
        let was_protected: Vec<bool> = old.model.servers.iter().map(|list| is_protected(list)).collect();
        let mut exposed: FxHashMap<usize, Vec<u32>> = FxHashMap::default();
        for (before, after) in &comparison.kept {
            if was_protected.get(before.servers) == Some(&true) {
                exposed.entry(after.servers).or_default().push(after.index);
            }
        }
        for ((index, servers), takes_credentials) in
            new.model.servers.iter().enumerate().zip(take_credentials(new))
        {
            let Some(users) = exposed.remove(&index) else { continue };
            let users: Arc<[u32]> = users.into();
            let severity = if takes_credentials { Severity::High } else { Severity::Medium };
            let mut seen = FxHashSet::default();
            for server in servers.iter().filter(|own| is_open(own) && seen.insert(own.url())) {
                let message = format_args!(
                    "the server {} may be reached without TLS, and all servers had it before",
                    Quoted(&server.masked_url())
                );
                reports.new.shared(server.node, vec![users.clone()], severity, message);
            }
        }
    }
}

/// Tells whether operations can only be called over TLS. What never leaves the machine does not count.
fn is_protected(servers: &[Server]) -> bool {
    let mut urls = servers.iter().flat_map(Server::urls).filter(|url| !url.is_loopback()).peekable();
    urls.peek().is_some() && urls.all(|url| matches!(url.scheme.as_deref(), Some("https" | "wss")))
}

fn is_open(server: &Server) -> bool {
    server.urls().iter().any(|url: &ServerUrl| is_read_on_the_way(url))
}
