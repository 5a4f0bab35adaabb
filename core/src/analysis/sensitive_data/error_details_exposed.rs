use rustc_hash::{FxHashMap, FxHashSet};

use super::alike::Alike;
use super::flow::Flow;
use super::value::{Says, has, may_be};
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
/// Names of an object in an example that are looked at to see whether it tells anything.
const MOST_NAMES: usize = 50;

impl Rule for ErrorDetailsExposed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let flow = Flow::of_responses(graph, api.operations(), is_error);
        let mut named: FxHashSet<&str> = FxHashSet::default();
        let mut exposed = Alike::default();
        let mut objects = Objects::default();
        let mut development = Says::new(is_for_development);
        for field in flow.fields(graph) {
            if !tells_inside(field.name)
                || !is_told(graph, field.schema)
                || objects.is_harmless(graph, field.schema)
                || field.is(graph, Keyword::WriteOnly)
            {
                continue;
            }
            let Some(node) = field.node(graph) else { continue };
            named.insert(field.name);
            if !development.is_said(graph, field.schema) {
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
            report.part(group.node, &group.users.all(), Severity::Medium, message);
        }
        let errors = error_responses(api);
        let mut examples = Examples::default();
        for (used, index) in graph.responses().zip(0_u32..) {
            if !errors.contains(&index) || used.users.is_empty() {
                continue;
            }
            if let Some((node, name)) =
                examples.of(graph.tree(), used.part).filter(|(_, name)| !named.contains(name))
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

/// What the schemas of objects name by themselves. Each is read once, however many properties refer to it.
#[derive(Debug, Default)]
struct Objects(FxHashMap<SchemaId, Names>);

/// Tells whether there are properties, and whether one of them tells of the inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Names {
    None,
    Harmless,
    Telling,
}

impl Objects {
    /// Tells whether the schema names the properties of an object, and none of them tells of the inside: an error object
    /// that is merely called `exception`.
    fn is_harmless(&mut self, graph: &Graph<'_>, id: SchemaId) -> bool {
        let members = graph.conjuncts(id).into_iter();
        let names = members.map(|id| *self.0.entry(id).or_insert_with(|| Names::of(graph, id)));
        names.max() == Some(Names::Harmless)
    }
}

impl Names {
    fn of(graph: &Graph<'_>, id: SchemaId) -> Self {
        let telling = |(name, _)| if tells_inside(name) { Self::Telling } else { Self::Harmless };
        graph.properties(id).map(telling).max().unwrap_or(Self::None)
    }
}

/// The examples that were looked through. Aliases lead many responses to one.
#[derive(Debug, Default)]
struct Examples<'t> {
    /// What was found from whole examples on.
    known: FxHashMap<NodeId, Option<(NodeId, &'t str)>>,
    /// What the names of a value tell by themselves.
    names: FxHashMap<NodeId, Option<(NodeId, &'t str)>>,
}

impl<'t> Examples<'t> {
    /// Returns a member of a response's examples that tells of the inside.
    fn of(&mut self, tree: &'t Tree, response: &Response) -> Option<(NodeId, &'t str)> {
        let places = response.content.iter().map(|media| media.node).chain([response.node]);
        let examples = places.flat_map(|place| ["example", "examples"].map(|key| tree.get(place, key)));
        for example in examples.flatten().map(|node| tree.target(node)) {
            let known = self.known.get(&example).copied();
            let found = known.unwrap_or_else(|| self.walk(tree, example));
            self.known.insert(example, found);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Looks at the first members. What was looked through in another example is not gone into again.
    fn walk(&mut self, tree: &'t Tree, example: NodeId) -> Option<(NodeId, &'t str)> {
        let mut stack = vec![example];
        for _ in 0..MOST_MEMBERS {
            let node = tree.target(stack.pop()?);
            match self.names.get(&node) {
                Some(None) => continue,
                Some(found) => return *found,
                None => {}
            }
            let found =
                tree.entries(node).find(|(name, member)| tells_inside(name) && is_telling(tree, *member));
            let found = found.map(|(name, member)| (member, name));
            self.names.insert(node, found);
            if found.is_some() {
                return found;
            }
            stack.extend(tree.entries(node).map(|(_, member)| member));
            stack.extend(tree.items(node));
        }
        None
    }
}

/// Tells whether a value tells anything; see [`Objects::is_harmless`].
fn is_telling(tree: &Tree, value: NodeId) -> bool {
    match tree.value(value) {
        Value::String(_) | Value::Sequence => true,
        Value::Mapping => {
            tree.len(value) == 0 || tree.entries(value).take(MOST_NAMES).any(|(name, _)| tells_inside(name))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_through_an_example_once_however_many_responses_share_it() {
        let mut document =
            "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nx: &shared {a: {b: c}}\npaths:\n".to_owned();
        for at in 0..50 {
            document.push_str(&format!(
                "  /a{at}: {{get: {{responses: {{'500': {{description: a, content: {{application/json: {{example: *shared}}}}}}}}}}}}\n"
            ));
        }
        let api = Api::parse(document.as_bytes()).unwrap();
        let mut examples = Examples::default();
        for response in &api.model.contents.responses {
            assert_eq!(examples.of(&api.tree, response), None);
        }
        assert_eq!(
            (api.model.contents.responses.len(), examples.known.len(), examples.names.len()),
            (50, 1, 3)
        );
    }

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
