use crate::conformance::{Deviation, Place, What};
use crate::rule_meta::declare_rule;
use crate::trace::credentials::is_out_of_place;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{Credential, CredentialPlace, RuleMeta, Severity, TrafficPart};

use super::named;

declare_rule! {
    /// ## What it does
    /// Reports query parameters of accepted calls that the document does not name.
    ///
    /// ## Why is this bad?
    /// A hidden parameter changes what an operation does without anybody having reviewed it; scanners try such names one after the other.
    ///
    /// ## Example
    /// ```http
    /// GET /pets?debug=true HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    /// ```
    /// Use instead:
    /// ```http
    /// GET /pets?limit=10 HTTP/1.1
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    UndocumentedQueryParameter {
        source: TraceAnalysis,
        id: "undocumented-query-parameter",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Describe it in the document, or refuse calls that have it.",
    }
}

impl TraceRule for UndocumentedQueryParameter {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Deviation
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let own =
            |deviation: &&Deviation| deviation.place == Place::Query && deviation.what == What::Undocumented;
        // A credential there is a finding of its own, whatever it is called.
        let is_credential = |deviation: &&Deviation| {
            let is_own = |own: &Credential<'_>| {
                own.place() == CredentialPlace::Query && deviation.name.as_deref() == Some(own.name())
            };
            call.credentials.iter().any(|own| is_own(own) && is_out_of_place(own))
        };
        for deviation in call.deviations().iter().filter(own).filter(|own| !is_credential(own)) {
            let message = "{operation} accepts the query parameter {name}, which the document does not name";
            defects.add(named(Defect::new(Severity::Low, TrafficPart::Query, message), deviation));
        }
    }
}
