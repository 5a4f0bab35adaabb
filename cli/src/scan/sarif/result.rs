//! Detections as results.

use serde::{Serialize, Serializer};
use watchgate::{Detection, SensitiveGroup, Severity};

use super::fingerprint::Fingerprints;
use super::{level, uri};
use crate::input::Input;
use crate::output::printable;
use crate::scan::severity;
use crate::scan::survey::{Placed, Survey};
use crate::scan::tally::Tally;

/// The results, made one after another: there may be many.
pub(super) struct Results<'s> {
    pub(super) survey: &'s Survey,
    /// The types in the order of the rules.
    pub(super) types: &'s [&'s Tally],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'s> {
    rule_id: &'s str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: PartialFingerprints,
    properties: Properties,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<PhysicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
    kind: &'static str,
}

/// The kind of the fingerprints is the name. Its number goes up if they are ever made otherwise.
#[derive(Serialize)]
struct PartialFingerprints {
    #[serde(rename = "watchgate/scan/v1")]
    first: String,
}

#[derive(Serialize)]
struct Properties {
    severity: Severity,
    group: SensitiveGroup,
    confidence: f64,
    test: bool,
    masked: String,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fingerprints = Fingerprints::default();
        serializer.collect_seq(self.survey.detections().map(|(file, placed)| {
            let fingerprint = fingerprints.of(file, &placed.detection);
            result(file, placed, self.types, fingerprint)
        }))
    }
}

fn result<'s>(file: &Input, placed: &'s Placed, types: &[&Tally], fingerprint: String) -> Outcome<'s> {
    let Placed { detection, .. } = placed;
    let severity = severity(detection);
    // What files say of themselves, paths and the ends of values, stays out of the message: it could pass for a link.
    let (kind, group, confidence) = (&detection.kind, detection.group.as_str(), detection.confidence);
    let text = format!("A value of the type `{kind}` ({group}), with a confidence of {confidence:.2}");
    Outcome {
        rule_id: kind,
        rule_index: types.iter().position(|own| own.kind == detection.kind),
        level: level(severity),
        message: Message { text },
        locations: [location(file, placed)],
        partial_fingerprints: PartialFingerprints { first: fingerprint },
        properties: Properties {
            severity,
            group: detection.group,
            confidence: hundredths(detection.confidence),
            test: detection.is_test,
            masked: printable(&detection.masked),
        },
    }
}

fn location(file: &Input, placed: &Placed) -> Location {
    let Placed { detection: Detection { path, .. }, start, end } = placed;
    let physical_location = match file {
        Input::Stdin => None,
        Input::File(path) => Some(PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri::of_file(path) },
            region: Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            },
        }),
    };
    let logical = |path: &String| LogicalLocation { fully_qualified_name: printable(path), kind: "member" };
    Location { physical_location, logical_locations: path.as_ref().map(|path| [logical(path)]) }
}

/// Returns a confidence as people write it; the nearest number of 64 bits has a tail.
fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}
