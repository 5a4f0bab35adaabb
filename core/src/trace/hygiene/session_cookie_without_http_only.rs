use crate::rule_meta::declare_rule;
use crate::trace::set_cookie::cookies_set;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports session cookies, by the names that frameworks give them, that are set without `HttpOnly`. Other cookies may be
    /// meant for scripts and are not reported.
    ///
    /// ## Why is this bad?
    /// One script of somebody else in one page reads the session and sends it away.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: JSESSIONID=...; Secure
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: JSESSIONID=...; Secure; HttpOnly
    /// ```
    ///
    /// ## References
    /// - [RFC 6265, section 4.1.2.6: The HttpOnly Attribute](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2.6)
    /// - [CWE-1004: Sensitive Cookie Without 'HttpOnly' Flag](https://cwe.mitre.org/data/definitions/1004.html)
    SessionCookieWithoutHttpOnly {
        source: TraceAnalysis,
        id: "session-cookie-without-http-only",
        severities: [Medium],
        profile: Default,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1004],
        mitigation: "Set sessions with `HttpOnly`.",
    }
}

impl TraceRule for SessionCookieWithoutHttpOnly {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.answer_headers() else { return };
        for cookie in cookies_set(headers).filter(|cookie| cookie.is_session() && !cookie.is_http_only) {
            let message = "{operation} sets the session cookie {name} without `HttpOnly`";
            let defect = Defect::new(Severity::Medium, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(cookie.shown()));
        }
    }
}
