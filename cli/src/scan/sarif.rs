//! The survey as SARIF 2.1.0 (OASIS), for code scanning.

mod fingerprint;
mod uri;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use watchgate::Severity;

use self::fingerprint::Fingerprints;
use super::severity;
use super::survey::{OfType, Placed, Survey};
use crate::error::{Cause, Failure};
use crate::input::Input;
use crate::output::printable;

/// The kind of the fingerprints. The number goes up if they are ever made otherwise.
const FINGERPRINT: &str = "watchgate/scan/v1";

/// Renders the detections; their types are the rules.
pub(super) fn render(survey: &Survey) -> Result<String, Failure> {
    let types = rules(survey);
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> = survey
        .detections()
        .map(|(file, placed)| {
            let fingerprint = fingerprints.of(file, &placed.detection);
            result(file, placed, &types, &fingerprint)
        })
        .collect();
    let rules: Vec<Value> = types.iter().map(rule).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "watchgate", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(survey)],
            "results": results,
        }],
    });
    serde_json::to_string(&log).map_err(|error| Cause::Output(error.into()).into())
}

/// Returns the types, each once. Code scanning ranks alerts by their rule: numbers for tests make no rule less severe.
fn rules(survey: &Survey) -> Vec<OfType<'_>> {
    let mut seen = BTreeSet::new();
    survey.by_type().into_iter().filter(|own| seen.insert(own.kind)).collect()
}

/// Says what was not inspected.
fn invocation(survey: &Survey) -> Value {
    let notifications: Vec<Value> = survey
        .omission()
        .map(|omission| json!({"level": "note", "message": {"text": omission}}))
        .into_iter()
        .collect();
    json!({
        "executionSuccessful": !survey.has_failed(),
        "toolExecutionNotifications": notifications,
    })
}

fn rule(own: &OfType<'_>) -> Value {
    let description = format!("A value of the type `{}` ({}) that lies open", own.kind, own.group);
    json!({
        "id": own.kind,
        "name": pascal_case(own.kind),
        "shortDescription": {"text": description},
        "help": {"text": "Take the value out, or hide it before it is stored or sent. A secret that was stored is no secret any more: replace it."},
        "defaultConfiguration": {"level": level(own.severity)},
        "properties": {
            "tags": ["security", "sensitive-data", own.group],
            "security-severity": security_severity(own.severity),
        },
    })
}

fn result(file: &Input, placed: &Placed, types: &[OfType<'_>], fingerprint: &str) -> Value {
    let Placed { detection, .. } = placed;
    let severity = severity(detection);
    // What files say of themselves, paths and the ends of values, stays out of the message: it could pass for a link.
    let (kind, group, confidence) = (&detection.kind, detection.group.as_str(), detection.confidence);
    let text = format!("A value of the type `{kind}` ({group}), with a confidence of {confidence:.2}");
    json!({
        "ruleId": detection.kind,
        "ruleIndex": types.iter().position(|own| own.kind == detection.kind),
        "level": level(severity),
        "message": {"text": text},
        "locations": [location(file, placed)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {
            "severity": severity,
            "group": detection.group,
            "confidence": hundredths(detection.confidence),
            "test": detection.is_test,
            "masked": printable(&detection.masked),
        },
    })
}

fn location(file: &Input, Placed { detection, start, end }: &Placed) -> Value {
    let mut location = serde_json::Map::new();
    if let Input::File(path) = file {
        let region = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
        location.insert(
            "physicalLocation".to_owned(),
            json!({"artifactLocation": {"uri": uri::of_file(path)}, "region": region}),
        );
    }
    if let Some(path) = &detection.path {
        location.insert(
            "logicalLocations".to_owned(),
            json!([{"fullyQualifiedName": printable(path), "kind": "member"}]),
        );
    }
    Value::Object(location)
}

/// Returns a confidence as people write it; the nearest number of 64 bits has a tail.
fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        _ => "note",
    }
}

/// Returns the number that code scanning reads as high (7 and up), medium (4), low (over 0) and none.
const fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
        _ => "0.0",
    }
}

/// Returns a type's name as SARIF asks for it: `PaymentCard`.
fn pascal_case(kind: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    kind.split('-').map(word).collect()
}
