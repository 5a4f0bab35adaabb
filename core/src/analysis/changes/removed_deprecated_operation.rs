use super::comparison::Comparison;
use super::{ChangeRule, Reports};
use crate::rule_meta::declare_rule;
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports deprecated operations that are gone from a document. It compares two versions of a document.
    ///
    /// ## Why is this bad?
    /// It is good, if the service no longer answers them. What still answers and is in no document is a zombie, and gets no
    /// fixes.
    ///
    /// ## Example
    /// ```yaml
    /// paths: {}  # was: /v1/orders: {get: {deprecated: true}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths: {}  # and the service answers GET /v1/orders with 404 or 410
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    RemovedDeprecatedOperation {
        id: "removed-deprecated-operation",
        severities: [Info],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Make sure that the service no longer answers the operation.",
    }
}

impl ChangeRule for RemovedDeprecatedOperation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        for operation in comparison.removed.iter().filter(|operation| operation.is_deprecated()) {
            let target = operation.to_ref();
            let message = format_args!("{target} is gone, as its deprecation announced");
            reports.old.operation(operation, operation.node, Severity::Info, message);
        }
    }
}
