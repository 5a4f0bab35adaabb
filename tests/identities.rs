//! A finding keeps its identity wherever lines, keys and list members move.

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::{Value, json};
use watchgate::{Api, Settings, SpecReport, Timestamp, rules};
use watchgate_tests::cases;

/// Lists whose order means nothing.
const UNORDERED: [&str; 10] =
    ["servers", "security", "parameters", "tags", "required", "enum", "allOf", "anyOf", "oneOf", "scopes"];

/// Returns rule and identity of every finding of every rule, in order.
fn identities(document: &[u8]) -> Vec<(String, String)> {
    let on: Vec<String> = rules::all().map(|meta| format!("{}: on", meta.id)).collect();
    let settings = Settings::parse(format!("rules: {{{}}}", on.join(", ")).as_bytes()).unwrap();
    let api = Api::builder().name("api").parse(document).unwrap();
    let report = SpecReport::new([&api], &settings, Timestamp::MIN);
    let mut found: Vec<_> =
        report.findings.iter().map(|finding| (finding.rule.to_string(), finding.id.to_string())).collect();
    found.sort();
    found
}

/// Writes a value as YAML with keys and unordered lists shuffled, and comments between the lines.
fn shuffled(value: &Value, key: &str, indent: usize, rng: &mut TestRng, out: &mut String) {
    let margin = " ".repeat(indent);
    let comment = |rng: &mut TestRng, out: &mut String| {
        if rng.random_ratio(1, 4) {
            out.push_str(&format!("{margin}# note\n\n"));
        }
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            out.push('\n');
            for (key, member) in permuted(members.iter().collect(), rng) {
                comment(rng, out);
                out.push_str(&format!("{margin}{}:", json!(key)));
                shuffled(member, key, indent + 2, rng, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            let items: Vec<&Value> = items.iter().collect();
            let items = if UNORDERED.contains(&key) { permuted(items, rng) } else { items };
            for item in items {
                comment(rng, out);
                out.push_str(&format!("{margin}-"));
                shuffled(item, "", indent + 2, rng, out);
            }
        }
        other => out.push_str(&format!(" {other}\n")),
    }
}

fn permuted<T>(mut list: Vec<T>, rng: &mut TestRng) -> Vec<T> {
    for end in (1..list.len()).rev() {
        list.swap(end, rng.random_range(0..=end));
    }
    list
}

/// A document in which much is wrong, in lists and objects of every kind.
fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "payments", "version": "1"},
        "servers": [
            {"url": "http://pay.shop.dev"}, {"url": "https://pay.shop.dev"},
            {"url": "http://{region}.shop.dev", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}},
        ],
        "security": [{"oauth": ["read"]}, {"nobody": []}],
        "tags": [{"name": "money"}, {"name": "status"}],
        "paths": {
            "/PaymentAuth": {
                "parameters": [{"$ref": "#/components/parameters/Id"}, {"name": "q", "in": "query", "schema": {"type": "string"}}],
                "post": {
                    "security": [],
                    "parameters": [
                        {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                        {"name": "api_key", "in": "query", "schema": {"type": "string"}},
                        {"name": "token", "in": "header", "schema": {"type": "string"}},
                    ],
                    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Payment"}}}},
                    "responses": {"200": {"description": "ok"}, "default": {"description": "error"}},
                },
                "get": {"security": [{"key": []}, {}], "responses": {"200": {"description": "ok"}}},
            },
            "/PaymentAuth/{id}": {
                "get": {"security": [{"basic": [], "nobody": ["x", "y"]}], "servers": [{"url": "http://a"}, {"url": "http://b"}]},
                "delete": {"security": [{"oauth": ["write", "read"]}, {"oauth": []}], "responses": 7},
            },
            "/status": {"get": {"security": [{}]}, "put": {"$ref": "#/components/nothing"}},
        },
        "components": {
            "parameters": {"Id": {"name": "id", "in": "query", "schema": {"type": "integer"}}},
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "key": {"type": "apiKey", "in": "query", "name": "key"},
                "oauth": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "http://a", "scopes": {"read": ""}}}},
            },
            "schemas": {
                "Payment": {
                    "type": "object",
                    "required": ["amount", "card"],
                    "properties": {
                        "amount": {"type": "number"}, "card": {"type": "string"}, "ssn": {"type": "string"},
                        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
                    },
                },
                "Item": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "properties": {"password": {"type": "string"}}}]},
                "Base": {"type": "object", "properties": {"count": {"type": "integer"}, "kind": {"enum": ["b", "a"]}}},
            },
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reordering_keeps_every_identity(mut rng in any::<u64>().prop_perturb(|_, rng| rng)) {
        let value = document();
        let before = identities(value.to_string().as_bytes());
        prop_assert!(before.len() > 15, "{before:?}");
        let mut text = String::from("# moved\n");
        shuffled(&value, "", 0, &mut rng, &mut text);
        prop_assert_eq!(identities(text.as_bytes()), before, "{}", text);
    }
}

#[test]
fn moving_lines_keeps_every_identity() {
    let mut moved = 0;
    for case in cases() {
        if case.kind != "analysis" || case.api().is_err() {
            continue;
        }
        let text = case.text("document").unwrap();
        let is_json = text.starts_with(b"{");
        let above: &[u8] = if is_json { b"\n\n  \n" } else { b"# moved\n\n# down\n" };
        let below: &[u8] = if is_json { b"\n\n" } else { b"\n# the end\n" };
        if identities(&text) != identities(&[above, &text, below].concat()) {
            panic!("{}: {}", case.file, case.name);
        }
        moved += 1;
    }
    assert!(moved > 50, "only {moved} documents");
}
