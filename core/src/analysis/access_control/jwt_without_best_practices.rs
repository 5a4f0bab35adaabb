use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::api::SchemeKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports bearer schemes of JSON Web Tokens whose description does not commit itself to RFC 8725.
    ///
    /// Only schemes that say so (`bearerFormat: JWT`) are looked at: the tokens of OAuth 2.0 need not be JSON Web Tokens.
    ///
    /// ## Why is this bad?
    /// A JSON Web Token is as good as its verification: the algorithm pinned, the issuer, audience and expiry checked.
    /// A document cannot show that; it can say which rules the server keeps.
    ///
    /// ## Example
    /// ```yaml
    /// login: {type: http, scheme: bearer, bearerFormat: JWT}
    /// ```
    /// Use instead:
    /// ```yaml
    /// login: {type: http, scheme: bearer, bearerFormat: JWT, description: tokens are verified as RFC 8725 asks}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-347: Improper Verification of Cryptographic Signature](https://cwe.mitre.org/data/definitions/347.html)
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725)
    JwtWithoutBestPractices {
        id: "jwt-without-best-practices",
        severities: [Info],
        profile: Pedantic,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api2],
        cwe: [347],
        mitigation: "Verify tokens as RFC 8725 asks, and say so in the scheme's description.",
    }
}

impl Rule for JwtWithoutBestPractices {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let SchemeKind::Http { scheme: word, bearer_format: Some(format) } = scheme.kind() else {
                continue;
            };
            let is_jwt = word == "bearer" && format.trim().eq_ignore_ascii_case("jwt");
            if !is_jwt || scheme.description().is_some_and(names_rfc_8725) {
                continue;
            }
            let name = Quoted(scheme.name());
            report.shared(
                scheme.node,
                reach,
                Severity::Info,
                format_args!("{name} does not say that its JSON Web Tokens are verified as RFC 8725 asks"),
            );
        }
    }
}

fn names_rfc_8725(description: &str) -> bool {
    let text: String = description.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    text.to_ascii_lowercase().contains("rfc8725")
}
