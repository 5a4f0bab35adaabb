use super::allows_credentials;
use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::origin::{called_host, host_of, is_same_site};
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers that let the `Origin` of the request in with credentials where it belongs to another site than the
    /// called host.
    ///
    /// One answer does not tell a list of friends from a mirror, so the finding is a candidate. Origins of the same site
    /// (`app.shop.dev` for `api.shop.dev`) are not reported.
    ///
    /// ## Why is this bad?
    /// Where any origin is let in, any site that somebody visits can call the service with that person's cookies, and read
    /// the answers.
    ///
    /// ## Example
    /// ```http
    /// GET /account HTTP/1.1
    /// Host: api.shop.dev
    /// Origin: https://evil.example
    ///
    /// HTTP/1.1 200 OK
    /// Access-Control-Allow-Origin: https://evil.example
    /// Access-Control-Allow-Credentials: true
    /// ```
    /// Use instead:
    /// ```http
    /// GET /account HTTP/1.1
    /// Host: api.shop.dev
    /// Origin: https://evil.example
    ///
    /// HTTP/1.1 200 OK
    /// Vary: Origin
    /// ```
    ///
    /// ## References
    /// - [WHATWG Fetch: CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
    /// - [CWE-942: Permissive Cross-domain Policy with Untrusted Domains](https://cwe.mitre.org/data/definitions/942.html)
    CorsOriginReflected {
        source: TraceAnalysis,
        id: "cors-origin-reflected",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [942, 346],
        mitigation: "Compare the whole origin with a list of those that may use cookies.",
    }
}

impl TraceRule for CorsOriginReflected {
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
        let allowed = headers.text(Known::AccessControlAllowOrigin);
        let origin = call.sent.headers.as_ref().and_then(|headers| headers.text(Known::Origin));
        let (Some(allowed), Some(called)) = (allowed.filter(|_| allowed == origin), called_host(call)) else {
            return;
        };
        if host_of(allowed).is_some_and(|host| !is_same_site(host, called)) {
            let message = "{operation} lets an origin of another site in with credentials, because the request names it";
            let defect = Defect::new(Severity::Medium, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::AccessControlAllowOrigin.name()).in_state(State::Candidate));
        }
    }
}
