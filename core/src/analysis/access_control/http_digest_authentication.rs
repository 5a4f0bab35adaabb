use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::SchemeKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports HTTP digest authentication: low where operations accept it, info where it is only declared.
    ///
    /// ## Why is this bad?
    /// The password itself stays off the wire, but what a listener sees can be tried against guessed passwords offline,
    /// most implementations know only MD5, and the server has to keep what is as good as the password.
    ///
    /// ## Example
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: digest}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components: {securitySchemes: {login: {type: openIdConnect, openIdConnectUrl: https://id.example.com}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-916: Use of Password Hash With Insufficient Computational Effort](https://cwe.mitre.org/data/definitions/916.html)
    /// - [RFC 7616, section 5](https://www.rfc-editor.org/rfc/rfc7616#section-5)
    HttpDigestAuthentication {
        id: "http-digest-authentication",
        severities: [Low, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [916],
        mitigation: "Use short-lived tokens (OAuth 2.0, OpenID Connect) or mutual TLS instead of passwords.",
    }
}

impl Rule for HttpDigestAuthentication {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            if !matches!(scheme.kind(), SchemeKind::Http { scheme, .. } if scheme == "digest") {
                continue;
            }
            let severity = if reach.is_empty() { Severity::Info } else { Severity::Low };
            let name = Quoted(scheme.name());
            report.shared(
                scheme.node,
                reach,
                severity,
                format_args!(
                    "{name} is HTTP digest authentication: it rests on a password that can be guessed offline"
                ),
            );
        }
    }
}
