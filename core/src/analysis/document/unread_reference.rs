use crate::analysis::{Reporter, Rule};
use crate::api::problem::{ProblemKind, Unread};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports references to files that were not read: there is no such file, it is no YAML or JSON, or what gives the
    /// files refuses it. Without anything that gives files, reports what the analysis depends on: path items and
    /// security schemes that stand in another document.
    ///
    /// A chain of more than 16 references is not followed to its end, and neither is a reference that is relative to the
    /// `$id` of a schema and names no other one.
    ///
    /// ## Why is this bad?
    /// What stands behind the reference is not checked. Operations behind it are missing from the analysis, from routing
    /// and from every policy. What a scheme behind it asks for is not known.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders: {$ref: order.yaml}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders: {$ref: paths/orders.yaml} # and there is such a file in the document's folder
    /// ```
    ///
    /// ## References
    /// - [OpenAPI 3.1.1: Relative References in URIs](https://spec.openapis.org/oas/v3.1.1#relative-references-in-uris)
    /// - [JSON Schema 2020-12: The `$id` keyword](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.1)
    UnreadReference {
        id: "unread-reference",
        severities: [Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [],
        mitigation: "Put the file where the reference says, or bundle the document into one file.",
    }
}

impl Rule for UnreadReference {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::UnreadReference { reference, why } = &problem.kind {
                let severity = if *why == Unread::Identifier { Severity::Low } else { Severity::Medium };
                report.shared(
                    problem.node,
                    Vec::new(),
                    severity,
                    format_args!("the reference {} {}", Quoted(reference), why.explain(&api.tree)),
                );
            }
        }
    }
}
