use super::describe::defect;
use crate::credentials::jwt::Algorithm;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON Web Tokens that are signed with SHA-1 or a shortened hash (medium), or with a secret
    /// that both sides share (low).
    ///
    /// RSA, RSA-PSS, ECDSA and EdDSA with SHA-2 of any length are good.
    ///
    /// ## Why is this bad?
    /// SHA-1 has collisions. With HMAC every service that verifies a token can write one, too, and the secret has to
    /// be given to each of them.
    ///
    /// ## Example
    /// ```json
    /// {"alg": "HS256"}
    /// ```
    /// Use instead:
    /// ```json
    /// {"alg": "ES256"}
    /// ```
    ///
    /// ## References
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), section 3.2
    /// - [RFC 7518, section 3.1](https://www.rfc-editor.org/rfc/rfc7518#section-3.1)
    /// - [CWE-327: Use of a Broken or Risky Cryptographic Algorithm](https://cwe.mitre.org/data/definitions/327.html)
    JwtWithDiscouragedAlgorithm {
        source: TraceAnalysis,
        id: "jwt-with-discouraged-algorithm",
        severities: [Medium, Low],
        profile: Pedantic,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api2],
        cwe: [327],
        mitigation: "Sign with ES256, EdDSA or PS256, and give the public key to the services that verify.",
    }
}

impl TraceRule for JwtWithDiscouragedAlgorithm {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            let (severity, detail) = match jwt.header.algorithm {
                Algorithm::Outdated => (Severity::Medium, "with an outdated hash"),
                Algorithm::Hmac(_) => (Severity::Low, "with a shared secret"),
                _ => continue,
            };
            let message = "{operation} accepts a token in {name} that is signed {detail}";
            defects.add(defect(severity, own, message).with(detail).in_state(state));
        }
    }
}
