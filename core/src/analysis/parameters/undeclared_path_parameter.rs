use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::template::{bare, parameters};
use crate::analysis::graph::Graph;
use crate::analysis::lacking::{Lacking, of_only_user};
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::api::contents::ParameterLocation;
use crate::api::tree::Value;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports paths whose parameters and the path parameters declared for them do not match.
    ///
    /// A `{name}` of the path that no parameter declares is medium. A declared path parameter that the path does not have,
    /// and one that is not `required: true`, are low. Parameters of the path item count, and those behind references; where
    /// some could not be read, nothing is reported. Where most paths of a document are so, the document is reported once.
    ///
    /// ## Why is this bad?
    /// A parameter that is not declared has no type and no limit, so nothing checks it: neither gateways nor generated
    /// servers. It most often identifies an object.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     get: {responses: {'200': {description: The order}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     get:
    ///       parameters:
    ///         - {name: orderId, in: path, required: true, schema: {type: string, format: uuid}}
    ///       responses: {'200': {description: The order}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API1:2023 Broken Object Level Authorization](https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/)
    /// - [CWE-20: Improper Input Validation](https://cwe.mitre.org/data/definitions/20.html)
    /// - [OpenAPI 3.1.1: Path Templating](https://spec.openapis.org/oas/v3.1.1#path-templating)
    UndeclaredPathParameter {
        id: "undeclared-path-parameter",
        severities: [Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api1, Api8],
        cwe: [20],
        mitigation: "Declare each parameter of the path with `in: path`, `required: true` and a schema.",
    }
}

impl Rule for UndeclaredPathParameter {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        check_names(report);
        check_required(report);
    }
}

/// Where the path of operations and their parameters differ.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Difference<'a> {
    /// In the path, not declared.
    undeclared: Vec<&'a str>,
    /// Declared, not in the path.
    unused: Vec<&'a str>,
}

/// Reports the paths whose parameters differ, once for all operations of a path that share the difference.
fn check_names(report: &mut Reporter<'_>) {
    let graph = report.graph();
    let (mut undeclared, mut unused) = (Lacking::default(), Lacking::default());
    for operations in graph.api().operations().chunk_by(|one, next| one.path() == next.path()) {
        let mut groups: BTreeMap<Difference<'_>, Vec<&Operation>> = BTreeMap::new();
        for operation in operations.iter().filter(|own| !own.unread.parameters) {
            if let Some(difference) = Difference::of(graph, operation) {
                groups.entry(difference).or_default().push(operation);
            }
        }
        if groups.is_empty() && operations.first().is_some_and(|own| own.path().contains('{')) {
            undeclared.has();
            unused.has();
        }
        for (difference, operations) in groups {
            let lacking = if difference.undeclared.is_empty() { &mut unused } else { &mut undeclared };
            difference.add_to(lacking, graph, &operations);
        }
    }
    undeclared.report(report, Severity::Medium, |count, _| {
        format!("{count} paths have parameters that are not declared")
    });
    unused.report(report, Severity::Low, |count, _| {
        format!("path parameters are declared for {count} paths that do not have them")
    });
}

impl<'a> Difference<'a> {
    fn of(graph: &Graph<'a>, operation: &'a Operation) -> Option<Self> {
        let named = parameters(operation.path());
        let names: FxHashSet<&str> = named.iter().map(|parameter| bare(parameter)).collect();
        let mut declared: FxHashSet<&str> = FxHashSet::default();
        let mut unused = Vec::new();
        for parameter in graph.parameters_of(operation) {
            let is_of_path = parameter.location == ParameterLocation::Path;
            // One whose place is no word of the specification may be meant for the path.
            if is_of_path || parameter.location == ParameterLocation::Unknown {
                declared.insert(bare(&parameter.name));
            }
            if is_of_path && !names.contains(bare(&parameter.name)) {
                unused.push(parameter.name.as_str());
            }
        }
        let mut undeclared = named;
        undeclared.retain(|parameter| !declared.contains(bare(parameter)));
        (!undeclared.is_empty() || !unused.is_empty()).then_some(Self { undeclared, unused })
    }

    fn add_to(&self, lacking: &mut Lacking<'a>, graph: &Graph<'a>, operations: &[&'a Operation]) {
        match operations {
            [operation] => {
                let message = format!("{} {}", operation.to_ref(), self.describe());
                lacking.operation(operation, operation.node, message);
            }
            [first, ..] => {
                let item = graph.tree().parent(first.node).unwrap_or(first.node);
                let users: Arc<[u32]> = operations.iter().map(|own| own.index).collect();
                let message = format!("the path {} {}", Quoted(first.path()), self.describe());
                lacking.part(item, users, message);
            }
            [] => {}
        }
    }

    fn describe(&self) -> String {
        let list =
            |names: &[&str]| names.iter().map(|name| Quoted(name).to_string()).collect::<Vec<_>>().join(", ");
        let (undeclared, unused) = (list(&self.undeclared), list(&self.unused));
        match (self.undeclared.is_empty(), self.unused.is_empty()) {
            (false, true) => format!("has parameters that are not declared: {undeclared}"),
            (true, false) => format!("declares path parameters that are not in the path: {unused}"),
            _ => format!("has parameters that are not declared: {undeclared}; declared are {unused} instead"),
        }
    }
}

/// Reports path parameters that may be left out, by what the document says.
fn check_required(report: &mut Reporter<'_>) {
    let graph = report.graph();
    let mut optional = Lacking::default();
    for used in graph.parameters() {
        if used.part.location != ParameterLocation::Path || used.users.is_empty() {
            continue;
        }
        let says = graph.tree().get(used.part.node, "required").map(|node| graph.tree().value(node));
        // Another value than a boolean is malformed, which is a finding of its own.
        if !used.part.required && matches!(says, None | Some(Value::Bool(_))) {
            let (name, whose) = (Quoted(&used.part.name), of_only_user(graph.api(), used.users));
            let message = format!("the path parameter {name}{whose} is not required");
            optional.part(used.part.node, used.users.clone(), message);
        } else {
            optional.has();
        }
    }
    optional.report(report, Severity::Low, |count, all| {
        format!("{count} of {all} path parameters are not required")
    });
}
