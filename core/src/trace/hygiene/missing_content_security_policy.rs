use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::media::Media;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports successful answers that are pages without a `Content-Security-Policy`. Answers that are no HTML are not
    /// reported.
    ///
    /// ## Why is this bad?
    /// Where markup of somebody else gets into the page, nothing keeps the browser from running it.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: text/html
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: text/html
    /// Content-Security-Policy: default-src 'self'
    /// ```
    ///
    /// ## References
    /// - [Content Security Policy Level 3](https://www.w3.org/TR/CSP3/)
    /// - [CWE-693: Protection Mechanism Failure](https://cwe.mitre.org/data/definitions/693.html)
    MissingContentSecurityPolicy {
        source: TraceAnalysis,
        id: "missing-content-security-policy",
        severities: [Low],
        profile: Strict,
        category: Application,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [693, 79],
        mitigation: "Send a `Content-Security-Policy` with every page, beginning with `default-src 'self'`.",
    }
}

impl TraceRule for MissingContentSecurityPolicy {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.all_answer_headers() else { return };
        let is_page = call.is_accepted() && call.answer_media() == Media::Html;
        if is_page && headers.get(Known::ContentSecurityPolicy).is_none() {
            let message = "{operation} answers with a page without {name}";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::ContentSecurityPolicy.name()));
        }
    }
}
