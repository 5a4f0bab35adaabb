use super::batch::batches;
use super::limits::{Limit, Side, report_unlimited};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports arrays in requests whose number of items nothing limits.
    ///
    /// A `maxItems`, a list of values, and from OpenAPI 3.1 on `prefixItems` with `items: false` are limits, wherever
    /// they are written. Lists of operations that work in batches are the matter of `unbounded-batch`.
    ///
    /// The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// One small request may ask for any number of steps: lookups, writes, mails.
    ///
    /// ## Example
    /// ```yaml
    /// ids: {type: array, items: {type: string}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// ids: {type: array, maxItems: 100, items: {type: string}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedArray {
        id: "unbounded-array",
        severities: [Medium],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maxItems` to the most that one call may ask for.",
    }
}

impl Rule for UnboundedArray {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let of_batches = batches(report.graph());
        let limit = Limit::items(Side::Request, Severity::Medium);
        report_unlimited(report, &limit, |_, id, _| {
            (!of_batches.contains(id)).then_some("takes any number of items")
        });
    }
}
