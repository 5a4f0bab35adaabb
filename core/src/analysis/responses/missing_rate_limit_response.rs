use super::statuses::Expected;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that document no answer to a caller who calls too often (`429`).
    ///
    /// `4XX` and `default` count as such an answer. Where most operations of a document lack it, the document is reported
    /// once.
    ///
    /// ## Why is this bad?
    /// An API that never says "too many" often has no limit: callers can exhaust it, guess credentials, or copy what it
    /// holds.
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
    ///         '429':
    ///           description: Too many calls
    ///           headers: {Retry-After: {schema: {type: integer, format: int32}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    /// - [RFC 6585, section 4: 429 Too Many Requests](https://www.rfc-editor.org/rfc/rfc6585.html#section-4)
    MissingRateLimitResponse {
        id: "missing-rate-limit-response",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Limit how often callers may call, and document the answer to one call too many: a `429` response.",
    }
}

const EXPECTED: Expected =
    Expected { whose: "operations", lacks: "no response for too many calls (429)", severity: Severity::Low };

impl Rule for MissingRateLimitResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |_, operation| EXPECTED.judge(operation, &[429]));
    }
}
