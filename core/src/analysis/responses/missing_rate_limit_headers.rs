use super::rate_limit_headers::tells_limit;
use super::statuses::{Expected, Outcome};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations of which no answer says how many calls are allowed or left.
    ///
    /// Headers such as `RateLimit`, `RateLimit-Limit`, `X-RateLimit-Remaining` and `X-Rate-Limit-Reset` say so, in any case
    /// of letters. Where most operations of a document lack them, the document is reported once.
    ///
    /// The rule belongs to the pedantic profile: an API may be limited and not say so.
    ///
    /// ## Why is this bad?
    /// Clients that do not know the limit run into it. An API without such headers often has no limit.
    ///
    /// ## Example
    /// ```yaml
    /// responses: {'200': {description: Orders}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// responses:
    ///   '200':
    ///     description: Orders
    ///     headers: {RateLimit-Remaining: {schema: {type: integer, format: int32}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    /// - [RateLimit header fields for HTTP](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/)
    MissingRateLimitHeaders {
        id: "missing-rate-limit-headers",
        severities: [Info],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Limit how often callers may call, and tell them what is left in `RateLimit` headers.",
    }
}

const EXPECTED: Expected =
    Expected { whose: "operations", lacks: "no header with a rate limit", severity: Severity::Info };

impl Rule for MissingRateLimitHeaders {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |graph, operation| {
            let is_out_of_sight = operation.responses.iter().any(|own| own.response.is_none());
            if is_out_of_sight {
                Outcome::NotConcerned
            } else if graph.responses_of(operation).any(|(_, response)| tells_limit(response)) {
                Outcome::Documented
            } else {
                Outcome::Missing(EXPECTED.lacks.into())
            }
        });
    }
}
