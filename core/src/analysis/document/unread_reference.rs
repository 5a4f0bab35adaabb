use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports path items and security schemes that stand in another document, or behind a long chain of references, and
    /// were not read.
    ///
    /// ## Why is this bad?
    /// The operations behind the reference are missing from the analysis, from routing and from every policy. What a
    /// scheme behind one asks for is not known.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders: {$ref: orders.yaml}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders: {get: {}}
    /// ```
    ///
    /// ## References
    /// - [OpenAPI 3.1.1: Path Item Object](https://spec.openapis.org/oas/v3.1.1#path-item-object)
    UnreadReference {
        id: "unread-reference",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [],
        mitigation: "Bundle the documents into one, and refer to the value itself.",
    }
}

impl Rule for UnreadReference {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::UnreadReference { reference, why } = &problem.kind {
                report.shared(
                    problem.node,
                    Vec::new(),
                    Severity::Medium,
                    format_args!("the reference {} {why} and was not read", Quoted(reference)),
                );
            }
        }
    }
}
