//! The report as SARIF 2.1.0 (OASIS): what code scanning, editors and dashboards read.

mod model;
mod uri;

use std::borrow::Cow;
use std::collections::BTreeMap;

use model::{
    ArtifactLocation, Configuration, Content, Descriptor, DescriptorProperties, Driver, Level, Location, Log,
    LogicalLocation, Message, MultiformatMessage, PhysicalLocation, Region, ResultProperties, Run, Tool,
};

use super::group;
use crate::quoted::printable;
use crate::{Finding, RuleMeta, Severity, rules};

/// The tool's name.
pub(crate) const TOOL: &str = "watchgate";
/// The kind of fingerprint that a finding's identity is. The number goes up if identities are ever made otherwise.
pub(crate) const FINGERPRINT: &str = "watchgate/v1";

/// Renders the findings, and the rules that they are of.
pub(super) fn render(findings: &[Finding]) -> String {
    let mut worst: BTreeMap<&str, Severity> = BTreeMap::new();
    for finding in findings {
        let severity = worst.entry(finding.rule.as_str()).or_insert(finding.severity);
        *severity = finding.severity.max(*severity);
    }
    let rules = worst.iter().map(|(rule, severity)| descriptor(rule, *severity)).collect();
    let indices: BTreeMap<&str, usize> = worst.keys().zip(0..).map(|(rule, index)| (*rule, index)).collect();
    let driver = Driver { name: TOOL, semantic_version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        results: findings.iter().map(|finding| result(finding, &indices)).collect(),
    };
    // No map with keys that are not strings, and nothing that fails on its own.
    serde_json::to_string(&Log::new(run)).unwrap_or_default()
}

/// Describes a rule. Code scanning ranks alerts by their rule, so its severity is that of its worst finding here: settings
/// may have changed it.
fn descriptor(rule: &str, worst: Severity) -> Descriptor<'_> {
    let meta = rules::find(rule);
    let text = |text: fn(&RuleMeta) -> String| meta.map(|meta| Content { text: text(meta) });
    Descriptor {
        id: rule,
        name: pascal_case(rule),
        short_description: text(RuleMeta::summary),
        full_description: text(RuleMeta::description),
        help: meta
            .map(|meta| MultiformatMessage { text: meta.mitigation.to_owned(), markdown: rules::page(meta) }),
        default_configuration: Configuration { level: level(worst) },
        properties: DescriptorProperties {
            tags: meta.map(tags).unwrap_or_default(),
            security_severity: security_severity(worst),
        },
    }
}

/// Returns what alerts are filtered by.
fn tags(meta: &RuleMeta) -> Vec<String> {
    let cwe = meta.cwe.iter().map(|number| format!("external/cwe/cwe-{number:03}"));
    let owasp = meta.owasp.iter().map(|entry| entry.as_str().to_owned());
    ["security".to_owned()].into_iter().chain(cwe).chain(owasp).collect()
}

fn result<'r>(finding: &'r Finding, rules: &BTreeMap<&str, usize>) -> model::Result<'r> {
    model::Result {
        rule_id: finding.rule.as_str(),
        rule_index: rules.get(finding.rule.as_str()).copied().unwrap_or_default(),
        level: level(finding.severity),
        message: Message { text: literal(&printable(&finding.message)) },
        locations: location(finding).into_iter().collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.id)]),
        properties: ResultProperties {
            severity: finding.severity,
            factor: finding.factor,
            api: &finding.api,
            operations: finding.operation.as_ref().map_or(finding.operations.count, |_| 1),
        },
    }
}

fn location(finding: &Finding) -> Option<Location<'_>> {
    let (physical_location, place) = match &finding.location {
        crate::Location::Document { file, pointer, line, column } => {
            let physical = file.as_deref().and_then(uri::of_file).map(|uri| PhysicalLocation {
                artifact_location: ArtifactLocation { uri },
                region: line.map(|line| Region { start_line: line, start_column: *column }),
            });
            (physical, (!pointer.is_empty()).then_some(Cow::Borrowed(pointer.as_str())))
        }
        crate::Location::Traffic { .. } => (None, Some(Cow::Owned(group::place(finding)))),
    };
    let pointer =
        place.map(|place| LogicalLocation { name: None, fully_qualified_name: Some(place), kind: None });
    let operation = finding.operation.as_ref().map(|operation| LogicalLocation {
        name: Some(printable(&operation.to_string()).into_owned()),
        fully_qualified_name: None,
        kind: Some("resource"),
    });
    let logical_locations: Vec<LogicalLocation<'_>> = pointer.into_iter().chain(operation).collect();
    let is_known = physical_location.is_some() || !logical_locations.is_empty();
    is_known.then_some(Location { physical_location, logical_locations })
}

const fn level(severity: Severity) -> Level {
    match severity {
        Severity::Critical | Severity::High => Level::Error,
        Severity::Medium => Level::Warning,
        Severity::Low | Severity::Info => Level::Note,
    }
}

/// Returns the number that code scanning reads as critical (over 9), high (7), medium (4), low (over 0) and none.
const fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
        Severity::Info => "0.0",
    }
}

/// Returns a rule's name as SARIF asks for it: `OperationWithoutAuthentication`.
fn pascal_case(rule: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    rule.split('-').map(word).collect()
}

/// Escapes what a reader of a plain message would take for a link (`[text](target)`) or a placeholder (`{0}`): a document
/// must not bring either. Other brackets and braces stay as they are, since few readers take the escapes back.
fn literal(message: &str) -> String {
    let mut text = message.to_owned();
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    if has_placeholder(&text) {
        text = text.replace('{', "{{").replace('}', "}}");
    }
    text
}

fn has_placeholder(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < rest.len() && digits.starts_with('}')
    })
}

#[cfg(test)]
mod tests;
