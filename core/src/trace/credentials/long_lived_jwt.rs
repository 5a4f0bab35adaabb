use super::describe::defect;
use crate::credentials::jwt::DAY;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON Web Tokens that are good for more than five days (low), or that stand for a person and
    /// are good for more than a day (info).
    ///
    /// The life of a token begins with `iat`, else with `nbf`, else when it was seen.
    ///
    /// ## Why is this bad?
    /// As long as it is good, whoever finds it can use it; a signed token cannot be called back.
    ///
    /// ## Example
    /// ```json
    /// {"sub": "ada", "iat": 1795348800, "exp": 1826884800}
    /// ```
    /// Use instead:
    /// ```json
    /// {"sub": "ada", "iat": 1795348800, "exp": 1795352400}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-613: Insufficient Session Expiration](https://cwe.mitre.org/data/definitions/613.html)
    LongLivedJwt {
        source: TraceAnalysis,
        id: "long-lived-jwt",
        severities: [Low, Info],
        profile: Default,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api2],
        cwe: [613],
        mitigation: "Issue access tokens for an hour or less, and renew them with a refresh token.",
    }
}

impl TraceRule for LongLivedJwt {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            let Some(life) = jwt.claims.lifetime(call.exchange.timestamp) else { continue };
            let (severity, detail) = match () {
                () if life > 5.0 * DAY => (Severity::Low, "five days"),
                () if life > DAY && jwt.claims.is_of_user() => (Severity::Info, "a day"),
                () => continue,
            };
            let message = "{operation} accepts a token in {name} that is good for more than {detail}";
            defects.add(defect(severity, own, message).with(detail).in_state(state));
        }
    }
}
