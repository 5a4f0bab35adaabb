use super::comparison::Comparison;
use super::{ChangeRule, Reports};
use crate::analysis::sensitive_flow::{SensitiveFlow, raise};
use crate::rule_meta::declare_rule;
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that are new in a document and can be called without authentication. It compares two versions of a
    /// document.
    ///
    /// A new write is critical, a new read medium, and a payment, administration or similar operation critical either way.
    /// Operations that are declared public are not reported.
    ///
    /// ## Why is this bad?
    /// Everybody who reaches the service can call them from the day of the release.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /refunds: {post: {}}  # new, and nothing asks for authentication
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /refunds: {post: {security: [{login: []}]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    UnauthenticatedAddition {
        id: "unauthenticated-addition",
        severities: [Critical, Medium],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Add a `security` requirement to the operation, or declare it public with `x-watchgate-public: true`.",
    }
}

impl ChangeRule for UnauthenticatedAddition {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>) {
        let api = comparison.new.api();
        for operation in &comparison.added {
            if reports.new.is_public(operation) || !api.security(operation).allows_anonymous() {
                continue;
            }
            let own = if operation.method().is_safe() { Severity::Medium } else { Severity::Critical };
            let (severity, flow) = raise(own, SensitiveFlow::of(operation));
            let target = operation.to_ref();
            let message = format_args!("{target} is new and can be called without authentication{flow}");
            reports.new.operation(operation, operation.node, severity, message);
        }
    }
}
