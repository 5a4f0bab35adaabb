use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports requests with the method `TRACE` that were answered with success.
    ///
    /// ## Why is this bad?
    /// The answer repeats the request with all that proxies have added: cookies, credentials, addresses. RFC 9110 lets nobody
    /// send it with such data, and no API needs it.
    ///
    /// ## Example
    /// ```http
    /// TRACE / HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// Content-Type: message/http
    /// ```
    /// Use instead:
    /// ```http
    /// TRACE / HTTP/1.1
    ///
    /// HTTP/1.1 405 Method Not Allowed
    /// Allow: GET
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 9.3.8: TRACE](https://www.rfc-editor.org/rfc/rfc9110#section-9.3.8)
    /// - [CWE-693: Protection Mechanism Failure](https://cwe.mitre.org/data/definitions/693.html)
    TraceMethodAnswered {
        source: TraceAnalysis,
        id: "trace-method-answered",
        severities: [Low],
        profile: Default,
        category: System,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [693, 200],
        mitigation: "Turn the method off: `TraceEnable off` (Apache).",
    }
}

impl TraceRule for TraceMethodAnswered {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.is_accepted() && call.exchange.request.method.eq_ignore_ascii_case("TRACE") {
            let message = "{operation} is answered";
            defects.add(Defect::new(Severity::Low, TrafficPart::Status, message));
        }
    }
}
