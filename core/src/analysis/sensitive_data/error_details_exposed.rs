use rustc_hash::FxHashSet;

use super::alike::Alike;
use super::flow::Flow;
use super::value::{has, may_be, texts};
use crate::analysis::graph::{Directions, Graph, Keyword, SchemaId, Types};
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::api::contents::{Response, Status};
use crate::api::tree::{NodeId, Tree, Value};
use crate::identifier::words;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports error responses whose schema or example has a stack trace, an exception, an SQL statement or debug output.
    ///
    /// Identifiers of a trace (`trace_id`, `debug_id`) are harmless and not reported, nor is what says of itself that it is
    /// only given in development, in tests or in a debug mode. Properties with the same name and description that are
    /// written in many responses are one finding, on all their operations.
    ///
    /// ## Why is this bad?
    /// Whoever provokes an error learns which libraries, versions, files, tables and queries the server has, and where to
    /// push next.
    ///
    /// ## Example
    /// ```yaml
    /// Error: {properties: {message: {type: string}, stackTrace: {type: string}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// Error: {properties: {message: {type: string}, trace_id: {type: string}}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-209: Generation of Error Message Containing Sensitive Information](https://cwe.mitre.org/data/definitions/209.html)
    /// - [RFC 9457: Problem Details for HTTP APIs](https://www.rfc-editor.org/rfc/rfc9457#section-5)
    ErrorDetailsExposed {
        id: "error-details-exposed",
        severities: [Medium],
        profile: Default,
        category: Application,
        factor: SensitiveData,
        owasp: [Api8],
        cwe: [209],
        mitigation: "Answer errors with a message and an identifier, and keep the details in the log.",
    }
}

/// Members of an example that are looked at.
const MOST_MEMBERS: usize = 200;

impl Rule for ErrorDetailsExposed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let flow = Flow::of_responses(graph, api.operations(), is_error);
        let mut named: FxHashSet<&str> = FxHashSet::default();
        let mut exposed = Alike::default();
        for field in flow.fields(graph) {
            if !tells_inside(field.name)
                || !is_told(graph, field.schema)
                || is_harmless_object(graph, field.schema)
                || field.is(graph, Keyword::WriteOnly)
            {
                continue;
            }
            let Some(node) = field.node(graph) else { continue };
            named.insert(field.name);
            if !texts(graph, field.schema, Keyword::Description).any(is_for_development) {
                exposed.add(graph, field, node, Directions::RESPONSE);
            }
        }
        for group in exposed.into_groups() {
            let name = graph.describe(group.schema);
            let message = match group.count {
                1 => format!("{name} tells the inside of the server in an error response"),
                many => format!(
                    "{name} tells the inside of the server in an error response, and so do {} like it",
                    many - 1
                ),
            };
            report.part(group.node, &group.users(), Severity::Medium, message);
        }
        let errors = error_responses(api);
        for (used, index) in graph.responses().zip(0_u32..) {
            if !errors.contains(&index) || used.users.is_empty() {
                continue;
            }
            if let Some((node, name)) =
                example_of(graph.tree(), used.part).filter(|(_, name)| !named.contains(name))
            {
                let message = format_args!("the example of an error response has {}", Quoted(name));
                report.part(node, used.users, Severity::Medium, message);
            }
        }
    }
}

/// Tells whether a response is an error. `default` is one beside a success.
fn is_error(operation: &Operation, status: Status) -> bool {
    let has_success = || operation.responses.iter().any(|own| own.status.is_of_class(2));
    status.is_of_class(4) || status.is_of_class(5) || (status == Status::Default && has_success())
}

fn error_responses(api: &Api) -> FxHashSet<u32> {
    let of = |operation: &'_ Operation| -> Vec<u32> {
        let errors = operation.responses.iter().filter(|own| is_error(operation, own.status));
        errors.filter_map(|own| own.response).collect()
    };
    api.operations().iter().flat_map(of).collect()
}

/// Tells whether a name promises what only the server's developers should see.
fn tells_inside(name: &str) -> bool {
    const NAMES: [&str; 24] = [
        "stack",
        "stacktrace",
        "stacktraces",
        "backtrace",
        "callstack",
        "traceback",
        "exception",
        "exceptions",
        "exceptionmessage",
        "exceptiontype",
        "exceptionclass",
        "exceptiondetails",
        "innerexception",
        "sql",
        "sqlquery",
        "sqlstatement",
        "sqlerror",
        "debug",
        "debuginfo",
        "debuginformation",
        "debugmessage",
        "debugdetails",
        "remotestacktrace",
        "serverstack",
    ];
    NAMES.contains(&words(name).concat().as_str())
}

/// Tells whether values tell anything: a yes or no, a number and a choice do not.
fn is_told(graph: &Graph<'_>, id: SchemaId) -> bool {
    let types = [Types::STRING, Types::ARRAY, Types::OBJECT];
    types.iter().any(|types| may_be(graph, id, *types)) && !has(graph, id, &[Keyword::Enum, Keyword::Const])
}

/// Tells whether a description says that only developers see the values, in whatever they develop in.
fn is_for_development(description: &str) -> bool {
    const WHERE: [&str; 9] =
        ["dev", "development", "qa", "test", "tests", "testing", "staging", "nonprod", "nonproduction"];
    let words = words(description);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has = |pair: [&str; 2]| words.windows(2).any(|own| own == pair);
    let is_limited = words.contains(&"only") && !has(["not", "only"]);
    let is_elsewhere = words.iter().any(|word| WHERE.contains(word));
    is_limited
        && (is_elsewhere || has(["debug", "mode"]) || has(["non", "production"]) || has(["non", "prod"]))
}

/// Tells whether the schema names the properties of an object, and none of them tells of the inside: an error object that
/// is merely called `exception`.
fn is_harmless_object(graph: &Graph<'_>, id: SchemaId) -> bool {
    let properties = graph.all_properties(id);
    !properties.is_empty() && !properties.iter().any(|(name, _)| tells_inside(name))
}

/// Returns the first member of a response's examples that tells of the inside.
fn example_of<'t>(tree: &'t Tree, response: &Response) -> Option<(NodeId, &'t str)> {
    let places = response.content.iter().map(|media| media.node).chain([response.node]);
    let mut stack = Vec::new();
    for place in places {
        stack.extend(tree.get(place, "example"));
        stack.extend(tree.get(place, "examples"));
    }
    for _ in 0..MOST_MEMBERS {
        let node = stack.pop()?;
        for (name, member) in tree.entries(node) {
            if tells_inside(name)
                && matches!(tree.value(member), Value::String(_) | Value::Sequence | Value::Mapping)
            {
                return Some((member, name));
            }
            stack.push(member);
        }
        stack.extend(tree.items(node));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_whether_only_developers_get_the_details() {
        for text in [
            "PHP callstack is only visible in dev/qa",
            "Set only in debug mode.",
            "Only in non-production environments",
            "QA only",
        ] {
            assert!(is_for_development(text), "{text}");
        }
        for text in [
            "",
            "The only trace of the error",
            "Not only in development",
            "The latest device; only once",
            "The stack in development and in production",
            "Only with debug on",
        ] {
            assert!(!is_for_development(text), "{text}");
        }
    }
}
