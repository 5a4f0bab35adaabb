use super::of_part;
use crate::rule_meta::declare_rule;
use crate::sensitive::label;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, SensitiveGroup, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports personal, payment and health data in paths and queries of requests.
    ///
    /// What a find is and where, the finding says; the value stays out. Credentials in URLs are reported by
    /// `credential-in-url`. Published test numbers are not reported.
    ///
    /// ## Why is this bad?
    /// URLs are written into the logs of every proxy, kept in histories, and sent on to other sites in `Referer`.
    ///
    /// ## Example
    /// ```http
    /// GET /customers?ssn=536-22-1234 HTTP/1.1
    /// ```
    /// Use instead:
    /// ```http
    /// POST /customers/search HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"ssn": "536-22-1234"}
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 17.9: Disclosure of Sensitive Information in URIs](https://www.rfc-editor.org/rfc/rfc9110#section-17.9)
    /// - [CWE-598: Use of GET Request Method With Sensitive Query Strings](https://cwe.mitre.org/data/definitions/598.html)
    PersonalDataInRequestUrl {
        source: TraceAnalysis,
        id: "personal-data-in-request-url",
        severities: [High, Medium],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api8],
        cwe: [598, 200],
        mitigation: "Send the value in the body of a POST, or name the thing by an identifier that says nothing of the person.",
    }
}

impl TraceRule for PersonalDataInRequestUrl {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::SensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for part in [TrafficPart::Path, TrafficPart::Query] {
            for own in of_part(&call.sensitive, part) {
                let severity = match own.detection.group {
                    SensitiveGroup::Secret | SensitiveGroup::Network => continue,
                    SensitiveGroup::Pii => Severity::Medium,
                    SensitiveGroup::Pci | SensitiveGroup::Health => Severity::High,
                };
                let message = match part {
                    TrafficPart::Path => "{operation} takes {detail} in its path",
                    _ => "{operation} takes {detail} in the query parameter {name}",
                };
                let defect = Defect::new(severity, part, message).named(own.name.clone());
                defects.add(defect.with(label(&own.detection.kind)));
            }
        }
    }
}
