use crate::conformance::What;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

use super::{is_request, named, part};

declare_rule! {
    /// ## What it does
    /// Reports accepted calls without a parameter, body or property that the document requires.
    ///
    /// What the service turned away is its callers' mistake, and not reported.
    ///
    /// ## Why is this bad?
    /// The document promises a check that the service does not make: what else it promises is not to be relied on either.
    ///
    /// ## Example
    /// ```http
    /// POST /payments HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"amount": 5}
    ///
    /// HTTP/1.1 201 Created
    /// ```
    /// Use instead:
    /// ```http
    /// POST /payments HTTP/1.1
    /// Content-Type: application/json
    ///
    /// {"amount": 5}
    ///
    /// HTTP/1.1 400 Bad Request
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    MissingInputAccepted {
        source: TraceAnalysis,
        id: "missing-input-accepted",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [20],
        mitigation: "Refuse calls that lack what is required, or make it optional in the document.",
    }
}

impl TraceRule for MissingInputAccepted {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for deviation in call.deviations().iter().filter(|own| own.what == What::Missing && is_request(own)) {
            let part = part(deviation.place);
            let message = match &deviation.name {
                Some(_) => "{operation} accepts calls without {name}, which the document requires",
                None => "{operation} accepts calls without the body that the document requires",
            };
            defects.add(named(Defect::new(Severity::Medium, part, message), deviation));
        }
    }
}
