use super::comparison::Comparison;
use super::{ChangeRule, Reports};
use crate::rule_meta::declare_rule;
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that are gone from a document and were not deprecated before. It compares two versions of a
    /// document.
    ///
    /// ## Why is this bad?
    /// Callers break without a warning. Where the service still answers, the operation has become a shadow: nobody reviews,
    /// tests or retires what no document shows.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders: {get: {}}
    ///   # /invoices is gone
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders: {get: {}}
    ///   /invoices: {get: {deprecated: true}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    RemovedOperation {
        id: "removed-operation",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Deprecate the operation first, and make sure that the service no longer answers it when it goes.",
    }
}

impl ChangeRule for RemovedOperation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        for operation in comparison.removed.iter().filter(|operation| !operation.is_deprecated()) {
            let target = operation.to_ref();
            let message = format_args!("{target} is gone and was not deprecated");
            reports.old.operation(operation, operation.node, Severity::Medium, message);
        }
    }
}
