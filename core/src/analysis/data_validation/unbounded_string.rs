use super::limits::{Limit, Side, is_text, report_unlimited};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports strings in requests whose length nothing limits.
    ///
    /// A `maxLength`, a list of values, a format of fixed size such as `date` or `uuid`, and a `pattern` that is
    /// anchored at both ends and cannot match more than so many characters are limits, wherever they are written: beside
    /// the schema's `$ref`, in another member of an `allOf`, in each branch of a `oneOf`. Files are the matter of
    /// `unbounded-upload`.
    ///
    /// The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// A caller may send as much text as the server takes. It fills memory, logs and columns, and makes each later step
    /// slow.
    ///
    /// ## Example
    /// ```yaml
    /// name: {type: string}
    /// ```
    /// Use instead:
    /// ```yaml
    /// name: {type: string, maxLength: 200}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedString {
        id: "unbounded-string",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maxLength` to the longest value that makes sense.",
    }
}

impl Rule for UnboundedString {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let limit = Limit::length(Side::Request);
        report_unlimited(report, &limit, |_, _, schema| {
            is_text(schema).then_some("takes strings of any length")
        });
    }
}
