//! `watchgate types`.

use crate::support::Folder;

#[test]
fn keeps_the_list_of_types_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/types.md");
    let run = Folder::new().run(&["types", "--format", "markdown"]);
    let list = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        list == run.stdout,
        "docs/types.md is stale; regenerate it: cargo run -p watchgate-cli -- types --format markdown > docs/types.md"
    );
}

#[test]
fn lists_each_type_with_its_group_and_what_it_is() {
    let run = Folder::new().run(&["types"]);
    assert_eq!(run.stdout.lines().count(), watchgate::sensitive_types().len());
    let line = run.stdout.lines().find(|line| line.starts_with("payment-card ")).unwrap();
    assert_eq!(
        line.split_whitespace().collect::<Vec<_>>(),
        ["payment-card", "pci", "a", "payment", "card", "number"]
    );
    assert_eq!(run.status, Some(0));
}

#[test]
fn prints_types_as_json() {
    let all = Folder::new().run(&["types", "--format", "json"]).json();
    let types = all["types"].as_array().unwrap();
    assert_eq!(types.len(), watchgate::sensitive_types().len());
    let card = serde_json::json!({"type": "payment-card", "group": "pci", "label": "a payment card number"});
    assert!(types.contains(&card));
}

#[test]
fn puts_every_type_into_the_table_of_its_group() {
    let run = Folder::new().run(&["types", "--format", "markdown"]);
    let sections: Vec<&str> = run.stdout.split("\n## ").skip(1).collect();
    assert_eq!(sections.len(), watchgate::SensitiveGroup::ALL.len());
    for own in watchgate::sensitive_types() {
        let section = sections.iter().find(|section| section.starts_with(own.group.as_str())).unwrap();
        assert!(section.contains(&format!("\n| `{}` | {} |\n", own.id, own.label)), "{}", own.id);
    }
}
