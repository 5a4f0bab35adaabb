use crate::conformance::{Forbidden, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports properties of accepted bodies that the document does not declare, in objects that declare some.
    ///
    /// ## Why is this bad?
    /// A service that takes whatever it is sent may write it, too: a caller adds `role` or `balance` to an object of its own (mass assignment).
    ///
    /// ## Example
    /// ```http
    /// POST /users HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"name": "Ada", "role": "admin"}
    ///
    /// HTTP/1.1 201 Created
    /// ```
    /// Use instead:
    /// ```http
    /// POST /users HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"name": "Ada", "role": "admin"}
    ///
    /// HTTP/1.1 400 Bad Request
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-915: Improperly Controlled Modification of Dynamically-Determined Object Attributes](https://cwe.mitre.org/data/definitions/915.html)
    UndocumentedRequestProperty {
        source: TraceAnalysis,
        id: "undocumented-request-property",
        severities: [Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Refuse properties that the document does not declare, or declare the property.",
    }
}

impl TraceRule for UndocumentedRequestProperty {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| own.place == Place::RequestBody) {
            let What::UndocumentedProperty(forbidden) = deviation.what else { continue };
            let severity = match forbidden {
                Forbidden::Expressly => Severity::Medium,
                Forbidden::No => Severity::Low,
            };
            let message = "{operation} accepts the property {name}, which the document does not declare";
            defects.add(named(Defect::new(severity, TrafficPart::RequestBody, message), deviation));
        }
    }
}
