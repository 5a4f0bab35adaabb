use crate::conformance::{Deviation, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports answers of a type that the document does not have for the operation and status.
    ///
    /// ## Why is this bad?
    /// Callers read what they do not expect; a page of HTML in place of JSON can run scripts in a browser.
    ///
    /// ## Example
    /// ```http
    /// GET /pets HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// Content-Type: text/html
    /// ```
    /// Use instead:
    /// ```http
    /// GET /pets HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    UndocumentedResponseContentType {
        source: TraceAnalysis,
        id: "undocumented-response-content-type",
        severities: [Low, Info],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [436],
        mitigation: "Answer with the documented type, or describe the type.",
    }
}

impl TraceRule for UndocumentedResponseContentType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_own = |deviation: &&Deviation| {
            deviation.place == Place::ResponseBody && deviation.what == What::UndocumentedContentType
        };
        for deviation in call.deviations().iter().filter(is_own) {
            // Errors are answered by whatever stands before the service, too.
            let severity = if call.is_accepted() { Severity::Low } else { Severity::Info };
            let message =
                "{operation} answers with a body of the type {name}, which the document does not have";
            defects.add(named(Defect::new(severity, TrafficPart::ResponseBody, message), deviation));
        }
    }
}
