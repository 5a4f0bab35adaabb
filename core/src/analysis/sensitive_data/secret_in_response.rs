use super::exposure::{Exposure, Origin};
use super::purpose::{OperationWords, may_make};
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::rule_meta::declare_rule;
use crate::sensitive::SensitiveType;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports API keys, tokens, client secrets and other secrets in successful responses of operations that only read, and of
    /// `PUT` and `PATCH` that do not take them.
    ///
    /// Operations that sign in or fetch tokens, keys or secrets are left out, and so is the creation of anything: a secret
    /// has to be shown once. What is only called `token` or `secret` is as often a name or a reference, and not reported.
    ///
    /// ## Why is this bad?
    /// A secret that can be read again at any time is worth as much as the weakest credential that may read it.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /webhooks/{id}:
    ///     get:
    ///       responses:
    ///         '200':
    ///           content:
    ///             application/json: {schema: {properties: {signing_secret: {type: string}}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /webhooks/{id}:
    ///     get:
    ///       responses:
    ///         '200':
    ///           content:
    ///             application/json: {schema: {properties: {signing_secret_last4: {type: string, maxLength: 4}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-522: Insufficiently Protected Credentials](https://cwe.mitre.org/data/definitions/522.html)
    SecretInResponse {
        id: "secret-in-response",
        severities: [Medium],
        profile: Strict,
        category: SensitiveData,
        factor: SensitiveData,
        owasp: [Api3],
        cwe: [522],
        mitigation: "Show a secret once, when it is made, and only its last characters afterwards.",
    }
}

pub(super) static EXPOSURE: Exposure = Exposure {
    types: &[
        SensitiveType::ApiKey,
        SensitiveType::AccessToken,
        SensitiveType::RefreshToken,
        SensitiveType::MfaSecret,
        SensitiveType::ClientSecret,
        SensitiveType::Secret,
        SensitiveType::ConnectionString,
    ],
    vague: &["token", "secret"],
    is_purpose: hands_out,
    severity: Severity::Medium,
};

const WORDS: [&str; 33] = [
    "token",
    "tokens",
    "login",
    "signin",
    "auth",
    "authenticate",
    "authentication",
    "authorize",
    "authorization",
    "oauth",
    "session",
    "sessions",
    "sso",
    "key",
    "keys",
    "secret",
    "secrets",
    "credential",
    "credentials",
    "apikey",
    "apikeys",
    "jwt",
    "otp",
    "totp",
    "mfa",
    "callback",
    "refresh",
    "verify",
    "reset",
    "rotate",
    "regenerate",
    "renew",
    "roll",
];

fn hands_out(operation: &Operation, _: SensitiveType, origin: Origin) -> bool {
    // What callers send along, they know.
    let is_sent = origin == Origin::Callers && !operation.method().is_safe();
    let is_kept = matches!(operation.method(), Method::Put | Method::Patch) && !may_make(operation);
    let is_shown_once = !operation.method().is_safe() && !is_kept;
    is_sent || is_shown_once || OperationWords::of(operation).has(&WORDS)
}

impl Rule for SecretInResponse {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        EXPOSURE.report(api, report);
    }
}
