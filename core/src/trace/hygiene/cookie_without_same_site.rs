use crate::rule_meta::declare_rule;
use crate::trace::set_cookie::cookies_set;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports cookies without `SameSite=Lax` or `Strict`: sessions without any, by the names that frameworks give them, and
    /// any cookie with `SameSite=None` without `Secure`, which browsers refuse.
    ///
    /// ## Why is this bad?
    /// Not all browsers take a missing attribute for `Lax`. Without it other sites can have requests sent in the name of
    /// whoever is signed in.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: sid=...; Secure; HttpOnly
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: sid=...; Secure; HttpOnly; SameSite=Lax
    /// ```
    ///
    /// ## References
    /// - [RFC 6265bis: The SameSite Attribute](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis)
    /// - [CWE-1275: Sensitive Cookie with Improper SameSite Attribute](https://cwe.mitre.org/data/definitions/1275.html)
    CookieWithoutSameSite {
        source: TraceAnalysis,
        id: "cookie-without-same-site",
        severities: [Low],
        profile: Strict,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1275],
        mitigation: "Set sessions with `SameSite=Lax` or `SameSite=Strict`.",
    }
}

impl TraceRule for CookieWithoutSameSite {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.answer_headers() else { return };
        for cookie in cookies_set(headers) {
            let message = match cookie.same_site {
                None if cookie.is_session() => {
                    "{operation} sets the session cookie {name} without `SameSite`"
                }
                Some(own) if own.eq_ignore_ascii_case(b"none") && !cookie.is_secure => {
                    "{operation} sets the cookie {name} with `SameSite=None` and without `Secure`"
                }
                _ => continue,
            };
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(cookie.shown()));
        }
    }
}
