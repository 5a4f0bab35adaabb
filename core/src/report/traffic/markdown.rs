//! The report over traffic as Markdown, for a comment on a pull request.

use super::TrafficReport;
use super::text::{factors, summary};
use crate::report::group::by_rule;
use crate::report::markdown::{code, push_groups};

/// Operations that are shown.
const FEW_OPERATIONS: usize = 20;

/// Renders a report: the riskiest operations in a table, then the worst findings of each rule.
pub(super) fn render(report: &TrafficReport) -> String {
    let mut out = format!("## Watchgate: {}\n\n", summary(report));
    let called = || report.endpoints.iter().filter(|own| own.usage.count > 0);
    out.push_str("| operation | state | risk | calls | factors |\n| --- | --- | --- | ---: | --- |\n");
    for endpoint in called().take(FEW_OPERATIONS) {
        let operation = crate::OperationRef { method: endpoint.method.clone(), path: endpoint.path.clone() };
        let (risk, factors) = (&endpoint.risk, factors(endpoint));
        out.push_str(&format!(
            "| {} | {} | {} {} | {} | {} |\n",
            code(&operation.to_string()),
            endpoint.state,
            risk.level,
            risk.score,
            endpoint.usage.count,
            factors.trim_start_matches(", "),
        ));
    }
    if let Some(more @ 1..) = called().count().checked_sub(FEW_OPERATIONS) {
        out.push_str(&format!("\n... and {more} more\n"));
    }
    push_groups(&mut out, &by_rule(report.of_traffic()));
    out
}
