use rustc_hash::FxHashSet;

use super::server_use::servers;
use crate::analysis::{Reporter, Rule};
use crate::api::OutgoingKind;
use crate::api::tree::{NodeId, Value};
use crate::api::url::credential_in;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports passwords, keys and tokens in the URLs of servers, callbacks and `externalDocs` (root, tags, operations), and
    /// in paths that hold a query.
    ///
    /// User information with a password counts, and so do query parameters that are called after a credential.
    /// Placeholders such as `user:password` and `{token}` do not. The value is not repeated.
    ///
    /// ## Why is this bad?
    /// The document goes to everybody who reads or generates code from it, and the URL to every access log.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: 'https://svc:Zk81pQ@api.example.com'}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: 'https://api.example.com'}]
    /// security: [{login: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-798: Use of Hard-coded Credentials](https://cwe.mitre.org/data/definitions/798.html)
    /// - [RFC 3986, section 7.5](https://www.rfc-editor.org/rfc/rfc3986#section-7.5)
    CredentialsInServerUrl {
        id: "credentials-in-server-url",
        severities: [High],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2, Api8],
        cwe: [798],
        mitigation: "Take the credential out of the URL, replace it, and describe how it is sent as a security scheme.",
    }
}

impl Rule for CredentialsInServerUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach) in servers(api) {
            // Most URLs have no place for a credential, and making all that variables stand for takes time.
            if !server.has_text(&['@', '?']) {
                continue;
            }
            if let Some(place) = server.texts().iter().find_map(|text| credential_in(text)) {
                let message = format_args!("the URL of a server holds a credential in {place}");
                report.shared(server.node, reach, Severity::High, message);
            }
        }
        let called = report.graph().outgoing().iter().filter(|own| own.kind != OutgoingKind::Webhook);
        let called = called.map(|own| (&own.operation, "the URL of a callback"));
        let paths = api.operations().iter().map(|operation| (operation, "a path"));
        let mut seen = FxHashSet::default();
        for (operation, what) in called.chain(paths) {
            let Some(place) = credential_in(&operation.path) else { continue };
            // A path is reported once, whatever methods it has.
            let node = api.tree.parent(operation.node).unwrap_or(operation.node);
            if seen.insert(node) {
                report.shared(
                    node,
                    Vec::new(),
                    Severity::High,
                    format_args!("{what} holds a credential in {place}"),
                );
            }
        }
        for node in links(api) {
            if let Value::String(text) = api.tree.value(node)
                && let Some(place) = credential_in(text)
            {
                let message = format_args!("the URL of external documentation holds a credential in {place}");
                report.shared(node, Vec::new(), Severity::High, message);
            }
        }
    }
}

/// Returns the URLs of external documentation.
fn links(api: &Api) -> impl Iterator<Item = NodeId> {
    let tree = &api.tree;
    let tags = tree.get(tree.root(), "tags").into_iter().flat_map(|tags| tree.items(tags));
    let operations = api.operations().iter().map(|operation| operation.node);
    let owners = [tree.root()].into_iter().chain(tags).chain(operations);
    owners.filter_map(|owner| tree.get(tree.get(owner, "externalDocs")?, "url"))
}
