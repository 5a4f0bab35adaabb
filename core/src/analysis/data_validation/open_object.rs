use crate::analysis::graph::{Bounds, Directions, Extra, Keyword};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports objects in requests that allow any further property: `additionalProperties` or `unevaluatedProperties` is
    /// `true` or says nothing.
    ///
    /// An object that another member of its `allOf` closes is not open. The rule belongs to the strict profile: some
    /// objects, such as notes of the caller, are meant to be open.
    ///
    /// ## Why is this bad?
    /// Whatever a caller adds passes the validation. Code that copies whole objects then sets fields that were never
    /// meant to be set from outside.
    ///
    /// ## Example
    /// ```yaml
    /// type: object
    /// properties: {name: {type: string}}
    /// additionalProperties: true
    /// ```
    /// Use instead:
    /// ```yaml
    /// type: object
    /// properties: {name: {type: string}}
    /// additionalProperties: false
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-915: Improperly Controlled Modification of Dynamically-Determined Object Attributes](https://cwe.mitre.org/data/definitions/915.html)
    OpenObject {
        id: "open-object",
        severities: [Medium],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Name the properties that are meant, or give the further ones a schema. Close the object where nothing extends it.",
    }
}

impl Rule for OpenObject {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for (id, schema) in graph.schemas() {
            let is_open = schema.additional == Extra::Allowed || schema.unevaluated == Extra::Allowed;
            if is_open
                && graph.is_met(id)
                && graph.directions(id).request
                && !graph.bounds(id).has(Bounds::CLOSED)
            {
                let keyword = if schema.additional == Extra::Allowed {
                    Keyword::AdditionalProperties
                } else {
                    Keyword::UnevaluatedProperties
                };
                let node = schema.place(graph.tree(), keyword);
                let name = graph.name(id);
                let message = format_args!("{name} takes any further property");
                report.schema(id, Directions::REQUEST, node, Severity::Medium, message);
            }
        }
    }
}
