use super::describe::defect;
use crate::credentials::jwt::Algorithm;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports JSON Web Tokens with the algorithm `none`, in any case, that the service let in.
    ///
    /// A token that was turned away is an attack or a mistake of its sender, and is not reported.
    ///
    /// ## Why is this bad?
    /// Anybody can write such a token and be whoever they like.
    ///
    /// ## Example
    /// ```http
    /// Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.
    /// ```
    /// Use instead:
    /// ```json
    /// {"alg": "ES256", "typ": "JWT"}
    /// ```
    ///
    /// ## References
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), section 3.1
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-347: Improper Verification of Cryptographic Signature](https://cwe.mitre.org/data/definitions/347.html)
    UnsignedJwtAccepted {
        source: TraceAnalysis,
        id: "unsigned-jwt-accepted",
        severities: [Critical],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [347],
        mitigation: "Give the algorithms that are expected to the library that verifies tokens, and never `none`.",
    }
}

impl TraceRule for UnsignedJwtAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            if jwt.header.algorithm == Algorithm::None {
                let message = "{operation} accepts a token without a signature in {name}";
                defects.add(defect(Severity::Critical, own, message).in_state(state));
            }
        }
    }
}
