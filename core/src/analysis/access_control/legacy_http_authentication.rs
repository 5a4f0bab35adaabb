use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::SchemeKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports HTTP authentication schemes that were replaced or never took hold: `negotiate` and `ntlm` are medium where
    /// operations accept them and low where they are only declared; `oauth` (OAuth 1.0, which signs requests) and the
    /// experiments `hoba` and `mutual` are one step less.
    ///
    /// Basic and digest authentication have rules of their own.
    ///
    /// ## Why is this bad?
    /// Negotiate and NTLM authenticate a connection instead of a request, which a proxy may share between callers, and
    /// can be relayed. OAuth 1.0 is obsolete. For the experiments hardly any maintained implementation exists.
    ///
    /// ## Example
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: negotiate}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: bearer, bearerFormat: JWT}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-1390: Weak Authentication](https://cwe.mitre.org/data/definitions/1390.html)
    /// - [RFC 4559, section 6](https://www.rfc-editor.org/rfc/rfc4559#section-6)
    /// - [RFC 6749, which obsoletes OAuth 1.0](https://www.rfc-editor.org/rfc/rfc6749)
    LegacyHttpAuthentication {
        id: "legacy-http-authentication",
        severities: [Medium, Low, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [1390],
        mitigation: "Use bearer tokens of OAuth 2.0 or OpenID Connect, or mutual TLS.",
    }
}

/// Returns what is wrong with a scheme, and its severity where it is used and where it is only declared.
pub(super) fn weakness(scheme: &str) -> Option<(&'static str, Severity, Severity)> {
    let (why, used, declared) = match scheme {
        "negotiate" | "ntlm" => {
            ("authenticates a connection instead of a request", Severity::Medium, Severity::Low)
        }
        "oauth" => ("stands for the obsolete OAuth 1.0", Severity::Low, Severity::Info),
        "hoba" | "mutual" => {
            ("is an experiment that hardly any client implements", Severity::Low, Severity::Info)
        }
        _ => return None,
    };
    Some((why, used, declared))
}

impl Rule for LegacyHttpAuthentication {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let SchemeKind::Http { scheme: word, .. } = scheme.kind() else { continue };
            let Some((why, used, declared)) = weakness(word) else { continue };
            let severity = if reach.is_empty() { declared } else { used };
            let (name, word) = (Quoted(scheme.name()), Quoted(word));
            report.shared(
                scheme.node,
                reach,
                severity,
                format_args!("{name} is the HTTP authentication {word}, which {why}"),
            );
        }
    }
}
