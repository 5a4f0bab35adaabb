use std::collections::BTreeMap;

use crate::analysis::graph::Graph;
use crate::analysis::lacking::{Lacking, of_only_user};
use crate::analysis::media::{is_structured, without_schema};
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{PartIndex, Response, Status};
use crate::api::specification::Specification;
use crate::api::tree::NodeId;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports answers of structured data to successful calls whose shape the document does not describe.
    ///
    /// Structured are JSON, XML, YAML and forms; files and texts need no schema. A schema that says nothing
    /// (`{}`, `true`) is none. In Swagger 2.0, where a response without `schema` has no content, one that shows examples all
    /// the same is reported. `204`, `205` and answers to `HEAD` have no content. A response that several operations share is reported once, and where most answers of a document lack a
    /// schema, the document is.
    ///
    /// ## Why is this bad?
    /// What the operation gives away is not known: nobody can see that it hands out more than it should, and no gateway
    /// can stop it.
    ///
    /// ## Example
    /// ```yaml
    /// responses:
    ///   '200':
    ///     description: Orders
    ///     content: {application/json: {}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// responses:
    ///   '200':
    ///     description: Orders
    ///     content: {application/json: {schema: {$ref: '#/components/schemas/Orders'}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API3:2023 Broken Object Property Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/)
    /// - [CWE-213: Exposure of Sensitive Information Due to Incompatible Policies](https://cwe.mitre.org/data/definitions/213.html)
    /// - [OpenAPI 3.1.1: Media Type Object](https://spec.openapis.org/oas/v3.1.1#media-type-object)
    ResponseWithoutSchema {
        id: "response-without-schema",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api3],
        cwe: [213],
        mitigation: "Describe what the operation answers with a schema.",
    }
}

impl Rule for ResponseWithoutSchema {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let api = graph.api();
        let mut users: BTreeMap<PartIndex, Vec<u32>> = BTreeMap::new();
        for operation in api.operations().iter().filter(|own| *own.method() != Method::Head) {
            let with_content = operation
                .responses
                .iter()
                .filter(|own| own.status.is_of_class(2) && !matches!(own.status, Status::Code(204 | 205)));
            for part in with_content.filter_map(|own| own.response) {
                let list = users.entry(part).or_default();
                if list.last() != Some(&operation.index) {
                    list.push(operation.index);
                }
            }
        }
        let mut lacking = Lacking::default();
        for (part, users) in users {
            let Some(response) = api.model.contents.responses.get(part as usize) else { continue };
            if let Some(node) = undescribed(graph, response) {
                let whose = of_only_user(api, &users);
                lacking.part(
                    node,
                    users.into(),
                    format!("the answer{whose} has no schema that says anything"),
                );
            } else if response.content.iter().any(|media| is_structured(&media.name)) {
                lacking.has();
            }
        }
        lacking.report(report, Severity::Low, |count, all| {
            format!("{count} of {all} answers to successful calls have no schema that says anything")
        });
    }
}

/// Returns where a response has structured data and no schema that says anything.
fn undescribed(graph: &Graph<'_>, response: &Response) -> Option<NodeId> {
    let tree = graph.tree();
    if graph.specification() == Specification::V2 && response.content.is_empty() {
        let examples = tree.get(response.node, "examples")?;
        return tree.entries(examples).find(|(name, _)| is_structured(name)).map(|(_, node)| node);
    }
    without_schema(graph, &response.content)
}
