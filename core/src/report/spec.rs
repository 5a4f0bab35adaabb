//! The report over documents.

use jiff::Timestamp;
use serde::Serialize;

use super::text::{self, TextStyle};
use crate::{Api, Finding, Method, Risk, Settings, Severity, analyze};

/// The findings and risks of one or several documents.
///
/// # Examples
/// ```
/// use watchgate::{Api, Settings, SpecReport, Timestamp};
///
/// let api = Api::parse(b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/pets: {post: {}}}")?;
/// let report = SpecReport::new([&api], &Settings::default(), Timestamp::now());
/// assert_eq!(report.apis[0].risk.score, 80);
/// println!("{}", report.to_json());
/// # Ok::<(), watchgate::SpecError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SpecReport {
    /// The documents, in the order given.
    pub apis: Vec<ApiSummary>,
    /// The findings of all documents, the worst first within each.
    pub findings: Vec<Finding>,
    /// The operations of all documents with their risks.
    pub operations: Vec<OperationSummary>,
}

/// A document in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ApiSummary {
    /// The API's name.
    pub name: String,
    /// The API's own version.
    pub version: Option<String>,
    /// The file's name as it was given.
    pub file: Option<String>,
    /// How many operations it has.
    pub operation_count: usize,
    /// The risk of its worst operation.
    pub risk: Risk,
}

/// An operation in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationSummary {
    /// The API's name.
    pub api: String,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// Its risk.
    pub risk: Risk,
}

impl SpecReport {
    /// Analyses the documents. `as_of` is the time that suppressions expire against.
    #[must_use]
    pub fn new<'a>(apis: impl IntoIterator<Item = &'a Api>, settings: &Settings, as_of: Timestamp) -> Self {
        let mut report = Self { apis: Vec::new(), findings: Vec::new(), operations: Vec::new() };
        for api in apis {
            let findings = analyze(api, settings, as_of);
            let risks = Risk::of_operations(api, &findings);
            report.apis.push(ApiSummary {
                name: api.name().to_owned(),
                version: api.version().map(str::to_owned),
                file: api.file().map(str::to_owned),
                operation_count: risks.len(),
                risk: Risk::of_api(&risks),
            });
            report.operations.extend(api.operations().iter().zip(risks).map(|(operation, risk)| {
                OperationSummary {
                    api: api.name().to_owned(),
                    method: operation.method().clone(),
                    path: operation.path().to_owned(),
                    risk,
                }
            }));
            report.findings.extend(findings);
        }
        report
    }

    /// Returns the worst severity among the findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// Renders the report as JSON on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // No map with keys that are not strings, and nothing that fails on its own.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Renders the report for a person.
    #[must_use]
    pub fn to_text(&self, style: TextStyle) -> String {
        text::render(self, style)
    }
}
