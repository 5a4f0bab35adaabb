use super::cleartext::is_cleartext;
use super::describe::{defect, label};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{CredentialScheme, RuleMeta, Severity, State};

declare_rule! {
    /// ## What it does
    /// Reports accepted calls over cleartext HTTP with a password, a key, a token or a session.
    ///
    /// Calls within a machine are not reported, nor those of which a proxy says that they came over TLS. Signatures
    /// of requests do not give the secret away and are not reported.
    ///
    /// ## Why is this bad?
    /// Whoever is on the way reads the credential and can use it.
    ///
    /// ## Example
    /// ```http
    /// GET http://pay.example.com/accounts HTTP/1.1
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    /// Use instead:
    /// ```http
    /// GET https://pay.example.com/accounts HTTP/1.1
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    /// - [CWE-523: Unprotected Transport of Credentials](https://cwe.mitre.org/data/definitions/523.html)
    CredentialSentOverCleartext {
        source: TraceAnalysis,
        id: "credential-sent-over-cleartext",
        severities: [Critical],
        profile: Default,
        category: Network,
        factor: Exposure,
        owasp: [Api2, Api8],
        cwe: [319, 523],
        mitigation: "Serve the API over TLS only: refuse cleartext, do not redirect it, and replace the credentials that went over it.",
    }
}

impl TraceRule for CredentialSentOverCleartext {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(state) = call.use_of_credentials() else { return };
        // Without any document callers are taken to carry what they have to: that it can be read is a fact.
        let state = if call.place.api.is_none() { State::Confirmed } else { state };
        if !is_cleartext(call) {
            return;
        }
        for own in call.credentials.iter().filter(|own| own.is_usable() && gives_secret_away(own.scheme())) {
            let message = "{operation} takes {detail} in {name} over cleartext";
            defects.add(defect(Severity::Critical, own, message).with(label(own)).in_state(state));
        }
    }
}

/// Tells whether a credential of a scheme can be used again by whoever sees it.
const fn gives_secret_away(scheme: CredentialScheme) -> bool {
    use CredentialScheme::{ApiKey, Basic, Bearer, Jwt, OAuth2, SessionCookie};
    matches!(scheme, ApiKey | Basic | Bearer | Jwt | OAuth2 | SessionCookie)
}
