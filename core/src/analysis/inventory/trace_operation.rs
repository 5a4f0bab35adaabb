use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations of the methods `TRACE`, `TRACK` and `CONNECT`.
    ///
    /// ## Why is this bad?
    /// `TRACE` and `TRACK` send the request back with its cookies and `Authorization` header, and show what proxies on the
    /// way add to it. `CONNECT` opens a tunnel to whatever host the caller names. No API needs them.
    ///
    /// ## Example
    /// ```yaml
    /// paths: {/orders: {get: {}, trace: {}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths: {/orders: {get: {}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-693: Protection Mechanism Failure](https://cwe.mitre.org/data/definitions/693.html)
    /// - [RFC 9110, section 9.3.8](https://www.rfc-editor.org/rfc/rfc9110#section-9.3.8)
    TraceOperation {
        id: "trace-operation",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [693],
        mitigation: "Remove the operation, and turn the method off in the server and its proxies.",
    }
}

impl Rule for TraceOperation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for operation in api.operations() {
            let method = operation.method().as_str();
            let why = if ["TRACE", "TRACK"].iter().any(|own| own.eq_ignore_ascii_case(method)) {
                "is offered, a method that sends requests back with their credentials"
            } else if method.eq_ignore_ascii_case("CONNECT") {
                "is offered, a method that opens a tunnel"
            } else {
                continue;
            };
            let target = operation.to_ref();
            report.operation(operation, operation.node, Severity::Medium, format_args!("{target} {why}"));
        }
    }
}
