use super::describe::defect;
use crate::credentials::jwt::KeySource;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON Web Tokens whose header attacks whatever looks the key up (`kid` with a path, a
    /// statement or a control character: high), brings its own key or says where to get it (`jwk`, `jku`, `x5u`:
    /// medium; `x5c`: low), has a name twice, or demands in `crit` what no reader understands (medium).
    ///
    /// ## Why is this bad?
    /// The header is read before anything is verified, and whoever writes a token writes its header. A service that
    /// follows it verifies the attacker's token with the attacker's key, or with an empty file.
    ///
    /// ## Example
    /// ```json
    /// {"alg": "HS256", "kid": "../../dev/null"}
    /// ```
    /// Use instead:
    /// ```json
    /// {"alg": "ES256", "kid": "2026-11"}
    /// ```
    ///
    /// ## References
    /// - [RFC 8725: JSON Web Token Best Current Practices](https://www.rfc-editor.org/rfc/rfc8725), sections 3.8 to 3.10
    /// - [RFC 7515, section 4.1](https://www.rfc-editor.org/rfc/rfc7515#section-4.1)
    /// - [CWE-345: Insufficient Verification of Data Authenticity](https://cwe.mitre.org/data/definitions/345.html)
    /// - [CWE-22: Path Traversal](https://cwe.mitre.org/data/definitions/22.html)
    JwtWithUnsafeHeader {
        source: TraceAnalysis,
        id: "jwt-with-unsafe-header",
        severities: [High, Medium, Low],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [345, 22],
        mitigation: "Take keys only from a fixed list or address, look `kid` up in it and nowhere else, and refuse tokens with `jwk`, `jku` or `x5u`.",
    }
}

impl TraceRule for JwtWithUnsafeHeader {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for (own, jwt, state) in call.accepted_tokens() {
            let header = &jwt.header;
            let fault = match (header.key_id_fault, header.key_source) {
                (Some(fault), _) => Some((
                    Severity::High,
                    "{operation} accepts a token in {name} whose `kid` has {detail}",
                    fault.describe(),
                )),
                (None, Some(source)) => {
                    let severity = if source == KeySource::X5c { Severity::Low } else { Severity::Medium };
                    Some((
                        severity,
                        "{operation} accepts a token in {name} that brings its own key in `{detail}`",
                        source.name(),
                    ))
                }
                (None, None) if header.has_unknown_demand => Some((
                    Severity::Medium,
                    "{operation} accepts a token in {name} that demands what is not registered in `{detail}`",
                    "crit",
                )),
                (None, None) if header.has_duplicates || jwt.claims.has_duplicates => Some((
                    Severity::Medium,
                    "{operation} accepts a token in {name} with {detail}",
                    "the same name twice",
                )),
                (None, None) => None,
            };
            if let Some((severity, message, detail)) = fault {
                defects.add(defect(severity, own, message).with(detail).in_state(state));
            }
        }
    }
}
