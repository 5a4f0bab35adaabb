//! Bodies of requests that should have none.

use crate::analysis::Reporter;
use crate::analysis::graph::{Graph, Keyword, Types};
use crate::analysis::lacking::Lacking;
use crate::api::Operation;
use crate::api::contents::{Body, MediaType, ParameterLocation};
use crate::api::tree::{NodeId, Tree, Value};
use crate::{Method, Severity};

/// Reports the operations of some methods that take a body; where most of them do, the document once.
pub(super) fn report_bodies(report: &mut Reporter<'_>, methods: &[Method], severity: Severity) {
    let graph = report.graph();
    let mut bodies = Lacking::default();
    for operation in graph.api().operations().iter().filter(|own| methods.contains(own.method())) {
        match body_node(graph, operation) {
            Some(node) => bodies.operation(operation, node, format!("{} takes a body", operation.to_ref())),
            None => bodies.has(),
        }
    }
    let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    bodies.report(report, severity, |count, all| {
        format!("{count} of {all} {} operations take a body", names.join(", "))
    });
}

/// Returns where an operation says that it takes a body which can hold anything.
fn body_node<'a>(graph: &Graph<'a>, operation: &'a Operation) -> Option<NodeId> {
    if let Some(body) = graph.body_of(operation) {
        let node = graph.tree().get(operation.node, "requestBody").unwrap_or(body.node);
        return (!holds_nothing(graph, body)).then_some(node);
    }
    let field = graph.parameters_of(operation).find(|own| own.location == ParameterLocation::Form);
    field.map(|own| own.node)
}

/// Tells whether a body has no content, or in each media type nothing: no word about it, or an object of which no property
/// is named. Generators write that on every operation.
fn holds_nothing(graph: &Graph<'_>, body: &Body) -> bool {
    body.content.iter().all(|media| {
        let Some(schema) = media.schema else { return says_nothing(graph.tree(), media) };
        graph.resolved_at(schema).is_some_and(|(id, schema)| {
            schema.types.is_only(Types::OBJECT)
                && schema.has(Keyword::Properties)
                && graph.edges(id).is_empty()
        })
    })
}

/// Tells whether a media type without a schema has no example either, or the empty text for one.
fn says_nothing(tree: &Tree, media: &MediaType) -> bool {
    let is_empty =
        |example: NodeId| matches!(tree.value(example), Value::String(text) if text.trim().is_empty());
    tree.get(media.node, "$ref").is_none()
        && tree.get(media.node, "examples").is_none_or(|examples| tree.len(examples) == 0)
        && tree.get(media.node, "example").is_none_or(is_empty)
}
