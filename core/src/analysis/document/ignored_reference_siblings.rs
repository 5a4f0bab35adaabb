use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports constraints beside a `$ref` in Swagger 2.0 and OpenAPI 3.0, where nothing beside a `$ref` counts: limits,
    /// patterns, `required`, `readOnly` and the like. What the target says as well is not reported, and neither are
    /// descriptions and extensions.
    ///
    /// OpenAPI 3.1 lets the siblings of a schema's `$ref` count.
    ///
    /// ## Why is this bad?
    /// The author believes in a limit that no validator enforces: a `maxLength` that is ignored, a `readOnly` that lets a
    /// client write the field.
    ///
    /// ## Example
    /// ```yaml
    /// owner: {$ref: "#/components/schemas/User", readOnly: true}
    /// ```
    /// Use instead:
    /// ```yaml
    /// owner: {readOnly: true, allOf: [{$ref: "#/components/schemas/User"}]}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [OpenAPI 3.0.4: Reference Object](https://spec.openapis.org/oas/v3.0.4#reference-object)
    IgnoredReferenceSiblings {
        id: "ignored-reference-siblings",
        severities: [Info],
        profile: Strict,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [],
        mitigation: "Wrap the reference in `allOf`, and put the constraint beside that.",
    }
}

impl Rule for IgnoredReferenceSiblings {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::IgnoredSibling { more } = problem.kind {
                let key = Quoted(api.tree.key(problem.node).unwrap_or_default());
                let others = match more {
                    0 => String::new(),
                    1 => " and another constraint".to_owned(),
                    more => format!(" and {more} other constraints"),
                };
                let verb = if more == 0 { "does" } else { "do" };
                report.shared(
                    problem.node,
                    Vec::new(),
                    Severity::Info,
                    format_args!("{key}{others} beside `$ref` {verb} not count before OpenAPI 3.1"),
                );
            }
        }
    }
}
