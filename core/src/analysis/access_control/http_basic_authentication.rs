use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::SchemeKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports HTTP basic authentication: medium where operations accept it, low where it is only declared.
    ///
    /// Basic credentials over a server without TLS are reported as `credentials-over-cleartext`.
    ///
    /// ## Why is this bad?
    /// Every request carries the credential itself, a password or a key, encoded and not encrypted. It cannot be limited to
    /// a purpose, does not expire, and leaks with any log or proxy that sees the header.
    ///
    /// ## Example
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: basic}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components:
    ///   securitySchemes:
    ///     login: {type: openIdConnect, openIdConnectUrl: https://id.example.com/.well-known/openid-configuration}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    /// - [RFC 7617, section 4](https://www.rfc-editor.org/rfc/rfc7617#section-4)
    HttpBasicAuthentication {
        id: "http-basic-authentication",
        severities: [Medium, Low],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [522],
        mitigation: "Use short-lived tokens (OAuth 2.0, OpenID Connect) or mutual TLS instead of passwords.",
    }
}

impl Rule for HttpBasicAuthentication {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            if !matches!(scheme.kind(), SchemeKind::Http { scheme, .. } if scheme == "basic") {
                continue;
            }
            let severity = if reach.is_empty() { Severity::Low } else { Severity::Medium };
            let name = Quoted(scheme.name());
            report.shared(
                scheme.node,
                reach,
                severity,
                format_args!("{name} is HTTP basic authentication: it sends the credential with every call"),
            );
        }
    }
}
