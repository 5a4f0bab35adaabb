use rustc_hash::FxHashSet;

use crate::analysis::graph::{Bounds, Directions, Graph, Keyword, Role, Schema, SchemaId, Used};
use crate::analysis::{Reporter, Rule};
use crate::api::specification::Specification;
use crate::api::tree::NodeId;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports schemas in requests that name no type: a value of any type passes, whatever the other keywords say.
    ///
    /// A list of values, a `$ref` or the branches of a composition say the type as well. The rule belongs to the strict
    /// profile.
    ///
    /// ## Why is this bad?
    /// Each keyword judges values of its own type only. A schema with `properties` takes a string, one with `maxLength`
    /// takes an object.
    ///
    /// ## Example
    /// ```yaml
    /// name: {maxLength: 100}
    /// ```
    /// Use instead:
    /// ```yaml
    /// name: {type: string, maxLength: 100}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-1287: Improper Validation of Specified Type of Input](https://cwe.mitre.org/data/definitions/1287.html)
    /// - [JSON Schema Validation 2020-12](https://json-schema.org/draft/2020-12/json-schema-validation)
    SchemaWithoutType {
        id: "schema-without-type",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [1287],
        mitigation: "Name the type with `type`.",
    }
}

impl Rule for SchemaWithoutType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let entries = entries(graph);
        for (id, schema) in graph.schemas() {
            if !graph.directions(id).request || !lacks_type(graph, id, schema) || entries.contains(&id) {
                continue;
            }
            // A branch has the type of what it is a branch of, so there it is missing.
            let is_of_another = schema.parent.is_some_and(|(parent, role)| {
                matches!(role, Role::AllOf | Role::OneOf | Role::AnyOf)
                    && graph
                        .schema(parent)
                        .is_some_and(|own| schema.is_unrestricted() || lacks_type(graph, parent, own))
            });
            let is_elsewhere = schema.is_unrestricted()
                && schema
                    .parent
                    .is_some_and(|(_, role)| matches!(role, Role::Item | Role::AdditionalProperty));
            if !is_of_another && !is_elsewhere {
                let name = graph.name(id);
                let message = format_args!("{name} takes values of any type");
                report.schema(id, Directions::REQUEST, schema.node, Severity::Low, message);
            }
        }
    }
}

fn lacks_type(graph: &Graph<'_>, id: SchemaId, schema: &Schema<'_>) -> bool {
    const SAYS_IT: [Keyword; 4] = [Keyword::Reference, Keyword::DynamicRef, Keyword::Not, Keyword::If];
    const COMPOSED: [Keyword; 3] = [Keyword::AllOf, Keyword::OneOf, Keyword::AnyOf];
    const OF_A_TYPE: [Keyword; 5] =
        [Keyword::Properties, Keyword::Items, Keyword::Pattern, Keyword::MaxLength, Keyword::Required];
    schema.types.is_empty()
        && graph.is_met(id)
        && !graph.bounds(id).has(Bounds::TYPE)
        && !schema.has_any(&SAYS_IT)
        && (!schema.has_any(&COMPOSED) || schema.has_any(&OF_A_TYPE))
}

/// Returns the schemas of whole bodies and parameters that are left alone: those that say nothing and parameters of Swagger
/// 2.0 are the matter of `empty-schema`, and a form is an object without saying so.
fn entries(graph: &Graph<'_>) -> FxHashSet<SchemaId> {
    let tree = graph.tree();
    let is_left = |own: &Schema<'_>| {
        let is_parameter = graph.specification() == Specification::V2 && tree.get(own.node, "in").is_some();
        own.is_unrestricted() || (is_parameter && own.types.is_empty())
    };
    let mut left = FxHashSet::default();
    let mut add = |node: NodeId, is_form: bool| {
        let resolved = graph.resolved_at(node).filter(|(_, own)| is_form || is_left(own));
        left.extend(resolved.map(|(id, _)| id));
    };
    for Used { part, .. } in graph.parameters() {
        part.schema.into_iter().for_each(|node| add(node, false));
        part.content.iter().filter_map(|media| media.schema).for_each(|node| add(node, false));
    }
    for media in graph.bodies().flat_map(|used| &used.part.content) {
        media.schema.into_iter().for_each(|node| add(node, media.is_form()));
    }
    left
}
