use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::graph::Used;
use crate::analysis::users::Users;
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::api::contents::MediaType;
use crate::api::specification::Specification;
use crate::api::tree::NodeId;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports request bodies and responses of any media type: `*/*` or `application/*`.
    ///
    /// In Swagger 2.0 operations with a body and no `consumes`, and operations that answer with data and no `produces`,
    /// are reported too, each kind once for the document. The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// What a parser is given should be decided by the API. A body that may be XML, a form or anything else reaches
    /// parsers that nobody thought of, and an answer without a type is guessed by browsers.
    ///
    /// ## Example
    /// ```yaml
    /// requestBody:
    ///   content:
    ///     '*/*': {schema: {$ref: '#/components/schemas/Order'}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// requestBody:
    ///   content:
    ///     application/json: {schema: {$ref: '#/components/schemas/Order'}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-436: Interpretation Conflict](https://cwe.mitre.org/data/definitions/436.html)
    WildcardMediaType {
        id: "wildcard-media-type",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api8],
        cwe: [436],
        mitigation: "Name the media types that the API takes and gives.",
    }
}

impl Rule for WildcardMediaType {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let (mut taken, mut given) = (BTreeMap::new(), BTreeMap::new());
        for Used { part, users } in graph.bodies() {
            collect(&mut taken, &part.content, users);
        }
        for Used { part, users } in graph.responses() {
            collect(&mut given, &part.content, users);
        }
        push(report, taken, "a request body");
        push(report, given, "a response");
        if graph.specification() == Specification::V2 {
            check_missing(api, report, "consumes", |operation| {
                !operation.method().is_safe() && graph.takes_body(operation)
            });
            check_missing(api, report, "produces", |operation| {
                graph.responses_of(operation).any(|(_, response)| !response.content.is_empty())
            });
        }
    }
}

/// The media types by their places, with the operations that use them. In Swagger 2.0 many bodies share one.
type Places<'a> = BTreeMap<NodeId, (&'a str, Users)>;

fn collect<'a>(places: &mut Places<'a>, content: &'a [MediaType], users: &Arc<[u32]>) {
    for media in content {
        let is_any = matches!(&*media.essence(), "*/*" | "application/*");
        if is_any && !users.is_empty() {
            let (_, operations) =
                places.entry(media.node).or_insert_with(|| (media.name.as_str(), Users::default()));
            operations.add(users);
        }
    }
}

fn push(report: &mut Reporter<'_>, places: Places<'_>, what: &str) {
    for (node, (name, operations)) in places {
        report.part(
            node,
            &operations.all(),
            Severity::Low,
            format_args!("{what} may be of any kind: {}", Quoted(name)),
        );
    }
}

/// Reports the operations that neither say themselves nor inherit what they take or give.
fn check_missing<'a>(
    api: &'a Api,
    report: &mut Reporter<'_>,
    field: &str,
    needs: impl Fn(&'a Operation) -> bool,
) {
    let root = api.tree.root();
    if api.tree.get(root, field).is_some() {
        return;
    }
    let lacking = api.operations().iter().filter(|own| api.tree.get(own.node, field).is_none() && needs(own));
    let users: Arc<[u32]> = lacking.map(|own| own.index).collect();
    if !users.is_empty() {
        let message = format_args!("{} is missing, so the media type may be any", Quoted(field));
        report.shared(root, vec![users], Severity::Low, message);
    }
}
