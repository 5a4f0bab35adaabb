//! Runs the official test suite of JSON Schema over the schemas of answers.
//!
//! Arguments: the version of OpenAPI that the schemas are put into, then files of the suite. Prints a line for each case that
//! comes out otherwise than the suite says, and one that counts.

use std::process::ExitCode;

use serde_json::{Value, json};
use watchgate::{Api, Exchange, Inspector, Severity};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(version) = arguments.next() else { return ExitCode::from(2) };
    let (mut alike, mut passed, mut refused) = (0, 0, 0);
    for path in arguments {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let groups: Vec<Value> = serde_json::from_str(&text).expect("a list of groups");
        let file = path.rsplit('/').next().unwrap_or_default();
        for group in &groups {
            let inspector = inspector(&version, &group["schema"]);
            for case in group["tests"].as_array().expect("tests") {
                let said = if fits(&inspector, &case["data"]) { "fits" } else { "breaks" };
                match (said, case["valid"].as_bool()) {
                    ("fits", Some(true)) | ("breaks", Some(false)) => {
                        alike += 1;
                        continue;
                    }
                    ("fits", _) => passed += 1,
                    _ => refused += 1,
                }
                println!("{said}: {file}: {}: {}", group["description"], case["description"]);
            }
        }
    }
    println!("suite: {alike} alike, {passed} pass that should not, {refused} are refused that should not be");
    ExitCode::SUCCESS
}

/// Returns an inspector of a document whose only answer has the schema.
fn inspector(version: &str, schema: &Value) -> Inspector {
    let mut schema = schema.clone();
    if schema.get("$id").is_none() {
        move_references(&mut schema);
    }
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/S"}}});
    let document = json!({
        "openapi": version,
        "info": {"title": "suite", "version": "1"},
        "paths": {"/s": {"get": {"responses": {"200": {"description": "d", "content": content}}}}},
        "components": {"schemas": {"S": schema}},
    });
    let api = Api::parse(document.to_string().as_bytes()).expect("a document");
    Inspector::builder().api(api).build().expect("an inspector")
}

/// Lets references to the schema's own root find it where it stands in the document.
fn move_references(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if key == "$ref" && (text == "#" || text.starts_with("#/")) => {
                        *text = format!("#/components/schemas/S{}", text.trim_start_matches('#'));
                    }
                    // These hold values and no schemas.
                    _ if matches!(key.as_str(), "enum" | "const") => {}
                    _ => move_references(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(move_references),
        _ => {}
    }
}

/// Tells whether nothing is reported of a value but properties that nobody declared, which no schema minds.
fn fits(inspector: &Inspector, value: &Value) -> bool {
    let exchange = json!({
        "request": {"method": "GET", "target": "/s"},
        "response": {"status": 200, "headers": [["content-type", "application/json"]], "body": value.to_string()},
    });
    let exchange = Exchange::parse(exchange.to_string().as_bytes()).expect("an exchange");
    inspector.inspect(&exchange).findings().iter().all(|finding| match finding.rule.as_str() {
        "response-breaks-schema" => false,
        "undocumented-response-property" => finding.severity == Severity::Low,
        _ => true,
    })
}
