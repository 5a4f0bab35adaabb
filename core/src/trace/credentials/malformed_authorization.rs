use super::describe::defect;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{Credential, RuleMeta, Severity, State};

declare_rule! {
    /// ## What it does
    /// Reports credentials that cannot be read as what their scheme says: high where they cannot have been verified
    /// and the service let the caller in (Basic without Base64 or without a colon, Digest without a response), low
    /// where a service lets in what is only written wrongly (no scheme, `Bearer:`, two tokens), info where it turned
    /// the caller away.
    ///
    /// ## Why is this bad?
    /// What cannot be read cannot be verified. A service that reads more than HTTP allows reads it differently than
    /// the gateway before it.
    ///
    /// ## Example
    /// ```http
    /// Authorization: Bearer:9f86d081884c7d65
    /// ```
    /// Use instead:
    /// ```http
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)
    /// - [RFC 7617, section 2](https://www.rfc-editor.org/rfc/rfc7617#section-2)
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    MalformedAuthorization {
        source: TraceAnalysis,
        id: "malformed-authorization",
        severities: [High, Low, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [287],
        mitigation: "Refuse credentials that are not written as their scheme demands.",
    }
}

impl TraceRule for MalformedAuthorization {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_usable = call.credentials.iter().any(Credential::is_usable);
        for own in call.credentials.iter() {
            let Some(fault) = own.fault() else { continue };
            let (severity, message, state) = match call.proof_of(own).filter(|_| !is_usable) {
                Some(state) if fault.is_unreadable() => {
                    (Severity::High, "{operation} accepts a credential in {name} that {detail}", state)
                }
                Some(state) => {
                    (Severity::Low, "{operation} accepts a credential in {name} that {detail}", state)
                }
                None => (
                    Severity::Info,
                    "a client of {operation} sends a credential in {name} that {detail}",
                    State::Candidate,
                ),
            };
            defects.add(defect(severity, own, message).with(fault.describe()).in_state(state));
        }
    }
}
