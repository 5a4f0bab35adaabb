use crate::conformance::What;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::{is_sensitive, named};

declare_rule! {
    /// ## What it does
    /// Reports answers with a property that the document calls `writeOnly`.
    ///
    /// ## Why is this bad?
    /// What is only to be sent, such as a password or the number of a card, is given back, to be read where it should not be.
    ///
    /// ## Example
    /// ```yaml
    /// password: {type: string, writeOnly: true}
    /// # and an answer has it
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"name": "ada"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-200: Exposure of Sensitive Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/200.html)
    WriteOnlyPropertyReturned {
        source: TraceAnalysis,
        id: "write-only-property-returned",
        severities: [High, Medium],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api3],
        cwe: [200],
        mitigation: "Leave properties that are `writeOnly` out of answers.",
    }
}

impl TraceRule for WriteOnlyPropertyReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| own.what == What::WriteOnly) {
            let severity = if is_sensitive(deviation) { Severity::High } else { Severity::Medium };
            let message = "{operation} answers with {name}, which is `writeOnly`";
            defects.add(named(Defect::new(severity, TrafficPart::ResponseBody, message), deviation));
        }
    }
}
