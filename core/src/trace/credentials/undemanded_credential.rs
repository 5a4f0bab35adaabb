use super::describe::{defect, label};
use super::verdict::Verdict;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{Credential, CredentialPlace, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports credentials in headers and in the query that go to an operation that the document lets everybody call.
    ///
    /// Cookies are not reported: browsers send them everywhere.
    ///
    /// ## Why is this bad?
    /// A credential that is not needed can only be lost. Often the document is what is wrong, and the operation is
    /// protected.
    ///
    /// ## Example
    /// ```http
    /// GET /health HTTP/1.1
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    /// Use instead:
    /// ```http
    /// GET /health HTTP/1.1
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    UndemandedCredential {
        source: TraceAnalysis,
        id: "undemanded-credential",
        severities: [Info],
        profile: Strict,
        category: Authentication,
        factor: Conformance,
        owasp: [Api9],
        cwe: [522],
        mitigation: "Leave the credential out, or declare in the document that the operation asks for it.",
    }
}

impl TraceRule for UndemandedCredential {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        if call.verdict() != Verdict::Open {
            return;
        }
        let is_sent = |own: &&Credential<'_>| own.is_usable() && own.place() != CredentialPlace::Cookie;
        for own in call.credentials.iter().filter(is_sent) {
            let message =
                "a client sends {detail} in {name} to {operation}, which the document does not ask for";
            defects.add(defect(Severity::Info, own, message).with(label(own)));
        }
    }
}
