use super::scheme_use::security_fields;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports security requirements that name a scheme which the document does not declare.
    ///
    /// From OpenAPI 3.2 on a requirement may also name a scheme by its URI. One that leads to a declared scheme counts as
    /// its name.
    ///
    /// ## Why is this bad?
    /// A misspelt scheme protects nothing: gateways and generated servers ignore the requirement or refuse every call.
    ///
    /// ## Example
    /// ```yaml
    /// security: [{oauht: []}]
    /// components: {securitySchemes: {oauth: {type: http, scheme: bearer}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: []}]
    /// components: {securitySchemes: {oauth: {type: http, scheme: bearer}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    UndeclaredSecurityScheme {
        id: "undeclared-security-scheme",
        severities: [High],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [287],
        mitigation: "Declare the scheme under `components.securitySchemes` (`securityDefinitions` in Swagger 2.0), or correct its name.",
    }
}

impl Rule for UndeclaredSecurityScheme {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        if api.model.has_unread_schemes {
            return;
        }
        for field in security_fields(api) {
            for used in field.uses().filter(|used| used.scheme.is_none() && !used.is_elsewhere) {
                let name = Quoted(used.name());
                field.report(
                    report,
                    used.node,
                    Severity::High,
                    format_args!("requires the security scheme {name}, which is not declared"),
                );
            }
        }
    }
}
