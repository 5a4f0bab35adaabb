use crate::rule_meta::declare_rule;
use crate::trace::origin::{Kinship, kinship};
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State, TrafficPart};

use super::is_aside;

declare_rule! {
    /// ## What it does
    /// Reports calls of paths that the document does not have: shadow operations.
    ///
    /// A slash more or less at the end of an accepted path is the same operation. What the service turned away is a candidate of low severity, and a path that it does not have either (404) is nothing.
    ///
    /// A call to a host that the document does not name is a candidate: of low severity where it is of another site than all
    /// servers, as calls to others that a browser recorded along. Addresses of private networks are the service's own.
    ///
    /// ## Why is this bad?
    /// What is not in the document is in no review, no test and no policy, and often older or less protected than the rest.
    ///
    /// ## Example
    /// ```http
    /// GET /internal/export HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /internal/export:
    ///     get:
    ///       security: [{staff: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedOperation {
        source: TraceAnalysis,
        id: "undocumented-operation",
        severities: [High, Low],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Describe the operation in the document, or take it away.",
    }
}

impl TraceRule for UndocumentedOperation {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_unknown = call.place.operation.is_none() && !call.place.has_other_methods;
        if call.place.api.is_none() || !is_unknown || is_aside(call) {
            return;
        }
        let message = "{operation} is called, and the document has no such path";
        if call.answer.as_ref().is_none_or(|answer| matches!(answer.status, 404 | 410)) {
            return;
        }
        let (severity, state) = match kinship(call) {
            _ if !call.is_accepted() => (Severity::Low, State::Candidate),
            Kinship::Own => (Severity::High, State::Confirmed),
            Kinship::Site => (Severity::High, State::Candidate),
            Kinship::None => (Severity::Low, State::Candidate),
        };
        defects.add(Defect::new(severity, TrafficPart::Path, message).in_state(state));
    }
}
