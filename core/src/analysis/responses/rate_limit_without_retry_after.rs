use std::collections::BTreeMap;

use super::rate_limit_headers::tells_when;
use crate::analysis::lacking::{Lacking, of_only_user};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{PartIndex, Status};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports `429` responses that do not say when to call again.
    ///
    /// `Retry-After` says so, and so do `RateLimit` and headers such as `X-RateLimit-Reset`, in any case of letters. A
    /// response that several operations share is reported once, and where most `429` responses of a document lack it, the
    /// document is.
    ///
    /// ## Why is this bad?
    /// Clients that do not know when to come back try again at once, all of them together: the limit makes the load worse.
    ///
    /// ## Example
    /// ```yaml
    /// responses:
    ///   '429': {description: Too many calls}
    /// ```
    /// Use instead:
    /// ```yaml
    /// responses:
    ///   '429':
    ///     description: Too many calls
    ///     headers: {Retry-After: {schema: {type: integer, format: int32}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    /// - [RFC 6585, section 4: 429 Too Many Requests](https://www.rfc-editor.org/rfc/rfc6585.html#section-4)
    RateLimitWithoutRetryAfter {
        id: "rate-limit-without-retry-after",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Answer one call too many with a `Retry-After` header, and document it.",
    }
}

impl Rule for RateLimitWithoutRetryAfter {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let mut users: BTreeMap<PartIndex, Vec<u32>> = BTreeMap::new();
        for operation in api.operations() {
            let limited = operation.responses.iter().filter(|own| own.status == Status::Code(429));
            for part in limited.filter_map(|own| own.response) {
                users.entry(part).or_default().push(operation.index);
            }
        }
        let mut lacking = Lacking::default();
        for (part, users) in users {
            match api.model.contents.responses.get(part as usize) {
                Some(response) if !tells_when(response) => {
                    let whose = of_only_user(api, &users);
                    let message = format!("the `429` response{whose} does not say when to call again");
                    lacking.part(response.node, users.into(), message);
                }
                _ => lacking.has(),
            }
        }
        lacking.report(report, Severity::Low, |count, all| {
            format!("{count} of {all} `429` responses do not say when to call again")
        });
    }
}
