use super::scheme_use::security_fields;
use crate::analysis::{Reporter, Rule};
use crate::api::{SchemeKind, SecurityScheme};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports OAuth 2.0 scopes that a requirement asks for and no flow of the scheme declares.
    ///
    /// ## Why is this bad?
    /// No client can ask for a scope that the scheme does not offer. The server either refuses everybody or does not
    /// check the scope.
    ///
    /// ## Example
    /// ```yaml
    /// security: [{oauth: [orders:wirte]}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: [orders:write]}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API5:2023 Broken Function Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/)
    /// - [CWE-863: Incorrect Authorization](https://cwe.mitre.org/data/definitions/863.html)
    /// - [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3)
    UndeclaredScope {
        id: "undeclared-scope",
        severities: [Low],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api5, Api2],
        cwe: [863],
        mitigation: "Declare the scope in the scheme's flows, or correct its name.",
    }
}

impl Rule for UndeclaredScope {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for field in security_fields(api) {
            for used in field.uses() {
                let scheme = used.scheme.and_then(|index| api.security_schemes().get(index));
                let Some(kind @ SchemeKind::OAuth2 { .. }) = scheme.map(SecurityScheme::kind) else {
                    continue;
                };
                let undeclared = used.scopes.iter().filter(|(scope, _)| !kind.offers(scope));
                for (scope, node) in undeclared {
                    let scope = Quoted(scope);
                    let name = Quoted(used.name());
                    field.report(
                        report,
                        *node,
                        Severity::Low,
                        format_args!("requires the scope {scope}, which {name} does not declare"),
                    );
                }
            }
        }
    }
}
