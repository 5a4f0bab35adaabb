//! The survey as a person reads it.

use std::fmt::Write;

use watchgate::{Detection, Severity, TextStyle};

use super::severity;
use super::survey::{Inspected, Placed, Survey, plural};
use super::tally::{Tallies, Tally};
use crate::output::printable;

/// Characters of a mask that are shown: its end, which is what may be known of the value.
const MASK: usize = 24;
/// Characters that a column is widened to at the most.
const COLUMN: usize = 48;

/// How much the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// What was not inspected is counted.
    Overview,
    /// It is named.
    Full,
}

/// Renders the detections file by file, then counts them by type, then says what was not inspected.
pub(super) fn render(survey: &Survey, style: TextStyle, detail: Detail) -> String {
    let mut out = String::new();
    for file in &survey.files {
        push_file(&mut out, file, style);
    }
    push_types(&mut out, &survey.tallies, style);
    if detail == Detail::Full && !survey.skipped.is_empty() {
        for skipped in &survey.skipped {
            let file = printable(&skipped.file.to_string());
            line(&mut out, format_args!("{file}  not inspected: {skipped}"));
        }
        out.push('\n');
    }
    line(&mut out, format_args!("{}", survey.summary()));
    for note in survey.notes() {
        line(&mut out, format_args!("{note}"));
    }
    out
}

/// Writes a file's name, and under it a line for each detection: `line:column type masked path confidence`.
fn push_file(out: &mut String, file: &Inspected, style: TextStyle) {
    line(out, format_args!("{}", paint(style, BOLD, &printable(&file.file.to_string()))));
    let rows: Vec<[String; 4]> = file.detections.iter().map(row).collect();
    let widths = widths(&rows);
    for (row, placed) in rows.iter().zip(&file.detections) {
        let [place, kind, mask, path] = aligned(row, widths);
        let Detection { confidence, is_test, .. } = &placed.detection;
        let kind = paint(style, color(severity(&placed.detection)), &kind);
        let test = if *is_test { "  test" } else { "" };
        line(out, format_args!("  {place}  {kind}  {mask}  {path}  {confidence:.2}{test}"));
    }
    if file.omitted > 0 {
        line(out, format_args!("  ... and {}", plural(file.omitted, "more detection")));
    }
    out.push('\n');
}

fn row(placed: &Placed) -> [String; 4] {
    let Placed { detection, start, .. } = placed;
    [
        format!("{}:{}", start.line, start.column),
        printable(&detection.kind),
        printable(&end_of(&detection.masked)),
        detection.path.as_deref().map_or_else(|| "-".to_owned(), printable),
    ]
}

/// Returns the end of a long mask.
fn end_of(mask: &str) -> String {
    match mask.char_indices().rev().nth(MASK - 1) {
        Some((at @ 1.., _)) => format!("…{}", mask.get(at..).unwrap_or_default()),
        _ => mask.to_owned(),
    }
}

fn push_types(out: &mut String, types: &Tallies, style: TextStyle) {
    let named = |own: &Tally| [own.severity.to_string(), printable(&own.kind)];
    let rows: Vec<[String; 2]> = types.iter().map(named).collect();
    let widths = widths(&rows);
    for (row, own) in rows.iter().zip(types.iter()) {
        let [severity, kind] = aligned(row, widths);
        let severity = paint(style, color(own.severity), &severity);
        let test = if own.is_test { "  test" } else { "" };
        line(out, format_args!("{severity}  {kind}  {}{test}", own.count));
    }
    if !types.is_empty() {
        out.push('\n');
    }
}

/// Returns how wide each column is.
fn widths<const N: usize>(rows: &[[String; N]]) -> [usize; N] {
    rows.iter().fold([0; N], |widths, row| {
        let mut cells = row.iter();
        widths.map(|width| width.max(cells.next().map_or(0, |cell| cell.chars().count())).min(COLUMN))
    })
}

fn aligned<const N: usize>(row: &[String; N], widths: [usize; N]) -> [String; N] {
    let mut cells = row.iter();
    widths.map(|width| format!("{:<width$}", cells.next().map_or("", String::as_str)))
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{text}");
}

const BOLD: &str = "1";

const fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "1;31",
        Severity::Medium => "33",
        _ => "34",
    }
}

fn paint(style: TextStyle, code: &str, text: &str) -> String {
    match style {
        TextStyle::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_end_of_a_long_mask() {
        assert_eq!(end_of("****1111"), "****1111");
        assert_eq!(end_of(&"*".repeat(MASK)), "*".repeat(MASK));
        assert_eq!(end_of(&format!("{}ä", "*".repeat(99))), format!("…{}ä", "*".repeat(MASK - 1)));
    }

    #[test]
    fn aligns_columns_but_does_not_follow_a_long_cell() {
        let rows = [["a".to_owned(), "x".repeat(99)], ["bcd".to_owned(), "y".to_owned()]];
        let widths = widths(&rows);
        assert_eq!(widths, [3, COLUMN]);
        assert_eq!(aligned(&rows[0], widths), ["a  ".to_owned(), "x".repeat(99)]);
        assert_eq!(aligned(&rows[1], widths)[1].len(), COLUMN);
    }
}
