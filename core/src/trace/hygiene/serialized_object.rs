use std::borrow::Cow;

use crate::api::tree::percent_decoded;
use crate::rule_meta::declare_rule;
use crate::sensitive::shown_name;
use crate::trace::headers::Known;
use crate::trace::serialized::{may_be_serialized, serialized};
use crate::trace::set_cookie::cookie_name;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports objects in the serial forms of Java, .NET (`BinaryFormatter`) and PHP: in the query, a cookie or the body of a
    /// request (medium), and in the body of an answer (low).
    ///
    /// ## Why is this bad?
    /// Whoever may write such an object decides which classes are made when it is read, and with the right ones runs code.
    /// One in an answer mostly comes back in a request.
    ///
    /// ## Example
    /// ```http
    /// POST /cart HTTP/1.1
    /// Cookie: cart=rO0ABXNy...
    /// ```
    /// Use instead:
    /// ```http
    /// POST /cart HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"items": [7]}
    /// ```
    ///
    /// ## References
    /// - [OWASP: Deserialization](https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html)
    /// - [CWE-502: Deserialization of Untrusted Data](https://cwe.mitre.org/data/definitions/502.html)
    SerializedObject {
        source: TraceAnalysis,
        id: "serialized-object",
        severities: [Medium, Low],
        profile: Default,
        category: Application,
        factor: Exposure,
        owasp: [Api8],
        cwe: [502],
        mitigation: "Use JSON, and read it into types of your own.",
    }
}

impl TraceRule for SerializedObject {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Nothing
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let query = call.target.query().filter(|query| may_be_serialized(query.as_bytes()));
        for (name, value) in query.into_iter().flat_map(|query| query.split('&')).map(pair) {
            if let Some(language) = in_value(value) {
                let name = shown_name(name.as_bytes()).unwrap_or("*").to_owned();
                defects.add(taken(TrafficPart::Query, language).named(name));
            }
        }
        let lines = call.sent.headers.iter().flat_map(|headers| headers.all(Known::Cookie));
        let lines =
            lines.filter(|line| may_be_serialized(line)).filter_map(|line| std::str::from_utf8(line).ok());
        for (name, value) in lines.flat_map(|line| line.split(';')).map(pair) {
            if let Some(language) = in_value(value) {
                defects.add(taken(TrafficPart::Cookie, language).named(cookie_name(name.trim().as_bytes())));
            }
        }
        if let Some(language) = call.sent.body.and_then(serialized) {
            defects.add(taken(TrafficPart::RequestBody, language));
        }
        let body = call.answer_body().filter(|_| !call.is_page());
        if let Some(language) = body.and_then(serialized) {
            let message = "{operation} answers with a serialized object of {detail}";
            defects.add(Defect::new(Severity::Low, TrafficPart::ResponseBody, message).with(language));
        }
    }
}

fn taken(part: TrafficPart, language: &'static str) -> Defect {
    let message = match part {
        TrafficPart::Query => {
            "{operation} takes a serialized object of {detail} in the query parameter {name}"
        }
        TrafficPart::Cookie => "{operation} takes a serialized object of {detail} in the cookie {name}",
        _ => "{operation} takes a serialized object of {detail} in its body",
    };
    Defect::new(Severity::Medium, part, message).with(language)
}

fn in_value(value: &str) -> Option<&'static str> {
    let value = percent_decoded(value).unwrap_or(Cow::Borrowed(value));
    serialized(value.trim_matches(['"', ' ']).as_bytes())
}

fn pair(text: &str) -> (&str, &str) {
    text.split_once('=').unwrap_or((text, ""))
}
