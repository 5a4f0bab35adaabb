use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::media::{Media, is_json, is_page};
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers whose body is plainly something else than they say: JSON that is called HTML (medium), and a page that
    /// is called JSON (low).
    ///
    /// ## Why is this bad?
    /// JSON that a browser reads as a page runs whatever markup somebody has put into a name or a comment. A page in place of
    /// JSON is mostly an error page of something between the caller and the service, which clients fail to read.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: text/html
    ///
    /// {"comment": "<script>...</script>"}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    ///
    /// {"comment": "<script>...</script>"}
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 8.3: Content-Type](https://www.rfc-editor.org/rfc/rfc9110#section-8.3)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    /// - [CWE-79: Improper Neutralization of Input During Web Page Generation](https://cwe.mitre.org/data/definitions/79.html)
    WrongContentType {
        source: TraceAnalysis,
        id: "wrong-content-type",
        severities: [Medium, Low],
        profile: Default,
        category: Application,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [79, 436],
        mitigation: "Send JSON as `application/json`, also for errors, and pages as `text/html`.",
    }
}

impl TraceRule for WrongContentType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(body) = call.answer_body() else { return };
        let (severity, message) = match call.answer_media() {
            Media::Html if is_json(body) => {
                (Severity::Medium, "{operation} answers with JSON that it calls HTML")
            }
            Media::Json if is_page(body) => {
                (Severity::Low, "{operation} answers with a page that it calls JSON")
            }
            _ => return,
        };
        defects.add(
            Defect::new(severity, TrafficPart::ResponseHeader, message).named(Known::ContentType.name()),
        );
    }
}
