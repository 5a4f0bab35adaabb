use super::cleartext::is_cleartext;
use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{Credential, CredentialScheme, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that are called with HTTP Basic: high over cleartext, else medium.
    ///
    /// A client that asks for a token (a form with `grant_type`) is not reported over TLS: OAuth has it say so who it is.
    ///
    /// ## Why is this bad?
    /// Every request carries the password itself, encoded and not encrypted. It does not expire, cannot be limited to
    /// a purpose, and leaks with any log or proxy that sees the header.
    ///
    /// ## Example
    /// ```http
    /// Authorization: Basic c2hvcDpUcjB1YjRkb3ImMw==
    /// ```
    /// Use instead:
    /// ```http
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    ///
    /// ## References
    /// - [RFC 7617, section 4](https://www.rfc-editor.org/rfc/rfc7617#section-4)
    /// - [RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1)
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    BasicCredentialsSent {
        source: TraceAnalysis,
        id: "basic-credentials-sent",
        severities: [High, Medium],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [522],
        mitigation: "Use short-lived tokens (OAuth 2.0, OpenID Connect) or mutual TLS instead of passwords.",
    }
}

/// Tells whether a client of OAuth asks for a token (RFC 6749, section 4).
fn asks_for_token(call: &Call<'_>) -> bool {
    let content_type = call.sent.headers.as_ref().and_then(|headers| headers.text(Known::ContentType));
    let essence = content_type.and_then(|own| own.split(';').next()).unwrap_or_default().trim();
    let is_form = essence.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let mut pairs = call.sent.body.filter(|_| is_form).unwrap_or_default().split(|byte| *byte == b'&');
    call.exchange.request.method == "POST" && pairs.any(|pair| pair.starts_with(b"grant_type="))
}

impl TraceRule for BasicCredentialsSent {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(state) = call.use_of_credentials() else { return };
        let severity = if is_cleartext(call) { Severity::High } else { Severity::Medium };
        if severity == Severity::Medium && asks_for_token(call) {
            return;
        }
        let is_basic = |own: &&Credential<'_>| own.scheme() == CredentialScheme::Basic && own.is_usable();
        for own in call.credentials.iter().filter(is_basic) {
            let message = "{operation} is called with HTTP Basic: every call carries the password";
            defects.add(defect(severity, own, message).in_state(state));
        }
    }
}
