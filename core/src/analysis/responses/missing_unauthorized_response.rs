use super::statuses::{Expected, Outcome, needs_credential};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that need a credential and document no answer to a call without one (`401`).
    ///
    /// `4XX` and `default` count as such an answer. Where most operations of a document lack it, the document is reported
    /// once.
    ///
    /// ## Why is this bad?
    /// Clients cannot tell a missing or expired credential from other failures, and nobody can test that the operation
    /// refuses such calls: what it answers is not agreed on.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get:
    ///       security: [{oauth: [orders]}]
    ///       responses: {'200': {description: Orders}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get:
    ///       security: [{oauth: [orders]}]
    ///       responses:
    ///         '200': {description: Orders}
    ///         '401': {description: The credential is missing or no longer valid}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [RFC 9110, section 15.5.2: 401 Unauthorized](https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2)
    MissingUnauthorizedResponse {
        id: "missing-unauthorized-response",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api2, Api8],
        cwe: [1059],
        mitigation: "Document what a call without a valid credential is answered: a `401` response.",
    }
}

const EXPECTED: Expected = Expected {
    whose: "operations that need a credential",
    lacks: "no response for a missing credential (401)",
    severity: Severity::Low,
};

impl Rule for MissingUnauthorizedResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |_, operation| {
            if needs_credential(api, operation) {
                EXPECTED.judge(operation, &[401])
            } else {
                Outcome::NotConcerned
            }
        });
    }
}
