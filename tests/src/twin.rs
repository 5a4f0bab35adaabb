//! The other notation of a document: JSON as YAML, YAML as JSON.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use watchgate::{Api, Profile, Settings, SpecError, SpecReport, Timestamp};

/// A document twice: as libraries for JSON and for YAML write it.
#[derive(Debug, Clone)]
pub struct Twins {
    /// In JSON, indented.
    pub json: String,
    /// In YAML, in blocks.
    pub yaml: String,
}

/// Why a document has no twin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untwinned(pub String);

impl Twins {
    /// Reads a document and writes it in both notations, in its own order.
    ///
    /// Both are written anew, because what a library reads is not all that a document holds: of numbers only the value
    /// is left, and of aliases the copy.
    ///
    /// # Errors
    /// When a library cannot read it.
    pub fn of(text: &[u8]) -> Result<Self, Untwinned> {
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
        let document: Node = if first == Some(&b'{') {
            serde_json::from_slice(text).map_err(|error| Untwinned(error.to_string()))?
        } else {
            yaml_serde::from_slice(text).map_err(|error| Untwinned(error.to_string()))?
        };
        Ok(Self {
            json: serde_json::to_string_pretty(&document).map_err(|error| Untwinned(error.to_string()))?,
            yaml: yaml_serde::to_string(&document).map_err(|error| Untwinned(error.to_string()))?,
        })
    }

    /// Returns how many findings both have, or the first thing that is not the same in the reports over the two.
    ///
    /// # Errors
    /// When the reports differ in more than positions.
    pub fn compare(&self, settings: &Settings) -> Result<usize, String> {
        let (json, yaml) = (report(&self.json, settings), report(&self.yaml, settings));
        match (json, yaml) {
            (Ok(json), Ok(yaml)) => {
                let count = json["findings"].as_array().map_or(0, Vec::len);
                difference(&json, &yaml, "").map_or(Ok(count), Err)
            }
            (Err(json), Err(yaml)) if json.code() == yaml.code() => Ok(0),
            (json, yaml) => Err(format!("JSON: {:?}, YAML: {:?}", json.err(), yaml.err())),
        }
    }
}

/// Returns settings that run every rule.
pub fn every_rule() -> Settings {
    Settings::default().with_profile(Profile::Pedantic)
}

/// Returns a report as JSON without positions.
fn report(text: &str, settings: &Settings) -> Result<Value, SpecError> {
    let api = Api::builder().file("document").parse(text.as_bytes())?;
    let report = SpecReport::new([&api], settings, Timestamp::UNIX_EPOCH);
    let mut report: Value = serde_json::from_str(&report.to_json()).expect("a report");
    for finding in report["findings"].as_array_mut().into_iter().flatten() {
        if let Some(location) = finding["location"].as_object_mut() {
            location.remove("line");
            location.remove("column");
        }
        // A message may name the line of another place.
        if let Some(message) = finding["message"].as_str() {
            finding["message"] = without_lines(message).into();
        }
    }
    Ok(report)
}

/// Returns a message without the numbers of the lines that it names.
fn without_lines(message: &str) -> String {
    let mut pieces = message.split("line ");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + "line " + piece.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Returns the first difference of two values.
fn difference(json: &Value, yaml: &Value, path: &str) -> Option<String> {
    match (json, yaml) {
        (Value::Array(left), Value::Array(right)) => {
            let first = left
                .iter()
                .zip(right)
                .enumerate()
                .find_map(|(at, (left, right))| difference(left, right, &format!("{path}[{at}]")));
            let counts = (left.len() != right.len())
                .then(|| format!("{path}: {} in JSON, {} in YAML", left.len(), right.len()));
            counts.into_iter().chain(first).reduce(|counts, first| format!("{counts}; {first}"))
        }
        (Value::Object(left), Value::Object(right)) if left.keys().eq(right.keys()) => {
            left.iter().find_map(|(key, left)| difference(left, &right[key], &format!("{path}.{key}")))
        }
        _ => (json != yaml).then(|| format!("{path}: {json} in JSON, {yaml} in YAML")),
    }
}

/// A value of a document that keeps order and repeated keys.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Null,
    Flag(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(value) => serializer.serialize_bool(*value),
            Self::Signed(value) => serializer.serialize_i64(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNode)
    }
}

struct AnyNode;

impl<'de> Visitor<'de> for AnyNode {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of a document")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Flag(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        // A key that is a number in YAML counts as its text.
        while let Some(entry) = map.next_entry::<String, Node>()? {
            if entry.0 == "<<" {
                return Err(A::Error::custom("JSON has no merge keys"));
            }
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}
