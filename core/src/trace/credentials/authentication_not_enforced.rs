use super::demand::{Demand, demand};
use super::verdict::Verdict;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports calls without credentials that were answered with success though the document asks for credentials:
    /// critical, or high where a part of what is needed together was there.
    ///
    /// Of the alternatives in `security` one is enough. Nothing is reported where the application says who the caller
    /// is, where the credential may be one that no header shows (mutual TLS), and for preflights (`OPTIONS`). A
    /// placeholder is reported as `placeholder-credential`, a credential of another kind as
    /// `undocumented-authentication-accepted`. Beside a cookie whose meaning is not known the finding is a candidate.
    ///
    /// ## Why is this bad?
    /// Whoever reads the document believes that the operation is protected. It is not: anybody can call it.
    ///
    /// ## Example
    /// ```http
    /// GET /accounts/7 HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```http
    /// GET /accounts/7 HTTP/1.1
    ///
    /// HTTP/1.1 401 Unauthorized
    /// WWW-Authenticate: Bearer
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    AuthenticationNotEnforced {
        source: TraceAnalysis,
        id: "authentication-not-enforced",
        severities: [Critical, High],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Check the credentials before the handler runs, and answer 401 without them; or say in the document that the operation is public.",
    }
}

impl TraceRule for AuthenticationNotEnforced {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_seen = call.credentials.has_headers() && call.exchange.request.principal.is_none();
        if call.verdict() != Verdict::LetIn || !is_seen {
            return;
        }
        let part = TrafficPart::RequestHeader;
        match demand(call) {
            Demand::Lacking if call.credentials.is_empty() => {
                let message =
                    "{operation} answers callers without any credential, though the document asks for one";
                let defect = Defect::new(Severity::Critical, part, message);
                let state =
                    if call.credentials.has_unknown_cookies() { State::Candidate } else { State::Confirmed };
                defects.add(defect.in_state(state));
            }
            Demand::Partly => {
                let message = "{operation} answers callers with only a part of the credentials that the document asks for";
                defects.add(Defect::new(Severity::High, part, message).in_state(State::Confirmed));
            }
            _ => {}
        }
    }
}
