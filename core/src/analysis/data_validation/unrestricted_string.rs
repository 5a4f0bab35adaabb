use super::limits::{Limit, Side, report_unlimited};
use crate::analysis::graph::{Bounds, Types};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports strings in requests that may hold any text: they have no `format`, no `pattern` and no list of values.
    ///
    /// The rule belongs to the pedantic profile: names, comments and messages are free text for good reason.
    ///
    /// ## Why is this bad?
    /// What may be anything has to be checked by everybody who uses it. A currency or a country that is described by a
    /// pattern cannot carry a script or a query.
    ///
    /// ## Example
    /// ```yaml
    /// currency: {type: string, maxLength: 3}
    /// ```
    /// Use instead:
    /// ```yaml
    /// currency: {type: string, pattern: '^[A-Z]{3}$'}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    UnrestrictedString {
        id: "unrestricted-string",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4, Api8],
        cwe: [20],
        mitigation: "Say with `format`, `pattern` or `enum` which text is meant, where it is not free text.",
    }
}

impl Rule for UnrestrictedString {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let limit = Limit {
            types: Types::STRING,
            bounds: Bounds::CONTENT,
            side: Side::Request,
            severity: Severity::Low,
        };
        report_unlimited(report, &limit, |_, _, _| Some("takes any text"));
    }
}
