use super::cleartext::{Credential, cleartext_credentials, describe_reach};
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports servers without TLS that operations send an API key to: critical where the defaults of the URL's variables
    /// make it so, high where only other values do.
    ///
    /// The servers that count are the operation's own, else its path's, else the root's. Relative URLs are not reported:
    /// the document does not say how they are served. Loopback addresses are left out, and so are keys
    /// that only sign the request (AWS Signature).
    ///
    /// ## Why is this bad?
    /// Everybody on the way reads the key, and an API key is good until somebody replaces it.
    ///
    /// ## Example
    /// ```yaml
    /// servers: [{url: http://api.shop.dev}]
    /// security: [{key: []}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// servers: [{url: https://api.shop.dev}]
    /// security: [{key: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    ApiKeyOverCleartext {
        id: "api-key-over-cleartext",
        severities: [Critical, High],
        profile: Default,
        category: Network,
        factor: AccessControl,
        owasp: [Api2, Api8],
        cwe: [319],
        mitigation: "Serve the API over https only, and replace keys that were sent in the clear.",
    }
}

impl Rule for ApiKeyOverCleartext {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (server, reach, severity) in cleartext_credentials(api, Credential::ApiKey) {
            let who = describe_reach(api, &reach);
            let message =
                format!("{who} may send an API key in the clear to {}", Quoted(&server.masked_url()));
            report.shared(server.node, vec![reach], severity, message);
        }
    }
}
