use super::statuses::{Expected, Outcome};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that take input and document no answer to input that is wrong (`400` or `422`).
    ///
    /// `4XX` and `default` count as such an answer. An operation without parameters and body takes no input. Where most
    /// operations of a document lack it, the document is reported once.
    ///
    /// ## Why is this bad?
    /// An operation that documents no refusal of bad input was often written without checking it. Clients cannot tell
    /// what they did wrong.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     post:
    ///       requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
    ///       responses: {'201': {description: Created}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     post:
    ///       requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
    ///       responses:
    ///         '201': {description: Created}
    ///         '400': {description: The order is not valid}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    /// - [RFC 9110, section 15.5.1: 400 Bad Request](https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1)
    MissingValidationErrorResponse {
        id: "missing-validation-error-response",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [20],
        mitigation: "Check the input, and document what wrong input is answered: a `400` or `422` response.",
    }
}

const EXPECTED: Expected = Expected {
    whose: "operations that take input",
    lacks: "no response for wrong input (400 or 422)",
    severity: Severity::Low,
};

impl Rule for MissingValidationErrorResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |_, operation| {
            if operation.parameters.is_empty() && operation.body.is_none() {
                Outcome::NotConcerned
            } else {
                EXPECTED.judge(operation, &[400, 422])
            }
        });
    }
}
