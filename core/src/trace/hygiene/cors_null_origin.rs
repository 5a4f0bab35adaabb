use super::allows_credentials;
use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers with `Access-Control-Allow-Origin: null` and `Access-Control-Allow-Credentials: true`.
    ///
    /// ## Why is this bad?
    /// Every site can have the origin `null`: it opens a frame with `sandbox` and calls the service from there, with the
    /// user's cookies.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Access-Control-Allow-Origin: null
    /// Access-Control-Allow-Credentials: true
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Access-Control-Allow-Origin: https://app.shop.dev
    /// Access-Control-Allow-Credentials: true
    /// Vary: Origin
    /// ```
    ///
    /// ## References
    /// - [WHATWG HTML: opaque origins](https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque)
    /// - [CWE-942: Permissive Cross-domain Policy with Untrusted Domains](https://cwe.mitre.org/data/definitions/942.html)
    CorsNullOrigin {
        source: TraceAnalysis,
        id: "cors-null-origin",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [942, 346],
        mitigation: "Take `null` off the list of origins.",
    }
}

impl TraceRule for CorsNullOrigin {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.answer_headers().filter(|headers| allows_credentials(headers)) else {
            return;
        };
        if headers.text(Known::AccessControlAllowOrigin) == Some("null") {
            let message = "{operation} lets the origin `null` in with credentials";
            let defect = Defect::new(Severity::Medium, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::AccessControlAllowOrigin.name()));
        }
    }
}
