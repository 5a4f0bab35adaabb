use super::limits::{Limit, Side, report_unlimited};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports numbers that only responses hold and that have no smallest or no largest value. Numbers that requests
    /// hold too are the matter of `unbounded-number`.
    ///
    /// The rule belongs to the pedantic profile: the server decides what it sends.
    ///
    /// ## Why is this bad?
    /// A client does not know which type is wide enough. JSON numbers past 2^53 lose digits in many of them.
    ///
    /// ## Example
    /// ```yaml
    /// total: {type: integer}
    /// ```
    /// Use instead:
    /// ```yaml
    /// total: {type: integer, minimum: 0, maximum: 1000000}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-1284: Improper Validation of Specified Quantity in Input](https://cwe.mitre.org/data/definitions/1284.html)
    /// - [JSON Schema Validation 2020-12](https://json-schema.org/draft/2020-12/json-schema-validation)
    UnboundedResponseNumber {
        id: "unbounded-response-number",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [1284],
        mitigation: "Set `minimum` and `maximum`.",
    }
}

impl Rule for UnboundedResponseNumber {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let limit = Limit::range(Side::Response);
        report_unlimited(report, &limit, |_, _, _| Some("gives numbers without a minimum and maximum"));
    }
}
