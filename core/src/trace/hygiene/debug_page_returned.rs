use crate::rule_meta::declare_rule;
use crate::trace::marks::Mark;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, State, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports error pages that frameworks show to developers: of Django, Rails, Spring, ASP.NET, Symfony (medium), and those
    /// on which code can be run: Werkzeug's debugger, Rails' console, Laravel's Ignition (high).
    ///
    /// Only answers with a status of 400 and up that are pages count. Spring's plain error page is reported where it shows a
    /// trace.
    ///
    /// ## Why is this bad?
    /// The pages show source code, settings and environment, with keys among them. Those with a console hand the server over.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 500 Internal Server Error
    /// Content-Type: text/html
    ///
    /// <title>OperationalError // Werkzeug Debugger</title>
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 500 Internal Server Error
    /// Content-Type: application/problem+json
    ///
    /// {"title": "Internal error"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-489: Active Debug Code](https://cwe.mitre.org/data/definitions/489.html)
    DebugPageReturned {
        source: TraceAnalysis,
        id: "debug-page-returned",
        severities: [High, Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [489, 215],
        mitigation: "Turn the framework's debug mode off where others can reach the service.",
    }
}

impl TraceRule for DebugPageReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let marks = call.marks();
        let is_error = call.answer.as_ref().is_some_and(|answer| answer.status >= 400);
        let Some(body) = call.answer_body().filter(|_| is_error && call.is_page()) else { return };
        let is_plain =
            memchr::memmem::find(body, b"Whitelabel Error Page").is_some() && !marks.has(Mark::Frame);
        let (severity, message) = match () {
            () if marks.has(Mark::Console) => {
                (Severity::High, "{operation} answers with a debug page on which code can be run")
            }
            () if marks.has(Mark::DebugPage) && !is_plain => {
                (Severity::Medium, "{operation} answers with the debug page of its framework")
            }
            () => return,
        };
        defects.add(Defect::new(severity, TrafficPart::ResponseBody, message).in_state(State::Confirmed));
    }
}
