use super::limits::{Limit, Side, report_unlimited};
use crate::analysis::graph::{Bounds, Types};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports integers without `format`, such as `int32` or `int64`, and numbers without one, such as `float` or
    /// `double`, that have no limits either.
    ///
    /// The rule belongs to the pedantic profile.
    ///
    /// ## Why is this bad?
    /// Each side of a call picks a width of its own. What fits on one side overflows or loses digits on the other.
    ///
    /// ## Example
    /// ```yaml
    /// count: {type: integer}
    /// ```
    /// Use instead:
    /// ```yaml
    /// count: {type: integer, format: int32}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-1284: Improper Validation of Specified Quantity in Input](https://cwe.mitre.org/data/definitions/1284.html)
    /// - [OpenAPI Format Registry](https://spec.openapis.org/registry/format/)
    NumberWithoutFormat {
        id: "number-without-format",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [1284],
        mitigation: "Set `format` to the width that the number has.",
    }
}

impl Rule for NumberWithoutFormat {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        for side in [Side::Request, Side::Response] {
            let limit = Limit {
                types: Types::INTEGER.or(Types::NUMBER),
                bounds: Bounds::FORMAT,
                side,
                severity: Severity::Low,
            };
            report_unlimited(report, &limit, |graph, id, _| {
                let is_limited = graph.bounds(id).has(Bounds::MINIMUM.and(Bounds::MAXIMUM));
                (!is_limited).then_some("is a number whose width is not said")
            });
        }
    }
}
