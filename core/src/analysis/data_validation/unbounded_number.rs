use super::limits::{Limit, Side, report_unlimited};
use super::paging::unlimited_page_sizes;
use crate::analysis::graph::Bounds;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports numbers in requests that have no smallest or no largest value.
    ///
    /// `minimum` and `maximum` count, from OpenAPI 3.1 on `exclusiveMinimum` and `exclusiveMaximum` too, and a list of
    /// values. Before 3.1 `exclusiveMinimum` only says whether `minimum` itself is allowed. The size of a page is the
    /// matter of `unbounded-page-size`.
    ///
    /// The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// Quantities, prices and offsets beyond what was thought of overflow, turn a charge into a payment, or make the
    /// server do more work than it can.
    ///
    /// ## Example
    /// ```yaml
    /// quantity: {type: integer}
    /// ```
    /// Use instead:
    /// ```yaml
    /// quantity: {type: integer, minimum: 1, maximum: 100}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-1284: Improper Validation of Specified Quantity in Input](https://cwe.mitre.org/data/definitions/1284.html)
    /// - [JSON Schema Validation 2020-12](https://json-schema.org/draft/2020-12/json-schema-validation)
    UnboundedNumber {
        id: "unbounded-number",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [1284],
        mitigation: "Set `minimum` and `maximum`.",
    }
}

impl Rule for UnboundedNumber {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let page_sizes = unlimited_page_sizes(report.graph());
        let limit = Limit::range(Side::Request);
        report_unlimited(report, &limit, |graph, id, _| {
            let bounds = graph.bounds(id);
            if bounds.has(Bounds::MAXIMUM) {
                Some("takes numbers without a minimum")
            } else if page_sizes.contains(&id) {
                None
            } else if bounds.has(Bounds::MINIMUM) {
                Some("takes numbers without a maximum")
            } else {
                Some("takes numbers without a minimum or maximum")
            }
        });
    }
}
