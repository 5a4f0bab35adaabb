use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::ServerUrl;
use crate::api::masking::masked;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports URLs of OAuth 2.0 and OpenID Connect schemes without TLS (`http://`): high where operations accept the
    /// scheme, low where it is only declared, info on a loopback address.
    ///
    /// It looks at the URLs for authorization, tokens, refreshing, devices, discovery and metadata.
    ///
    /// ## Why is this bad?
    /// Whoever is on the way reads the codes, tokens and client secrets that are sent there, or answers in the provider's
    /// place.
    ///
    /// ## Example
    /// ```yaml
    /// tokenUrl: http://id.example.com/token
    /// ```
    /// Use instead:
    /// ```yaml
    /// tokenUrl: https://id.example.com/token
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    /// - [RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.1)
    CleartextIdentityProvider {
        id: "cleartext-identity-provider",
        severities: [High, Low, Info],
        profile: Default,
        category: Network,
        factor: AccessControl,
        owasp: [Api2, Api8],
        cwe: [319],
        mitigation: "Use the https URL of the identity provider.",
    }
}

impl Rule for CleartextIdentityProvider {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let used = if reach.is_empty() { Severity::Low } else { Severity::High };
            let name = Quoted(scheme.name());
            for (field, url) in scheme.kind().urls() {
                let parts = ServerUrl::parse(url.as_str());
                if !parts.is_cleartext() {
                    continue;
                }
                let severity = if parts.is_loopback() { Severity::Info } else { used };
                let shown = masked(url.as_str());
                report.shared(
                    url.node,
                    reach.clone(),
                    severity,
                    format_args!("the `{field}` of {name} is without TLS: {}", Quoted(&shown)),
                );
            }
        }
    }
}
