use crate::conformance::{Forbidden, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::{is_sensitive, named};

declare_rule! {
    /// ## What it does
    /// Reports properties of answers that the document does not declare, in objects that declare some.
    ///
    /// Objects that expect other properties (`additionalProperties: true` or a schema, `patternProperties`) are left alone.
    ///
    /// ## Why is this bad?
    /// The service gives away more than anybody decided to give: columns that were added to a table, internal marks, hashes of passwords.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"name": "Rex", "owner_email": "..."}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"name": "Rex"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-213: Exposure of Sensitive Information Due to Incompatible Policies](https://cwe.mitre.org/data/definitions/213.html)
    UndocumentedResponseProperty {
        source: TraceAnalysis,
        id: "undocumented-response-property",
        severities: [High, Medium, Low],
        profile: Default,
        category: SensitiveData,
        factor: Conformance,
        owasp: [Api3],
        cwe: [213],
        mitigation: "Answer only with declared properties, or declare the property.",
    }
}

impl TraceRule for UndocumentedResponseProperty {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| own.place == Place::ResponseBody) {
            let What::UndocumentedProperty(forbidden) = deviation.what else { continue };
            let severity = match (is_sensitive(deviation), forbidden) {
                (true, _) => Severity::High,
                (false, Forbidden::Expressly) => Severity::Medium,
                (false, Forbidden::No) => Severity::Low,
            };
            let message = "{operation} answers with the property {name}, which the document does not declare";
            defects.add(named(Defect::new(severity, TrafficPart::ResponseBody, message), deviation));
        }
    }
}
