use serde_json::{Value, json};

use crate::{Api, Settings, SpecReport, Timestamp, rules};

const DOCUMENT: &str = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\nsecurity: [{b: []}]\n\
    components: {securitySchemes: {b: {type: http, scheme: basic}}}\n\
    paths:\n  /pay: {post: {security: []}}\n  /a: {get: {security: []}}\n";

fn sarif(file: Option<&str>, settings: &str) -> Value {
    let builder = file.iter().fold(Api::builder(), |builder, file| builder.file(*file));
    let api = builder.parse(DOCUMENT.as_bytes()).unwrap();
    let settings = Settings::parse(settings.as_bytes()).unwrap();
    let report = SpecReport::new([&api], &settings, Timestamp::MIN);
    serde_json::from_str(&report.to_sarif()).unwrap()
}

#[test]
fn gives_the_place_in_the_file_and_in_the_document() {
    let log = sarif(Some("specs/a b.yaml"), "{}");
    let expected = json!([{
        "physicalLocation": {
            "artifactLocation": {"uri": "specs/a%20b.yaml"},
            "region": {"startLine": 6, "startColumn": 17},
        },
        "logicalLocations": [
            {"fullyQualifiedName": "/paths/~1pay/post/security"},
            {"name": "POST /pay", "kind": "resource"},
        ],
    }]);
    assert_eq!(log["runs"][0]["results"][0]["locations"], expected);
}

#[test]
fn names_no_artifact_where_there_is_no_file() {
    for file in [None, Some("<stdin>")] {
        let location = &sarif(file, "{}")["runs"][0]["results"][0]["locations"][0];
        assert!(location.get("physicalLocation").is_none(), "{location}");
        assert_eq!(location["logicalLocations"][1]["name"], "POST /pay");
    }
}

#[test]
fn points_each_result_at_its_rule() {
    let log = sarif(None, "{}");
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn ranks_a_rule_as_the_worst_of_its_findings() {
    let rule = |settings: &str| {
        let log = sarif(None, settings);
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
        rules.into_iter().find(|rule| rule["id"] == "operation-security-opt-out").unwrap()
    };
    let own = rule("{}");
    assert_eq!(own["name"], "OperationSecurityOptOut");
    assert_eq!(own["defaultConfiguration"]["level"], "error");
    assert_eq!(own["properties"]["security-severity"], "9.5");
    assert_eq!(own["properties"]["tags"], json!(["security", "external/cwe/cwe-306", "API2:2023"]));
    let lowered = rule("rules: {operation-security-opt-out: low}");
    assert_eq!(lowered["defaultConfiguration"]["level"], "note");
    assert_eq!(lowered["properties"]["security-severity"], "3.0");
}

#[test]
fn keeps_links_and_placeholders_of_a_document_out_of_messages() {
    for (message, expected) in [
        ("GET /users/{id}[] is open", "GET /users/{id}[] is open"),
        ("GET /users/{0} is open", "GET /users/{{0}} is open"),
        ("GET /[a](https://example.com)", "GET /\\[a\\](https://example.com)"),
        ("GET /\\[a](b)", "GET /\\\\\\[a\\](b)"),
    ] {
        assert_eq!(super::literal(message), expected);
    }
}

#[test]
fn describes_every_rule_within_the_limits_of_code_scanning() {
    for meta in rules::all() {
        assert!(meta.description().len() <= 1024, "{}", meta.id);
        assert!(super::tags(meta).len() <= 20, "{}", meta.id);
    }
}
