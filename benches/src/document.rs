//! A made-up OpenAPI document.

use serde_json::{Map, Value, json};
use watchgate::Method;

use crate::schemas::{PROBLEM, problem, schemas_of};
use crate::{Declared, operations, to_yaml};

/// A notation of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// JSON, indented.
    Json,
    /// YAML, in blocks.
    Yaml,
}

/// Returns a full document of about so many megabytes.
#[must_use]
pub fn sized_document(megabytes: usize, notation: Notation) -> String {
    let write = |count| match notation {
        Notation::Json => format!("{:#}", document(count, Detail::Full)),
        Notation::Yaml => to_yaml(&document(count, Detail::Full)),
    };
    // Operations are alike: the length of some tells that of many.
    let sample = 200;
    write(megabytes * 1_000_000 * sample / write(sample).len())
}

/// How much a document says of each operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What routing and deciding need.
    Outline,
    /// Descriptions, parameters, schemas and examples: about 7 KB an operation.
    Full,
}

/// Returns a document with the first `count` of [`operations`].
///
/// Of twenty operations one takes no authentication, one HTTP basic, the rest OAuth 2.0.
#[must_use]
pub fn document(count: usize, detail: Detail) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let mut owner: Option<&String> = None;
    let operations = operations(count);
    for (index, own) in operations.iter().enumerate() {
        let path = paths.entry(own.template.clone()).or_insert_with(|| json!({}));
        if let Value::Object(path) = path {
            let mut object = operation(own, index);
            if detail == Detail::Full {
                describe(own, &mut object);
                if !schemas.contains_key(&own.resource) {
                    // Each belongs to the one before: a chain through the whole document.
                    let owner = owner.replace(&own.resource).unwrap_or(&own.resource);
                    schemas.extend(schemas_of(&own.resource, owner));
                }
            }
            path.insert(own.method.as_str().to_ascii_lowercase(), Value::Object(object));
        }
    }
    if detail == Detail::Full {
        schemas.insert(PROBLEM.to_owned(), problem());
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "shop", "version": "2026-11-21", "description": PROSE},
        "servers": [{"url": "https://api.example.com/v1"}],
        "security": [{"oauth": ["shop"]}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "oauth": {"type": "oauth2", "flows": {"clientCredentials": {
                    "tokenUrl": "https://login.example.com/token", "scopes": {"shop": "Everything"}}}},
                "basic": {"type": "http", "scheme": "basic"},
            },
            "schemas": schemas,
        },
    })
}

fn operation(own: &Declared, index: usize) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("operationId".to_owned(), own.id(index).into());
    object.insert("tags".to_owned(), json!([own.area]));
    let security = match index % 20 {
        11 => Some(json!([])),
        6 => Some(json!([{"basic": []}])),
        _ => None,
    };
    object.extend(security.map(|security| ("security".to_owned(), security)));
    object.insert("responses".to_owned(), json!({"200": {"description": "OK"}}));
    object
}

fn describe(own: &Declared, object: &mut Map<String, Value>) {
    let reference = |kind: &str| json!({"$ref": format!("#/components/schemas/{}{kind}", own.resource)});
    let body = json!({"application/json": {"schema": reference("-list"), "example": example(&own.resource)}});
    let input = json!({"application/json": {"schema": reference(""), "example": example(&own.resource)}});
    let parameter = |name: &str| {
        json!({"name": name, "in": "path", "required": true, "description": PROSE,
               "schema": {"type": "string", "maxLength": 64, "pattern": "^[0-9a-z-]+$"}})
    };
    let query = ["page", "limit", "sort", "expand"].map(|name| {
        json!({"name": name, "in": "query", "description": PROSE, "schema": {"type": "string", "nullable": true}})
    });
    let named =
        ["id", "entryId", "format"].into_iter().filter(|name| own.template.contains(&format!("{{{name}}}")));
    let parameters: Vec<Value> = named.map(parameter).chain(query).collect();
    object.insert("summary".to_owned(), format!("Works on {} of {}", own.resource, own.area).into());
    object.insert("description".to_owned(), format!("{PROSE}\n\n- first\n- second: `{}`\n", own.path).into());
    object.insert("parameters".to_owned(), parameters.into());
    if own.method != Method::Get {
        object.insert("requestBody".to_owned(), json!({"required": true, "content": input}));
    }
    let error = json!({"description": PROSE, "content": {"application/problem+json": {"schema": {"$ref": format!("#/components/schemas/{PROBLEM}")}}}});
    object.insert(
        "responses".to_owned(),
        json!({"200": {"description": "OK", "content": body}, "400": error, "404": error, "429": error}),
    );
}

fn example(resource: &str) -> Value {
    let rows: Vec<Value> = (0..12)
        .map(|row| {
            json!({"id": format!("{resource}-{row}"), "amount": 1250 + row, "rate": 0.25, "active": row % 2 == 0,
                   "url": format!("https://api.example.com/v1/{resource}/{row}?expand=all#top"), "parent": null})
        })
        .collect();
    json!({"data": rows, "has_more": false})
}

pub(crate) const PROSE: &str =
    "The object that the call is about; see the guide — it says when a caller may leave this out.";
