//! The schemas of a made-up API: nested, shared, composed, and with half of the limits that they should have.

use serde_json::{Map, Value, json};

use crate::document::PROSE;

/// The schema of every error.
pub(crate) const PROBLEM: &str = "problem";

/// Returns the schema of every error.
pub(crate) fn problem() -> Value {
    json!({"type": "object", "required": ["title"], "properties": {
        "title": {"type": "string", "maxLength": 200},
        "status": {"type": "integer", "format": "int32", "minimum": 100, "maximum": 599},
        "detail": {"type": "string", "description": PROSE},
        "errors": {"type": "array", "items": {"type": "object", "properties": {
            "pointer": {"type": "string"}, "reason": {"type": "string", "enum": ["missing", "malformed", "unknown"]}}}},
    }})
}

/// Returns the schemas of a resource, by their names: the resource, which belongs to another, a page of it, and its base.
pub(crate) fn schemas_of(name: &str, owner: &str) -> [(String, Value); 3] {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let properties: Map<String, Value> =
        (0..8).map(|number| (format!("{name}_{number}"), property(number))).collect();
    let list = json!({"type": "object", "properties": {
        "data": {"type": "array", "items": reference(name)},
        "has_more": {"type": "boolean"},
    }});
    let own = json!({"description": PROSE, "allOf": [reference(&format!("{name}-base")), {
        "type": "object",
        "properties": {
            "owner": {"oneOf": [reference(owner), {"type": "string", "format": "uuid"}]},
            "history": {"type": "array", "maxItems": 100, "items": reference(&format!("{name}-base"))},
            "labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 63}},
        },
    }]});
    let base = json!({"type": "object", "required": [format!("{name}_0")], "properties": properties});
    [(name.to_owned(), own), (format!("{name}-list"), list), (format!("{name}-base"), base)]
}

fn property(number: usize) -> Value {
    match number % 8 {
        0 => json!({"type": "string", "format": "uuid", "readOnly": true, "description": PROSE}),
        1 => json!({"type": "string", "maxLength": 120, "pattern": "^[A-Z][a-z ]+$", "description": PROSE}),
        2 => json!({"type": "integer", "format": "int64", "description": PROSE}),
        3 => json!({"type": "boolean", "default": false, "description": PROSE}),
        4 => json!({"type": "number", "minimum": 0, "maximum": 1_000_000, "description": PROSE}),
        5 => json!({"type": "string", "enum": ["open", "closed"], "nullable": true, "description": PROSE}),
        6 => json!({"type": "string", "format": "date-time", "description": PROSE}),
        _ => json!({"type": "array", "items": {"type": "string"}, "description": PROSE}),
    }
}
