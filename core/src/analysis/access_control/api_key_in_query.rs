use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::{ApiKeyLocation, SchemeKind};
use crate::identifier::words;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports API keys that travel in the query or path: high where operations accept them, low where one is only
    /// declared, or where its name is that of a public identifier such as `client_id`.
    ///
    /// ## Why is this bad?
    /// URLs are written to access logs, browser histories, proxies and `Referer` headers. A key in the URL is a key in
    /// all of them.
    ///
    /// ## Example
    /// ```yaml
    /// components: {securitySchemes: {key: {type: apiKey, in: query, name: api_key}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components: {securitySchemes: {key: {type: apiKey, in: header, name: X-API-Key}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-598: Use of GET Request Method With Sensitive Query Strings](https://cwe.mitre.org/data/definitions/598.html)
    ApiKeyInQuery {
        id: "api-key-in-query",
        severities: [High, Low],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2, Api8],
        cwe: [598],
        mitigation: "Take the key from a header, or use short-lived tokens.",
    }
}

impl Rule for ApiKeyInQuery {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let SchemeKind::ApiKey { location, name: parameter } = scheme.kind() else { continue };
            if !matches!(location, ApiKeyLocation::Query | ApiKeyLocation::Path) {
                continue;
            }
            let is_low = reach.is_empty() || is_public_identifier(parameter);
            let severity = if is_low { Severity::Low } else { Severity::High };
            let name = Quoted(scheme.name());
            report.shared(
                scheme.node,
                reach,
                severity,
                format_args!("{name} takes its API key from the {location} parameter {}", Quoted(parameter)),
            );
        }
    }
}

/// Tells whether a parameter says who the client is and is no secret.
pub(super) fn is_public_identifier(parameter: &str) -> bool {
    matches!(words(parameter).concat().as_str(), "clientid" | "appid" | "applicationid" | "sudo")
}
