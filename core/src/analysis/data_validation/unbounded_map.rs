use crate::analysis::graph::{Bounds, Directions, Extra, Keyword};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports objects in requests that take any number of properties of the caller's naming: `additionalProperties`,
    /// `unevaluatedProperties` or `patternProperties` has a schema, and nothing says how many there may be.
    ///
    /// `maxProperties` is a limit, and so is `propertyNames`. The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// One request may hold any number of entries, each of which is stored or worked on.
    ///
    /// ## Example
    /// ```yaml
    /// labels: {type: object, additionalProperties: {type: string}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// labels: {type: object, maxProperties: 64, additionalProperties: {type: string}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedMap {
        id: "unbounded-map",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maxProperties` to the most entries that make sense.",
    }
}

impl Rule for UnboundedMap {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for (id, schema) in graph.schemas() {
            let is_map = schema.additional == Extra::Schema
                || schema.unevaluated == Extra::Schema
                || schema.has(Keyword::PatternProperties);
            if is_map
                && schema.additional != Extra::Allowed
                && graph.is_met(id)
                && graph.directions(id).request
                && !graph.bounds(id).has(Bounds::PROPERTIES)
            {
                let name = graph.name(id);
                let message = format_args!("{name} takes any number of properties");
                report.schema(id, Directions::REQUEST, schema.node, Severity::Low, message);
            }
        }
    }
}
