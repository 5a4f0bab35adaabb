use crate::rule_meta::declare_rule;
use crate::trace::origin::called_host;
use crate::trace::set_cookie::cookies_set;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports cookies whose `Domain` is above the called host: `Domain=shop.dev` in an answer of `api.shop.dev`.
    ///
    /// ## Why is this bad?
    /// Every other host of the domain gets the cookie: the blog, the forgotten test server, the page of a provider.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: sid=...; Domain=shop.dev
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Set-Cookie: __Host-sid=...; Secure; Path=/
    /// ```
    ///
    /// ## References
    /// - [RFC 6265, section 4.1.2.3: The Domain Attribute](https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2.3)
    /// - [CWE-1275: Sensitive Cookie with Improper SameSite Attribute](https://cwe.mitre.org/data/definitions/1275.html)
    BroadCookieDomain {
        source: TraceAnalysis,
        id: "broad-cookie-domain",
        severities: [Low],
        profile: Strict,
        category: Authentication,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1275, 16],
        mitigation: "Leave `Domain` out: the cookie then goes back to this host alone.",
    }
}

impl TraceRule for BroadCookieDomain {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let (Some(headers), Some(host)) = (call.answer_headers(), called_host(call)) else { return };
        for cookie in cookies_set(headers) {
            let end = host.len().checked_sub(cookie.domain.map_or(usize::MAX, <[u8]>::len));
            let Some((before, domain)) = end.and_then(|end| host.as_bytes().split_at_checked(end)) else {
                continue;
            };
            if before.ends_with(b".") && cookie.domain.is_some_and(|own| own.eq_ignore_ascii_case(domain)) {
                let message = "{operation} sets the cookie {name} for a whole domain";
                let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
                defects.add(defect.named(cookie.shown()));
            }
        }
    }
}
