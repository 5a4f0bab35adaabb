use super::exposure::{Exposure, Origin};
use super::purpose::OperationWords;
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::rule_meta::declare_rule;
use crate::sensitive::SensitiveType;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports properties of successful responses that hold a password or its hash, the answer to a security question, a
    /// private key, a PIN, a social security number, or the number, verification code or magnetic stripe of a payment
    /// card.
    ///
    /// It goes by whole words of the property's name, in any spelling. What is `writeOnly`, a choice of values, a yes or
    /// no, or said to be masked or omitted unless it is asked for, is left out. So are passwords, PINs and keys that the
    /// server makes and shows this once, the passcodes by which people join a meeting or a webinar, operations that exist to
    /// hand out credentials, and types of data that `x-watchgate: {data: [...]}` declares as expected.
    ///
    /// ## Why is this bad?
    /// Nobody needs to read these again: the caller knows them, or must not. One broken authorization check, one log or
    /// one cache then gives away what lets a stranger in or what card schemes forbid to store.
    ///
    /// ## Example
    /// ```yaml
    /// User:
    ///   properties:
    ///     name: {type: string}
    ///     password: {type: string}
    /// ```
    /// Use instead:
    /// ```yaml
    /// User:
    ///   properties:
    ///     name: {type: string}
    ///     password: {type: string, writeOnly: true}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-213: Exposure of Sensitive Information Due to Incompatible Policies](https://cwe.mitre.org/data/definitions/213.html)
    /// - [CWE-359: Exposure of Private Personal Information to an Unauthorized Actor](https://cwe.mitre.org/data/definitions/359.html)
    SensitiveDataInResponse {
        id: "sensitive-data-in-response",
        severities: [High],
        profile: Default,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api3],
        cwe: [213, 359],
        mitigation: "Leave the property out of responses: mark it `writeOnly`, give a schema of its own to the response, or mask it.",
    }
}

static EXPOSURE: Exposure = Exposure {
    types: &[
        SensitiveType::Password,
        SensitiveType::PasswordHash,
        SensitiveType::SecurityAnswer,
        SensitiveType::PrivateKey,
        SensitiveType::Pin,
        SensitiveType::UsSsn,
        SensitiveType::PaymentCard,
        SensitiveType::CardVerificationCode,
        SensitiveType::CardTrack,
    ],
    vague: &[],
    is_purpose: hands_out,
    severity: Severity::High,
};

/// Tells whether an operation makes credentials and shows them this once, or is there to fetch them.
fn hands_out(operation: &Operation, kind: SensitiveType, origin: Origin) -> bool {
    let is_write = !operation.method().is_safe();
    let words = OperationWords::of(operation);
    let makes = |candidates: &[&str]| is_write && (origin == Origin::Server || words.has(candidates));
    match kind {
        SensitiveType::Password if is_about_meetings(operation) => true,
        SensitiveType::Password | SensitiveType::Pin => {
            words.has(&["credential", "credentials"])
                || makes(&["password", "passwords", "reset", "rotate", "regenerate", "token", "tokens"])
        }
        SensitiveType::PrivateKey => {
            words.has(&["credential", "credentials"])
                || makes(&["key", "keys", "keypair", "keypairs", "certificate", "certificates", "rotate"])
        }
        _ => false,
    }
}

/// Tells whether an operation is about meetings, whose passcodes all participants share.
fn is_about_meetings(operation: &Operation) -> bool {
    let last = operation.path().split('/').rfind(|segment| !segment.is_empty() && !segment.contains('{'));
    last.is_some_and(|last| matches!(last, "meetings" | "webinars"))
}

impl Rule for SensitiveDataInResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        EXPOSURE.report(api, report);
    }
}
