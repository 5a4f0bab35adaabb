use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a `$ref` whose target is not there: the document or the file that it names was read and has no such place.
    ///
    /// ## Why is this bad?
    /// What stands behind the reference cannot be checked, by this engine or by any other.
    ///
    /// ## Example
    /// ```yaml
    /// schema: {$ref: "#/components/schemas/Ordr"}
    /// ```
    /// Use instead:
    /// ```yaml
    /// schema: {$ref: "#/components/schemas/Order"}
    /// ```
    ///
    /// ## References
    /// - [OpenAPI 3.1.1: Reference Object](https://spec.openapis.org/oas/v3.1.1#reference-object)
    /// - [RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)
    UnresolvedReference {
        id: "unresolved-reference",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [],
        mitigation: "Correct the pointer, or add what it points at.",
    }
}

impl Rule for UnresolvedReference {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::UnresolvedReference { reference } = &problem.kind {
                report.shared(
                    problem.node,
                    Vec::new(),
                    Severity::Medium,
                    format_args!("the reference {} points at nothing", Quoted(reference)),
                );
            }
        }
    }
}
