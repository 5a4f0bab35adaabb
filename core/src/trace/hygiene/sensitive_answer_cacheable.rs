use crate::rule_meta::declare_rule;
use crate::trace::headers::Headers;
use crate::trace::headers::Known;
use crate::trace::placed::Placed;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, SensitiveGroup, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports successful answers to `GET` and `HEAD` with personal, payment, health or secret data that a shared cache may
    /// store: neither `no-store`, `no-cache` nor `private` forbids it (RFC 9111, section 3). It is medium where the answer
    /// says that it may be kept, and low where it says nothing and caches decide for themselves.
    ///
    /// Where the request had `Authorization`, shared caches store only what says `public`, `s-maxage` or `must-revalidate`;
    /// nothing else is reported then. Nothing is reported of what varies with everything (`Vary: *`) either.
    ///
    /// ## Why is this bad?
    /// A proxy or a content network may give one person's answer to the next.
    ///
    /// ## Example
    /// ```http
    /// GET /me HTTP/1.1
    /// Cookie: sid=...
    ///
    /// HTTP/1.1 200 OK
    /// Cache-Control: max-age=600
    ///
    /// {"ssn": "..."}
    /// ```
    /// Use instead:
    /// ```http
    /// GET /me HTTP/1.1
    /// Cookie: sid=...
    ///
    /// HTTP/1.1 200 OK
    /// Cache-Control: no-store
    ///
    /// {"ssn": "..."}
    /// ```
    ///
    /// ## References
    /// - [RFC 9111, section 3: Storing Responses in Caches](https://www.rfc-editor.org/rfc/rfc9111#section-3)
    /// - [RFC 9111, section 3.5: Storing Responses to Authenticated Requests](https://www.rfc-editor.org/rfc/rfc9111#section-3.5)
    /// - [CWE-524: Use of Cache Containing Sensitive Information](https://cwe.mitre.org/data/definitions/524.html)
    SensitiveAnswerCacheable {
        source: TraceAnalysis,
        id: "sensitive-answer-cacheable",
        severities: [Medium, Low],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api8],
        cwe: [524, 525],
        mitigation: "Send `Cache-Control: no-store` with personal data.",
    }
}

impl TraceRule for SensitiveAnswerCacheable {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.all_answer_headers().filter(|_| call.is_accepted() && is_read(call)) else {
            return;
        };
        let is_data = |own: &Placed| {
            own.part == TrafficPart::ResponseBody
                && own.detection.group != SensitiveGroup::Network
                && !own.detection.is_test
        };
        if !call.sensitive.iter().any(is_data) || headers.text(Known::Vary) == Some("*") {
            return;
        }
        let directives = Directives::of(headers);
        // Whether it had credentials is not known where nobody has looked at the headers.
        let sent = call.sent.headers.as_ref();
        let is_authorized = sent.is_none_or(|headers| headers.get(Known::Authorization).is_some());
        if directives.forbids || is_authorized && !directives.is_for_all {
            return;
        }
        let (severity, message) = if directives.is_kept {
            (Severity::Medium, "{operation} lets shared caches keep an answer with sensitive data")
        } else {
            (Severity::Low, "{operation} does not forbid shared caches to keep an answer with sensitive data")
        };
        let defect = Defect::new(severity, TrafficPart::ResponseHeader, message);
        defects.add(defect.named(Known::CacheControl.name()));
    }
}

/// What an answer says to caches.
#[derive(Debug, Default)]
struct Directives {
    /// It must not be stored, or not be used without asking.
    forbids: bool,
    /// It says how long it is good, or for whom.
    is_kept: bool,
    /// It says that it may be stored although the request was authenticated (RFC 9111, section 3.5).
    is_for_all: bool,
}

impl Directives {
    fn of(headers: &Headers<'_>) -> Self {
        let mut own = Self::default();
        let mut lines = headers.all(Known::CacheControl).peekable();
        if lines.peek().is_none() {
            // What HTTP/1.0 had in place of `no-cache` (RFC 9111, section 5.4).
            let pragma = headers.text(Known::Pragma).unwrap_or_default();
            own.forbids = pragma.eq_ignore_ascii_case("no-cache");
            own.is_kept = headers.text(Known::Expires).is_some_and(|own| own.contains("GMT"));
        }
        for directive in lines.flat_map(|line| line.split(|byte| *byte == b',')) {
            own.add(&directive.trim_ascii().to_ascii_lowercase());
        }
        own
    }

    fn add(&mut self, directive: &[u8]) {
        match directive {
            b"no-store" | b"private" | b"no-cache" | b"max-age=0" | b"s-maxage=0" => self.forbids = true,
            // With names it is about these headers alone.
            _ if directive.starts_with(b"private=") || directive.starts_with(b"no-cache=") => {}
            b"public" => (self.is_kept, self.is_for_all) = (true, true),
            b"must-revalidate" => self.is_for_all = true,
            _ if directive.starts_with(b"s-maxage=") => (self.is_kept, self.is_for_all) = (true, true),
            _ if directive.starts_with(b"max-age=") => self.is_kept = true,
            _ => {}
        }
    }
}

fn is_read(call: &Call<'_>) -> bool {
    let method = call.exchange.request.method;
    method.eq_ignore_ascii_case("GET") || method.eq_ignore_ascii_case("HEAD")
}
