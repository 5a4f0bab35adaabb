use crate::analysis::{Reporter, Rule};
use crate::api::problem::ProblemKind;
use crate::api::uri::Away;
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta};

declare_rule! {
    /// ## What it does
    /// Reports a `$ref` that leaves the folder of the document: to a URL, to an absolute path, or up and out with `..`.
    /// Watchgate follows none of them.
    ///
    /// It is more severe where operations or security schemes stand behind the reference. A URL that a schema of the
    /// document has for its `$id`, or the document for its `$self`, is no way out and is not reported.
    ///
    /// ## Why is this bad?
    /// Whoever controls the other place decides what the API promises, without a review and without a trace in this
    /// repository. Tools that do follow such references fetch URLs of a stranger's choice from inside the network, or
    /// read files that were never meant to be published.
    ///
    /// ## Example
    /// ```yaml
    /// schema: {$ref: "https://example.com/schemas/order.yaml"}
    /// ```
    /// Use instead:
    /// ```yaml
    /// schema: {$ref: "schemas/order.yaml"}
    /// ```
    ///
    /// ## References
    /// - [OWASP API10:2023 Unsafe Consumption of APIs](https://owasp.org/API-Security/editions/2023/en/0xaa-unsafe-consumption-of-apis/)
    /// - [CWE-829: Inclusion of Functionality from Untrusted Control Sphere](https://cwe.mitre.org/data/definitions/829.html)
    /// - [OpenAPI 3.1.1: Reference Object](https://spec.openapis.org/oas/v3.1.1#reference-object)
    RemoteReference {
        id: "remote-reference",
        severities: [Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api10],
        cwe: [829],
        mitigation: "Keep a reviewed copy of the file in the document's folder, and refer to that.",
    }
}

impl Rule for RemoteReference {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, api: &Api, report: &mut Reporter<'_>) {
        for problem in &api.model.problems {
            if let ProblemKind::RemoteReference { reference, away, severity } = &problem.kind {
                let away = match away {
                    Away::Network => "leads to another host, and was not followed",
                    Away::Elsewhere => "leaves the document's folder, and was not followed",
                };
                let message = format_args!("the reference {} {away}", Quoted(reference));
                report.shared(problem.node, Vec::new(), *severity, message);
            }
        }
    }
}
