use super::cleartext::{Credential, cleartext_credentials, describe_reach};
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports servers without TLS that operations send a password or a token to: HTTP authentication, OAuth 2.0,
    /// OpenID Connect. It is critical where the defaults of the URL's variables make it so, high where only other
    /// values do.
    ///
    /// The servers that count are the operation's own, else its path's, else the root's. Relative URLs are not reported:
    /// the document does not say how they are served. Loopback addresses are left out. API keys have a
    /// rule of their own.
    ///
    /// ## Why is this bad?
    /// Everybody on the way can read the credential and use it.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: http://api.shop.dev}]
    /// security: [{login: []}]
    /// components: {securitySchemes: {login: {type: http, scheme: bearer}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// security: [{login: []}]
    /// components: {securitySchemes: {login: {type: http, scheme: bearer}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    /// - [RFC 6750, section 5.3](https://www.rfc-editor.org/rfc/rfc6750#section-5.3)
    CredentialsOverCleartext {
        id: "credentials-over-cleartext",
        severities: [Critical, High],
        profile: Default,
        category: Network,
        factor: AccessControl,
        owasp: [Api2, Api8],
        cwe: [319, 523],
        mitigation: "Serve the API over https only, and revoke credentials that were sent in the clear.",
    }
}

impl Rule for CredentialsOverCleartext {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach, severity) in cleartext_credentials(api, Credential::PasswordOrToken) {
            let who = describe_reach(api, &reach);
            let message =
                format!("{who} may send credentials in the clear to {}", Quoted(&server.masked_url()));
            report.shared(server.node, vec![reach], severity, message);
        }
    }
}
