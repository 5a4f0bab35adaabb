use super::statuses::{Expected, Outcome, documents};
use crate::analysis::graph::Graph;
use crate::analysis::{Reporter, Rule};
use crate::api::Operation;
use crate::rule_meta::declare_rule;
use crate::{Api, Method, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports operations that do not document errors which their own shape makes possible.
    ///
    /// These are `404` where the path of a `GET`, `HEAD`, `PUT`, `PATCH` or `DELETE` has a parameter, `406` where an answer
    /// comes in several media types, and `415` where a body is taken. `4XX` and `default` stand for all of them. Where most
    /// operations of a document lack some, the document is reported once.
    ///
    /// ## Why is this bad?
    /// What is not agreed on is answered by whatever stands in front: a framework, a proxy. Clients and tests cannot tell
    /// an error from an attack.
    ///
    /// ## Example
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     get: {responses: {'200': {description: The order}}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// paths:
    ///   /orders/{orderId}:
    ///     get:
    ///       responses:
    ///         '200': {description: The order}
    ///         '404': {description: There is no such order}
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [RFC 9110, section 15.5: Client Error 4xx](https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5)
    MissingCommonErrorResponses {
        id: "missing-common-error-responses",
        severities: [Info],
        profile: Pedantic,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [1059],
        mitigation: "Document the errors that the operation answers, one by one or as `4XX`.",
    }
}

const EXPECTED: Expected = Expected {
    whose: "operations",
    lacks: "no response for some of their common errors (404, 406 or 415)",
    severity: Severity::Info,
};

impl Rule for MissingCommonErrorResponses {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &Api, report: &mut Reporter<'_>) {
        EXPECTED.report(report, |graph, operation| {
            let possible = possible_errors(graph, operation);
            if possible.is_empty() {
                return Outcome::NotConcerned;
            }
            let missing: Vec<String> = possible
                .into_iter()
                .filter(|(code, _)| !documents(operation, &[*code]))
                .map(|(code, what)| format!("no response for {what} ({code})"))
                .collect();
            if missing.is_empty() {
                Outcome::Documented
            } else {
                Outcome::Missing(missing.join(" and ").into())
            }
        });
    }
}

/// Returns the errors that the shape of an operation makes possible.
fn possible_errors<'a>(graph: &Graph<'a>, operation: &'a Operation) -> Vec<(u16, &'static str)> {
    let by_path = matches!(
        operation.method(),
        Method::Get | Method::Head | Method::Put | Method::Patch | Method::Delete
    );
    let mut errors = Vec::new();
    if by_path && operation.path().contains('{') {
        errors.push((404, "what is not there"));
    }
    if graph.responses_of(operation).any(|(_, response)| response.content.len() > 1) {
        errors.push((406, "a media type that is not offered"));
    }
    if graph.takes_body(operation) {
        errors.push((415, "a body of another media type"));
    }
    errors
}
