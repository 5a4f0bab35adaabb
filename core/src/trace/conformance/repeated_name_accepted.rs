use crate::conformance::{Deviation, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports accepted JSON bodies in which an object has the same name twice.
    ///
    /// ## Why is this bad?
    /// Parsers do not agree which of the two counts (RFC 8259, section 4). Where a gateway checks the first and the service reads the last, the check is passed by.
    ///
    /// ## Example
    /// ```http
    /// POST /payments HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"amount": 5, "amount": 500}
    ///
    /// HTTP/1.1 201 Created
    /// ```
    /// Use instead:
    /// ```http
    /// POST /payments HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"amount": 5, "amount": 500}
    ///
    /// HTTP/1.1 400 Bad Request
    /// ```
    ///
    /// ## References
    /// - [RFC 8259: JSON](https://www.rfc-editor.org/rfc/rfc8259#section-4)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    RepeatedNameAccepted {
        source: TraceAnalysis,
        id: "repeated-name-accepted",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Conformance,
        owasp: [Api8],
        cwe: [436],
        mitigation: "Refuse JSON in which an object has a name twice.",
    }
}

impl TraceRule for RepeatedNameAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_own = |deviation: &&Deviation| {
            deviation.place == Place::RequestBody && deviation.what == What::Repeated
        };
        for deviation in call.deviations().iter().filter(is_own) {
            let message = "{operation} accepts a body that has {name} twice";
            defects.add(named(Defect::new(Severity::Medium, TrafficPart::RequestBody, message), deviation));
        }
    }
}
