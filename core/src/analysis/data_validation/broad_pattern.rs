use super::patterns::values;
use crate::analysis::graph::Directions;
use crate::analysis::pattern::Pattern;
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports patterns of requests that let everything through, such as `.*`, and patterns that are not anchored, so
    /// that anything may stand before or after what they match.
    ///
    /// A pattern with a look around is not called broad. The rule belongs to the strict profile.
    ///
    /// ## Why is this bad?
    /// A pattern of JSON Schema is searched for in the text: `[a-z]+` takes every text that has one small letter in it.
    /// The validation that it promises is not there.
    ///
    /// ## Example
    /// ```yaml
    /// code: {type: string, pattern: '[a-z]+'}
    /// ```
    /// Use instead:
    /// ```yaml
    /// code: {type: string, pattern: '^[a-z]{1,20}$'}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [OWASP API8:2023 Security Misconfiguration](https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/)
    /// - [CWE-185: Incorrect Regular Expression](https://cwe.mitre.org/data/definitions/185.html)
    /// - [JSON Schema Validation 2020-12](https://json-schema.org/draft/2020-12/json-schema-validation)
    BroadPattern {
        id: "broad-pattern",
        severities: [Low],
        profile: Strict,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4, Api8],
        cwe: [185],
        mitigation: "Anchor the pattern with `^` and `$`, and describe what may stand between them.",
    }
}

impl Rule for BroadPattern {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        for own in values(graph) {
            if !graph.directions(own.schema).request {
                continue;
            }
            let Ok(Some(pattern)) = Pattern::parse(own.text) else { continue };
            let shape = pattern.shape();
            let complaint = if shape.takes_everything {
                "lets every text through"
            } else if !shape.is_anchored_at_start && !shape.is_anchored_at_end {
                "is not anchored: anything may stand before and after a match"
            } else if !shape.is_anchored_at_start {
                "is not anchored at the start: anything may stand before a match"
            } else if !shape.is_anchored_at_end {
                "is not anchored at the end: anything may stand after a match"
            } else {
                continue;
            };
            let name = graph.name(own.schema);
            let message = format_args!("the pattern of {name} {complaint}");
            report.schema(own.schema, Directions::REQUEST, own.node, Severity::Low, message);
        }
    }
}
