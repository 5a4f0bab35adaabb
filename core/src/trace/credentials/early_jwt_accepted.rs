use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports JSON Web Tokens that were not good yet (`nbf`) when the service let them in. Clocks may differ by a
    /// minute.
    ///
    /// ## Why is this bad?
    /// A service that does not look at the times of a token most likely does not verify it.
    ///
    /// ## Example
    /// ```json
    /// {"sub": "ada", "nbf": 4102444800}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 401 Unauthorized
    /// WWW-Authenticate: Bearer error="invalid_token"
    /// ```
    ///
    /// ## References
    /// - [RFC 7519, section 4.1.5](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5)
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    EarlyJwtAccepted {
        source: TraceAnalysis,
        id: "early-jwt-accepted",
        severities: [High],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [287],
        mitigation: "Verify tokens with a library that checks `nbf`, and answer 401.",
    }
}

impl TraceRule for EarlyJwtAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(now) = call.exchange.timestamp else { return };
        for (own, jwt, state) in call.accepted_tokens() {
            if jwt.claims.is_early(now) {
                let message = "{operation} accepts a token in {name} that is not good yet";
                defects.add(defect(Severity::High, own, message).in_state(state));
            }
        }
    }
}
