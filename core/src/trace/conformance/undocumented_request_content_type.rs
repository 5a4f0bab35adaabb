use crate::conformance::{Deviation, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports accepted bodies of a type that the document does not have for the operation.
    ///
    /// ## Why is this bad?
    /// Another parser than the one that was reviewed reads the body: with it come other limits, external entities of XML, or forms that any page can send.
    ///
    /// ## Example
    /// ```http
    /// POST /pets HTTP/1.1
    /// Content-Type: text/xml
    ///
    /// <pet/>
    ///
    /// HTTP/1.1 201 Created
    /// ```
    /// Use instead:
    /// ```http
    /// POST /pets HTTP/1.1
    /// Content-Type: text/xml
    ///
    /// <pet/>
    ///
    /// HTTP/1.1 415 Unsupported Media Type
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    UndocumentedRequestContentType {
        source: TraceAnalysis,
        id: "undocumented-request-content-type",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [436],
        mitigation: "Answer types that the document does not have with 415.",
    }
}

impl TraceRule for UndocumentedRequestContentType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_own = |deviation: &&Deviation| {
            deviation.place == Place::RequestBody && deviation.what == What::UndocumentedContentType
        };
        for deviation in call.deviations().iter().filter(is_own) {
            let message = "{operation} accepts a body of the type {name}, which the document does not have";
            defects.add(named(Defect::new(Severity::Medium, TrafficPart::RequestBody, message), deviation));
        }
    }
}
