use crate::conformance::{Deviation, Place};
use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, Target, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports answers with a status that the document does not have for the operation.
    ///
    /// What HTTP answers by itself is not reported: `304` to a caller who asked whether anything changed, and redirects to
    /// the same path over TLS or with another slash at its end.
    ///
    /// ## Why is this bad?
    /// A success that nobody described has a body that nobody described either; an error that nobody described often says too much.
    ///
    /// ## Example
    /// ```http
    /// GET /pets/7 HTTP/1.1
    ///
    /// HTTP/1.1 206 Partial Content
    /// ```
    /// Use instead:
    /// ```yaml
    /// responses:
    ///   '200': {description: the pet}
    ///   default: {description: an error}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedStatus {
        source: TraceAnalysis,
        id: "undocumented-status",
        severities: [Medium, Low, Info],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Describe the status, or a `default` response, in the document.",
    }
}

impl TraceRule for UndocumentedStatus {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if is_of_http(call) {
            return;
        }
        let own = |deviation: &&Deviation| deviation.place == Place::Status;
        for deviation in call.deviations().iter().filter(own) {
            let severity = match call.answer.as_ref().map_or(0, |answer| answer.status / 100) {
                2 => Severity::Medium,
                3 | 5 => Severity::Low,
                _ => Severity::Info,
            };
            let message = "{operation} answers with the status {name}, which the document does not have";
            defects.add(named(Defect::new(severity, TrafficPart::Status, message), deviation));
        }
    }
}

/// Tells whether the status is that of the protocol and not of the operation: the caller has the answer already (RFC 9110,
/// section 15.4.5), or is sent to the same path, written in another way or over TLS.
fn is_of_http(call: &Call<'_>) -> bool {
    let is_own = |target: &str| {
        Target::parse(target).path().trim_end_matches('/') == call.target.path().trim_end_matches('/')
    };
    match call.answer.as_ref().map_or(0, |answer| answer.status) {
        304 => call.sent.headers.as_ref().is_some_and(|headers| {
            let conditions = ["if-none-match", "if-modified-since"];
            headers
                .lines()
                .iter()
                .any(|(name, _)| conditions.iter().any(|own| name.eq_ignore_ascii_case(own)))
        }),
        301 | 302 | 307 | 308 => {
            call.answer_headers().and_then(|headers| headers.text(Known::Location)).is_some_and(is_own)
        }
        _ => false,
    }
}
