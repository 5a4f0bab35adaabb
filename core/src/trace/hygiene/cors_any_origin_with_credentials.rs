use super::allows_credentials;
use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers with `Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true`.
    ///
    /// ## Why is this bad?
    /// Browsers refuse the pair, so it does not work as it is. It shows that every site was meant to be let in with the
    /// user's cookies, and the next fix is mostly to reflect the origin.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Access-Control-Allow-Origin: *
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
    /// - [WHATWG Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// - [CWE-942: Permissive Cross-domain Policy with Untrusted Domains](https://cwe.mitre.org/data/definitions/942.html)
    CorsAnyOriginWithCredentials {
        source: TraceAnalysis,
        id: "cors-any-origin-with-credentials",
        severities: [Low],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [942],
        mitigation: "Name the origins that may use cookies, or leave `Access-Control-Allow-Credentials` out.",
    }
}

impl TraceRule for CorsAnyOriginWithCredentials {
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
        if headers.text(Known::AccessControlAllowOrigin) == Some("*") {
            let message = "{operation} lets every origin in with credentials";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::AccessControlAllowOrigin.name()));
        }
    }
}
