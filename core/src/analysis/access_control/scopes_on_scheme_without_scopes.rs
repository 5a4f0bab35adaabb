use super::scheme_use::security_fields;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports scopes in the requirement of a scheme that has none: API key, HTTP, mutual TLS.
    ///
    /// From OpenAPI 3.1 on such a list may name roles, and the rule is silent.
    ///
    /// ## Why is this bad?
    /// The specification says that the list must be empty, so tools drop it. The author believes in a limit that nobody
    /// checks.
    ///
    /// ## Example
    /// ```yaml
    /// openapi: 3.0.3
    /// security: [{api_key: [orders:read]}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// openapi: 3.0.3
    /// security: [{api_key: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [OpenAPI 3.0.4: Security Requirement Object](https://spec.openapis.org/oas/v3.0.4#security-requirement-object)
    ScopesOnSchemeWithoutScopes {
        id: "scopes-on-scheme-without-scopes",
        severities: [Info],
        profile: Default,
        category: Authorization,
        factor: AccessControl,
        owasp: [Api8],
        cwe: [],
        mitigation: "Leave the list empty, or use an OAuth 2.0 scheme.",
    }
}

impl Rule for ScopesOnSchemeWithoutScopes {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        if api.model.specification.has_json_schema() {
            return;
        }
        for field in security_fields(api) {
            for used in field.uses().filter(|used| !used.scopes.is_empty()) {
                let scheme = used.scheme.and_then(|index| api.security_schemes().get(index));
                let Some(kind) = scheme.map(|scheme| scheme.kind()).filter(|kind| !kind.has_scopes()) else {
                    continue;
                };
                let (name, kind) = (Quoted(used.name()), kind.describe());
                field.report(
                    report,
                    used.node,
                    Severity::Info,
                    format_args!("asks for scopes of {name}, but {kind} has none"),
                );
            }
        }
    }
}
