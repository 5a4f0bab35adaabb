use super::statuses::{Expected, Outcome};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::Status;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that do not say what they answer when all goes well.
    ///
    /// Any status below 400 will do: redirections and `101` are successes of their kind, and so will `default`. Where most
    /// operations of a document lack it, the document is reported once.
    ///
    /// ## Why is this bad?
    /// What the operation gives away is not known: neither a reader nor a gateway can check it.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get: {responses: {'401': {description: The credential is missing}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     get:
    ///       responses:
    ///         '200': {description: Orders}
    ///         '401': {description: The credential is missing}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [OpenAPI 3.1.1: Responses Object](https://spec.openapis.org/oas/v3.1.1#responses-object)
    MissingSuccessResponse {
        id: "missing-success-response",
        severities: [Info],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1059],
        mitigation: "Document what the operation answers when it succeeds, with its schema.",
    }
}

const EXPECTED: Expected =
    Expected { whose: "operations", lacks: "no response for success", severity: Severity::Info };

impl Rule for MissingSuccessResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |_, operation| {
            // What a key that means nothing was meant for is not known.
            let is_success = |status| match status {
                Status::Code(code) => code < 400,
                Status::Range(class) => class < 4,
                Status::Default | Status::Unknown => true,
            };
            if operation.responses.iter().any(|own| is_success(own.status)) {
                Outcome::Documented
            } else {
                Outcome::Missing(EXPECTED.lacks.into())
            }
        });
    }
}
