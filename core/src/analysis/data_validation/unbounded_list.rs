use super::near::{is_of, items, properties, unlimited_array};
use super::paging::cuts_lists;
use crate::analysis::graph::{Graph, SchemaId, Types};
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::identifier::words;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports `GET` operations that answer with a whole list, and have no parameter that asks for a part of it, such as
    /// `limit`, `page` or `cursor`.
    ///
    /// The answer is an array, or an object around one array of objects. A list with `maxItems` is limited, and an object that
    /// speaks of a next page is one.
    ///
    /// The rule belongs to the strict profile: some lists, such as those of countries, do not grow.
    ///
    /// ## Why is this bad?
    /// The answer grows with the data. What took a moment in a test reads a whole table and fills the memory of both
    /// sides once there are millions of rows.
    ///
    /// ## Example
    /// ```yaml
    /// /orders:
    ///   get:
    ///     responses:
    ///       '200':
    ///         content:
    ///           application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// /orders:
    ///   get:
    ///     parameters:
    ///       - {name: limit, in: query, schema: {type: integer, maximum: 100}}
    ///       - {name: cursor, in: query, schema: {type: string}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedList {
        id: "unbounded-list",
        severities: [Medium],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Give the list in pages with a largest size, or say with `maxItems` how long it can become.",
    }
}

impl Rule for UnboundedList {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let cuts: Vec<bool> = graph.parameters().map(|used| cuts_lists(used.part)).collect();
        for operation in api.operations().iter().filter(|own| *own.method() == Method::Get) {
            let mut parameters = operation.parameters.iter();
            if operation.body.is_some() || parameters.any(|own| cuts.get(*own as usize) == Some(&true)) {
                continue;
            }
            let answers = graph.responses_of(operation).filter(|(own, _)| own.status.is_of_class(2));
            let schemas =
                answers.flat_map(|(_, response)| &response.content).filter_map(|media| media.schema);
            if schemas.filter_map(|node| graph.at(node)).any(|id| is_list(graph, operation, id)) {
                let message = "answers with a whole list, and no parameter asks for a part of it";
                report.operation(operation, operation.node, Severity::Medium, message);
            }
        }
    }
}

/// Tells whether an answer is a list without limit, or an object around one.
fn is_list(graph: &Graph<'_>, operation: &Operation, id: SchemaId) -> bool {
    // What is asked for by its name is one thing, whatever it holds.
    let last = operation.path().split('/').rfind(|segment| !segment.is_empty());
    let Some(last) = last.filter(|segment| !segment.contains('{')) else { return false };
    let list_of = |id: SchemaId| unlimited_array(graph, id).filter(|list| !holds_booleans(graph, *list));
    if list_of(id).is_some() {
        return true;
    }
    let properties = properties(graph, id);
    if properties.iter().any(|(name, _)| words(name).iter().any(|word| PAGES.contains(&word.as_str()))) {
        return false;
    }
    let lists: Vec<_> =
        properties.iter().filter(|(_, own)| list_of(*own).is_some()).map(|(name, _)| *name).collect();
    let [only] = *lists else { return false };
    let list = words(only);
    WRAPPERS.contains(&only) || (!list.is_empty() && words(last).last() == list.last())
}

/// Tells whether a list answers yes or no to what was asked.
fn holds_booleans(graph: &Graph<'_>, list: SchemaId) -> bool {
    items(graph, list).any(|item| is_of(graph, item, Types::BOOLEAN))
}

/// Names of properties around which nothing else is.
const WRAPPERS: [&str; 10] =
    ["items", "data", "results", "records", "entries", "values", "value", "rows", "list", "content"];
/// Words of properties that tell of further pages.
const PAGES: [&str; 11] = [
    "next",
    "nextlink",
    "more",
    "page",
    "pages",
    "paging",
    "pagination",
    "paginator",
    "cursor",
    "offset",
    "continue",
];
