use super::paging::{is_page_size, unlimited_page_size};
use crate::analysis::graph::Used;
use crate::analysis::lacking::Lacking;
use crate::analysis::{Reporter, Rule};
use crate::quoted::Quoted;
use crate::rule_meta::declare_rule;
use crate::{Api, RuleMeta, Severity};

declare_rule! {
    /// ## What it does
    /// Reports parameters for the number of items of a page, such as `limit` and `per_page`, that have no maximum.
    ///
    /// Where more than a few are at least half of all, the document is reported once.
    ///
    /// Where a description names the maximum the caller is at least told, and only `unbounded-number` asks for a `maximum`.
    ///
    /// ## Why is this bad?
    /// `limit=100000000` reads the whole table. Pages protect nothing as long as the caller says how large they are.
    ///
    /// ## Example
    /// ```yaml
    /// parameters:
    ///   - {name: limit, in: query, schema: {type: integer}}
    /// ```
    /// Use instead:
    /// ```yaml
    /// parameters:
    ///   - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}
    /// ```
    ///
    /// ## References
    /// - [OWASP API4:2023 Unrestricted Resource Consumption](https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/)
    /// - [CWE-770: Allocation of Resources Without Limits or Throttling](https://cwe.mitre.org/data/definitions/770.html)
    UnboundedPageSize {
        id: "unbounded-page-size",
        severities: [Medium],
        profile: Default,
        category: ApiSpecification,
        factor: Conformance,
        owasp: [Api4],
        cwe: [770],
        mitigation: "Set `maximum` to the largest page that the API gives.",
    }
}

impl Rule for UnboundedPageSize {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _api: &Api, report: &mut Reporter<'_>) {
        let graph = report.graph();
        let mut lacking = Lacking::default();
        for Used { part, users } in graph.parameters().filter(|used| !used.users.is_empty()) {
            if unlimited_page_size(graph, part).is_some() {
                let name = Quoted(&part.name);
                let message = format!("{name} asks for a page of any size: it has no maximum");
                lacking.part(part.node, users.clone(), message);
            } else if is_page_size(part) {
                lacking.has();
            }
        }
        lacking.report(report, Severity::Medium, |lacking, all| {
            format!("{lacking} of {all} parameters for the size of a page have no maximum")
        });
    }
}
