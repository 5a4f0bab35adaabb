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
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
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
            .map(|own| Skipped {
                file: own.file.to_string(),
                reason: own.reason,
                start: own.part.as_ref().map(|part| part.start),
                end: own.part.as_ref().map(|part| part.end),
            })
            .collect(),
    };
    serde_json::to_string(&report).map_err(|error| Cause::Output(error.into()).into())
}
