use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON Web Tokens that do not say for whom they are (`aud`) or by whom (`iss`).
    ///
    /// ## Why is this bad?
    /// A token that is for nobody in particular is good everywhere: one that was issued for another service opens
    /// this one.
    ///
    /// ## Example
    /// ```json
    /// {"sub": "ada", "exp": 1795352400}
    /// ```
    /// Use instead:
    /// ```json
    /// {"sub": "ada", "exp": 1795352400, "iss": "https://id.example.com", "aud": "payments"}
    /// ```
    ///
    /// ## References
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), sections 3.8 and 3.9
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    JwtWithoutAudienceOrIssuer {
        source: TraceAnalysis,
        id: "jwt-without-audience-or-issuer",
        severities: [Info],
        profile: Strict,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api2],
        cwe: [287],
        mitigation: "Issue tokens with `iss` and `aud`, and verify both.",
    }
}

impl TraceRule for JwtWithoutAudienceOrIssuer {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            let detail = match (jwt.claims.has_audience, jwt.claims.has_issuer) {
                (true, true) => continue,
                (false, true) => "audience",
                (true, false) => "issuer",
                (false, false) => "audience and issuer",
            };
            let message = "{operation} accepts a token in {name} without {detail}";
            defects.add(defect(Severity::Info, own, message).with(detail).in_state(state));
        }
    }
}
