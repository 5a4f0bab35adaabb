use super::paths::paths;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports paths that hold a query (`?`).
    ///
    /// ## Why is this bad?
    /// A path of OpenAPI ends before the query, so no router, gateway or validator matches a request to it. What the
    /// operation asks for is enforced nowhere.
    ///
    /// ## Example
    /// ```yaml
    /// paths: {'/orders?state=open': {get: {}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths: {/orders: {get: {parameters: [{in: query, name: state, schema: {enum: [open]}}]}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API9:2023 Improper Inventory Management](https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/)
    /// - [CWE-1059: Insufficient Technical Documentation](https://cwe.mitre.org/data/definitions/1059.html)
    /// - [OpenAPI 3.1.1: Paths Object](https://spec.openapis.org/oas/v3.1.1#paths-object)
    QueryInPath {
        id: "query-in-path",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [1059],
        mitigation: "Describe the query as parameters of the operation.",
    }
}

impl Rule for QueryInPath {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for path in paths(api).filter(|path| path.template().contains('?')) {
            let template = Quoted(path.template());
            path.report(report, Severity::Low, format_args!("the path {template} holds a query"));
        }
    }
}
