use super::patterns::{names, values};
use crate::analysis::graph::Directions;
use crate::analysis::pattern::Pattern;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports patterns that are no regular expressions of ECMA-262, the dialect of JSON Schema: brackets that do not
    /// fit, quantifiers with nothing before them, and constructs of other dialects such as `(?i)`, `(?P<name>)`,
    /// `[[:alpha:]]` and `\\A`.
    ///
    /// A pattern between slashes is reported too, if the slashes keep it from ever matching.
    ///
    /// ## Why is this bad?
    /// A validator refuses the schema, leaves the check out, or checks something else than was meant.
    ///
    /// ## Example
    /// ```yaml
    /// pattern: '(?i)^[a-z]+$'
    /// ```
    /// Use instead:
    /// ```yaml
    /// pattern: '^[A-Za-z]+$'
    /// ```
    ///
    /// ## References
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-185: Incorrect Regular Expression](https://cwe.mitre.org/data/definitions/185.html)
    /// - [JSON Schema 2020-12: Regular Expressions](https://json-schema.org/draft/2020-12/json-schema-core#name-regular-expressions)
    InvalidPattern {
        id: "invalid-pattern",
        severities: [Low],
        profile: Default,
        category: ApiSpecification,
        factor: Hygiene,
        owasp: [Api8],
        cwe: [185],
        mitigation: "Write the pattern in the dialect of ECMA-262.",
    }
}

impl Rule for InvalidPattern {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for own in values(graph).into_iter().chain(names(graph)) {
            if let Err(error) = Pattern::parse(own.text) {
                let name = graph.name(own.schema);
                let message =
                    format_args!("the pattern of {name} is no regular expression of ECMA-262: {error}");
                report.schema(own.schema, Directions::BOTH, own.node, Severity::Low, message);
            }
        }
    }
}
