use super::discouraged_flow::report_flows;
use crate::analysis::{Reporter, Rule};
use crate::api::FlowKind;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports the implicit flow of OAuth 2.0: medium where operations accept its tokens, info where it is only declared.
    ///
    /// ## Why is this bad?
    /// The access token travels in the redirect's URL, where browser histories, `Referer` headers and other scripts see
    /// it, and it is bound to no client. The best current practice advises against it since 2019; OAuth 2.1 has no such
    /// flow.
    ///
    /// ## Example
    /// ```yaml
    /// flows:
    ///   implicit: {authorizationUrl: https://id.example.com/authorize, scopes: {}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// flows:
    ///   authorizationCode:
    ///     authorizationUrl: https://id.example.com/authorize
    ///     tokenUrl: https://id.example.com/token
    ///     scopes: {}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    /// - [RFC 9700, section 2.1.2](https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2)
    OauthImplicitFlow {
        id: "oauth-implicit-flow",
        severities: [Medium, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [522],
        mitigation: "Offer the authorization code flow with PKCE, and drop the implicit one.",
    }
}

impl Rule for OauthImplicitFlow {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        report_flows(api, report, FlowKind::Implicit, "puts the token into a URL");
    }
}
