use std::collections::BTreeSet;

use super::server_use::servers;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports variables in a server's URL that are not declared, or whose `enum` is empty.
    ///
    /// ## Why is this bad?
    /// No client can make a URL of it. What is filled in instead is a guess, and the checks of this document (TLS, hosts)
    /// cannot see where requests go.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: 'https://{region}.api.shop.dev'}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers:
    ///   - url: https://{region}.api.shop.dev
    ///     variables: {region: {default: eu, enum: [eu, us]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-1053: Missing Documentation for Design](https://cwe.mitre.org/data/definitions/1053.html)
    /// - [OpenAPI 3.1.1: Server Variable Object](https://spec.openapis.org/oas/v3.1.1#server-variable-object)
    UnusableServerVariable {
        id: "unusable-server-variable",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Exposure,
        owasp: [Api8],
        cwe: [1053],
        mitigation: "Declare the variable with a `default` and the values that it may take.",
    }
}

impl Rule for UnusableServerVariable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach) in servers(api) {
            // Swagger 2.0 has no variables: braces in a host are part of its name.
            if server.details.is_none() {
                continue;
            }
            let declared: BTreeSet<&str> = server.variables.iter().map(|own| own.name.as_str()).collect();
            let named: BTreeSet<&str> = server.variable_names().filter(|name| !name.is_empty()).collect();
            for name in named.difference(&declared) {
                report.shared(
                    server.node,
                    reach.clone(),
                    Severity::Low,
                    format_args!("the server variable {} is not declared", Quoted(name)),
                );
            }
            for variable in server.variables.iter().filter(|variable| variable.has_empty_enum) {
                report.shared(
                    variable.node,
                    reach.clone(),
                    Severity::Low,
                    format_args!("the server variable {} may take no value at all", Quoted(&variable.name)),
                );
            }
        }
    }
}
