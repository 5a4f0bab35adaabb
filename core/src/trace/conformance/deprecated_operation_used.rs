use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports accepted calls of operations that the document calls deprecated: zombie operations.
    ///
    /// ## Why is this bad?
    /// What is about to go is no longer cared for, and stays open as long as somebody calls it.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /v1/pets:
    ///     get:
    ///       deprecated: true
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /v2/pets:
    ///     get: {}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-477: Use of Obsolete Function](https://cwe.mitre.org/data/definitions/477.html)
    DeprecatedOperationUsed {
        source: TraceAnalysis,
        id: "deprecated-operation-used",
        severities: [Low],
        profile: Default,
        category: Application,
        factor: Conformance,
        owasp: [Api9],
        cwe: [477],
        mitigation: "Move the callers to what replaces the operation, then take it away.",
    }
}

impl TraceRule for DeprecatedOperationUsed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.is_accepted() && call.place.operation.is_some_and(crate::Operation::is_deprecated) {
            let message = "{operation} is deprecated and still called";
            defects.add(Defect::new(Severity::Low, TrafficPart::Path, message));
        }
    }
}
