use super::limits::{Limit, Side, is_text, report_unlimited};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports strings that only responses hold and whose length nothing limits. Strings that requests hold too are the
    /// matter of `unbounded-string`.
    ///
    /// The rule belongs to the pedantic profile: the server decides what it sends.
    ///
    /// ## Why is this bad?
    /// A client has to be ready for any amount of text, and nobody notices when a field begins to carry more than was
    /// meant.
    ///
    /// ## Example
    /// ```yaml
    /// nickname: {type: string}
    /// ```
    /// Use instead:
    /// ```yaml
    /// nickname: {type: string, maxLength: 200}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedResponseString {
        id: "unbounded-response-string",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maxLength` to the longest value that the API gives.",
    }
}

impl Rule for UnboundedResponseString {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let limit = Limit::length(Side::Response);
        report_unlimited(report, &limit, |_, _, schema| {
            is_text(schema).then_some("gives strings of any length")
        });
    }
}
