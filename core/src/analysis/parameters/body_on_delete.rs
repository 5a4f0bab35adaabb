use super::unexpected_body::report_bodies;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports `DELETE` operations that take a body.
    ///
    /// The rule belongs to the pedantic profile: many servers and gateways read such a body.
    ///
    /// ## Why is this bad?
    /// HTTP gives the body of a `DELETE` no meaning, so some proxies drop it. The server then deletes by what is left of
    /// the request, and that may be more than was meant.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     delete:
    ///       requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/OrderIds'}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     delete:
    ///       parameters:
    ///         - {name: orderId, in: path, required: true, schema: {type: string, format: uuid}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    /// - [RFC 9110, section 9.3.5: DELETE](https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.5)
    BodyOnDelete {
        id: "body-on-delete",
        severities: [Info],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [436],
        mitigation: "Name what is deleted in the path or the query.",
    }
}

impl Rule for BodyOnDelete {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        report_bodies(report, &[Method::Delete], Severity::Info);
    }
}
