use super::cleartext::is_cleartext;
use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{Credential, CredentialScheme, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that are called with HTTP Basic: high over cleartext, else medium.
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
        let is_basic = |own: &&Credential<'_>| own.scheme() == CredentialScheme::Basic && own.is_usable();
        for own in call.credentials.iter().filter(is_basic) {
            let message = "{operation} is called with HTTP Basic: every call carries the password";
            defects.add(defect(severity, own, message).in_state(state));
        }
    }
}
