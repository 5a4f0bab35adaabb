use super::describe::defect;
use crate::credentials::Weakness;
use crate::rule_meta::declare_rule;
use crate::trace::{Call, Defects, Need, TraceRule};
use crate::{RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports accepted user names and passwords of which the password is the product's default, the name of the
    /// user, one that everybody knows, empty, or of eight characters or fewer.
    ///
    /// A password is compared as a whole: a common word in a long one says nothing against it. The first colon ends
    /// the user's name, and the password may have more. A long key in the place of the user, without a password, is a
    /// key.
    ///
    /// ## Why is this bad?
    /// Such passwords are tried first, and by every scanner.
    ///
    /// ## Example
    /// ```http
    /// Authorization: Basic YWRtaW46YWRtaW4=
    /// ```
    /// Use instead:
    /// ```http
    /// Authorization: Bearer 9f86d081884c7d65
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-521: Weak Password Requirements](https://cwe.mitre.org/data/definitions/521.html)
    /// - [CWE-1392: Use of Default Credentials](https://cwe.mitre.org/data/definitions/1392.html)
    WeakBasicPassword {
        source: TraceAnalysis,
        id: "weak-basic-password",
        severities: [High],
        profile: Default,
        category: Authentication,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [521, 1392],
        mitigation: "Change the password to a long random one, and refuse known ones where passwords are set.",
    }
}

impl TraceRule for WeakBasicPassword {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn need(&self) -> Need {
        Need::Credential
    }

    fn check(&self, call: &Call<'_>, defects: &mut Defects) {
        for own in call.credentials.iter() {
            let (Some(weakness), Some(state)) = (own.weakness(), call.proof_of(own)) else { continue };
            let detail = match weakness {
                Weakness::Default => "that the product comes with",
                Weakness::SameAsUser => "that is the name of the user",
                Weakness::Known => "that everybody knows",
                Weakness::Empty => "that is empty",
                Weakness::Short => "of eight characters or fewer",
            };
            let message = "{operation} accepts a password {detail}";
            defects.add(defect(Severity::High, own, message).with(detail).in_state(state));
        }
    }
}
