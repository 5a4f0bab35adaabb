use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports JSON Web Tokens that had expired when the service let them in. Clocks may differ by a minute.
    ///
    /// Without the time of the exchange nothing is reported.
    ///
    /// ## Why is this bad?
    /// A service that does not look at the expiry most likely does not look at the signature either. Every token that
    /// was ever lost still opens the door.
    ///
    /// ## Example
    /// ```json
    /// {"sub": "ada", "exp": 1577836800}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 401 Unauthorized
    /// WWW-Authenticate: Bearer error="invalid_token"
    /// ```
    ///
    /// ## References
    /// - [RFC 7519, section 4.1.4](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4)
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-613: Insufficient Session Expiration](https://cwe.mitre.org/data/definitions/613.html)
    ExpiredJwtAccepted {
        source: TraceAnalysis,
        id: "expired-jwt-accepted",
        severities: [Critical],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [613],
        mitigation: "Verify tokens with a library that checks `exp`, and answer 401.",
    }
}

impl TraceRule for ExpiredJwtAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(now) = call.exchange.timestamp else { return };
        for (own, jwt, state) in call.accepted_tokens() {
            if jwt.claims.is_expired(now) {
                let message = "{operation} accepts a token in {name} that has expired";
                defects.add(defect(Severity::Critical, own, message).in_state(state));
            }
        }
    }
}
