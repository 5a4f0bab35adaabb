use super::demand::{Demand, demand};
use super::describe::{defect, label};
use super::verdict::Verdict;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State};

declare_rule! {
    /// ## What it does
    /// Reports credentials that opened an operation though the document asks for others.
    ///
    /// Where one of the alternatives of the document was met, whatever else came with it is not reported.
    ///
    /// ## Why is this bad?
    /// A way in that the document does not know is one that nobody reviews, tests and turns off: an old API key, a
    /// session of the web site, Basic beside OAuth.
    ///
    /// ## Example
    /// ```http
    /// GET /accounts/7 HTTP/1.1
    /// Authorization: Basic c2hvcDpUcjB1YjRkb3ImMw==
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /accounts/{id}: {get: {security: [{oauth: [read]}, {basic: []}]}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedAuthenticationAccepted {
        source: TraceAnalysis,
        id: "undocumented-authentication-accepted",
        severities: [Medium],
        profile: Default,
        category: Authentication,
        factor: Conformance,
        owasp: [Api2, Api9],
        cwe: [287, 1059],
        mitigation: "Turn the other way in off, or declare it in the document.",
    }
}

impl TraceRule for UndocumentedAuthenticationAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.verdict() != Verdict::LetIn
            || demand(call) != Demand::Lacking
            || call.exchange.request.principal.is_some()
        {
            return;
        }
        for own in call.credentials.iter().filter(|own| own.is_usable()) {
            let message = "{operation} accepts {detail} in {name}, which the document does not offer";
            defects.add(defect(Severity::Medium, own, message).with(label(own)).in_state(State::Confirmed));
        }
    }
}
