use crate::analysis::{Reporter, Rule, SuppressionProblem};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports suppressions in the document that do not suppress anything: `x-watchgate-ignore` fields and
    /// `# watchgate-ignore` comments that name a rule which does not exist, or no rule, or that stand at no entry.
    ///
    /// The field takes a rule's name or a list of names and holds for its object and all below it. The comment stands at
    /// the end of a line, or on the lines directly above an entry, and holds for that entry and all below it; above the
    /// first line of the document it holds for all of it. `--` begins the reason. Everything at once cannot be suppressed.
    ///
    /// ## Why is this bad?
    /// Whoever wrote it believes that something is accepted which is still reported, or that a rule runs which does not
    /// exist.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /health:
    ///     get: # watchgate-ignore: no-auth
    ///       responses: {'200': {description: up}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /health:
    ///     get: # watchgate-ignore: operation-without-authentication -- asked by the load balancer
    ///       responses: {'200': {description: up}}
    /// ```
    ///
    /// ## References
    /// - [OpenAPI 3.1.1: Specification Extensions](https://spec.openapis.org/oas/v3.1.1#specification-extensions)
    UnknownSuppression {
        id: "unknown-suppression",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api9],
        cwe: [],
        mitigation: "Name rules as `watchgate rules` lists them, or remove the suppression.",
    }
}

impl Rule for UnknownSuppression {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        for problem in report.suppression_problems() {
            let message = match &problem.kind {
                SuppressionProblem::UnknownRule(name) => {
                    format!("there is no rule {}, so nothing of it is suppressed", Quoted(name))
                }
                SuppressionProblem::NoNames => {
                    "a suppression should name one or several rules; this one suppresses nothing".to_owned()
                }
                SuppressionProblem::NoEntry => {
                    "this comment stands neither beside nor directly above an entry, so it suppresses nothing"
                        .to_owned()
                }
            };
            report.comment(problem.node, problem.at, Severity::Low, message);
        }
    }
}
