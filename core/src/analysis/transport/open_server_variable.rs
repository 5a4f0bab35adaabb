use super::server_use::servers;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports variables in the host of a server's URL, or in the place of its scheme, that may take any value: they have no
    /// `enum`.
    ///
    /// Ports and paths are left out, and variables that are not declared have a rule of their own.
    ///
    /// ## Why is this bad?
    /// Whoever fills in the variable decides where requests and credentials go: to another tenant, or, with a value such as
    /// `evil.com/`, anywhere. Clients and proxies that are generated from the document have nothing to check it against.
    ///
    /// ## Example
    /// ```yaml
    /// servers:
    ///   - url: https://{region}.api.shop.dev
    ///     variables: {region: {default: eu}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers:
    ///   - url: https://{region}.api.shop.dev
    ///     variables: {region: {default: eu, enum: [eu, us]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API7:2023 Server Side Request Forgery](https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/)
    /// - [CWE-918: Server-Side Request Forgery](https://cwe.mitre.org/data/definitions/918.html)
    /// - [OpenAPI 3.1.1: Server Variable Object](https://spec.openapis.org/oas/v3.1.1#server-variable-object)
    OpenServerVariable {
        id: "open-server-variable",
        severities: [Low],
        profile: Strict,
        category: Network,
        factor: Exposure,
        owasp: [Api8, Api7],
        cwe: [918],
        mitigation: "List the values under `enum`, or have clients check the value to be one label of a host name.",
    }
}

impl Rule for OpenServerVariable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach) in servers(api) {
            let names = server.host_variables();
            let scheme = server.scheme_variable();
            for variable in server.variables.iter().filter(|own| !own.has_enum && !own.has_empty_enum) {
                let name = Quoted(&variable.name);
                let what = match () {
                    () if names.contains(variable.name.as_str()) => "the host and may take any value",
                    () if scheme == Some(variable.name.as_str()) => {
                        "the scheme and may take any value, `http` too"
                    }
                    () => continue,
                };
                report.shared(
                    variable.node,
                    reach.clone(),
                    Severity::Low,
                    format_args!("the server variable {name} decides {what}"),
                );
            }
        }
    }
}
