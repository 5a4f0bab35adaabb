use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::analysis::media::{is_structured, without_schema};
use crate::analysis::{Reporter, Rule};
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
            let body = graph.body_of(&outgoing.operation).filter(|body| seen.insert(body.node));
            if let Some(node) = body.and_then(|body| without_schema(graph, &body.content)) {
                report_at(report, outgoing, node, "body");
            }
            for (_, response) in graph.responses_of(&outgoing.operation) {
                if !seen.insert(response.node) {
                    continue;
                }
                let mut structured = response.content.iter().filter(|media| is_structured(&media.name));
                // An answer whose schema says nothing is input of any type, which is reported as such.
                if let Some(media) = structured.find(|media| media.schema.is_none()) {
                    report_at(report, outgoing, media.node, "answer");
                }
            }
        }
    }
}

/// Reports what a callback lacks on the operation that asks for it, what a webhook lacks on nobody.
fn report_at(report: &mut Reporter<'_>, outgoing: &Outgoing, node: NodeId, what: &str) {
    let name = Quoted(outgoing.operation.path());
    match outgoing.kind {
        OutgoingKind::Webhook => {
            let message = format_args!("the {what} of the webhook {name} has no schema");
            report.shared(node, Vec::new(), Severity::Low, message);
        }
        OutgoingKind::Callback { operation } => {
            let message = format_args!("the {what} of the callback {name} has no schema");
            report.part(node, &Arc::from([operation]), Severity::Low, message);
        }
    }
}
