use crate::analysis::transport::distinct_servers;
use crate::analysis::{Reporter, Rule};
use crate::api::Server;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports servers that do not say whether they are internal (`x-internal: true` or `false`).
    ///
    /// The extension is a convention of some tools, and so the rule is for teams that follow it. Swagger 2.0 has no place
    /// for it and is left out. A URL that several lists name is reported once.
    ///
    /// ## Why is this bad?
    /// An inventory of APIs begins with knowing who is meant to reach them.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev, x-internal: false}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    ServerWithoutAudience {
        id: "server-without-audience",
        severities: [Info],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Add `x-internal: true` or `x-internal: false` to the server.",
    }
}

impl Rule for ServerWithoutAudience {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let lacks_audience =
            |server: &Server| server.details.as_ref().is_some_and(|details| details.internal.is_none());
        for (server, reach) in distinct_servers(api, lacks_audience) {
            let shown = server.masked_url();
            report.shared(
                server.node,
                reach,
                Severity::Info,
                format_args!("the server {} does not say whether it is internal", Quoted(&shown)),
            );
        }
    }
}
