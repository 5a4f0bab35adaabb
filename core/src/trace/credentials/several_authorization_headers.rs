use super::verdict::Verdict;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports calls with more than one `Authorization`, or with several credentials joined in one: medium where the
    /// service let the caller in, else info.
    ///
    /// ## Why is this bad?
    /// A gateway may check the first and the service use the last. HTTP allows the header once.
    ///
    /// ## Example
    /// ```http
    /// Authorization: Bearer 9f86d081884c7d65
    /// Authorization: Basic YWRtaW46YWRtaW4=
    /// ```
    /// Use instead:
    /// ```http
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    SeveralAuthorizationHeaders {
        source: TraceAnalysis,
        id: "several-authorization-headers",
        severities: [Medium, Info],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [436],
        mitigation: "Refuse requests with more than one `Authorization`.",
    }
}

impl TraceRule for SeveralAuthorizationHeaders {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if !call.credentials.has_several_authorizations() {
            return;
        }
        let (severity, state, message) = match call.verdict() {
            Verdict::LetIn => {
                (Severity::Medium, State::Confirmed, "{operation} accepts more than one {name}")
            }
            Verdict::LetInUnknown => {
                (Severity::Medium, State::Candidate, "{operation} accepts more than one {name}")
            }
            _ => (Severity::Info, State::Candidate, "a client of {operation} sends more than one {name}"),
        };
        let defect = Defect::new(severity, TrafficPart::RequestHeader, message);
        defects.add(defect.named("authorization").in_state(state));
    }
}
