use rustc_hash::FxHashMap;

use super::patterns::{names, values};
use crate::analysis::graph::Directions;
use crate::analysis::pattern::{Effort, Pattern};
use crate::analysis::{Reporter, Rule};
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports patterns that take exponential time over some texts: a repetition inside a repetition, or alternatives
    /// under one, that match the same text in several ways.
    ///
    /// The pattern is not run. Its automaton is searched for ways that split and meet again; what only costs polynomial
    /// time, and patterns with look arounds or references back inside a repetition, are not reported.
    ///
    /// ## Why is this bad?
    /// An engine that goes back to try every way, as those of most languages do, needs years for a text of fifty
    /// characters. One request stops a worker, a few stop the server (regular expression denial of service).
    ///
    /// ## Example
    /// ```yaml
    /// pattern: '^([a-z]+-?)*$'
    /// ```
    /// Use instead:
    /// ```yaml
    /// pattern: '^[a-z]+(-[a-z]+)*-?$'
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-1333: Inefficient Regular Expression Complexity](https://cwe.mitre.org/data/definitions/1333.html)
    /// - [OWASP: Regular expression Denial of Service](https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS)
    VulnerablePattern {
        id: "vulnerable-pattern",
        severities: [Medium, Low],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [1333],
        mitigation: "Write the repetition so that each text can be matched in one way only, and limit the length before the pattern is tried.",
    }
}

impl Rule for VulnerablePattern {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let mut effort = Effort::default();
        let mut known: FxHashMap<&str, bool> = FxHashMap::default();
        for own in values(graph).into_iter().chain(names(graph)) {
            let is_vulnerable = *known.entry(own.text).or_insert_with(|| {
                let pattern = Pattern::parse(own.text).ok().flatten();
                pattern.is_some_and(|pattern| pattern.is_exponential(&mut effort))
            });
            if is_vulnerable {
                let severity =
                    if graph.directions(own.schema).request { Severity::Medium } else { Severity::Low };
                let name = graph.name(own.schema);
                let message = format_args!(
                    "the pattern of {name} takes exponential time over some texts that do not match"
                );
                report.schema(own.schema, Directions::BOTH, own.node, severity, message);
            }
        }
    }
}
