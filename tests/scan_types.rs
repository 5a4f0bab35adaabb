//! Every type that scans find has cases that show it, cases that only look like it, and cases at its edges.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use watchgate::sensitive_types;
use watchgate_tests::cases;

/// What a case shows of its type.
const SHOWS: [&str; 3] = ["positive", "negative", "boundary"];

/// Tells whether a case expects a detection of a type.
fn finds(expect: &Value, kind: &str) -> bool {
    expect["detections"].as_array().is_some_and(|found| found.iter().any(|own| own["type"] == kind))
}

#[test]
fn every_type_has_a_positive_a_negative_and_a_boundary_case() {
    let mut lacking: BTreeMap<&str, BTreeSet<&str>> =
        sensitive_types().iter().map(|own| (own.id, SHOWS.into())).collect();
    let mut wrong = Vec::new();
    let cases = cases();
    for case in cases.iter().filter(|case| case.kind == "scan") {
        let (Some(kind), Some(shows)) = (case.about.as_deref(), case.shows.as_deref()) else {
            assert!(case.about.is_none() && case.shows.is_none(), "{}: {}", case.file, case.name);
            continue;
        };
        let Some(missing) = lacking.get_mut(kind) else {
            wrong.push(format!("{}: {}: no type `{kind}`", case.file, case.name));
            continue;
        };
        missing.remove(shows);
        let is_as_said = match shows {
            "positive" => finds(&case.expect, kind),
            "negative" => case.expect["detections"].is_array() && !finds(&case.expect, kind),
            _ => shows == "boundary",
        };
        if !is_as_said {
            wrong.push(format!("{}: {}: is no {shows} case", case.file, case.name));
        }
    }
    lacking.retain(|_, missing| !missing.is_empty());
    assert!(wrong.is_empty() && lacking.is_empty(), "{wrong:#?} cases that are lacking: {lacking:#?}");
}
