use crate::conformance::{Deviation, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports cookies of accepted calls that the document does not name.
    ///
    /// ## Why is this bad?
    /// A service that reads what a cookie says of its caller may be told anything.
    ///
    /// ## Example
    /// ```http
    /// GET /pets HTTP/1.1
    /// Cookie: role=admin
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```http
    /// GET /pets HTTP/1.1
    /// Cookie: session=...
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedCookie {
        source: TraceAnalysis,
        id: "undocumented-cookie",
        severities: [Info],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Describe it in the document, or refuse calls that have it.",
    }
}

impl TraceRule for UndocumentedCookie {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let own =
            |deviation: &&Deviation| deviation.place == Place::Cookie && deviation.what == What::Undocumented;
        for deviation in call.deviations().iter().filter(own) {
            let message = "{operation} accepts the cookie {name}, which the document does not name";
            defects.add(named(Defect::new(Severity::Info, TrafficPart::Cookie, message), deviation));
        }
    }
}
