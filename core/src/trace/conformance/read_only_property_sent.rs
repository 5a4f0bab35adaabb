use crate::conformance::What;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports accepted bodies with a property that the document calls `readOnly`.
    ///
    /// ## Why is this bad?
    /// A property that only the service should set, such as a state or an owner, may be set by its callers.
    ///
    /// ## Example
    /// ```yaml
    /// owner_id: {type: string, readOnly: true}
    /// # and POST {"owner_id": ...} is answered 201
    /// ```
    /// Use instead:
    /// ```http
    /// POST /pets HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"owner_id": "..."}
    ///
    /// HTTP/1.1 400 Bad Request
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-915: Improperly Controlled Modification of Dynamically-Determined Object Attributes](https://cwe.mitre.org/data/definitions/915.html)
    ReadOnlyPropertySent {
        source: TraceAnalysis,
        id: "read-only-property-sent",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Ignore or refuse properties that are `readOnly`.",
    }
}

impl TraceRule for ReadOnlyPropertySent {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| own.what == What::ReadOnly) {
            let message = "{operation} accepts {name}, which is `readOnly`";
            defects.add(named(Defect::new(Severity::Low, TrafficPart::RequestBody, message), deviation));
        }
    }
}
