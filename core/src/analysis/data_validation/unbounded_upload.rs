use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::near::{items, near, properties};
use crate::analysis::graph::{Bounds, Graph, Keyword, SchemaId, Types, Used};
use crate::analysis::users::Users;
use crate::analysis::{Reporter, Rule};
use crate::api::contents::{MediaType, Status};
use crate::api::tree::NodeId;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that take files without a limit to their size: there is no `maxLength`, and the operation does
    /// not say that it refuses what is too large (status 413).
    ///
    /// Files are parts of a form and bodies with `format: binary` or `type: file`, and bodies of media types such as
    /// `application/octet-stream` and `image/png`. The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// A few large files fill a disk, or the memory of a server that reads them whole.
    ///
    /// ## Example
    /// ```yaml
    /// requestBody:
    ///   content:
    ///     application/octet-stream: {schema: {type: string, format: binary}}
    /// responses: {'204': {description: stored}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// requestBody:
    ///   content:
    ///     application/octet-stream: {schema: {type: string, format: binary, maxLength: 10485760}}
    /// responses:
    ///   '204': {description: stored}
    ///   '413': {description: larger than 10 MB}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    /// - [CWE-400: Uncontrolled Resource Consumption](https://cwe.mitre.org/data/definitions/400.html)
    UnboundedUpload {
        id: "unbounded-upload",
        severities: [Medium],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770, 400],
        mitigation: "Limit the size of a file with `maxLength`, or say with the status 413 that there is a limit.",
    }
}

impl Rule for UnboundedUpload {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let mut uploads: BTreeMap<NodeId, (String, Users)> = BTreeMap::new();
        let mut taking: FxHashMap<*const u32, Arc<[u32]>> = FxHashMap::default();
        let mut add = |node: NodeId, name: String, users: &Arc<[u32]>| {
            let taking = taking.entry(users.as_ptr()).or_insert_with(|| taking_large(api, users));
            uploads.entry(node).or_insert_with(|| (name, Users::default())).1.add(taking);
        };
        for Used { part, users } in graph.parameters() {
            let schema = graph.at(part.node).and_then(|id| graph.schema(id));
            if schema.is_some_and(|own| own.types.has(Types::FILE) && !own.has(Keyword::MaxLength)) {
                add(part.node, Quoted(&part.name).to_string(), users);
            }
        }
        for Used { part, users } in graph.bodies() {
            for media in &part.content {
                let schema = media.schema.and_then(|node| graph.at(node));
                if is_file(media) || schema.is_some_and(|id| is_binary(graph, id)) {
                    if !schema.is_some_and(|id| graph.bounds(id).has(Bounds::LENGTH)) {
                        add(media.node, "the request body".to_owned(), users);
                    }
                } else if media.essence().starts_with("multipart/") {
                    for id in schema.into_iter().flat_map(|id| files(graph, id)) {
                        let node = graph.schema(id).map_or(media.node, |own| own.node);
                        add(node, graph.describe(id), users);
                    }
                }
            }
        }
        for (node, (name, users)) in uploads {
            let users = users.all();
            if users.is_empty() {
                continue;
            }
            report.part(node, &users, Severity::Medium, format_args!("{name} takes a file of any size"));
        }
    }
}

/// Returns the operations that do not say that they refuse what is too large.
fn taking_large(api: &Api, users: &Arc<[u32]>) -> Arc<[u32]> {
    users.iter().copied().filter(|user| !refuses_large(api, *user)).collect()
}

/// Tells whether an operation says that it refuses what is too large.
fn refuses_large(api: &Api, operation: u32) -> bool {
    let operation = api.operations().get(operation as usize);
    operation.is_some_and(|own| own.responses.iter().any(|answer| answer.status == Status::Code(413)))
}

/// Tells whether a media type is that of files.
fn is_file(media: &MediaType) -> bool {
    let essence = media.essence();
    matches!(
        &*essence,
        "application/octet-stream"
            | "application/pdf"
            | "application/zip"
            | "application/gzip"
            | "application/x-tar"
    ) || ["image/", "video/", "audio/"].iter().any(|kind| essence.starts_with(kind))
}

/// Tells whether a schema is one of bytes.
fn is_binary(graph: &Graph<'_>, id: SchemaId) -> bool {
    let mut whole = near(graph, id).into_iter().filter_map(|id| graph.schema(id));
    whole.any(|own| {
        own.format == Some("binary")
            || own.has(Keyword::ContentMediaType)
                && !own.has(Keyword::ContentEncoding)
                && own.types.is_empty()
    })
}

/// Returns the parts of a form that are files without a limit.
fn files(graph: &Graph<'_>, form: SchemaId) -> Vec<SchemaId> {
    let is_unlimited_file = |id: &SchemaId| is_binary(graph, *id) && !graph.bounds(*id).has(Bounds::LENGTH);
    let file_of = |property: SchemaId| {
        let members = near(graph, property);
        let mut items = members.into_iter().flat_map(|own| items(graph, own));
        if is_unlimited_file(&property) { Some(property) } else { items.find(is_unlimited_file) }
    };
    properties(graph, form).into_iter().filter_map(|(_, property)| file_of(property)).collect()
}
