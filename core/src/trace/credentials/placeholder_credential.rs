use super::describe::{defect, label};
use super::verdict::Verdict;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{Credential, CredentialStrength, RuleMeta, Severity, State};

declare_rule! {
    /// ## What it does
    /// Reports credentials that are none, such as `Bearer null`, `undefined`, `{{token}}`, `<token>`, or an empty
    /// key: critical where the service let the caller in, info where it turned the caller away.
    ///
    /// Where the document lets everybody in, or another credential stands beside it, it proves nothing and is not
    /// reported as accepted.
    ///
    /// ## Why is this bad?
    /// A service that takes a word for a token only looks whether there is one. Where it turns the caller away, a
    /// client has a fault: it calls before it has a token.
    ///
    /// ## Example
    /// ```http
    /// GET /accounts/7 HTTP/1.1
    /// Authorization: Bearer undefined
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```http
    /// GET /accounts/7 HTTP/1.1
    /// Authorization: Bearer undefined
    ///
    /// HTTP/1.1 401 Unauthorized
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-287: Improper Authentication](https://cwe.mitre.org/data/definitions/287.html)
    PlaceholderCredential {
        source: TraceAnalysis,
        id: "placeholder-credential",
        severities: [Critical, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [287],
        mitigation: "Verify each token, not only that there is one.",
    }
}

impl TraceRule for PlaceholderCredential {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_usable = call.credentials.iter().any(Credential::is_usable);
        for own in call.credentials.iter().filter(|own| own.strength() == CredentialStrength::Placeholder) {
            let (severity, message, state) = match call.proof_of(own).filter(|_| !is_usable) {
                Some(state) => {
                    (Severity::Critical, "{operation} accepts a placeholder as {detail} in {name}", state)
                }
                None if call.verdict() == Verdict::TurnedAway && call.answer.is_some() => (
                    Severity::Info,
                    "a client of {operation} sends a placeholder as {detail} in {name}",
                    State::Candidate,
                ),
                None => continue,
            };
            defects.add(defect(severity, own, message).with(label(own)).in_state(state));
        }
    }
}
