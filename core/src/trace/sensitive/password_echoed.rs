use super::of_part;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defect, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity, TrafficPart};

declare_rule! {
    /// ## What it does
    /// Reports answers that repeat a password of the request.
    ///
    /// Both are compared as they were sent, inside of the exchange; no value is kept.
    ///
    /// ## Why is this bad?
    /// A password that comes back lies in caches, logs and developer tools that never saw the request, and shows that the service
    /// keeps what it should have hashed.
    ///
    /// ## Example
    /// ```http
    /// POST /users HTTP/1.1
    ///
    /// {"user": "ada", "password": "..."}
    ///
    /// HTTP/1.1 201 Created
    ///
    /// {"id": 7, "user": "ada", "password": "..."}
    /// ```
    /// Use instead:
    /// ```http
    /// HTTP/1.1 201 Created
    ///
    /// {"id": 7, "user": "ada"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    PasswordEchoed {
        source: TraceAnalysis,
        id: "password-echoed",
        severities: [High],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api3],
        cwe: [522, 200],
        mitigation: "Never return a password, and store only its salted hash.",
    }
}

impl TraceRule for PasswordEchoed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::SensitiveValue
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        let Some(answer) = call.answer.as_ref().and_then(|answer| answer.message.body) else { return };
        let Some(body) = call.sent.body else { return };
        let passwords = of_part(&call.sensitive, TrafficPart::RequestBody)
            .filter(|own| own.detection.kind == "password")
            .filter_map(|own| body.get(own.detection.start..own.detection.end));
        // A short one may stand there for another reason.
        let mut passwords = passwords.filter(|password| password.len() >= 6);
        if passwords.any(|password| memchr::memmem::find(answer, password).is_some()) {
            let message = "{operation} returns the password of the request";
            defects.add(Defect::new(Severity::High, TrafficPart::ResponseBody, message));
        }
    }
}
