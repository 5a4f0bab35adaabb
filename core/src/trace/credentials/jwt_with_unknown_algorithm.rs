use super::describe::defect;
use crate::credentials::jwt::Algorithm;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports JSON Web Tokens that the service let in though their header names no algorithm, or none that is
    /// registered.
    ///
    /// ## Why is this bad?
    /// A signature that cannot be verified was not verified, or the service falls back to something that the token
    /// does not say. Names of algorithms have a case: `hs256` is none.
    ///
    /// ## Example
    /// ```json
    /// {"typ": "JWT"}
    /// ```
    /// Use instead:
    /// ```json
    /// {"alg": "ES256", "typ": "JWT"}
    /// ```
    ///
    /// ## References
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), section 3.1
    /// - [RFC 7515, section 4.1.1](https://www.rfc-editor.org/rfc/rfc7515#section-4.1.1)
    /// - [CWE-347: Improper Verification of Cryptographic Signature](https://cwe.mitre.org/data/definitions/347.html)
    JwtWithUnknownAlgorithm {
        source: TraceAnalysis,
        id: "jwt-with-unknown-algorithm",
        severities: [High],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [347],
        mitigation: "Accept only the algorithms that the issuer uses, and refuse every other token.",
    }
}

impl TraceRule for JwtWithUnknownAlgorithm {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            let detail = match jwt.header.algorithm {
                Algorithm::Missing => "names no algorithm",
                Algorithm::Unknown => "names an unknown algorithm",
                _ => continue,
            };
            let message = "{operation} accepts a token in {name} that {detail}";
            defects.add(defect(Severity::High, own, message).with(detail).in_state(state));
        }
    }
}
