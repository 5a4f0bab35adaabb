use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::api::reader::describe;
use crate::api::tree::{NodeId, NoteKind};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports fields whose value is not of the type that OpenAPI asks for. The field counts as absent.
    ///
    /// What stands where a schema belongs and is none is reported too, as far as an operation reaches it.
    ///
    /// A security scheme that cannot protect anything is reported as well: its `type`, or the `in` of an API key or the
    /// `scheme` of HTTP authentication, is missing or none of the words that OpenAPI knows.
    ///
    /// ## Why is this bad?
    /// Tools read such a field differently or not at all. `security: null` does not override anything, whatever its author
    /// had in mind.
    ///
    /// ## Example
    /// ```yaml
    /// security: oauth
    /// ```
    /// Use instead:
    /// ```yaml
    /// security: [{oauth: []}]
    /// ```
    ///
    /// ## References
    /// - [OpenAPI 3.1.1: Schema](https://spec.openapis.org/oas/v3.1.1#schema)
    MalformedField {
        id: "malformed-field",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [],
        mitigation: "Give the field the type that the specification asks for, or remove it.",
    }
}

impl Rule for MalformedField {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for note in api.tree.notes() {
            let message = match note.kind {
                NoteKind::DuplicateKey { .. } => continue,
                NoteKind::NonScalarKey => "this key is not text; its entry was passed over",
                NoteKind::SeveralDocuments => {
                    "the file holds several YAML documents; only the first was read"
                }
                NoteKind::LoneSurrogate => "this text holds half of a surrogate pair, which is no character",
            };
            report.shared(note.node, Vec::new(), Severity::Medium, message);
        }
        for problem in &api.model.problems {
            if let ProblemKind::WrongType { expected, found } = problem.kind {
                report_type(api, report, problem.node, expected, found);
            }
        }
        let takes_booleans = report.graph().specification().has_json_schema();
        let expected = if takes_booleans {
            "a schema, which is an object or a boolean,"
        } else {
            "a schema, which is an object,"
        };
        for &node in report.graph().malformed() {
            report_type(api, report, node, expected, describe(&api.tree.value(node)));
        }
    }
}

fn report_type(api: &Api, report: &mut Reporter<'_>, node: NodeId, expected: &str, found: &str) {
    let what = api.tree.key(node).map_or_else(|| "this".to_owned(), |key| Quoted(key).to_string());
    let message = format_args!("{what} should be {expected} and is {found}");
    report.shared(node, Vec::new(), Severity::Medium, message);
}
