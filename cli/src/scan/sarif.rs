//! The survey as SARIF 2.1.0 (OASIS), for code scanning.

mod fingerprint;
mod result;
mod uri;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};
use watchgate::Severity;

use self::result::Results;
use super::survey::Survey;
use super::tally::Tally;
use crate::error::{Cause, Failure};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'s> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'s>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'s> {
    tool: Value,
    column_kind: &'static str,
    invocations: [Value; 1],
    results: Results<'s>,
}

/// Renders the detections; their types are the rules.
pub(super) fn render(survey: &Survey) -> Result<String, Failure> {
    let types = types(survey);
    let rules: Vec<Value> = types.iter().map(|own| rule(own)).collect();
    let driver = json!({"name": "watchgate", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
    let run = Run {
        tool: json!({"driver": driver}),
        column_kind: "unicodeCodePoints",
        invocations: [invocation(survey)],
        results: Results { survey, types: &types },
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    serde_json::to_string(&log).map_err(|error| Cause::Output(error.into()).into())
}

/// Returns the types, each once. Code scanning ranks alerts by their rule: numbers for tests make no rule less severe.
fn types(survey: &Survey) -> Vec<&Tally> {
    let mut seen = BTreeSet::new();
    survey.tallies.iter().filter(|own| seen.insert(&own.kind)).collect()
}

/// Says what is only counted, and what was not inspected.
fn invocation(survey: &Survey) -> Value {
    let notification = |note| json!({"level": "note", "message": {"text": note}});
    let notifications: Vec<Value> = survey.notes().into_iter().map(notification).collect();
    json!({
        "executionSuccessful": !survey.has_failed(),
        "toolExecutionNotifications": notifications,
    })
}

fn rule(own: &Tally) -> Value {
    let group = own.group.as_str();
    let description = format!("A value of the type `{}` ({group}) that lies open", own.kind);
    json!({
        "id": own.kind,
        "name": pascal_case(&own.kind),
        "shortDescription": {"text": description},
        "help": {"text": "Take the value out, or hide it before it is stored or sent. A secret that was stored is no secret any more: replace it."},
        "defaultConfiguration": {"level": level(own.severity)},
        "properties": {
            "tags": ["security", "sensitive-data", group],
            "security-severity": security_severity(own.severity),
        },
    })
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
