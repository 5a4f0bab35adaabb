use super::discouraged_flow::report_flows;
use crate::analysis::{Reporter, Rule};
use crate::api::FlowKind;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports the password flow of OAuth 2.0: medium where operations accept its tokens, info where it is only declared.
    ///
    /// A token URL without TLS is high under `cleartext-identity-provider`.
    ///
    /// ## Why is this bad?
    /// The client learns the user's password, which OAuth was made to avoid; a second factor and a central sign-in page
    /// cannot be added. The best current practice says that the flow must not be used.
    ///
    /// ## Example
    /// ```yaml
    /// flows:
    ///   password: {tokenUrl: https://id.example.com/token, scopes: {}}
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
    /// - [RFC 9700, section 2.4](https://www.rfc-editor.org/rfc/rfc9700#section-2.4)
    OauthPasswordFlow {
        id: "oauth-password-flow",
        severities: [Medium, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [522],
        mitigation: "Offer the authorization code flow with PKCE, or client credentials between machines.",
    }
}

impl Rule for OauthPasswordFlow {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        report_flows(api, report, FlowKind::Password, "shows the password to the client");
    }
}
