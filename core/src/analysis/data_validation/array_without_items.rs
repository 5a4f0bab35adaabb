use crate::analysis::graph::{Bounds, Directions, Keyword, Types};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports arrays that do not say what their items are: `items` is missing, or says nothing.
    ///
    /// Before OpenAPI 3.1 a document without `items` is not valid. What `prefixItems` names counts.
    ///
    /// ## Why is this bad?
    /// Whatever stands in the list passes the validation.
    ///
    /// ## Example
    /// ```yaml
    /// tags: {type: array}
    /// ```
    /// Use instead:
    /// ```yaml
    /// tags: {type: array, items: {type: string}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    /// - [OpenAPI 3.0.4: Schema Object](https://spec.openapis.org/oas/v3.0.4#schema-object)
    ArrayWithoutItems {
        id: "array-without-items",
        severities: [Low, Info],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4, Api3],
        cwe: [20],
        mitigation: "Describe the items with `items`.",
    }
}

impl Rule for ArrayWithoutItems {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for id in graph.unlimited(Types::ARRAY, Bounds::ITEM) {
            let Some(schema) = graph.schema(id) else { continue };
            let complaint = if schema.has(Keyword::Items) {
                "is an array whose `items` say nothing"
            } else {
                "is an array that does not say what its items are"
            };
            let severity = if graph.directions(id).request { Severity::Low } else { Severity::Info };
            let name = graph.name(id);
            let message = format_args!("{name} {complaint}");
            report.schema(id, Directions::BOTH, schema.node, severity, message);
        }
    }
}
