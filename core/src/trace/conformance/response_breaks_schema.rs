use crate::conformance::What;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

use super::{is_request, named, part};

declare_rule! {
    /// ## What it does
    /// Reports answers whose body or headers break the schema that the document has for them.
    ///
    /// The message names the keyword that is broken, never the value.
    ///
    /// ## Why is this bad?
    /// Callers that trust the document fail, or take what they should not; a field that is longer or of another type than declared often shows data that was not meant to be there.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"id": "seven"}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"id": 7}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    ResponseBreaksSchema {
        source: TraceAnalysis,
        id: "response-breaks-schema",
        severities: [Low, Info],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Correct the answer or the schema.",
    }
}

impl TraceRule for ResponseBreaksSchema {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| !is_request(own)) {
            let (detail, message) = match deviation.what {
                What::Breaks(keyword @ "contentMediaType") => {
                    (keyword, "{operation} answers with {name}, which is no JSON")
                }
                What::Breaks(keyword) => {
                    (keyword, "{operation} answers with {name}, which breaks `{detail}` of its schema")
                }
                What::Missing => ("required", "{operation} answers without {name}, which is required"),
                _ => continue,
            };
            // Errors are answered by whatever stands before the service, too.
            let severity = if call.is_accepted() { Severity::Low } else { Severity::Info };
            defects.add(named(Defect::new(severity, part(deviation.place), message), deviation).with(detail));
        }
    }
}
