use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a document with operations that declares no security scheme.
    ///
    /// The finding is about the document. Operations that are open, or that name a scheme that is not there, are
    /// reported on their own.
    ///
    /// ## Why is this bad?
    /// Without a scheme no operation can ask for authentication. Clients, gateways and reviewers cannot tell how a
    /// caller proves who it is.
    ///
    /// ## Example
    /// ```yaml
    /// openapi: 3.1.0
    /// paths: {/orders: {get: {}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// openapi: 3.1.0
    /// components:
    ///   securitySchemes:
    ///     oauth: {type: openIdConnect, openIdConnectUrl: https://id.example.com/.well-known/openid-configuration}
    /// security: [{oauth: []}]
    /// paths: {/orders: {get: {}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [OpenAPI 3.1.1: Security Scheme Object](https://spec.openapis.org/oas/v3.1.1#security-scheme-object)
    NoSecuritySchemes {
        id: "no-security-schemes",
        severities: [High],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Declare the schemes under `components.securitySchemes` (`securityDefinitions` in Swagger 2.0) and require them in the root `security`.",
    }
}

impl Rule for NoSecuritySchemes {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let none = api.security_schemes().is_empty() && !api.model.has_unread_schemes;
        if none && api.operations().iter().any(|operation| !report.is_public(operation)) {
            report.shared(
                api.model.schemes_node,
                Vec::new(),
                Severity::High,
                "the document declares no security scheme",
            );
        }
    }
}
