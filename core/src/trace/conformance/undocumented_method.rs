use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

use super::is_aside;

declare_rule! {
    /// ## What it does
    /// Reports calls of documented paths with methods that the document does not have there.
    ///
    /// `OPTIONS`, and what the service turned away with 404, 405 or 501, is not reported.
    ///
    /// ## Why is this bad?
    /// A method that nobody described is often one that nobody protected: a forgotten `DELETE`, or a debug handler.
    ///
    /// ## Example
    /// ```http
    /// DELETE /pets/7 HTTP/1.1
    ///
    /// HTTP/1.1 204 No Content
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     delete:
    ///       security: [{staff: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedMethod {
        source: TraceAnalysis,
        id: "undocumented-method",
        severities: [High, Low],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Describe the method in the document, or answer it with 405.",
    }
}

impl TraceRule for UndocumentedMethod {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.place.operation.is_some() || !call.place.has_other_methods || is_aside(call) {
            return;
        }
        let message = "{operation} is called, and the document has the path without this method";
        let severity = if call.is_accepted() { Severity::High } else { Severity::Low };
        if call.answer.as_ref().is_some_and(|answer| !matches!(answer.status, 404 | 405 | 410 | 501)) {
            defects.add(Defect::new(severity, TrafficPart::Path, message));
        }
    }
}
