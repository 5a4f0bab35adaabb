use crate::analysis::transport::server_lists;
use crate::analysis::{Reporter, Rule};
use crate::api::Server;
use crate::identifier::has_word;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports servers of development, test and staging that are listed beside one of production.
    ///
    /// Whole words of the host and of the description count. Sandboxes, demos and mocks are made for the public, and
    /// loopback addresses are nobody's server; both are left out.
    ///
    /// ## Why is this bad?
    /// Environments before production run unfinished code, often with weaker authentication and sometimes with real data.
    /// Nobody outside needs to know where they are.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}, {url: https://staging.api.shop.dev}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    MixedEnvironments {
        id: "mixed-environments",
        severities: [Low],
        profile: Strict,
        category: Network,
        factor: Exposure,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Keep the servers of other environments in a document that only the team reads.",
    }
}

const INNER: [&str; 16] = [
    "acceptance",
    "dev",
    "development",
    "integration",
    "nonprod",
    "preprod",
    "preproduction",
    "qa",
    "stage",
    "staging",
    "stg",
    "test",
    "testing",
    "tst",
    "uat",
    "nonproduction",
];
const PUBLIC_TRIAL: [&str; 6] = ["sandbox", "demo", "mock", "trial", "playground", "try"];

/// What kind of environment a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Environment {
    Production,
    Inner,
    Other,
}

impl Rule for MixedEnvironments {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (servers, reach) in server_lists(api) {
            let environments: Vec<Environment> = servers.iter().map(environment).collect();
            if !environments.contains(&Environment::Production) {
                continue;
            }
            for (server, _) in servers.iter().zip(environments).filter(|(_, own)| *own == Environment::Inner)
            {
                let shown = server.masked_url();
                report.shared(
                    server.node,
                    vec![reach.clone()],
                    Severity::Low,
                    format_args!("the server {} is listed beside one of production", Quoted(&shown)),
                );
            }
        }
    }
}

fn environment(server: &Server) -> Environment {
    let urls = server.urls();
    let hosts: Vec<&str> = urls.iter().filter_map(|url| url.host.as_deref()).collect();
    let description = server.details.as_ref().and_then(|details| details.description.as_deref());
    let says = |words: &[&str]| {
        hosts.iter().any(|host| names(host, words)) || description.is_some_and(|text| has_word(text, words))
    };
    if hosts.is_empty() || urls.iter().all(|url| url.is_loopback()) || says(&PUBLIC_TRIAL) {
        Environment::Other
    } else if says(&INNER) {
        Environment::Inner
    } else {
        Environment::Production
    }
}

/// Tells whether a host has one of the words in a label before its domain. `dev` and `test` are domains as well.
fn names(host: &str, words: &[&str]) -> bool {
    let name = host.rsplit_once('.').map_or(host, |(name, _)| name);
    name.split('.').any(|label| has_word(label, words))
}
