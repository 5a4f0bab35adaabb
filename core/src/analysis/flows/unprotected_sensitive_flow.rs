use super::business_flow::{BusinessFlow, Inputs};
use crate::analysis::responses::limits_calls;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that are worth calling thousands of times and show no protection against it.
    ///
    /// These are logins, one-time passwords, password resets, checkouts, redemptions of coupons, refunds and transfers of
    /// money, known by whole words of their path and `operationId`. A `429` response (also as `4XX` or `default`), a header
    /// with a rate limit, a captcha and an idempotency key are protections.
    ///
    /// ## Why is this bad?
    /// Scripts try stolen passwords, guess codes, buy out stock and repeat payments. What is harmless once does damage at
    /// scale.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /login:
    ///     post: {responses: {'200': {description: Welcome}, '401': {description: No}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /login:
    ///     post:
    ///       responses:
    ///         '200': {description: Welcome}
    ///         '401': {description: No}
    ///         '429': {description: Too many attempts, headers: {Retry-After: {schema: {type: integer}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API6:2023 Unrestricted Access to Sensitive Business Flows](https://owasp.org/API-Security/editions/2023/en/0xa6-unrestricted-access-to-sensitive-business-flows/)
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-799: Improper Control of Interaction Frequency](https://cwe.mitre.org/data/definitions/799.html)
    UnprotectedSensitiveFlow {
        id: "unprotected-sensitive-flow",
        severities: [Medium],
        profile: Strict,
        category: ApiSpecification,
        factor: Exposure,
        owasp: [Api6, Api4],
        cwe: [799, 307],
        mitigation: "Limit how often the operation may be called, and document it; ask for a captcha or an idempotency key.",
    }
}

/// Words of parameters and properties that keep scripts and repetitions out.
const PROTECTIONS: [&str; 7] =
    ["captcha", "recaptcha", "hcaptcha", "turnstile", "idempotency", "idempotence", "idempotent"];

impl Rule for UnprotectedSensitiveFlow {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let mut inputs = Inputs::new(graph);
        for operation in graph.api().operations() {
            if operation.unread.responses || operation.unread.parameters {
                continue;
            }
            let Some(flow) = BusinessFlow::named(operation) else { continue };
            if limits_calls(graph, operation) {
                continue;
            }
            let Some(taken) = inputs.words(operation) else { continue };
            if !flow.is_meant(operation, &taken) || PROTECTIONS.iter().any(|word| taken.contains(*word)) {
                continue;
            }
            let (target, flow) = (operation.to_ref(), flow.describe());
            let message = format_args!(
                "{target} is {flow} and shows no protection against automation: no 429, no captcha, no idempotency key"
            );
            report.operation(operation, operation.node, Severity::Medium, message);
        }
    }
}
