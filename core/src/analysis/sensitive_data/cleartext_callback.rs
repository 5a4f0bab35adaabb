use std::collections::BTreeSet;

use crate::analysis::{Reporter, Rule};
use crate::api::tree::{Tree, Value};
use crate::api::{Outgoing, OutgoingKind, ServerUrl};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports callbacks whose expression begins with `http://`, and links whose server does. A loopback address is info.
    ///
    /// Servers that callbacks and webhooks list are reported by `cleartext-server`.
    ///
    /// ## Why is this bad?
    /// What the API sends to its callers, and what it tells them to send on, can be read and changed on the way.
    ///
    /// ## Example
    /// ```yaml
    /// callbacks:
    ///   paid:
    ///     'http://{$request.body#/host}/paid': {post: {responses: {'200': {description: Noted}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// callbacks:
    ///   paid:
    ///     'https://{$request.body#/host}/paid': {post: {responses: {'200': {description: Noted}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API10:2023 Unsafe Consumption of APIs](https://owasp.org/API-Security/editions/2023/en/0xaa-unsafe-consumption-of-apis/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    CleartextCallback {
        id: "cleartext-callback",
        severities: [Medium, Info],
        profile: Default,
        category: Network,
        factor: Exposure,
        owasp: [Api8, Api10],
        cwe: [319],
        mitigation: "Call back over https only, and refuse other URLs.",
    }
}

impl Rule for CleartextCallback {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let tree = &api.tree;
        let mut seen = BTreeSet::new();
        for Outgoing { kind, operation } in report.graph().outgoing() {
            let OutgoingKind::Callback { operation: caller } = kind else { continue };
            let Some(severity) = severity(&operation.path) else { continue };
            let Some(node) = tree.parent(operation.node).filter(|node| seen.insert(*node)) else { continue };
            let message = format_args!("the callback {} is called without TLS", Quoted(&operation.path));
            report.part(node, &[*caller].into(), severity, message);
        }
        for used in report.graph().responses() {
            let links = tree.get(used.part.node, "links");
            for (name, link) in links.into_iter().flat_map(|links| tree.entries(links)) {
                let link = resolved(tree, link);
                let Some(node) = tree.get(link, "server").and_then(|server| tree.get(server, "url")) else {
                    continue;
                };
                let Value::String(url) = tree.value(node) else { continue };
                if let Some(severity) = severity(url).filter(|_| seen.insert(node)) {
                    let message = format_args!("the link {} leads to a server without TLS", Quoted(name));
                    report.part(node, used.users, severity, message);
                }
            }
        }
    }
}

fn resolved(tree: &Tree, link: crate::api::tree::NodeId) -> crate::api::tree::NodeId {
    match tree.get(link, "$ref").map(|reference| tree.value(reference)) {
        Some(Value::String(reference)) => tree.resolve_reference(link, reference).unwrap_or(link),
        _ => link,
    }
}

/// Judges a URL or an expression by how it begins.
fn severity(url: &str) -> Option<Severity> {
    let url = ServerUrl::parse(url);
    let severity = if url.is_loopback() { Severity::Info } else { Severity::Medium };
    url.is_cleartext().then_some(severity)
}
