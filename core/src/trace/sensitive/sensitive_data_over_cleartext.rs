use super::{is_private, severity};
use crate::rule_meta::declare_rule;
use crate::sensitive::label;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, SensitiveGroup, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports sensitive data in exchanges over `http`: personal, payment, health and secret data, user names, and addresses of
    /// private networks, in either direction and in any part.
    ///
    /// Exchanges with a loopback address or within one host are not reported, and neither are those whose scheme is not known.
    /// Credentials of the request are reported by `credential-sent-over-cleartext`.
    ///
    /// ## Why is this bad?
    /// Everybody on the way reads it: the café, the provider, every hop inside of a data centre.
    ///
    /// ## Example
    /// ```http
    /// POST http://pay.example.com/cards HTTP/1.1
    ///
    /// {"card_number": "4539 1482 0820 8461"}
    /// ```
    /// Use instead:
    /// ```http
    /// POST https://pay.example.com/cards HTTP/1.1
    ///
    /// {"card_number": "4539 1482 0820 8461"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-319: Cleartext Transmission of Sensitive Information](https://cwe.mitre.org/data/definitions/319.html)
    SensitiveDataOverCleartext {
        source: TraceAnalysis,
        id: "sensitive-data-over-cleartext",
        severities: [High, Medium, Low],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api8],
        cwe: [319],
        mitigation: "Serve the operation over TLS only, and redirect nothing: refuse cleartext.",
    }
}

impl TraceRule for SensitiveDataOverCleartext {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::SensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.is_encrypted() != Some(false) || call.is_local() {
            return;
        }
        for own in call.sensitive.iter().filter(|own| !own.detection.is_test) {
            let group = own.detection.group;
            let is_credential = group == SensitiveGroup::Secret
                && matches!(own.part, TrafficPart::RequestHeader | TrafficPart::Cookie | TrafficPart::Query);
            let is_public_address = group == SensitiveGroup::Network && !is_private(call, own);
            if is_credential || is_public_address {
                continue;
            }
            let message = match own.part {
                TrafficPart::ResponseHeader | TrafficPart::ResponseBody => {
                    "{operation} returns {detail} in {name} over cleartext"
                }
                _ => "{operation} takes {detail} in {name} over cleartext",
            };
            let defect = Defect::new(severity(group), own.part, message).named(own.name.clone());
            defects.add(defect.with(label(&own.detection.kind)));
        }
    }
}
