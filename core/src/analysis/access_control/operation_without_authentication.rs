use super::credential_input::CredentialInputs;
use super::operation_security_opt_out::only_asks;
use crate::analysis::sensitive_flow::{SensitiveFlow, raise};
use crate::analysis::{Reporter, Rule};
use crate::api::EffectiveSecurity;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that can be called without authentication, because neither they nor the document ask for any.
    ///
    /// An operation asks for nothing when it has no `security` of its own and the root has none or an empty list.
    /// Operations that write are critical, operations that read are medium; payment, transfer, refund, withdrawal,
    /// administration, token and password-reset operations are critical whatever their method. `OPTIONS` is left out:
    /// browsers send preflight requests without credentials (Fetch Standard, section 4.8).
    ///
    /// Operations that only ask (`POST /orders/search`) count as reading.
    ///
    /// An operation that asks for a credential elsewhere is medium: by a required parameter (`Authorization`, `X-API-Key`,
    /// `?api_key=`), by a variable of its server, or in its description ("tokens need the `admin:org` scope"). Callers are
    /// asked for one, where no gateway, test or generated code sees it. Money and password resets are not taken at the word
    /// of their description.
    ///
    /// Operations that are declared public (`x-watchgate-public: true`, or `public` in the settings) are left out.
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
        severities: [Critical, Medium],
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
            let is_harmless = operation.method().is_safe() || only_asks(operation);
            let severity = if is_harmless { Severity::Medium } else { Severity::Critical };
            let (severity, flow) = raise(severity, SensitiveFlow::of(operation));
            let message = format_args!("{target} can be called without authentication{flow}");
            report.operation(operation, node, severity, message);
        }
    }
}
