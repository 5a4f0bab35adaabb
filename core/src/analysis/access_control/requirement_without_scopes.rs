use super::scheme_use::security_fields;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports OAuth 2.0 and OpenID Connect requirements that name no scope.
    ///
    /// The rule belongs to the pedantic profile: many APIs authorize by other means than scopes.
    ///
    /// ## Why is this bad?
    /// Without a scope any token that the authorization server issued passes, one that was meant for another purpose
    /// included.
    ///
    /// ## Example
    /// ```yaml
    /// security: [{oauth: []}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: [orders:read]}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API5:2023 Broken Function Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/)
    /// - [CWE-862: Missing Authorization](https://cwe.mitre.org/data/definitions/862.html)
    RequirementWithoutScopes {
        id: "requirement-without-scopes",
        severities: [Low],
        profile: Pedantic,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api5],
        cwe: [862],
        mitigation: "Name the scopes that the operation needs.",
    }
}

impl Rule for RequirementWithoutScopes {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for field in security_fields(api) {
            for used in field.uses().filter(|used| used.scopes.is_empty()) {
                let scheme = used.scheme.and_then(|index| api.security_schemes().get(index));
                if !scheme.is_some_and(|scheme| scheme.kind().has_scopes()) {
                    continue;
                }
                let name = Quoted(used.name());
                field.report(
                    report,
                    used.node,
                    Severity::Low,
                    format_args!("accepts any token of {name}: the requirement names no scope"),
                );
            }
        }
    }
}
