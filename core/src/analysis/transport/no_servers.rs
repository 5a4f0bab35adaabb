use std::sync::Arc;

use super::server_use::server_lists;
use crate::analysis::{Reporter, Rule};
use crate::api::specification::Specification;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a document that does not say where its operations are served: no `servers`, in Swagger 2.0 no `host`.
    ///
    /// ## Why is this bad?
    /// Nobody can tell which deployments the document is about, whether they use TLS, and which ones it leaves out.
    ///
    /// ## Example
    /// ```yaml
    /// openapi: 3.1.0
    /// paths: {/orders: {get: {}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// openapi: 3.1.0
    /// servers: [{url: https://api.example.com}]
    /// paths: {/orders: {get: {}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    NoServers {
        id: "no-servers",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Exposure,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "List the https URLs of the deployments under `servers` (`host` and `schemes` in Swagger 2.0).",
    }
}

impl Rule for NoServers {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let root = api.tree.root();
        if api.model.specification == Specification::V2 {
            if api.tree.get(root, "host").is_none() && !api.operations().is_empty() {
                let all: Arc<[u32]> = api.operations().iter().map(|operation| operation.index).collect();
                report.shared(root, vec![all], Severity::Low, "the document names no `host`");
            }
            return;
        }
        // A list whose members cannot be read is malformed, not missing.
        let node = api.tree.get(root, "servers");
        if node.is_some_and(|node| api.tree.len(node) > 0) {
            return;
        }
        let unserved = server_lists(api).find(|(servers, reach)| servers.is_empty() && !reach.is_empty());
        if let Some((_, reach)) = unserved {
            let node = node.unwrap_or(root);
            report.shared(node, vec![reach], Severity::Low, "the document names no server");
        }
    }
}
