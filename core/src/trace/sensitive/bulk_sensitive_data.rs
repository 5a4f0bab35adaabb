use super::of_part;
use crate::rule_meta::declare_rule;
use crate::sensitive::is_identity;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

/// Values of one type that are many for one answer.
const MANY: usize = 20;

declare_rule! {
    /// ## What it does
    /// Reports single answers with 20 or more payment card numbers, or as many numbers of one kind of identity document.
    ///
    /// ## Why is this bad?
    /// An operation that hands out identities by the page turns one stolen token into a breach.
    ///
    /// ## Example
    /// ```http
    /// GET /customers?limit=1000 HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    ///
    /// [{"ssn": "..."}, {"ssn": "..."}, ...]
    /// ```
    /// Use instead:
    /// ```http
    /// GET /customers?limit=20&fields=id,name HTTP/1.1
    ///
    /// HTTP/1.1 200 OK
    ///
    /// [{"id": 7, "name": "..."}, ...]
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-359: Exposure of Private Personal Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/359.html)
    BulkSensitiveData {
        source: TraceAnalysis,
        id: "bulk-sensitive-data",
        severities: [High],
        profile: Default,
        category: DataIncident,
        factor: SensitiveData,
        owasp: [Api3, Api4],
        cwe: [359],
        mitigation: "Return the value for one person at a time, and limit how many a caller may read in a day.",
    }
}

impl TraceRule for BulkSensitiveData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::SensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if !call.is_accepted() {
            return;
        }
        let of_answer = of_part(&call.sensitive, TrafficPart::ResponseBody);
        let mut values: Vec<_> = of_answer.map(|own| (&own.detection.kind, call.raw(own))).collect();
        // One value that stands in every row is that of one person.
        values.sort_unstable();
        values.dedup();
        for same in values.chunk_by(|(one, _), (two, _)| one == two) {
            let Some((kind, _)) = same.first() else { continue };
            if same.len() >= MANY && is_identity(kind) {
                let message = "{operation} returns {name} twenty times and more in one answer";
                let defect = Defect::new(Severity::High, TrafficPart::ResponseBody, message);
                defects.add(defect.named((*kind).clone()));
            }
        }
    }
}
