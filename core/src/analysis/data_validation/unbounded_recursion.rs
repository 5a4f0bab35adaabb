use rustc_hash::FxHashSet;

use crate::analysis::components::cycles;
use crate::analysis::graph::{Bounds, Directions, Edge, Graph, Role, SchemaId};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports schemas in requests that contain themselves, so that a body may nest as deep as the caller likes. A
    /// circle of schemas is reported once.
    ///
    /// Where each round goes through an array with `maxItems`, or a map with `maxProperties`, it is not reported. The
    /// rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// Code that follows the nesting by calling itself runs out of stack. A few thousand brackets are enough to bring
    /// down a server.
    ///
    /// ## Example
    /// ```yaml
    /// Filter:
    ///   type: object
    ///   properties:
    ///     and: {type: array, items: {$ref: '#/components/schemas/Filter'}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// Filter:
    ///   type: object
    ///   properties:
    ///     and: {type: array, maxItems: 10, items: {$ref: '#/components/schemas/Filter'}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-674: Uncontrolled Recursion](https://cwe.mitre.org/data/definitions/674.html)
    UnboundedRecursion {
        id: "unbounded-recursion",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [674],
        mitigation: "Limit the items of each level, refuse bodies that nest deeper than makes sense, or write the levels out.",
    }
}

impl Rule for UnboundedRecursion {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let links: Vec<Vec<u32>> = graph.schemas().map(|(id, _)| links_of(graph, id)).collect();
        for circle in cycles(&links) {
            let members: FxHashSet<SchemaId> = circle.iter().copied().map(SchemaId::of_index).collect();
            let goes_deeper = |id: &SchemaId| {
                let inside = graph.edges(*id).iter().filter(|edge| members.contains(&edge.to));
                inside.into_iter().any(|edge| !is_same_value(edge))
            };
            // A circle of references only is reported as such.
            if !members.iter().any(goes_deeper) {
                continue;
            }
            let Some(id) = head(graph, &circle) else { continue };
            let Some(schema) = graph.schema(id) else { continue };
            let name = graph.name(id);
            let message = format_args!("{name} contains itself, so a request may nest as deep as it likes");
            report.schema(id, Directions::REQUEST, schema.node, Severity::Low, message);
        }
    }
}

/// Returns the schemas that the data of a request leads to from one, without those that a limit stands before.
fn links_of(graph: &Graph<'_>, id: SchemaId) -> Vec<u32> {
    if !graph.directions(id).request || !graph.is_met(id) {
        return Vec::new();
    }
    let bounds = graph.bounds(id);
    let leads = |edge: &&Edge<'_>| match edge.role {
        Role::Item => !bounds.has(Bounds::ITEMS),
        Role::AdditionalProperty | Role::PatternProperty => !bounds.has(Bounds::PROPERTIES),
        Role::Not | Role::Other => false,
        _ => true,
    };
    graph.edges(id).iter().filter(leads).map(|edge| edge.to.number()).collect()
}

fn is_same_value(edge: &Edge<'_>) -> bool {
    matches!(edge.role, Role::Reference | Role::AllOf | Role::OneOf | Role::AnyOf)
}

/// Returns the member of a circle that has a name: the first component, or the first of all.
fn head(graph: &Graph<'_>, circle: &[u32]) -> Option<SchemaId> {
    let ids = || circle.iter().copied().map(SchemaId::of_index);
    let has_name = |id: &SchemaId| {
        graph.schema(*id).is_some_and(|own| own.parent.is_none() && !own.is_reference(graph.specification()))
    };
    ids().find(has_name).or_else(|| ids().next())
}
