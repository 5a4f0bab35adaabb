//! Findings into a score that names its reasons.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{Api, Factor, Finding, FindingId, Severity};

/// How risky an operation or an API is, from 0 to 100, and which findings make it so.
///
/// A factor's score is the base of its worst finding (critical 80, high 60, medium 40, low 20, info 0) plus up to 19
/// points that grow with the logarithm of how many more findings of that severity it has; it never leaves the band.
/// Hygiene ends at 39. The score is that of the worst factor. Where access control is at least high and sensitive data
/// at least medium, it is at least 80: the door is open and there is something to take. Where the author of the document
/// declares a risk, it is at least the base of that level.
///
/// The order of findings does not matter, one more finding never lowers a score, and every point names a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Risk {
    /// From 0 to 100.
    pub score: u8,
    /// The band that the score is in.
    pub level: RiskLevel,
    /// The score of each factor that has one.
    pub factors: BTreeMap<Factor, u8>,
    /// The findings behind the score, with their points; the points add up to the score.
    pub reasons: Vec<Reason>,
}

words! {
    /// The band of a score.
    RiskLevel {
        /// 0.
        None => "none",
        /// 1 to 39.
        Low => "low",
        /// 40 to 59.
        Medium => "medium",
        /// 60 to 79.
        High => "high",
        /// 80 and up.
        Critical => "critical",
    }
}

impl RiskLevel {
    /// Returns the lowest score of the band.
    #[must_use]
    pub const fn floor(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Low => 1,
            Self::Medium => 40,
            Self::High => 60,
            Self::Critical => 80,
        }
    }

    /// Returns the band of a score.
    #[must_use]
    pub const fn of(score: u8) -> Self {
        match score {
            0 => Self::None,
            1..=39 => Self::Low,
            40..=59 => Self::Medium,
            60..=79 => Self::High,
            _ => Self::Critical,
        }
    }
}

/// A finding's share of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// The finding.
    pub finding: FindingId,
    /// Its points.
    pub points: u8,
}

/// The highest score that hygiene alone reaches.
const HYGIENE_CAP: u8 = 39;
/// Findings of one severity after which another one adds nothing: `bonus` is at its cap.
const SATURATION: usize = 128;

const fn base(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 80,
        Severity::High => 60,
        Severity::Medium => 40,
        Severity::Low => 20,
        Severity::Info => 0,
    }
}

/// Returns the points for `more` findings beside the worst: 3 for one more, 6 for three, 9 for seven, at most 19.
fn bonus(more: usize) -> u8 {
    let cube = (more.min(SATURATION) as u64 + 1).pow(3);
    u8::try_from(cube.ilog2()).unwrap_or(u8::MAX).min(19)
}

/// What counts for a score: the findings of one operation, grouped.
#[derive(Debug, Clone, Default)]
struct Tally {
    /// Of each factor, its worst severity and the findings of that severity in the order of their identities.
    worst: BTreeMap<Factor, (Severity, Vec<FindingId>)>,
    /// The highest risk that is declared, and the first finding that says so.
    floor: Option<(Severity, Reverse<FindingId>)>,
}

impl Tally {
    /// Counts a finding. Findings come with the worst severity first, then by identity.
    fn add(&mut self, finding: &Finding) {
        self.floor = self.floor.max(finding.floor.map(|floor| (floor, Reverse(finding.id))));
        if finding.severity == Severity::Info || finding.factor == Factor::Abuse {
            return;
        }
        let (severity, findings) = self.worst.entry(finding.factor).or_insert((finding.severity, Vec::new()));
        if *severity == finding.severity && findings.len() <= SATURATION {
            findings.push(finding.id);
        }
    }

    /// Counts all that another tally counted.
    fn merge(&mut self, other: &Self) {
        self.floor = self.floor.max(other.floor);
        for (&factor, (severity, findings)) in &other.worst {
            let (own_severity, own) = self.worst.entry(factor).or_insert((*severity, Vec::new()));
            if *own_severity < *severity {
                own.clear();
                *own_severity = *severity;
            }
            if *own_severity == *severity {
                own.extend(findings);
                own.sort_unstable();
                own.truncate(SATURATION + 1);
            }
        }
    }

    fn score(factor: Factor, severity: Severity, count: usize) -> u8 {
        let score = base(severity) + bonus(count.saturating_sub(1));
        if factor == Factor::Hygiene { score.min(HYGIENE_CAP) } else { score }
    }

    fn into_risk(self) -> Risk {
        let factors: BTreeMap<Factor, u8> = self
            .worst
            .iter()
            .map(|(&factor, (severity, findings))| (factor, Self::score(factor, *severity, findings.len())))
            .collect();
        let (mut score, mut reasons) = self.found(&factors);
        if let Some((floor, Reverse(finding))) = self.floor
            && score < base(floor)
        {
            reasons.push(Reason { finding, points: base(floor) - score });
            score = base(floor);
        }
        Risk { score, level: RiskLevel::of(score), factors, reasons }
    }

    /// Returns what the findings come to, with their shares.
    fn found(&self, factors: &BTreeMap<Factor, u8>) -> (u8, Vec<Reason>) {
        // The first of equals: factors are in order.
        let Some((&worst, &score)) = factors.iter().rev().max_by_key(|(_, score)| **score) else {
            return (0, Vec::new());
        };
        let mut reasons = self.reasons(worst);
        let of = |factor| factors.get(&factor).copied().unwrap_or_default();
        let open_door = of(Factor::AccessControl) >= RiskLevel::High.floor();
        let valuables = of(Factor::SensitiveData) >= RiskLevel::Medium.floor();
        let raised = if open_door && valuables { score.max(RiskLevel::Critical.floor()) } else { score };
        if raised > score {
            // The two explain the whole score, whatever else there is.
            reasons = self.reasons(Factor::AccessControl);
            let points = raised - of(Factor::AccessControl);
            let valuables = self.worst.get(&Factor::SensitiveData).and_then(|(_, findings)| findings.first());
            reasons.extend(valuables.map(|&finding| Reason { finding, points }));
        }
        (raised, reasons)
    }

    /// Hands a factor's points to its findings: the base to the first, each step of the bonus to the one that makes it.
    fn reasons(&self, factor: Factor) -> Vec<Reason> {
        let Some((severity, findings)) = self.worst.get(&factor) else { return Vec::new() };
        let mut given = 0;
        let mut reasons = Vec::new();
        for (index, &finding) in findings.iter().enumerate() {
            let points = Self::score(factor, *severity, index + 1) - given;
            given += points;
            if points > 0 {
                reasons.push(Reason { finding, points });
            }
        }
        reasons
    }
}

/// Returns the findings that count, in the order in which they are given points.
fn in_order<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<&'f Finding> {
    let mut findings: Vec<&Finding> =
        findings.into_iter().filter(|finding| finding.state == crate::State::Confirmed).collect();
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.id.cmp(&b.id)));
    findings
}

impl Risk {
    /// Scores a set of findings of one operation, in any order.
    #[must_use]
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut tally = Tally::default();
        for finding in in_order(findings) {
            tally.add(finding);
        }
        tally.into_risk()
    }

    /// Scores every operation of an API, in the order of [`Api::operations`]: its own findings and those that reach it.
    /// Findings of other APIs do not count.
    #[must_use]
    pub fn of_operations(api: &Api, findings: &[Finding]) -> Vec<Self> {
        let operations = api.operations();
        let index: FxHashMap<(&crate::Method, &str), usize> =
            operations.iter().enumerate().map(|(index, own)| ((own.method(), own.path()), index)).collect();
        let mut tallies = vec![Tally::default(); operations.len()];
        // Many findings share one list of operations: what they come to is added up once.
        let mut shared: FxHashMap<*const u32, (&[u32], Tally)> = FxHashMap::default();
        let mut lists = Vec::new();
        let of_api = findings.iter().filter(|finding| finding.api == api.name());
        for finding in in_order(of_api) {
            let own = finding
                .operation
                .as_ref()
                .and_then(|operation| index.get(&(&operation.method, operation.path.as_str())).copied());
            if let Some(tally) = own.and_then(|own| tallies.get_mut(own)) {
                tally.add(finding);
            }
            for list in &finding.operations.lists {
                let entry = shared.entry(list.as_ptr()).or_insert_with(|| {
                    lists.push(list.as_ptr());
                    (list, Tally::default())
                });
                entry.1.add(finding);
            }
        }
        for (list, shared) in lists.iter().filter_map(|list| shared.get(list)) {
            for &index in *list {
                if let Some(tally) = tallies.get_mut(index as usize) {
                    tally.merge(shared);
                }
            }
        }
        tallies.into_iter().map(Tally::into_risk).collect()
    }

    /// Returns the risk of an API: that of its worst operation.
    #[must_use]
    pub fn of_api(operations: &[Self]) -> Self {
        operations.iter().rev().max_by_key(|risk| risk.score).cloned().unwrap_or_else(|| Self::of([]))
    }
}

#[cfg(test)]
mod tests;
