use super::unexpected_body::report_bodies;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports `GET`, `HEAD` and `TRACE` operations that take a body.
    ///
    /// A body that can hold nothing is not reported: an object without a property, or a media type with neither a schema
    /// nor an example. Some generators write one on every operation.
    ///
    /// ## Why is this bad?
    /// Such a body has no meaning in HTTP. Some servers read it, while gateways, caches and firewalls in front drop it or
    /// pass it on unread. So it is not checked, and two who look at one request see two requests.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get:
    ///       requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders/search:
    ///     post:
    ///       requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    /// - [RFC 9110, section 9.3.1: GET](https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.1)
    BodyOnBodylessMethod {
        id: "body-on-bodyless-method",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [436],
        mitigation: "Take the input as parameters, or use POST (QUERY from OpenAPI 3.2 on).",
    }
}

impl Rule for BodyOnBodylessMethod {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        report_bodies(report, &[Method::Get, Method::Head, Method::Trace], Severity::Low);
    }
}
