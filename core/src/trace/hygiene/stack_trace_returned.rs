use crate::rule_meta::declare_rule;
use crate::trace::frames::stack_trace;
use crate::trace::marks::Mark;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers with a stack trace of Java, .NET, Node.js, Python, PHP, Ruby, Go or Rust, in text, HTML or a JSON
    /// string.
    ///
    /// Two lines of a trace are needed where one might be something else. Errors are confirmed; an answer of success is a
    /// candidate, and only where it speaks of an error itself. Pages of success are documentation, and what only repeats the
    /// request is not reported.
    ///
    /// ## Why is this bad?
    /// Names of files, functions and libraries with their versions lead to the next attack, and the message in front of them
    /// often quotes data.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 500 Internal Server Error
    /// Content-Type: application/json
    ///
    /// {"error": "NullPointerException\n\tat dev.shop.Pay.run(Pay.java:12)\n\tat ..."}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 500 Internal Server Error
    /// Content-Type: application/problem+json
    ///
    /// {"title": "Internal error", "instance": "/errors/7f3a"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-209: Generation of Error Message Containing Sensitive Information](https://cwe.mitre.org/data/definitions/209.html)
    StackTraceReturned {
        source: TraceAnalysis,
        id: "stack-trace-returned",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [209, 497],
        mitigation: "Write the trace into the log, and answer with an identifier that finds it there.",
    }
}

impl TraceRule for StackTraceReturned {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerBody
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let marks = call.marks();
        if !marks.has(Mark::Frame) && !marks.has(Mark::Traceback) && !marks.has(Mark::PhpMessage) {
            return;
        }
        let Some((body, state)) = call.error_body() else { return };
        let language = match stack_trace(body) {
            Some((_, line)) if call.is_echo(line) => return,
            Some((language, _)) => language.as_str(),
            None if marks.has(Mark::PhpMessage) => "PHP",
            None if marks.has(Mark::Traceback) && marks.has(Mark::Frame) => "Python",
            None => return,
        };
        let message = "{operation} answers with a stack trace of {detail}";
        let defect = Defect::new(Severity::Medium, TrafficPart::ResponseBody, message);
        defects.add(defect.with(language).in_state(state));
    }
}
