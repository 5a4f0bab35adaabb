use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON Web Tokens without `exp`, whatever other times they name.
    ///
    /// ## Why is this bad?
    /// A token that was lost opens the door for ever. `iat` and `nbf` say when it begins, not when it ends.
    ///
    /// ## Example
    /// ```json
    /// {"sub": "ada", "iat": 1795348800}
    /// ```
    /// Use instead:
    /// ```json
    /// {"sub": "ada", "iat": 1795348800, "exp": 1795352400}
    /// ```
    ///
    /// ## References
    /// - [RFC 7519, section 4.1.4](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4)
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-613: Insufficient Session Expiration](https://cwe.mitre.org/data/definitions/613.html)
    JwtWithoutExpiry {
        source: TraceAnalysis,
        id: "jwt-without-expiry",
        severities: [Medium],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [613],
        mitigation: "Issue tokens with an `exp` of minutes or hours, and refuse those without.",
    }
}

impl TraceRule for JwtWithoutExpiry {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            if !jwt.claims.has_end() {
                let message = "{operation} accepts a token in {name} that never expires";
                defects.add(defect(Severity::Medium, own, message).in_state(state));
            }
        }
    }
}
