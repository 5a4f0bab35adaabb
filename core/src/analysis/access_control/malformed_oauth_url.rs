use super::scheme_use::operations_by_scheme;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports URLs of OAuth 2.0 and OpenID Connect schemes that are no endpoint: empty, with characters that no URL has,
    /// with user information or a fragment, of another scheme than http and https, or without a host.
    ///
    /// A relative URL is no defect, and neither is a placeholder in braces.
    ///
    /// ## Why is this bad?
    /// Clients send passwords, codes and tokens there. Parsers disagree about where `http://example.com#@evil.com/` and
    /// `https://example.com\@evil.com` lead; OAuth 2.0 allows neither fragment nor user information.
    ///
    /// ## Example
    /// ```yaml
    /// tokenUrl: https://id.example.com#@evil.com/token
    /// ```
    /// Use instead:
    /// ```yaml
    /// tokenUrl: https://id.example.com/token
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    /// - [RFC 6749, section 3](https://www.rfc-editor.org/rfc/rfc6749#section-3)
    MalformedOauthUrl {
        id: "malformed-oauth-url",
        severities: [Medium, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [436],
        mitigation: "Give the endpoint's URL as https, host and path.",
    }
}

impl Rule for MalformedOauthUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for (scheme, reach) in operations_by_scheme(api) {
            let severity = if reach.is_empty() { Severity::Info } else { Severity::Medium };
            let name = Quoted(scheme.name());
            for (field, url) in scheme.kind().urls() {
                let Some(defect) = defect(url.as_str()) else { continue };
                report.shared(
                    url.node,
                    reach.clone(),
                    severity,
                    format_args!("the `{field}` of {name} {defect}"),
                );
            }
        }
    }
}

/// Returns what is wrong with the URL of an endpoint. The text is not repeated: it may hold a password.
fn defect(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Some("is empty");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || "\\<>\"^`|".contains(c)) {
        return Some("holds a character that no URL has");
    }
    if text.contains('#') {
        return Some("has a fragment");
    }
    let rest = match scheme_and_rest(text) {
        Some((scheme, rest)) if ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) => {
            let Some(rest) = rest.strip_prefix("//") else { return Some("has no host") };
            rest
        }
        Some(_) => return Some("is neither http nor https"),
        None => text.strip_prefix("//")?,
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some("holds user information");
    }
    // The second is what is left of `https://https://example.com`.
    if authority.is_empty() || ["http:", "https:"].contains(&authority) {
        return Some("has no host");
    }
    None
}

/// Cuts a URL behind its scheme (RFC 3986, section 3.1), if it has one.
fn scheme_and_rest(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some((scheme, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_relative_and_templated_urls() {
        for url in [
            "https://id.example.com/token",
            "HTTP://id.example.com:8080/token?a=b",
            "/oauth/token",
            "token",
            "./a:b",
            "//id.example.com/token",
            "https://{tenant}.example.com/token",
            "{issuer}/token",
            "{scheme}://id.example.com/token",
        ] {
            assert_eq!(defect(url), None, "{url}");
        }
    }

    #[test]
    fn refuses_what_is_no_endpoint() {
        for url in [
            "",
            " ",
            "https://id.example.com/to ken",
            "https://id.example.com\\@evil.com",
            "http://example.com#@evil.com/",
            "https://ada:pw@id.example.com/token",
            "//ada@id.example.com/token",
            "https:/id.example.com/token",
            "https:///token",
            "https://https://id.example.com/token",
            "ftp://id.example.com/token",
            "javascript:alert(1)",
            "localhost:8080/token",
            "https://id.example.com/<tenant>/token",
        ] {
            assert!(defect(url).is_some(), "{url}");
        }
    }
}
