//! The report over traffic as a person reads it.

use std::fmt::{self, Write};

use super::{EndpointState, EndpointSummary, TrafficReport};
use crate::api::masking;
use crate::quoted::printable;
use crate::report::group::{counts, plural};
use crate::report::style::{Paint, TextDetail, TextStyle};
use crate::report::text::Writer;
use crate::{Finding, State};

/// Operations that an overview shows.
const FEW_OPERATIONS: usize = 20;

/// Renders a report: the findings of the traffic by rule, the operations by risk, then the lines that count.
pub(super) fn render(report: &TrafficReport, style: TextStyle, detail: TextDetail) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut out, report, style, detail);
    out
}

fn write(out: &mut String, report: &TrafficReport, style: TextStyle, detail: TextDetail) -> fmt::Result {
    let (confirmed, candidates): (Vec<&Finding>, Vec<&Finding>) =
        report.of_traffic().partition(|finding| finding.state == State::Confirmed);
    Writer { out, style, detail }.findings(confirmed.iter().copied())?;
    if !candidates.is_empty() {
        writeln!(
            out,
            "\n{}",
            style.paint(Paint::Bold, "Turned away, or not sure yet: held against no operation")
        )?;
        Writer { out, style, detail }.findings(candidates.iter().copied())?;
    }
    operations(out, report, style, detail)?;
    writeln!(out, "\n{}", summary(report))
}

/// Writes the operations that were called, the riskiest first, each with its factors.
fn operations(out: &mut String, report: &TrafficReport, style: TextStyle, detail: TextDetail) -> fmt::Result {
    let called: Vec<&EndpointSummary> = report.endpoints.iter().filter(|own| own.usage.count > 0).collect();
    if called.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", style.paint(Paint::Bold, "Risk by operation"))?;
    let shown = detail.shown(FEW_OPERATIONS, called.len());
    for endpoint in called.iter().take(shown) {
        let risk = &endpoint.risk;
        let level = style.level(risk.level, &format!("{:<8} {:>3}", risk.level, risk.score));
        let path = masking::shown(&endpoint.path);
        let (method, path) = (endpoint.method.as_str(), printable(&path));
        let state = match endpoint.state {
            EndpointState::Documented => String::new(),
            other => format!("  {other}"),
        };
        let calls = plural(usize::try_from(endpoint.usage.count).unwrap_or(usize::MAX), "call");
        let detail = style.paint(Paint::Dim, &format!("  {calls}{}", factors(endpoint)));
        writeln!(out, "  {level}  {method:<7} {path}{state}{detail}")?;
    }
    match called.len() - shown {
        0 => Ok(()),
        more => writeln!(out, "  ... and {more} more"),
    }
}

/// Returns the factors of a risk, the worst first.
pub(super) fn factors(endpoint: &EndpointSummary) -> String {
    let mut factors: Vec<_> = endpoint.risk.factors.iter().collect();
    factors.sort_by_key(|(factor, score)| (std::cmp::Reverse(**score), **factor));
    factors.iter().map(|(factor, score)| format!(", {factor} {score}")).collect()
}

/// Returns the line that counts.
pub(super) fn summary(report: &TrafficReport) -> String {
    let number = |count: u64, noun: &str| plural(usize::try_from(count).unwrap_or(usize::MAX), noun);
    let mut text = number(report.exchanges, "exchange");
    if report.rejected > 0 {
        text.push_str(&format!(", {} rejected", number(report.rejected, "record")));
    }
    let called = report.endpoints.iter().filter(|own| own.usage.count > 0);
    let orphans = report.endpoints.iter().filter(|own| own.state == EndpointState::Orphan).count();
    text.push_str(&format!("; {} called", plural(called.count(), "operation")));
    if orphans > 0 {
        text.push_str(&format!(", {orphans} documented and not called"));
    }
    let of_traffic: Vec<&Finding> = report.of_traffic().collect();
    text.push_str(&match of_traffic.len() {
        0 => "; no findings in the traffic".to_owned(),
        count => {
            format!("; {} in the traffic: {}", plural(count, "finding"), counts(of_traffic.iter().copied()))
        }
    });
    let of_documents = report.findings.len() - of_traffic.len();
    if of_documents > 0 {
        text.push_str(&format!("; {} in the documents", plural(of_documents, "finding")));
    }
    if !report.not_inspected.is_empty() {
        let bodies = match report.not_inspected.values().sum() {
            1_u64 => "1 body".to_owned(),
            count => format!("{count} bodies"),
        };
        let whys: Vec<&str> = report.not_inspected.keys().map(|own| own.as_str()).collect();
        text.push_str(&format!("; {bodies} not inspected ({})", whys.join(", ")));
    }
    let omitted = report.omitted;
    if omitted.exchanges + omitted.findings > 0 {
        text.push_str(&format!(
            "; past the limits of the report: {}, {}",
            number(omitted.exchanges, "exchange"),
            number(omitted.findings, "finding")
        ));
    }
    text
}
