use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::FlowKind;
use crate::api::specification::Specification;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports OAuth 2.0 flows of users that name no `refreshUrl`.
    ///
    /// The client credentials flow needs none and the implicit flow cannot have one. Swagger 2.0 has no such field. Many
    /// servers refresh at the token URL, so the finding is a question rather than a defect.
    ///
    /// ## Why is this bad?
    /// Without a way to renew them, access tokens tend to live long, and a stolen one is good until it ends.
    ///
    /// ## Example
    /// ```yaml
    /// authorizationCode:
    ///   authorizationUrl: https://id.example.com/authorize
    ///   tokenUrl: https://id.example.com/token
    ///   scopes: {}
    /// ```
    /// Use instead:
    /// ```yaml
    /// authorizationCode:
    ///   authorizationUrl: https://id.example.com/authorize
    ///   tokenUrl: https://id.example.com/token
    ///   refreshUrl: https://id.example.com/token
    ///   scopes: {}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-613: Insufficient Session Expiration](https://cwe.mitre.org/data/definitions/613.html)
    /// - [RFC 6749, section 1.5](https://www.rfc-editor.org/rfc/rfc6749#section-1.5)
    OauthFlowWithoutRefreshUrl {
        id: "oauth-flow-without-refresh-url",
        severities: [Info],
        profile: Pedantic,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [613],
        mitigation: "Let access tokens live for minutes, and name the `refreshUrl` that renews them.",
    }
}

impl Rule for OauthFlowWithoutRefreshUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        if api.model.specification == Specification::V2 {
            return;
        }
        for (scheme, reach) in operations_by_scheme(api) {
            let name = Quoted(scheme.name());
            for flow in scheme.kind().flows() {
                let renews = matches!(
                    flow.kind(),
                    FlowKind::AuthorizationCode | FlowKind::Password | FlowKind::DeviceAuthorization
                );
                if renews && flow.refresh_url().is_none() {
                    let kind = flow.kind();
                    report.shared(
                        flow.node,
                        reach.clone(),
                        Severity::Info,
                        format_args!("the {kind} flow of {name} names no `refreshUrl`"),
                    );
                }
            }
        }
    }
}
