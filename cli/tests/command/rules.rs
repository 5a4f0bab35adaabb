//! `watchgate rules`.

use crate::support::Folder;

#[test]
fn keeps_the_rule_reference_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
    let run = Folder::new().run(&["rules", "--format", "markdown"]);
    let reference = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        reference == run.stdout,
        "docs/rules.md is stale; regenerate it: cargo run -p watchgate-cli -- rules --format markdown > docs/rules.md"
    );
}

#[test]
fn lists_each_rule_with_its_severities_and_what_it_reports() {
    let run = Folder::new().run(&["rules"]);
    assert_eq!(run.stdout.lines().count(), 2 * watchgate::rules::all().count());
    assert!(run.stdout.contains(
        "\nempty-root-security  high\n    Reports a document whose root `security` is an empty list.\n"
    ));
    assert_eq!(run.status, Some(0));
}

#[test]
fn shows_one_rules_page() {
    let run = Folder::new().run(&["rules", "http-basic-authentication"]);
    assert!(
        run.stdout.starts_with("## http-basic-authentication\n\nseverity: medium, low"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n### Why is this bad?\n"));
}

#[test]
fn prints_json() {
    let all = Folder::new().run(&["rules", "--format", "json"]).json();
    assert_eq!(all["rules"].as_array().unwrap().len(), watchgate::rules::all().count());
    let one = Folder::new().run(&["rules", "--format", "json", "cleartext-server"]).json();
    assert_eq!((&one["id"], &one["factor"]), (&"cleartext-server".into(), &"exposure".into()));
    assert!(one["page"].as_str().unwrap().starts_with("## cleartext-server\n"));
}

#[test]
fn knows_no_other_rules() {
    let run = Folder::new().run(&["rules", "no\u{1b}[2Jpe"]);
    run.refuses("error: there is no rule `no\\u{1b}[2Jpe`; `watchgate rules` lists them all");
}
