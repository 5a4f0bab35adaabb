//! Recomputes the example of `docs/grade.md`.

use std::path::Path;

use serde_json::Value;
use watchgate::{Api, Finding, Grade, Profile, Settings, Timestamp, analyze};

/// Returns what a fenced block of a language holds.
fn block<'t>(text: &'t str, language: &str) -> &'t str {
    let (_, rest) = text.split_once(&format!("```{language}\n")).expect("a block");
    rest.split_once("```").expect("its end").0
}

/// Returns the rows of the table of findings: rule, severity, operations.
fn rows(text: &str) -> Vec<[&str; 3]> {
    let (_, rest) = text.split_once("| finding | severity | operations |\n|---|---|---|\n").expect("a table");
    rest.lines()
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [finding, severity, operations] = cells[..] else { panic!("three cells: {line}") };
            [finding.split('`').nth(1).expect("a rule"), severity, operations.trim_matches('`')]
        })
        .collect()
}

#[test]
fn the_example_of_the_documentation_is_true() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/grade.md");
    let text = std::fs::read_to_string(file).expect("the page");
    let api = Api::parse(block(&text, "yaml").as_bytes()).expect("a document");
    let settings = Settings::default().with_profile(Profile::Strict);
    let rows = rows(&text);
    let findings: Vec<Finding> = analyze(&api, &settings, Timestamp::UNIX_EPOCH)
        .into_iter()
        .filter(|finding| rows.iter().any(|[rule, ..]| *rule == finding.rule.as_str()))
        .collect();
    let found = |finding: &Finding| {
        let own = finding.operation.iter().chain(&finding.operations.sample);
        let operations: Vec<String> = own.map(ToString::to_string).collect();
        let operations = if operations.is_empty() { "none".to_owned() } else { operations.join(", ") };
        (finding.rule.to_string(), finding.severity.to_string(), operations)
    };
    let mut found: Vec<_> = findings.iter().map(found).collect();
    let mut listed: Vec<_> =
        rows.iter().map(|row| (row[0].to_owned(), row[1].to_owned(), row[2].to_owned())).collect();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
    let grade = Grade::of(&api, &settings, &findings).expect("a grade");
    let expected: Value = serde_json::from_str(block(&text, "json")).expect("a grade in JSON");
    assert_eq!(serde_json::to_value(grade).unwrap(), expected);
}
