use crate::rule_meta::declare_rule;
use crate::trace::headers::Known;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers with headers that say what the service is made with: `X-Powered-By`, `X-AspNet-Version`, `X-AspNetMvc-
    /// Version`, `X-Generator`, `X-Powered-CMS`, `X-Runtime`.
    ///
    /// ## Why is this bad?
    /// It saves an attacker the work of finding out, and no client needs it.
    ///
    /// ## Example
    /// ```http
    /// HTTP/1.1 200 OK
    /// X-Powered-By: Express
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 200 OK
    /// ```
    ///
    /// ## References
    /// - [OWASP Secure Headers Project](https://owasp.org/www-project-secure-headers/)
    /// - [CWE-200: Exposure of Sensitive Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/200.html)
    TechnologyDisclosed {
        source: TraceAnalysis,
        id: "technology-disclosed",
        severities: [Low],
        profile: Default,
        category: System,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [200, 497],
        mitigation: "Take the header away: `app.disable('x-powered-by')` (Express), `expose_php = Off` (PHP), `enableVersionHeader='false'` (ASP.NET).",
    }
}

impl TraceRule for TechnologyDisclosed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::AnswerHeaders
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(headers) = call.answer_headers() else { return };
        for known in BANNERS {
            if headers.text(known).is_some_and(|value| !value.is_empty()) {
                let message = "{operation} tells what it is made with in {name}";
                let defect = Defect::new(Severity::Low, TrafficPart::ResponseHeader, message);
                defects.add(defect.named(known.name()));
            }
        }
    }
}

const BANNERS: [Known; 6] = [
    Known::XPoweredBy,
    Known::XAspnetVersion,
    Known::XAspnetmvcVersion,
    Known::XGenerator,
    Known::XPoweredCms,
    Known::XRuntime,
];
