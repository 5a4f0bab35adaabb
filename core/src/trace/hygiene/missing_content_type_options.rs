use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::media::Media;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{Profile, RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports successful answers without `X-Content-Type-Options: nosniff` whose content type browsers may overrule: none,
    /// plain text, bytes of no kind, pages and scripts. The profile `strict` reports JSON too, which browsers run when
    /// another site names it as a script.
    ///
    /// Images, sound, films and fonts are not reported.
    ///
    /// ## Why is this bad?
    /// A browser that guesses may take what somebody uploaded for a page or a script of the service, and run it with the
    /// service's rights.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: text/plain
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: text/plain
    /// X-Content-Type-Options: nosniff
    /// ```
    ///
    /// ## References
    /// - [WHATWG Fetch: X-Content-Type-Options](https://fetch.spec.whatwg.org/#x-content-type-options-header)
    /// - [WHATWG MIME Sniffing](https://mimesniff.spec.whatwg.org/)
    /// - [CWE-693: Protection Mechanism Failure](https://cwe.mitre.org/data/definitions/693.html)
    MissingContentTypeOptions {
        source: TraceAnalysis,
        id: "missing-content-type-options",
        severities: [Low],
        profile: Default,
        category: Application,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [693, 430],
        mitigation: "Send `X-Content-Type-Options: nosniff` with every answer.",
    }
}

impl TraceRule for MissingContentTypeOptions {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.all_answer_headers() else { return };
        let value = headers.text(Known::XContentTypeOptions).unwrap_or_default();
        // The first of several values counts.
        let is_set = value.split(',').next().is_some_and(|own| own.trim().eq_ignore_ascii_case("nosniff"));
        if is_set || !call.is_accepted() || call.answer_body().is_none() {
            return;
        }
        let is_sniffed = match call.answer_media() {
            Media::Unsaid | Media::Html | Media::Script | Media::Text | Media::Octets => true,
            Media::Json => call.settings.profile() >= Profile::Strict,
            Media::Binary | Media::Other => false,
        };
        if is_sniffed {
            let message = "{operation} answers without {name}: nosniff";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::XContentTypeOptions.name()));
        }
    }
}
