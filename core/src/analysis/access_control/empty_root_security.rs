use std::sync::Arc;

use crate::analysis::{Reporter, Rule};
use crate::api::EffectiveSecurity;
use crate::rule_meta::declare_rule;
use crate::{Api, Operation, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a document whose root `security` is an empty list.
    ///
    /// The finding counts the operations that inherit the empty list; each of them is also reported on its own as
    /// `operation-without-authentication`, because each is open until the root or the operation changes.
    ///
    /// Operations that are declared public (`x-watchgate-public: true`, or `public` in the settings) are left out. Where
    /// every operation has its own `security`, nothing is reported.
    ///
    /// ## Why is this bad?
    /// An empty list looks like a setting and means "no authentication at all" for every operation that does not
    /// override it, those added later included.
    ///
    /// ## Example
    /// ```yaml
    /// security: []
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    EmptyRootSecurity {
        id: "empty-root-security",
        severities: [High],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "List a security scheme in the root `security`, and open single operations explicitly.",
    }
}

impl Rule for EmptyRootSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let Some(root) = &api.model.security else { return };
        if !root.requirements().is_empty() {
            return;
        }
        let inherits = |operation: &&Operation| matches!(api.security(operation), EffectiveSecurity::Root(_));
        let open = api.operations().iter().filter(inherits).filter(|operation| !report.is_public(operation));
        let reach: Arc<[u32]> = open.map(|operation| operation.index).collect();
        if reach.is_empty() {
            return;
        }
        report.shared(
            root.node,
            vec![reach],
            Severity::High,
            "the root `security` is empty: operations that inherit it ask for no authentication",
        );
    }
}
