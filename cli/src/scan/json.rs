//! The survey as JSON on one line.

use serde::Serialize;
use watchgate::Detection;

use super::survey::{Reason, Survey};
use crate::error::{Cause, Failure};

#[derive(Serialize)]
struct Report<'s> {
    detections: Vec<Record<'s>>,
    inspected: usize,
    skipped: Vec<Skipped>,
}

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
}

pub(super) fn render(survey: &Survey) -> Result<String, Failure> {
    let report = Report {
        detections: survey
            .detections()
            .map(|(file, placed)| Record { file: file.to_string(), detection: &placed.detection })
            .collect(),
        inspected: survey.inspected,
        skipped: survey
            .skipped
            .iter()
            .map(|own| Skipped { file: own.file.to_string(), reason: own.reason })
            .collect(),
    };
    serde_json::to_string(&report).map_err(|error| Cause::Output(error.into()).into())
}
