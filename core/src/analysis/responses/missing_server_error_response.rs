use super::statuses::{Expected, Outcome};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::Status;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that do not document how they fail: no status of the class `5XX` and no `default`.
    ///
    /// Where most operations of a document lack it, the document is reported once.
    ///
    /// The rule belongs to the pedantic profile: that any server may fail goes without saying.
    ///
    /// ## Why is this bad?
    /// Where the shape of a failure is not agreed on, frameworks answer with their own, which tells attackers about stack
    /// traces, queries and versions.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get: {responses: {'200': {description: Orders}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get:
    ///       responses:
    ///         '200': {description: Orders}
    ///         default: {$ref: '#/components/responses/Problem'}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-209: Generation of Error Message Containing Sensitive Information](https://cwe.mitre.org/data/definitions/209.html)
    /// - [RFC 9457: Problem Details for HTTP APIs](https://www.rfc-editor.org/rfc/rfc9457.html)
    MissingServerErrorResponse {
        id: "missing-server-error-response",
        severities: [Info],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [209],
        mitigation: "Document one shape for failures, for example under `default`, and answer nothing else.",
    }
}

const EXPECTED: Expected = Expected {
    whose: "operations",
    lacks: "no response for a failure of the server (5XX or default)",
    severity: Severity::Info,
};

impl Rule for MissingServerErrorResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |_, operation| {
            let mut statuses = operation.responses.iter().map(|own| own.status);
            if statuses.any(|status| status.is_of_class(5) || status == Status::Default) {
                Outcome::Documented
            } else {
                Outcome::Missing(EXPECTED.lacks.into())
            }
        });
    }
}
