//! The survey as Markdown, for a comment on a pull request.

use super::severity;
use super::survey::{Placed, Survey, plural};
use crate::input::Input;
use crate::output::printable;

/// The longest comment that GitHub takes. It counts characters; bytes are never fewer.
const LIMIT: usize = 65_536;
/// What is kept free for the lines that count what is left out.
const RESERVE: usize = 512;
/// Types that are listed.
const TYPES: usize = 100;
/// Detections that are listed.
const PLACES: usize = 100;
/// Characters of a name that are shown at a time.
const LENGTH: usize = 200;

/// Renders how many there are of each type, then where they are, the worst first.
pub(super) fn render(survey: &Survey) -> String {
    let mut out = format!("## Watchgate: {}\n", survey.summary());
    if !survey.files.is_empty() {
        types(&mut out, survey);
        places(&mut out, survey);
    }
    for note in survey.notes() {
        out.push_str(&format!("\n{note}\n"));
    }
    out
}

fn types(out: &mut String, survey: &Survey) {
    out.push_str("\n| severity | type | group | detections | files |\n| --- | --- | --- | ---: | ---: |\n");
    for own in survey.tallies.iter().take(TYPES) {
        let kind = kind(&own.kind, own.is_test);
        out.push_str(&format!(
            "| {} | {kind} | {} | {} | {} |\n",
            own.severity,
            own.group.as_str(),
            own.count,
            own.files
        ));
    }
    if let Some(more @ 1..) = survey.tallies.iter().count().checked_sub(TYPES) {
        out.push_str(&format!("\n... and {}\n", plural(more, "more type")));
    }
}

fn places(out: &mut String, survey: &Survey) {
    let mut detections: Vec<(&Input, &Placed)> = survey.detections().collect();
    detections.sort_by_key(|(_, placed)| std::cmp::Reverse(severity(&placed.detection)));
    out.push_str("\n| type | place | path | masked | confidence |\n| --- | --- | --- | --- | ---: |\n");
    let mut shown = 0;
    for row in detections.iter().take(PLACES).map(|(file, placed)| row(file, placed)) {
        if out.len() + row.len() > LIMIT - RESERVE {
            break;
        }
        out.push_str(&row);
        shown += 1;
    }
    if let Some(more @ 1..) = survey.tallies.total().checked_sub(shown) {
        out.push_str(&format!("\n... and {} not shown\n", plural(more, "more detection")));
    }
}

fn row(file: &Input, Placed { detection, start, .. }: &Placed) -> String {
    let place = code(&format!("{file}:{}:{}", start.line, start.column));
    let path = detection.path.as_deref().map(code).unwrap_or_default();
    let (kind, mask) = (kind(&detection.kind, detection.is_test), code(&detection.masked));
    format!("| {kind} | {place} | {path} | {mask} | {:.2} |\n", detection.confidence)
}

fn kind(kind: &str, is_test: bool) -> String {
    if is_test { format!("{} (test)", code(kind)) } else { code(kind) }
}

/// Writes outside text as code: nothing in it is markup, a link, a mention or HTML. A bar would end the table's cell even
/// there, so it stands between two pieces of code.
fn code(text: &str) -> String {
    let mut text = printable(text);
    if let Some((end, _)) = text.char_indices().nth(LENGTH) {
        text.truncate(end);
        text.push('…');
    }
    text.split('|').map(span).collect::<Vec<_>>().join("&#124;")
}

fn span(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space on either side is taken off again; without it a backtick would belong to the fence.
    let is_bare = !text.starts_with(['`', ' ']) && !text.ends_with(['`', ' ']);
    let space = if is_bare || text.trim().is_empty() { "" } else { " " };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_markup_inside_of_code() {
        for (text, expected) in [
            ("@octocat <b> [a](https://example.com)", "`@octocat <b> [a](https://example.com)`"),
            ("****ä", "`****ä`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("a\\|b", "`a\\`&#124;`b`"),
            ("a\nb\u{202e}", "`a\\nb\\u{202e}`"),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
        assert_eq!(code(&"ä".repeat(1000)).chars().count(), LENGTH + 3);
    }
}
