use rustc_hash::FxHashSet;

use crate::analysis::graph::{Bounds, Directions, Extra, Graph, Keyword, Role, Schema, SchemaId, Types};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports objects in the requests of operations that write, if they name properties and leave open whether there
    /// may be others. In JSON Schema there may.
    ///
    /// Objects that `allOf` extends are left out: closed members of an `allOf` refuse each other's properties. From
    /// OpenAPI 3.1 on the whole can be closed with `unevaluatedProperties: false`, and is reported if nothing closes it.
    ///
    /// The rule belongs to the pedantic profile: many APIs ignore what they do not know, so that old servers understand
    /// new clients.
    ///
    /// ## Why is this bad?
    /// Properties that nobody described reach the code behind the API. Where it copies whole objects, a caller may set
    /// fields such as a role or a price.
    ///
    /// ## Example
    /// ```yaml
    /// type: object
    /// properties: {name: {type: string}}
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
    UndeclaredPropertiesAllowed {
        id: "undeclared-properties-allowed",
        severities: [Low],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3],
        cwe: [915],
        mitigation: "Close the object with `additionalProperties: false`, or a composed one from OpenAPI 3.1 on with `unevaluatedProperties: false`.",
    }
}

impl Rule for UndeclaredPropertiesAllowed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let extended = extended(graph);
        for (id, schema) in graph.schemas() {
            let is_open = schema.additional == Extra::Unsaid && schema.unevaluated == Extra::Unsaid;
            if !is_open
                || !names_properties(graph, schema)
                || extended.contains(&id)
                || !graph.is_met(id)
                || graph.bounds(id).has(Bounds::CLOSED)
            {
                continue;
            }
            let operations = graph.operations(id, Directions::REQUEST);
            let writes = |index: &u32| {
                api.operations().get(*index as usize).is_some_and(|operation| !operation.method().is_safe())
            };
            if operations.iter().any(writes) {
                let name = graph.name(id);
                let message = format_args!("{name} takes properties that it does not name");
                report.schema(id, Directions::REQUEST, schema.node, Severity::Low, message);
            }
        }
    }
}

/// Tells whether a schema is an object that can be closed where it is written.
fn names_properties(graph: &Graph<'_>, schema: &Schema<'_>) -> bool {
    let is_composed = schema.has_any(&[Keyword::AllOf, Keyword::OneOf, Keyword::AnyOf, Keyword::Reference]);
    let has_names = schema.has(Keyword::Properties) || schema.has(Keyword::AllOf);
    let can_be_closed = !is_composed || graph.specification().has_json_schema();
    has_names && can_be_closed && (schema.types.is_empty() || schema.types.has(Types::OBJECT))
}

/// Returns the schemas that others extend: members of an `allOf`, and branches beside properties.
fn extended(graph: &Graph<'_>) -> FxHashSet<SchemaId> {
    let mut extended = FxHashSet::default();
    for (id, schema) in graph.schemas() {
        let has_names = schema.has(Keyword::Properties) || schema.has(Keyword::AllOf);
        for edge in graph.edges(id) {
            let is_extended = match edge.role {
                Role::AllOf => true,
                Role::OneOf | Role::AnyOf => has_names,
                Role::Reference => !schema.is_reference(graph.specification()),
                _ => false,
            };
            if is_extended {
                extended.insert(edge.to);
                extended.extend(graph.resolved(edge.to).map(|(id, _)| id));
            }
        }
    }
    extended
}
