use super::legacy_http_authentication::weakness;
use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::{SchemeKind, shown_http};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports HTTP authentication schemes that are not in the IANA registry: medium where operations accept them, info
    /// where they are only declared.
    ///
    /// Letter case does not matter. Schemes that are known to be weak have a rule of their own.
    ///
    /// ## Why is this bad?
    /// The specification asks for a registered name. Gateways and generated clients cannot check a scheme they do not
    /// know, so it is skipped, and nobody outside has looked at how it works. Often the name is a misspelt `bearer`.
    ///
    /// ## Example
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: token}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components: {securitySchemes: {login: {type: http, scheme: bearer}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    /// - [RFC 9110, section 16.4](https://www.rfc-editor.org/rfc/rfc9110#section-16.4)
    /// - [IANA: HTTP Authentication Schemes](https://www.iana.org/assignments/http-authschemes/http-authschemes.xhtml)
    UnknownHttpAuthentication {
        id: "unknown-http-authentication",
        severities: [Medium, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [287],
        mitigation: "Name a registered scheme such as `bearer`, or describe a header of your own as an API key.",
    }
}

/// The registered schemes, in lower case.
const REGISTERED: [&str; 14] = [
    "basic",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

impl Rule for UnknownHttpAuthentication {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let SchemeKind::Http { scheme: word, .. } = scheme.kind() else { continue };
            // A missing word is a malformed field.
            if word.is_empty() || REGISTERED.contains(&word.as_str()) || weakness(word).is_some() {
                continue;
            }
            let severity = if reach.is_empty() { Severity::Info } else { Severity::Medium };
            let word = shown_http(word);
            let (name, word) = (Quoted(scheme.name()), Quoted(&word));
            report.shared(
                scheme.node,
                reach,
                severity,
                format_args!("{name} is the HTTP authentication {word}, which is not registered"),
            );
        }
    }
}
