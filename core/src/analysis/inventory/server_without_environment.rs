use crate::analysis::transport::distinct_servers;
use crate::analysis::{Reporter, Rule};
use crate::api::Server;
use crate::identifier::has_word;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports servers whose description does not say which environment they are.
    ///
    /// Swagger 2.0 cannot describe servers and is left out. A URL that several lists name is reported once.
    ///
    /// ## Why is this bad?
    /// An inventory of APIs begins with knowing which of them are in production.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev, description: Production}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    ServerWithoutEnvironment {
        id: "server-without-environment",
        severities: [Info],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Name the environment in the server's `description`: production, staging, sandbox.",
    }
}

const ENVIRONMENTS: [&str; 26] = [
    "acceptance",
    "beta",
    "canary",
    "demo",
    "dev",
    "development",
    "integration",
    "live",
    "local",
    "localhost",
    "mock",
    "nonprod",
    "preprod",
    "preview",
    "prod",
    "production",
    "qa",
    "sandbox",
    "stage",
    "staging",
    "stg",
    "test",
    "testing",
    "trial",
    "uat",
    "preproduction",
];

impl Rule for ServerWithoutEnvironment {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let lacks_environment = |server: &Server| {
            server.details.as_ref().is_some_and(|details| {
                !details.description.as_deref().is_some_and(|text| has_word(text, &ENVIRONMENTS))
            })
        };
        for (server, reach) in distinct_servers(api, lacks_environment) {
            let shown = server.masked_url();
            report.shared(
                server.node,
                reach,
                Severity::Info,
                format_args!("the server {} does not say which environment it is", Quoted(&shown)),
            );
        }
    }
}
