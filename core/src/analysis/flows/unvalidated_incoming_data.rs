use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::analysis::graph::Graph;
use crate::analysis::media::is_structured;
use crate::analysis::{Reporter, Rule};
use crate::api::contents::MediaType;
use crate::api::tree::NodeId;
use crate::api::{Outgoing, OutgoingKind};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports webhooks and callbacks whose structured data has no schema, in the call or in the answer.
    ///
    /// A schema that says nothing (`{}`, `true`) is none. Files and texts need none.
    ///
    /// ## Why is this bad?
    /// The call comes to somebody else's server, and its answer comes back to the API: each side takes data from a stranger.
    /// Without a schema neither can check it, and what third parties send is trusted most easily.
    ///
    /// ## Example
    /// ```yaml
    /// webhooks:
    ///   paid:
    ///     post:
    ///       requestBody: {content: {application/json: {}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// webhooks:
    ///   paid:
    ///     post:
    ///       requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Payment'}}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API10:2023 Unsafe Consumption of APIs](https://owasp.org/API-Security/editions/2023/en/0xaa-unsafe-consumption-of-apis/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    UnvalidatedIncomingData {
        id: "unvalidated-incoming-data",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api10],
        cwe: [20],
        mitigation: "Describe the data with a schema, and check it on arrival.",
    }
}

impl Rule for UnvalidatedIncomingData {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let mut seen: FxHashSet<NodeId> = FxHashSet::default();
        for outgoing in graph.outgoing() {
            let body = graph.body_of(&outgoing.operation).map(|body| (&body.content, "body"));
            let answers =
                graph.responses_of(&outgoing.operation).map(|(_, response)| (&response.content, "answer"));
            for (content, what) in body.into_iter().chain(answers) {
                let Some(media) = content.iter().find(|media| lacks_schema(graph, media)) else { continue };
                if seen.insert(media.node) {
                    let message = format!("the {what} of {} has no schema", describe(outgoing));
                    report_at(report, outgoing, media.node, &message);
                }
            }
        }
    }
}

fn lacks_schema(graph: &Graph<'_>, media: &MediaType) -> bool {
    let Some(schema) = media.schema else { return is_structured(&media.name) };
    let schema = graph.resolved_at(schema);
    is_structured(&media.name) && schema.is_some_and(|(_, schema)| schema.is_unrestricted())
}

/// Reports a callback on the operation that asks for it, a webhook on nobody.
fn report_at(report: &mut Reporter<'_>, outgoing: &Outgoing, node: NodeId, message: &str) {
    match outgoing.kind {
        OutgoingKind::Webhook => report.shared(node, Vec::new(), Severity::Low, message),
        OutgoingKind::Callback { operation } => {
            report.part(node, &Arc::from([operation]), Severity::Low, message);
        }
    }
}

fn describe(outgoing: &Outgoing) -> String {
    let name = Quoted(outgoing.operation.path());
    match outgoing.kind {
        OutgoingKind::Webhook => format!("the webhook {name}"),
        OutgoingKind::Callback { .. } => format!("the callback {name}"),
    }
}
