//! Bodies of requests that should have none.

use crate::analysis::Reporter;
use crate::analysis::graph::{Graph, Keyword, Types};
use crate::analysis::lacking::Lacking;
use crate::api::Operation;
use crate::api::contents::{Body, ParameterLocation};
use crate::api::tree::NodeId;
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

/// Tells whether a body has no content, or an object of which no property is named. Generators write it on every operation.
fn holds_nothing(graph: &Graph<'_>, body: &Body) -> bool {
    body.content.iter().all(|media| {
        let schema = media.schema.and_then(|schema| graph.resolved_at(schema));
        schema.is_some_and(|(id, schema)| {
            schema.types.is_only(Types::OBJECT)
                && schema.has(Keyword::Properties)
                && graph.edges(id).is_empty()
        })
    })
}
