//! The report as a person reads it.

use std::fmt::{self, Write};

use super::spec::SpecReport;
use crate::quoted::is_unprintable;
use crate::{Finding, Location, Risk, RiskLevel, Severity};

/// Whether the text may carry colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TextStyle {
    /// Characters only.
    #[default]
    Plain,
    /// ANSI escape sequences, for a terminal.
    Ansi,
}

/// Renders a report: the findings, the operations with their risks, a line that counts.
pub(super) fn render(report: &SpecReport, style: TextStyle) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_report(&mut out, report, style);
    out
}

fn write_report(out: &mut String, report: &SpecReport, style: TextStyle) -> fmt::Result {
    for api in &report.apis {
        let name = style.paint(Paint::Bold, &printable(&api.name));
        let version =
            api.version.as_deref().map(|version| format!(" {}", printable(version))).unwrap_or_default();
        let file = api.file.as_deref().map(|file| format!(" ({})", printable(file))).unwrap_or_default();
        let operations = plural(api.operation_count, "operation");
        writeln!(out, "{name}{version}{file}: {operations}, risk {}", risk(&api.risk, style))?;
    }
    if !report.findings.is_empty() {
        writeln!(out)?;
    }
    for finding in &report.findings {
        write_finding(out, finding, style)?;
    }
    if !report.operations.is_empty() {
        writeln!(out, "\n{}", style.paint(Paint::Bold, "Risk by operation"))?;
        for operation in &report.operations {
            let method = operation.method.as_str();
            writeln!(out, "  {}  {method:<7} {}", risk(&operation.risk, style), printable(&operation.path))?;
        }
    }
    writeln!(out, "\n{}", summary(report))
}

fn write_finding(out: &mut String, finding: &Finding, style: TextStyle) -> fmt::Result {
    let severity = style.paint(severity_paint(finding.severity), &format!("{:<8}", finding.severity));
    let Location::Document { file, pointer, line, column } = &finding.location;
    let file = file.as_deref().unwrap_or(&finding.api);
    let place = match (line, column) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => format!("{file}#{pointer}"),
    };
    writeln!(out, "{severity}  {}", printable(&finding.message))?;
    let reach = match finding.operations.count {
        0 => String::new(),
        count => format!("  reaches {}", plural(count, "operation")),
    };
    let source = style.paint(Paint::Dim, &format!("{}  {}{reach}", printable(&place), finding.rule));
    writeln!(out, "          {source}")?;
    writeln!(out, "          {}", finding.mitigation)
}

fn summary(report: &SpecReport) -> String {
    let mut parts = Vec::new();
    for severity in Severity::ALL.iter().rev() {
        let count = report.findings.iter().filter(|finding| finding.severity == *severity).count();
        if count > 0 {
            parts.push(format!("{count} {severity}"));
        }
    }
    match report.findings.len() {
        0 => "no findings".to_owned(),
        count => format!("{}: {}", plural(count, "finding"), parts.join(", ")),
    }
}

fn risk(risk: &Risk, style: TextStyle) -> String {
    let text = format!("{:<8} {:>3}", risk.level, risk.score);
    style.paint(level_paint(risk.level), &text)
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Escapes control characters: a document must not drive a terminal.
fn printable(text: &str) -> String {
    if !text.contains(is_unprintable) {
        return text.to_owned();
    }
    let escape = |c: char| if is_unprintable(c) { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escape).collect()
}

#[derive(Debug, Clone, Copy)]
enum Paint {
    Bold,
    Dim,
    Red,
    Yellow,
    Blue,
    Green,
}

impl TextStyle {
    fn paint(self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Bold => "1",
            Paint::Dim => "2",
            Paint::Red => "1;31",
            Paint::Yellow => "33",
            Paint::Blue => "34",
            Paint::Green => "32",
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

const fn severity_paint(severity: Severity) -> Paint {
    match severity {
        Severity::Critical | Severity::High => Paint::Red,
        Severity::Medium => Paint::Yellow,
        Severity::Low => Paint::Blue,
        Severity::Info => Paint::Dim,
    }
}

const fn level_paint(level: RiskLevel) -> Paint {
    match level {
        RiskLevel::Critical | RiskLevel::High => Paint::Red,
        RiskLevel::Medium => Paint::Yellow,
        RiskLevel::Low => Paint::Blue,
        RiskLevel::None => Paint::Green,
    }
}
