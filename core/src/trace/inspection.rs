//! What an exchange shows.

use std::borrow::Cow;

use serde::Serialize;

use super::call::CallPlace;
use super::defect::{Defect, Reported};
use super::{Defects, Inspector, Observation};
use crate::quoted::Quoted;
use crate::settings::Suppressed;
use crate::{Evidence, Finding, FindingId, Location, OperationRef, Reach, Severity, State, fingerprint};

/// What an [`Inspector`] saw in one exchange. It holds no raw sensitive value.
pub struct Inspection<'a> {
    pub(super) inspector: &'a Inspector,
    pub(super) observation: Observation<'a>,
    pub(super) place: CallPlace<'a>,
    pub(super) defects: Defects,
}

impl std::fmt::Debug for Inspection<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inspection")
            .field("observation", &self.observation)
            .field("findings", &self.defects.found.len())
            .finish_non_exhaustive()
    }
}

impl<'a> Inspection<'a> {
    /// Returns what a catalog keeps of the exchange.
    #[must_use]
    pub const fn observation(&self) -> &Observation<'a> {
        &self.observation
    }

    /// Returns the findings: the worst first, then by rule and place. What the settings accept is left out.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            self.defects.found.iter().filter_map(|own| self.finding_of(own)).collect();
        findings.sort_by(|a, b| {
            let place = |own: &Finding| match &own.location {
                Location::Traffic { part, name } => (Some(*part), name.clone()),
                Location::Document { .. } => (None, None),
            };
            b.severity
                .cmp(&a.severity)
                .then_with(|| a.rule.cmp(&b.rule))
                .then_with(|| place(a).cmp(&place(b)))
        });
        findings.dedup_by(|a, b| a.id == b.id);
        findings
    }

    /// Returns the JSON form: `{"observation":{...},"findings":[...]}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let shape = Shape { observation: &self.observation, findings: self.findings() };
        // Strings, numbers and lists of them: nothing that JSON cannot hold.
        serde_json::to_string(&shape).unwrap_or_default()
    }

    /// Returns what the rules reported, in their order.
    pub(crate) fn defects(&self) -> &[Reported] {
        &self.defects.found
    }

    /// Returns where the exchange belongs.
    pub(crate) const fn place(&self) -> CallPlace<'a> {
        self.place
    }

    /// Returns the severity of a defect, by the settings or its own.
    pub(crate) fn severity_of(&self, Reported { meta, defect }: &Reported) -> Severity {
        self.inspector.settings.severity(meta).unwrap_or(defect.severity)
    }

    /// Returns what a defect's finding says.
    pub(crate) fn message_of(&self, reported: &Reported) -> String {
        message(&reported.defect, &self.place.to_ref())
    }

    /// Makes the finding of a defect; nothing where the settings accept it.
    pub(crate) fn finding_of(&self, reported: &Reported) -> Option<Finding> {
        let Reported { meta, defect } = reported;
        let (api, operation) = (self.place.api_name(), self.place.to_ref());
        let id = identity(meta.id, api, &operation, defect);
        if self.is_suppressed(meta.id, id, &operation) {
            return None;
        }
        let seen = self.observation.timestamp.map(|at| at.to_string());
        Some(Finding {
            id,
            rule: meta.rule_id(),
            severity: self.severity_of(reported),
            category: meta.category,
            factor: meta.factor,
            source: meta.source,
            state: defect.state.unwrap_or(State::Candidate),
            owasp: meta.owasp.to_vec(),
            cwe: meta.cwe.to_vec(),
            api: api.to_owned(),
            operations: Reach::default(),
            location: Location::Traffic {
                part: defect.part,
                name: defect.name.as_deref().map(str::to_owned),
            },
            message: message(defect, &operation),
            operation: Some(operation),
            mitigation: Cow::Borrowed(meta.mitigation),
            evidence: Evidence { count: 1, first_seen: seen.clone(), last_seen: seen, samples: Vec::new() },
            floor: None,
            whole: None,
            place: None,
        })
    }

    fn is_suppressed(&self, rule: &str, id: FindingId, operation: &OperationRef) -> bool {
        if self.inspector.accepted.has(&self.inspector.apis, self.place, rule) {
            return true;
        }
        let OperationRef { method, path } = operation;
        self.inspector.suppressed.iter().any(|own| match own {
            Suppressed::Finding(known) => *known == id,
            Suppressed::RuleOnOperation { rule: known, operation: of } => {
                *known == rule && *of == format!("{method} {path}")
            }
        })
    }
}

/// The JSON form of an inspection.
#[derive(Serialize)]
struct Shape<'s> {
    observation: &'s Observation<'s>,
    findings: Vec<Finding>,
}

/// Hashes rule, API, operation and place.
fn identity(rule: &str, api: &str, operation: &OperationRef, defect: &Defect) -> FindingId {
    let name = defect.name.as_deref().unwrap_or_default();
    let parts = [rule, api, operation.method.as_str(), &operation.path, defect.part.as_str(), name];
    FindingId::new(fingerprint::of(parts.map(str::as_bytes)))
}

/// Fills the template in. What is filled in is not looked at: a path may have a parameter `{name}`.
fn message(defect: &Defect, operation: &OperationRef) -> String {
    let mut text = String::new();
    let mut rest = defect.message;
    while let Some((before, (word, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        text.push_str(before);
        rest = after;
        match (word, defect.name.as_deref(), defect.detail.as_deref()) {
            ("operation", ..) => text.push_str(&operation.to_string()),
            // A text as a whole.
            ("name", Some(""), _) => text.extend(["the ", &defect.part.as_str().replace('-', " ")]),
            ("name", Some(name), _) => text.push_str(&Quoted(name).to_string()),
            ("detail", _, Some(detail)) => text.push_str(detail),
            _ => text.extend(["{", word, "}"]),
        }
    }
    text + rest
}
