//! The report as Markdown, for a comment on a pull request.

use std::fmt::Write;
use std::mem;

use super::group::{Group, Section, baseline_note, by_api, by_rule, counts, place, plural, reach};
use super::spec::{ApiSummary, SpecReport};
use super::text;
use crate::Finding;
use crate::quoted::printable;

/// The longest comment that GitHub takes. It counts characters; bytes are never fewer.
const LIMIT: usize = 65_536;
/// What is kept free for the lines that count what is left out.
const RESERVE: usize = 512;
/// Findings of a rule that are shown.
const FEW_FINDINGS: usize = 5;
/// Documents that are shown.
const FEW_APIS: usize = 20;
/// Characters of a document's text that are shown at a time.
const LENGTH: usize = 300;

/// Renders a report: the documents in a table, then the worst findings of each rule.
pub(super) fn render(report: &SpecReport) -> String {
    let mut out = format!("## Watchgate: {}\n\n", text::summary(report));
    apis(&mut out, &by_api(report));
    push_groups(&mut out, &by_rule(&report.findings));
    if let Some(note) = baseline_note(report) {
        out.push_str(&format!("\n{note}.\n"));
    }
    out
}

/// Adds the rules with their first findings, as far as there is room.
pub(super) fn push_groups(out: &mut String, groups: &[Group<'_>]) {
    let (mut rules, mut findings) = (0, 0);
    for group in groups {
        let shown = push_group(out, group);
        if shown == 0 {
            rules += 1;
            findings += group.findings.len();
        }
    }
    if rules > 0 {
        let (findings, rules) = (plural(findings, "finding"), plural(rules, "rule"));
        out.push_str(&format!("\nThe comment is full: {findings} of {rules} not shown.\n"));
    }
}

fn apis(out: &mut String, sections: &[Section<'_>]) {
    out.push_str("| API | operations | risk | findings |\n| --- | ---: | --- | --- |\n");
    // Documents of one name share their findings: the first of them counts all.
    let rows = sections.iter().flat_map(|section| {
        let counts = counts(section.findings.iter().copied());
        section.apis.iter().zip([counts].into_iter().chain(std::iter::repeat(String::new())))
    });
    for (api, counts) in rows.clone().take(FEW_APIS) {
        let (operations, risk) = (api.operation_count, &api.risk);
        let line = format!("| {} | {operations} | {} {} | {counts} |\n", name(api), risk.level, risk.score);
        out.push_str(&line);
    }
    if let Some(more @ 1..) = rows.count().checked_sub(FEW_APIS) {
        out.push_str(&format!("\n... and {more} more\n"));
    }
}

fn name(api: &ApiSummary) -> String {
    let version = api.version.as_deref().map(|version| format!(" {}", code(version))).unwrap_or_default();
    let file = api.file.as_deref().map(|file| format!(" ({})", code(file))).unwrap_or_default();
    format!("{}{version}{file}", code(&api.name))
}

/// Adds a rule with its first findings, as far as there is room. Returns how many.
fn push_group(out: &mut String, group: &Group<'_>) -> usize {
    let mut head = heading(group);
    let mut shown = 0;
    // One that is left is shown, as the line that counts it would be as long.
    let few = if group.findings.len() > FEW_FINDINGS + 1 { FEW_FINDINGS } else { FEW_FINDINGS + 1 };
    for finding in group.findings.iter().take(few) {
        let row = row(finding);
        if out.len() + head.len() + row.len() > LIMIT - RESERVE {
            break;
        }
        out.push_str(&mem::take(&mut head));
        out.push_str(&row);
        shown += 1;
    }
    let rest = group.findings.get(shown..).unwrap_or_default();
    if shown > 0 && !rest.is_empty() {
        out.push_str(&format!("\n... and {} more: {}\n", rest.len(), counts(rest.iter().copied())));
    }
    shown
}

fn heading(group: &Group<'_>) -> String {
    let mut text = format!("\n### {}: {}\n\n", code(group.rule), counts(group.findings.iter().copied()));
    // Writing to a string does not fail.
    let _ = match group.meta() {
        Some(meta) => writeln!(text, "{} {}", group.summary().unwrap_or_default(), meta.mitigation),
        None => Ok(()),
    };
    text.push_str("\n| severity | place | finding |\n| --- | --- | --- |\n");
    text
}

fn row(finding: &Finding) -> String {
    let reach = reach(finding).map(|reach| format!(", {reach}")).unwrap_or_default();
    format!("| {} | {} | {}{reach} |\n", finding.severity, code(&place(finding)), code(&finding.message))
}

/// Writes a document's text as code: nothing in it is markup, a link, a mention or HTML. A bar would end the table's cell
/// even there, so it stands between two pieces of code.
pub(super) fn code(text: &str) -> String {
    let mut text = printable(text).into_owned();
    if let Some((end, _)) = text.char_indices().nth(LENGTH) {
        text.truncate(end);
        text.push('…');
    }
    text.split('|').map(code_span).collect::<Vec<_>>().join("&#124;")
}

fn code_span(text: &str) -> String {
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
    use crate::{Api, Settings, Timestamp};

    fn markdown(document: &str) -> String {
        let api = Api::builder().file("a.yaml").parse(document.as_bytes()).unwrap();
        SpecReport::new([&api], &Settings::default(), Timestamp::MIN).to_markdown()
    }

    fn document(paths: impl IntoIterator<Item = String>) -> String {
        let scheme = "components: {securitySchemes: {x: {type: mutualTLS}}}";
        let paths: String = paths.into_iter().map(|path| format!("  {path:?}: {{post: {{}}}}\n")).collect();
        format!("openapi: 3.1.0\ninfo: {{title: 'a|b', version: '1'}}\n{scheme}\npaths:\n{paths}")
    }

    #[test]
    fn shows_the_documents_and_the_worst_findings_of_each_rule() {
        let expected = "\
## Watchgate: 7 findings: 7 critical

| API | operations | risk | findings |
| --- | ---: | --- | --- |
| `a`&#124;`b` `1` (`a.yaml`) | 7 | critical 80 | 7 critical |

### `operation-without-authentication`: 7 critical

Operations that can be called without authentication, because neither they nor the document ask for any. \
Add a `security` requirement to the operation or to the document.

| severity | place | finding |
| --- | --- | --- |
| critical | `a.yaml:5:10` | `POST /0 can be called without authentication` |
| critical | `a.yaml:6:10` | `POST /1 can be called without authentication` |
| critical | `a.yaml:7:10` | `POST /2 can be called without authentication` |
| critical | `a.yaml:8:10` | `POST /3 can be called without authentication` |
| critical | `a.yaml:9:10` | `POST /4 can be called without authentication` |

... and 2 more: 2 critical
";
        assert_eq!(markdown(&document((0..7).map(|index| format!("/{index}")))), expected);
    }

    #[test]
    fn keeps_the_markup_of_a_document_inside_of_code() {
        for (text, expected) in [
            ("", ""),
            ("@octocat #1 <b> [a](https://example.com)", "`@octocat #1 <b> [a](https://example.com)`"),
            ("a`b", "``a`b``"),
            ("``a", "``` ``a ```"),
            ("`", "`` ` ``"),
            (" a ", "`  a  `"),
            ("a\\|b", "`a\\`&#124;`b`"),
            ("||", "&#124;&#124;"),
            ("a\nb\u{202e}", "`a\\nb\\u{202e}`"),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
        assert_eq!(code(&"ä".repeat(1000)).chars().count(), LENGTH + 3);
    }

    #[test]
    fn stays_within_the_length_of_a_comment_and_counts_what_it_leaves_out() {
        let wide = |index: usize| format!("/{index}{}", "😀".repeat(400));
        let api = |index: usize| {
            let text = document((0..6).map(wide)).replace("a|b", &format!("{index}{}", "😀".repeat(190)));
            Api::builder().file("😀".repeat(2000)).parse(text.as_bytes()).unwrap()
        };
        let apis: Vec<Api> = (0..30).map(api).collect();
        let mut report = SpecReport::new(&apis, &Settings::default(), Timestamp::MIN);
        let rules: Vec<_> = crate::rules::all().map(crate::RuleMeta::rule_id).collect();
        for (finding, rule) in report.findings.iter_mut().zip(rules.iter().cycle()) {
            finding.rule = rule.clone();
        }
        let text = report.to_markdown();
        assert!(text.len() <= LIMIT && text.len() > LIMIT - 5000, "{}", text.len());
        assert!(text.contains("\n... and 10 more\n"), "of the documents");
        let number = |line: &str| line.split(' ').next().unwrap().parse::<usize>().unwrap();
        let counted = |line: &str| match line.strip_prefix("The comment is full: ") {
            Some(rest) => number(rest),
            None if line.starts_with("| critical |") => 1,
            None if !line.ends_with(" critical") => 0,
            None => line.strip_prefix("... and ").map_or(0, number),
        };
        assert!(text.contains("The comment is full: "));
        assert_eq!(text.lines().map(counted).sum::<usize>(), report.findings.len());
    }
}
