use super::credential_input::CredentialInputs;
use super::operation_security_opt_out::{is_entrance, only_asks};
use crate::analysis::sensitive_flow::{SensitiveFlow, raise, raise_to};
use crate::analysis::{Reporter, Rule};
use crate::api::EffectiveSecurity;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that can be called without authentication, because neither they nor the document ask for any.
    /// They have no `security` of their own, and the root has none or an empty list.
    ///
    /// Operations that write are critical, those that read or only ask (`POST /orders/search`) medium. Administration is
    /// always critical, reading payments, transfers, refunds and withdrawals high. Where people who are not signed in have
    /// to be let in (`POST /login`) it is medium. `OPTIONS` is left out, and so is what is declared public
    /// (`x-watchgate-public: true`, or `public` in the settings).
    ///
    /// An operation that asks for a credential elsewhere is medium: by a required parameter (`Authorization`, `?api_key=`),
    /// by a variable of its server, or in its description ("tokens need the `admin:org` scope"). No gateway, test or
    /// generated code sees it there. Money and password resets are not taken at the word of their description.
    ///
    /// ## Why is this bad?
    /// Anybody who can reach the address can call the operation. Missing authentication is the shortest way into an API.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /PaymentAuth:
    ///     post: {responses: {'200': {description: Paid}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /PaymentAuth:
    ///     post:
    ///       security: [{oauth: [payments]}]
    ///       responses: {'200': {description: Paid}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API2:2023 Broken Authentication](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)
    /// - [CWE-306: Missing Authentication for Critical Function](https://cwe.mitre.org/data/definitions/306.html)
    /// - [OpenAPI 3.1.1: Security Requirement Object](https://spec.openapis.org/oas/v3.1.1#security-requirement-object)
    OperationWithoutAuthentication {
        id: "operation-without-authentication",
        severities: [Critical, High, Medium],
        profile: Default,
        category: ApiSpecification,
        factor: AccessControl,
        owasp: [Api2],
        cwe: [306],
        mitigation: "Add a `security` requirement to the operation or to the document.",
    }
}

impl Rule for OperationWithoutAuthentication {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let inputs = CredentialInputs::of(report.graph());
        for operation in api.operations() {
            let open = match api.security(operation) {
                EffectiveSecurity::Absent => true,
                EffectiveSecurity::Root(security) => security.requirements().is_empty(),
                EffectiveSecurity::Operation(_) => false,
            };
            if !open || *operation.method() == Method::Options || report.is_public(operation) {
                continue;
            }
            let (target, node) = (operation.to_ref(), operation.node);
            if let Some(input) = inputs.of_operation(operation) {
                let message =
                    format_args!("{target} asks for authentication only {input}, and not in its `security`");
                report.operation(operation, node, Severity::Medium, message);
                continue;
            }
            let flow = SensitiveFlow::of(operation);
            let (severity, flow) = match () {
                () if is_entrance(operation) => (Severity::Medium, String::new()),
                () if operation.method().is_safe() && flow != Some(SensitiveFlow::Administration) => {
                    raise_to(Severity::High, Severity::Medium, flow)
                }
                () if operation.method().is_safe() || only_asks(&api.tree, operation) => {
                    raise(Severity::Medium, flow)
                }
                () => raise(Severity::Critical, flow),
            };
            let message = format_args!("{target} can be called without authentication{flow}");
            report.operation(operation, node, severity, message);
        }
    }
}
