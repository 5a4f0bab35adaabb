use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers over TLS without `Strict-Transport-Security`.
    ///
    /// Answers over cleartext are not reported: browsers ignore the header there (RFC 6797, section 8.1).
    ///
    /// ## Why is this bad?
    /// A browser that was never told to use TLS only can be led to the cleartext address, where its cookies are read.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// Content-Type: application/json
    /// Strict-Transport-Security: max-age=31536000; includeSubDomains
    /// ```
    ///
    /// ## References
    /// - [RFC 6797: HTTP Strict Transport Security](https://www.rfc-editor.org/rfc/rfc6797)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    MissingStrictTransportSecurity {
        source: TraceAnalysis,
        id: "missing-strict-transport-security",
        severities: [Low],
        profile: Default,
        category: Network,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [319],
        mitigation: "Send `Strict-Transport-Security: max-age=31536000; includeSubDomains` with every answer.",
    }
}

impl TraceRule for MissingStrictTransportSecurity {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.all_answer_headers() else { return };
        if call.is_encrypted() == Some(true) && headers.get(Known::StrictTransportSecurity).is_none() {
            let message = "{operation} answers over TLS without {name}";
            let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
            defects.add(defect.named("strict-transport-security"));
        }
    }
}
