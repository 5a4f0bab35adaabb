use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a `$ref` that leads back to itself without ever reaching a value.
    ///
    /// A schema that contains itself through a property or an item is fine and is not reported.
    ///
    /// ## Why is this bad?
    /// The reference means nothing, and tools that follow it hang or crash.
    ///
    /// ## Example
    /// ```yaml
    /// components:
    ///   schemas:
    ///     A: {$ref: "#/components/schemas/B"}
    ///     B: {$ref: "#/components/schemas/A"}
    /// ```
    /// Use instead:
    /// ```yaml
    /// components:
    ///   schemas:
    ///     A: {$ref: "#/components/schemas/B"}
    ///     B: {type: object}
    /// ```
    ///
    /// ## References
    /// - [OpenAPI 3.1.1: Reference Object](https://spec.openapis.org/oas/v3.1.1#reference-object)
    CircularReference {
        id: "circular-reference",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [],
        mitigation: "Let the chain of references end at a value.",
    }
}

impl Rule for CircularReference {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::CircularReference { reference } = &problem.kind {
                report.shared(
                    problem.node,
                    Vec::new(),
                    Severity::Medium,
                    format_args!("the reference {} leads back to itself", Quoted(reference)),
                );
            }
        }
    }
}
