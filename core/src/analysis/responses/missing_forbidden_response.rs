use super::statuses::{Expected, Outcome, needs_credential};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that need a credential and document no answer to a caller who may not call them (`403`).
    ///
    /// `4XX` and `default` count as such an answer, and `404` where the path has a parameter: some APIs do not tell
    /// strangers what there is. Where most operations of a document lack it, the document is reported once.
    ///
    /// The rule belongs to the pedantic profile: in some APIs whoever is known may do everything.
    ///
    /// ## Why is this bad?
    /// An operation that documents no denial was often written without one. Nobody can test that it refuses callers who
    /// are known but not allowed.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /reports:
    ///     post:
    ///       security: [{oauth: [reports]}]
    ///       responses: {'201': {description: Created}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /reports:
    ///     post:
    ///       security: [{oauth: [reports]}]
    ///       responses:
    ///         '201': {description: Created}
    ///         '403': {description: The caller may not create reports}
    /// ```
    ///
    /// ## References
    /// - [OWASP API5:2023 Broken Function Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/)
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [RFC 9110, section 15.5.4: 403 Forbidden](https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4)
    MissingForbiddenResponse {
        id: "missing-forbidden-response",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api5, Api8],
        cwe: [1059],
        mitigation: "Document what a caller who may not call the operation is answered: a `403` response.",
    }
}

const EXPECTED: Expected = Expected {
    whose: "operations that need a credential",
    lacks: "no response for a caller who is not allowed (403)",
    severity: Severity::Low,
};

impl Rule for MissingForbiddenResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |_, operation| {
            if !needs_credential(api, operation) {
                return Outcome::NotConcerned;
            }
            let codes: &[u16] = if operation.path().contains('{') { &[403, 404] } else { &[403] };
            EXPECTED.judge(operation, codes)
        });
    }
}
