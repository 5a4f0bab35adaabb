use crate::analysis::sensitive_flow::{SensitiveFlow, raise};
use crate::analysis::{Reporter, Rule};
use crate::api::EffectiveSecurity;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations whose `security` holds an empty requirement (`{}`), so that anonymous calls satisfy it.
    ///
    /// Alone the empty requirement is high, beside real schemes it is medium; on payment, transfer, refund, withdrawal,
    /// administration, token and password-reset operations it is critical if they write and high if they read.
    ///
    /// Operations that are declared public (`x-watchgate-public: true`, or `public` in the settings) are left out.
    ///
    /// ## Why is this bad?
    /// The requirements of a list are alternatives. One empty alternative makes all others optional, and the operation
    /// looks protected to a reader who sees the schemes beside it.
    ///
    /// ## Example
    /// ```yaml
    /// security: [{}, {api_key: []}]
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{api_key: []}]
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    /// - [OpenAPI 3.1.1: Security Requirement Object](https://spec.openapis.org/oas/v3.1.1#security-requirement-object)
    AnonymousAccessAllowed {
        id: "anonymous-access-allowed",
        severities: [Critical, High, Medium],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Remove the empty requirement `{}` from the `security` list.",
    }
}

impl Rule for AnonymousAccessAllowed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for operation in api.operations() {
            let (security, inherited) = match api.security(operation) {
                EffectiveSecurity::Absent => continue,
                EffectiveSecurity::Root(security) => (security, true),
                EffectiveSecurity::Operation(security) => (security, false),
            };
            let Some(anonymous) = security.anonymous() else { continue };
            if *operation.method() == Method::Options || report.is_public(operation) {
                continue;
            }
            let alone = security.uses().next().is_none();
            let severity = if alone { Severity::High } else { Severity::Medium };
            let (raised, flow) = raise(severity, SensitiveFlow::of(operation));
            let severity = if operation.method().is_safe() { raised.min(Severity::High) } else { raised };
            let node = if inherited { operation.node } else { anonymous.node };
            let whose = if inherited { "the root's `security`" } else { "its `security`" };
            let effect = if alone { "asks for nothing" } else { "makes authentication optional" };
            let target = operation.to_ref();
            report.operation(
                operation,
                node,
                severity,
                format_args!(
                    "{target} can be called anonymously: an empty requirement in {whose} {effect}{flow}"
                ),
            );
        }
    }
}
