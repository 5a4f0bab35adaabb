use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers over TLS whose `Strict-Transport-Security` does little: `max-age` is missing, no number, given twice,
    /// or shorter than 180 days. `max-age=0` takes the protection away.
    ///
    /// Of several lines browsers read the first (RFC 6797, section 8.1). A missing header is reported by `missing-strict-
    /// transport-security`.
    ///
    /// ## Why is this bad?
    /// A browser forgets a short time between two visits, and ignores a malformed header as if it were not there. The next
    /// visit may begin over cleartext.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Strict-Transport-Security: max-age=3600
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Strict-Transport-Security: max-age=31536000; includeSubDomains
    /// ```
    ///
    /// ## References
    /// - [RFC 6797, section 6.1: Strict-Transport-Security HTTP Response Header Field](https://www.rfc-editor.org/rfc/rfc6797#section-6.1)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    WeakStrictTransportSecurity {
        source: TraceAnalysis,
        id: "weak-strict-transport-security",
        severities: [Low],
        profile: Default,
        category: Network,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [319],
        mitigation: "Send `Strict-Transport-Security: max-age=31536000; includeSubDomains`.",
    }
}

impl TraceRule for WeakStrictTransportSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.answer_headers() else { return };
        let Some(value) = headers.text(Known::StrictTransportSecurity) else { return };
        if call.is_encrypted() != Some(true) || max_age(value).is_some_and(|seconds| seconds >= LONG) {
            return;
        }
        let message = match max_age(value) {
            Some(_) => "{operation} answers with {name} for less than 180 days",
            None => "{operation} answers with {name} without a valid `max-age`",
        };
        let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
        defects.add(defect.named(Known::StrictTransportSecurity.name()));
    }
}

/// Seconds of 180 days.
const LONG: u64 = 15_552_000;

/// Returns the seconds that a header is good for; nothing where browsers would ignore it.
fn max_age(header: &str) -> Option<u64> {
    let mut found = None;
    for directive in header.split(';') {
        let Some((name, value)) = directive.split_once('=') else { continue };
        if name.trim().eq_ignore_ascii_case("max-age") {
            if found.is_some() {
                return None;
            }
            let digits = value.trim().trim_matches('"');
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            // More digits than fit are a very long time.
            found = is_number.then(|| digits.parse().unwrap_or(u64::MAX));
            found?;
        }
    }
    found
}
