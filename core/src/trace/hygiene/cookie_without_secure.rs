use crate::rule_meta::declare_rule;
use crate::trace::set_cookie::cookies_set;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports cookies that are set over TLS without `Secure`: sessions, by the names that frameworks give them (medium), and
    /// others (low). Cookies that are taken away are not reported.
    ///
    /// ## Why is this bad?
    /// The browser sends the cookie over cleartext as well, where one link to `http://` is enough to read it.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: sid=...; HttpOnly
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: sid=...; HttpOnly; Secure
    /// ```
    ///
    /// ## References
    /// - [RFC 6265, section 4.1.2.5: The Secure Attribute](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2.5)
    /// - [CWE-614: Sensitive Cookie in HTTPS Session Without 'Secure' Attribute](https://cwe.mitre.org/data/definitions/614.html)
    CookieWithoutSecure {
        source: TraceAnalysis,
        id: "cookie-without-secure",
        severities: [Medium, Low],
        profile: Default,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [614],
        mitigation: "Set cookies with `Secure`, and sessions with the prefix `__Host-`.",
    }
}

impl TraceRule for CookieWithoutSecure {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.answer_headers().filter(|_| call.is_encrypted() == Some(true)) else {
            return;
        };
        for cookie in cookies_set(headers).filter(|cookie| !cookie.is_secure) {
            let severity = if cookie.is_session() { Severity::Medium } else { Severity::Low };
            let message = "{operation} sets the cookie {name} without `Secure`";
            defects.add(Defect::new(severity, TrafficPart::ResponseHeader, message).named(cookie.shown()));
        }
    }
}
