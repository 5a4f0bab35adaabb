use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON Web Tokens whose HMAC is made with a secret that everybody knows, or with one of a given
    /// list.
    ///
    /// Each secret is tried as it is, with a line break behind it, and decoded from Base64. This is done only where
    /// the inspector was told to (`weak_secrets`): it is too slow for the path of requests.
    ///
    /// ## Why is this bad?
    /// Whoever has one token can find the secret offline, and then write tokens for anybody.
    ///
    /// ## Example
    /// ```text
    /// {"alg": "HS256"} signed with `secret`
    /// ```
    /// Use instead:
    /// ```text
    /// {"alg": "HS256"} signed with 32 random bytes
    /// ```
    ///
    /// ## References
    /// - [RFC 7518, section 3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), section 3.5
    /// - [CWE-521: Weak Password Requirements](https://cwe.mitre.org/data/definitions/521.html)
    /// - [CWE-798: Use of Hard-coded Credentials](https://cwe.mitre.org/data/definitions/798.html)
    JwtWithWeakSecret {
        source: TraceAnalysis,
        id: "jwt-with-weak-secret",
        severities: [Critical],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [521, 798],
        mitigation: "Sign with at least 32 random bytes, or with a key pair, and take the old secret out of use.",
    }
}

impl TraceRule for JwtWithWeakSecret {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(secrets) = call.weak_secrets else { return };
        for (own, _, state) in call.accepted_tokens() {
            if own.has_weak_secret(secrets) {
                let message =
                    "{operation} accepts a token in {name} that is signed with a secret that everybody knows";
                defects.add(defect(Severity::Critical, own, message).in_state(state));
            }
        }
    }
}
