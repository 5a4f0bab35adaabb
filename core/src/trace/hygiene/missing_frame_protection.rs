use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::media::Media;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports successful answers that are pages, and that neither `X-Frame-Options` (`DENY`, `SAMEORIGIN`) nor `frame-
    /// ancestors` of a `Content-Security-Policy` keeps out of other sites' frames.
    ///
    /// Answers that are no HTML are not reported: there is nothing to click.
    ///
    /// ## Why is this bad?
    /// Another site can lay the page under its own and lead the clicks of people who are signed in.
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
    /// Content-Security-Policy: frame-ancestors 'none'
    /// ```
    ///
    /// ## References
    /// - [RFC 7034: HTTP Header Field X-Frame-Options](https://www.rfc-editor.org/rfc/rfc7034)
    /// - [Content Security Policy: frame-ancestors](https://www.w3.org/TR/CSP3/#directive-frame-ancestors)
    /// - [CWE-1021: Improper Restriction of Rendered UI Layers or Frames](https://cwe.mitre.org/data/definitions/1021.html)
    MissingFrameProtection {
        source: TraceAnalysis,
        id: "missing-frame-protection",
        severities: [Low],
        profile: Default,
        category: Application,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1021],
        mitigation: "Send `Content-Security-Policy: frame-ancestors 'none'` with every page.",
    }
}

impl TraceRule for MissingFrameProtection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.all_answer_headers() else { return };
        if !call.is_accepted() || call.answer_media() != Media::Html {
            return;
        }
        let is = |value: &str, own: &str| value.eq_ignore_ascii_case(own);
        let options = headers.text(Known::XFrameOptions).unwrap_or_default();
        let is_denied = options.split(',').map(str::trim).any(|own| is(own, "deny") || is(own, "sameorigin"));
        let is_listed = headers.all(Known::ContentSecurityPolicy).any(names_ancestors);
        if !is_denied && !is_listed {
            let message = "{operation} answers with a page that any site may put into a frame";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::XFrameOptions.name()));
        }
    }
}

/// Tells whether a policy says whose frames a page may be in.
fn names_ancestors(policy: &[u8]) -> bool {
    let mut directives = policy.split(|byte| matches!(byte, b';' | b',')).map(<[u8]>::trim_ascii_start);
    let name = b"frame-ancestors";
    directives.any(|own| own.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name)))
}
