use std::collections::BTreeMap;

use crate::analysis::graph::{Graph, Used};
use crate::analysis::media::is_structured;
use crate::analysis::users::Users;
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{Body, MediaType, Parameter};
use crate::api::specification::Specification;
use crate::api::tree::NodeId;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports request bodies and parameters that nothing describes: the schema is missing, or says nothing.
    ///
    /// A body that is a file needs no schema. Parts of a body without type are the matter of `schema-without-type`.
    ///
    /// ## Why is this bad?
    /// Nothing can be validated. Whatever a caller sends goes through to the code behind the API.
    ///
    /// ## Example
    /// ```yaml
    /// requestBody:
    ///   content:
    ///     application/json: {}
    /// ```
    /// Use instead:
    /// ```yaml
    /// requestBody:
    ///   content:
    ///     application/json:
    ///       schema: {$ref: '#/components/schemas/Order'}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    EmptySchema {
        id: "empty-schema",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3, Api4],
        cwe: [20],
        mitigation: "Describe the body or the parameter with a schema.",
    }
}

impl Rule for EmptySchema {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for Used { part, users } in graph.parameters().filter(|used| !used.users.is_empty()) {
            if is_undescribed(graph, part) {
                let name = Quoted(&part.name);
                let message = format_args!("the parameter {name} has no schema that says anything");
                report.part(part.node, users, Severity::Medium, message);
            }
        }
        let mut bodies: BTreeMap<NodeId, (String, Users)> = BTreeMap::new();
        for Used { part, users } in graph.bodies().filter(|used| !used.users.is_empty()) {
            if part.content.is_empty() {
                report.part(part.node, users, Severity::Medium, "the request body is not described");
            }
            for media in part.content.iter().filter(|media| media.is_form() || is_structured(&media.name)) {
                if says_nothing(graph, media.schema) {
                    let (node, name) = place(graph, part, media);
                    bodies.entry(node).or_insert_with(|| (name, Users::default())).1.add(users);
                }
            }
        }
        for (node, (name, users)) in bodies {
            let message = format_args!("{name} has no schema that says anything");
            report.part(node, &users.all(), Severity::Medium, message);
        }
    }
}

/// Returns where a body is left open, with a name: at the component that says nothing, else at the body.
fn place(graph: &Graph<'_>, body: &Body, media: &MediaType) -> (NodeId, String) {
    let written = media.schema.map(|node| graph.tree().target(node));
    let resolved = media.schema.and_then(|node| graph.resolved_at(node));
    match resolved.filter(|(_, schema)| Some(schema.node) != written) {
        Some((id, schema)) => (schema.node, format!("the request body {}", graph.describe(id))),
        // In Swagger 2.0 all media types have one schema.
        None if graph.specification() == Specification::V2 => (body.node, "the request body".to_owned()),
        None => (media.node, format!("the request body {}", Quoted(&media.name))),
    }
}

fn is_undescribed(graph: &Graph<'_>, parameter: &Parameter) -> bool {
    if graph.specification() == Specification::V2 {
        // The parameter is the schema, and its own fields are no keywords.
        let schema = graph.resolved_at(parameter.node).map(|(_, schema)| schema);
        return schema.is_some_and(|own| {
            own.types.is_empty() && !own.is_enumerated() && graph.tree().get(own.node, "schema").is_none()
        });
    }
    match &*parameter.content {
        [] => says_nothing(graph, parameter.schema),
        content => content.iter().all(|media| says_nothing(graph, media.schema)),
    }
}

/// Tells whether a schema is missing or says nothing. What cannot be resolved is reported elsewhere.
fn says_nothing(graph: &Graph<'_>, schema: Option<NodeId>) -> bool {
    let Some(node) = schema else { return true };
    graph
        .resolved_at(node)
        .is_some_and(|(_, schema)| schema.boolean != Some(false) && schema.is_unrestricted())
}
