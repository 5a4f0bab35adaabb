use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers that have a body and no `Content-Type`. Answers to `HEAD`, and those without content (204, 304), are
    /// not reported.
    ///
    /// ## Why is this bad?
    /// What the body is, every reader guesses for itself. Browsers may find a page or a script in what somebody else has
    /// written.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    ///
    /// {"id": 7}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"id": 7}
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 8.3: Content-Type](https://www.rfc-editor.org/rfc/rfc9110#section-8.3)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    MissingContentType {
        source: TraceAnalysis,
        id: "missing-content-type",
        severities: [Low],
        profile: Default,
        category: Application,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [436, 430],
        mitigation: "Say with every body what it is: `Content-Type: application/json`.",
    }
}

impl TraceRule for MissingContentType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let (Some(headers), Some(answer)) = (call.all_answer_headers(), call.answer.as_ref()) else { return };
        let is_bodiless = matches!(answer.status, 100..=199 | 204 | 205 | 304)
            || call.exchange.request.method.eq_ignore_ascii_case("HEAD");
        let has_type = headers.text(Known::ContentType).is_some_and(|own| !own.is_empty());
        if call.answer_body().is_some() && !is_bodiless && !has_type {
            let message = "{operation} answers with a body and without {name}";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named(Known::ContentType.name()));
        }
    }
}
