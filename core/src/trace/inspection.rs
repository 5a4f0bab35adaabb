//! What an exchange shows.

use std::borrow::Cow;

use serde::Serialize;

use super::call::CallPlace;
use super::defect::{Defect, Reported};
use super::{Defects, Inspector, Observation};
use crate::quoted::Quoted;
use crate::settings::Suppressed;
use crate::{Evidence, Finding, FindingId, Location, OperationRef, Reach, State, fingerprint};

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

    /// Makes the finding of a defect; nothing where the settings accept it.
    pub(crate) fn finding_of(&self, reported: &Reported) -> Option<Finding> {
        let finding = self.finding(reported);
        (!self.is_suppressed(&finding)).then_some(finding)
    }

    fn finding(&self, Reported { meta, defect }: &Reported) -> Finding {
        let operation = self.place.to_ref();
        let seen = self.observation.timestamp.map(|at| at.to_string());
        let api = self.place.api_name();
        let name = defect.name.as_deref();
        Finding {
            id: identity(meta.id, api, &operation, defect),
            rule: meta.rule_id(),
            severity: self.inspector.settings.severity(meta).unwrap_or(defect.severity),
            category: meta.category,
            factor: meta.factor,
            source: meta.source,
            state: defect.state.unwrap_or(State::Candidate),
            owasp: meta.owasp.to_vec(),
            cwe: meta.cwe.to_vec(),
            api: api.to_owned(),
            operations: Reach::default(),
            location: Location::Traffic { part: defect.part, name: name.map(str::to_owned) },
            message: message(defect, &operation),
            operation: Some(operation),
            mitigation: Cow::Borrowed(meta.mitigation),
            evidence: Evidence { count: 1, first_seen: seen.clone(), last_seen: seen, samples: Vec::new() },
            floor: None,
            whole: None,
            place: None,
        }
    }

    fn is_suppressed(&self, finding: &Finding) -> bool {
        if self.inspector.accepted.has(&self.inspector.apis, self.place, finding.rule.as_str()) {
            return true;
        }
        let named = || finding.operation.as_ref().map(|own| format!("{} {}", own.method, own.path));
        self.inspector.suppressed.iter().any(|own| match own {
            Suppressed::Finding(id) => *id == finding.id,
            Suppressed::RuleOnOperation { rule, operation } => {
                *rule == finding.rule.as_str() && named().as_ref() == Some(operation)
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

/// Fills the template in.
fn message(defect: &Defect, operation: &OperationRef) -> String {
    let mut text = defect.message.replace("{operation}", &operation.to_string());
    if let Some(name) = &defect.name {
        text = text.replace("{name}", &Quoted(name).to_string());
    }
    if let Some(detail) = &defect.detail {
        text = text.replace("{detail}", detail);
    }
    text
}
