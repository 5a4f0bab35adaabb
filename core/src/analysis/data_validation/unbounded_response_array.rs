use super::limits::{Limit, Side, report_unlimited};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports arrays that only responses hold and whose number of items nothing limits. Arrays that requests hold too
    /// are the matter of `unbounded-array`.
    ///
    /// The rule belongs to the pedantic profile. A list that cannot be asked for in pages is reported by
    /// `unbounded-list`.
    ///
    /// ## Why is this bad?
    /// A client has to be ready for any number of items.
    ///
    /// ## Example
    /// ```yaml
    /// tags: {type: array, items: {type: string}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// tags: {type: array, maxItems: 50, items: {type: string}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedResponseArray {
        id: "unbounded-response-array",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maxItems` to the most that the API gives.",
    }
}

impl Rule for UnboundedResponseArray {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let limit = Limit::items(Side::Response, Severity::Low);
        report_unlimited(report, &limit, |_, _, _| Some("gives any number of items"));
    }
}
