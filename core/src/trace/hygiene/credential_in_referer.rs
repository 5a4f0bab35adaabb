use crate::rule_meta::declare_rule;
use crate::sensitive::label;
use crate::trace::placed::Placed;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, SensitiveGroup, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports requests whose `Referer` has a credential in its query: a password, a token, a session.
    ///
    /// ## Why is this bad?
    /// The page that the request came from has a URL with a credential, and the browser tells it to every host that the page
    /// takes something from.
    ///
    /// ## Example
    /// ```http
    /// GET /logo HTTP/1.1
    /// Referer: https://shop.dev/reset?token=...
    /// ```
    /// Use instead:
    /// ```http
    /// GET /logo HTTP/1.1
    /// Referer: https://shop.dev/
    /// ```
    ///
    /// ## References
    /// - [RFC 9110, section 10.1.3: Referer](https://www.rfc-editor.org/rfc/rfc9110#section-10.1.3)
    /// - [W3C Referrer Policy](https://www.w3.org/TR/referrer-policy/)
    /// - [CWE-598: Use of GET Request Method With Sensitive Query Strings](https://cwe.mitre.org/data/definitions/598.html)
    CredentialInReferer {
        source: TraceAnalysis,
        id: "credential-in-referer",
        severities: [Medium],
        profile: Default,
        category: Authentication,
        factor: SensitiveData,
        owasp: [Api8],
        cwe: [598, 200],
        mitigation: "Take credentials out of URLs, and send `Referrer-Policy: strict-origin-when-cross-origin`.",
    }
}

impl TraceRule for CredentialInReferer {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::SensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let is_credential = |own: &&Placed| {
            own.part == TrafficPart::RequestHeader
                && own.detection.group == SensitiveGroup::Secret
                && !own.detection.is_test
                && own.name.starts_with("referer")
        };
        for own in call.sensitive.iter().filter(is_credential) {
            let message = "{operation} is called from a page with {detail} in its URL";
            let defect = Defect::new(Severity::Medium, TrafficPart::RequestHeader, message);
            defects.add(defect.named(own.name.clone()).with(label(&own.detection.kind)));
        }
    }
}
