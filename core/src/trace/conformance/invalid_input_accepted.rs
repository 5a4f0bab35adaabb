use crate::conformance::What;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

use super::{is_request, named, part};

declare_rule! {
    /// ## What it does
    /// Reports accepted calls with a parameter or body that breaks its schema.
    ///
    /// What the service turned away is its callers' mistake, and not reported. The message names the keyword that is broken, never the value.
    ///
    /// ## Why is this bad?
    /// The document promises a check that the service does not make. Values of the wrong type, length or range reach code that does not expect them.
    ///
    /// ## Example
    /// ```http
    /// GET /pets?limit=1000000 HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```http
    /// GET /pets?limit=1000000 HTTP/1.1
    ///
    /// HTTP/1.1 400 Bad Request
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    InvalidInputAccepted {
        source: TraceAnalysis,
        id: "invalid-input-accepted",
        severities: [Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [20],
        mitigation: "Check requests against the document before they are handled, or correct the schema.",
    }
}

impl TraceRule for InvalidInputAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| is_request(own)) {
            let What::Breaks(keyword) = deviation.what else { continue };
            let severity = if keyword == "format" { Severity::Low } else { Severity::Medium };
            let message = match keyword {
                "contentMediaType" => "{operation} accepts {name} although it is no JSON",
                _ => "{operation} accepts {name} although it breaks `{detail}` of its schema",
            };
            defects
                .add(named(Defect::new(severity, part(deviation.place), message), deviation).with(keyword));
        }
    }
}
