use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::SchemeKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports bearer schemes that do not say what their tokens are.
    ///
    /// ## Why is this bad?
    /// Whoever reviews the API cannot tell a signed token with an expiry from a static key that is sent as a bearer token.
    ///
    /// ## Example
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: bearer}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: bearer, bearerFormat: JWT}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [OpenAPI 3.1.1: Security Scheme Object](https://spec.openapis.org/oas/v3.1.1#security-scheme-object)
    UnnamedBearerFormat {
        id: "unnamed-bearer-format",
        severities: [Info],
        profile: Pedantic,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api2],
        cwe: [],
        mitigation: "Say in `bearerFormat` what the token is: `JWT`, `opaque`.",
    }
}

impl Rule for UnnamedBearerFormat {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let SchemeKind::Http { scheme: word, bearer_format } = scheme.kind() else { continue };
            let is_named = bearer_format.as_deref().is_some_and(|format| !format.trim().is_empty());
            if word != "bearer" || is_named {
                continue;
            }
            let name = Quoted(scheme.name());
            report.shared(
                scheme.node,
                reach,
                Severity::Info,
                format_args!("{name} does not say what its bearer tokens are"),
            );
        }
    }
}
