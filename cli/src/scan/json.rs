//! The survey as JSON on one line.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use watchgate::Detection;

use super::survey::{Reason, Survey};
use crate::error::{Cause, Failure};

#[derive(Serialize)]
struct Report<'s> {
    detections: Detections<'s>,
    inspected: usize,
    skipped: Vec<Skipped>,
    omitted: Omitted<'s>,
}

/// The detections, made one after another: there may be many.
struct Detections<'s>(&'s Survey);

#[derive(Serialize)]
struct Record<'s> {
    file: String,
    #[serde(flatten)]
    detection: &'s Detection,
}

#[derive(Serialize)]
struct Skipped {
    file: String,
    reason: Reason,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

/// What is only counted.
#[derive(Serialize)]
struct Omitted<'s> {
    detections: usize,
    types: BTreeMap<&'s str, usize>,
    parts: usize,
}

impl Serialize for Detections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let records = self.0.detections();
        serializer.collect_seq(
            records.map(|(file, placed)| Record { file: file.to_string(), detection: &placed.detection }),
        )
    }
}

pub(super) fn render(survey: &Survey) -> Result<String, Failure> {
    let report = Report {
        detections: Detections(survey),
        inspected: survey.inspected,
        skipped: survey
            .skipped
            .iter()
            .map(|own| Skipped {
                file: own.file.to_string(),
                reason: own.reason,
                start: own.part.as_ref().map(|part| part.start),
                end: own.part.as_ref().map(|part| part.end),
            })
            .collect(),
        omitted: omitted(survey),
    };
    serde_json::to_string(&report).map_err(|error| Cause::Output(error.into()).into())
}

fn omitted(survey: &Survey) -> Omitted<'_> {
    let mut types = BTreeMap::new();
    for own in survey.tallies.iter().filter(|own| own.omitted > 0) {
        *types.entry(&*own.kind).or_default() += own.omitted;
    }
    Omitted { detections: survey.tallies.omitted(), types, parts: survey.omitted_parts() }
}
