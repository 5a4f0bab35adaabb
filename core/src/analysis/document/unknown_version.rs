use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports a document of a version of OpenAPI or Swagger that this engine does not know. It is read like the newest one
    /// that is known.
    ///
    /// ## Why is this bad?
    /// What is new in that version is not checked.
    ///
    /// ## Example
    /// ```yaml
    /// openapi: 3.9.0
    /// ```
    /// Use instead:
    /// ```yaml
    /// openapi: 3.2.0
    /// ```
    ///
    /// ## References
    /// - [OpenAPI versions](https://spec.openapis.org/oas/)
    UnknownVersion {
        id: "unknown-version",
        severities: [Info],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [],
        mitigation: "Use a version that the engine knows, or read the findings with that in mind.",
    }
}

impl Rule for UnknownVersion {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::UnknownVersion { version } = &problem.kind {
                report.shared(
                    problem.node,
                    Vec::new(),
                    Severity::Info,
                    format_args!(
                        "version {} is not known to this engine; the document is read like the newest one that is",
                        Quoted(version)
                    ),
                );
            }
        }
    }
}
