//! Findings by API and by rule: what reports for people are made of.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::spec::{ApiSummary, OperationSummary, SpecReport};
use crate::quoted::printable;
use crate::{Finding, Location, RuleMeta, Severity, rules};

/// What a report says of the documents that go by one name.
#[derive(Debug, Default)]
pub(super) struct Section<'r> {
    /// One document, or several under one name.
    pub(super) apis: Vec<&'r ApiSummary>,
    pub(super) findings: Vec<&'r Finding>,
    pub(super) operations: Vec<&'r OperationSummary>,
}

/// The findings of one rule, the worst first.
#[derive(Debug)]
pub(super) struct Group<'r> {
    pub(super) rule: &'r str,
    pub(super) findings: Vec<&'r Finding>,
}

/// Takes a report apart by the names of its documents, in their order.
pub(super) fn by_api(report: &SpecReport) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for api in &report.apis {
        let place = *places.entry(&api.name).or_insert(sections.len());
        if place == sections.len() {
            sections.push(Section::default());
        }
        if let Some(section) = sections.get_mut(place) {
            section.apis.push(api);
        }
    }
    for finding in &report.findings {
        if let Some(section) = places.get(&*finding.api).and_then(|place| sections.get_mut(*place)) {
            section.findings.push(finding);
        }
    }
    for operation in &report.operations {
        if let Some(section) = places.get(&*operation.api).and_then(|place| sections.get_mut(*place)) {
            section.operations.push(operation);
        }
    }
    sections
}

/// Groups findings by rule: the rule with the worst finding first, of equals the one that has more of that severity.
pub(super) fn by_rule<'r>(findings: impl IntoIterator<Item = &'r Finding>) -> Vec<Group<'r>> {
    let mut groups: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry(finding.rule.as_str()).or_default().push(finding);
    }
    let mut groups: Vec<Group<'_>> =
        groups.into_iter().map(|(rule, findings)| Group { rule, findings }).collect();
    for group in &mut groups {
        // Within an API they are in this order; several APIs may follow one another.
        group.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
    groups.sort_by_cached_key(|group| {
        let worst = group.worst();
        let count = group.findings.iter().filter(|finding| Some(finding.severity) == worst).count();
        std::cmp::Reverse((worst, count))
    });
    groups
}

impl Group<'_> {
    pub(super) fn worst(&self) -> Option<Severity> {
        self.findings.first().map(|finding| finding.severity)
    }

    pub(super) fn is_of_one_severity(&self) -> bool {
        self.worst() == self.findings.last().map(|finding| finding.severity)
    }

    pub(super) fn meta(&self) -> Option<&'static RuleMeta> {
        rules::find(self.rule)
    }

    /// Returns what the rule reports, as a noun with its clause: "Operations that ...".
    pub(super) fn summary(&self) -> Option<String> {
        let summary = self.meta()?.summary();
        let noun = summary.strip_prefix("Reports ").unwrap_or(&summary);
        let mut letters = noun.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    }
}

/// Counts findings by severity: `2 critical, 5 low`.
pub(super) fn counts<'r>(findings: impl IntoIterator<Item = &'r Finding>) -> String {
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.severity).or_default() += 1;
    }
    listed(counts.iter().rev())
}

/// Writes counts one after another.
pub(super) fn listed<'a, W: std::fmt::Display + 'a>(
    counts: impl Iterator<Item = (&'a W, &'a usize)>,
) -> String {
    counts.map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// Returns where a finding is: as `file:line:column`, else as `file#pointer`.
pub(super) fn place(finding: &Finding) -> String {
    match &finding.location {
        Location::Document { file, pointer, line, column } => {
            let file = file.as_deref().unwrap_or(&finding.api);
            match (line, column) {
                (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
                _ => format!("{file}#{pointer}"),
            }
        }
        Location::Traffic { part, name: Some(name) } => format!("{part} {}", printable(name)),
        Location::Traffic { part, name: None } => part.to_string(),
    }
}

/// Returns how many operations a shared finding reaches.
pub(super) fn reach(finding: &Finding) -> Option<String> {
    match finding.operations.count {
        0 => None,
        count => Some(format!("reaches {}", plural(count, "operation"))),
    }
}

pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Returns what a baseline left out, as a sentence.
pub(super) fn baseline_note(report: &SpecReport) -> Option<String> {
    let baseline = report.baseline?;
    let known = plural(baseline.known, "known finding");
    let gone = match baseline.gone {
        0 => String::new(),
        1 => "; 1 of the baseline is gone".to_owned(),
        gone => format!("; {gone} of the baseline are gone"),
    };
    Some(format!("{known} of the baseline not shown{gone}"))
}
