use crate::analysis::sensitive_flow::{SensitiveFlow, raise};
use crate::analysis::{Reporter, Rule};
use crate::api::{EffectiveSecurity, Operation};
use crate::identifier::words;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that opt out of authentication with an empty `security` list.
    ///
    /// Operations that write are high, operations that read are low, and so are those that have to let in people who are
    /// not signed in: signing up and in, a password reset, the token endpoint of an authorization server. A `POST` that by
    /// its path only asks (`/search`, `/query`, `/check`, `/validate`) is medium. Payment, transfer, refund, withdrawal
    /// and administration operations are critical.
    ///
    /// Operations that are declared public (`x-watchgate-public: true`, or `public` in the settings) are left out.
    ///
    /// ## Why is this bad?
    /// `security: []` overrides the root's requirement. On a health check that is meant; on an operation that changes
    /// something it is an open door.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     post: {security: []}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders:
    ///     post: {security: [{oauth: [orders]}]}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    OperationSecurityOptOut {
        id: "operation-security-opt-out",
        severities: [Critical, High, Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Remove the empty `security` list, or name the scheme that the operation needs.",
    }
}

impl Rule for OperationSecurityOptOut {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for operation in api.operations() {
            let EffectiveSecurity::Operation(security) = api.security(operation) else { continue };
            if !security.requirements().is_empty()
                || *operation.method() == Method::Options
                || report.is_public(operation)
            {
                continue;
            }
            let severity = match () {
                () if operation.method().is_safe() || is_entrance(operation) => Severity::Low,
                () if only_asks(operation) => Severity::Medium,
                () => Severity::High,
            };
            let flow = SensitiveFlow::of(operation).filter(|flow| !flow.may_be_public());
            let (severity, flow) = raise(severity, flow);
            let target = operation.to_ref();
            report.operation(
                operation,
                security.node,
                severity,
                format_args!("{target} opts out of authentication with an empty `security`{flow}"),
            );
        }
    }
}

/// Tells whether people who are not signed in have to be let in: to sign up or in, to reset a password, to be given a token
/// by an authorization server.
fn is_entrance(operation: &Operation) -> bool {
    let [last, below] = last_segments(operation);
    match last.as_str() {
        "signup" | "register" | "registration" | "login" | "signin" => true,
        "token" | "revoke" | "introspect" => {
            below.starts_with("oauth") || matches!(below.as_str(), "auth" | "connect")
        }
        _ => SensitiveFlow::of(operation) == Some(SensitiveFlow::PasswordReset),
    }
}

/// Tells whether an operation takes its question in a body, and changes nothing.
pub(super) fn only_asks(operation: &Operation) -> bool {
    let [last, below] = last_segments(operation);
    *operation.method() == Method::Post
        && (matches!(last.as_str(), "search" | "query" | "check" | "validate") || below == "validate")
}

/// Returns the words of the last segment of the path, and of the one before it, in one.
fn last_segments(operation: &Operation) -> [String; 2] {
    let mut segments = operation.path().rsplit('/').filter(|segment| !segment.is_empty());
    [(); 2].map(|()| segments.next().map(|segment| words(segment).concat()).unwrap_or_default())
}
