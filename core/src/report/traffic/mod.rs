//! The report over traffic.

mod findings;
mod fold;
mod markdown;
mod text;

use std::collections::BTreeMap;
use std::fmt;

pub use fold::TrafficReportBuilder;
use serde::Serialize;

use super::sarif;
use super::style::{TextDetail, TextStyle};
use crate::api::masking::shown;
use crate::finding;
use crate::words::words;
use crate::{Category, Finding, Inspector, Method, NotInspected, Risk, Severity};

/// What exchanges show of the operations that were called: findings, risks, usage.
///
/// Findings of the documents and of the traffic stand together; each tells its source. The order of the exchanges does not
/// matter.
///
/// # Examples
/// ```
/// use watchgate::{Api, Exchange, Inspector, Timestamp, TrafficReport};
///
/// let api = Api::parse(b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/pets: {get: {}}}")?;
/// let inspector = Inspector::builder().api(api).build()?;
/// let mut report = TrafficReport::builder(&inspector);
/// report.add(&Exchange::parse(br#"{"request": {"method": "GET", "target": "/pets"}, "response": {"status": 200}}"#)?);
/// let report = report.build(Timestamp::now());
/// assert_eq!(report.endpoints[0].usage.count, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TrafficReport {
    /// How many exchanges were looked at.
    pub exchanges: u64,
    /// How many records were none.
    pub rejected: u64,
    /// How many bodies were not looked into, by why. They are not clean; nobody knows.
    pub not_inspected: BTreeMap<NotInspected, u64>,
    /// The operations that were called, and those of the documents that were not.
    pub endpoints: Vec<EndpointSummary>,
    /// The findings of documents and traffic, the worst first.
    pub findings: Vec<Finding>,
    /// How many findings of each severity each posture category has.
    pub posture: BTreeMap<Category, BTreeMap<Severity, usize>>,
    /// Who calls what.
    pub calls: Vec<CallSummary>,
    /// What did not fit into the limits of the report.
    pub omitted: Omitted,
    /// The risk of the worst operation.
    pub risk: Risk,
}

/// What did not fit into a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Omitted {
    /// Exchanges of undocumented operations past the first 10,000 of them.
    pub exchanges: u64,
    /// Findings past the first 10,000 of the traffic, counted each time.
    pub findings: u64,
    /// Calls past the first 10,000 pairs of workloads and operations.
    pub calls: u64,
}

/// An operation in a report over traffic. `Debug` and JSON mask what may be a credential in its path.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EndpointSummary {
    /// The API's name.
    pub api: String,
    /// The method.
    pub method: Method,
    /// The path template: the document's, the framework's, or one in which only common words stay.
    #[serde(serialize_with = "finding::masked")]
    pub path: String,
    /// What it is beside the documents.
    pub state: EndpointState,
    /// Its risk: by the document, and by what the traffic has confirmed.
    pub risk: Risk,
    /// How it was called.
    pub usage: Usage,
}

words! {
    /// What an operation is beside the documents.
    EndpointState {
        /// A document has it.
        Documented => "documented",
        /// It was called, and no document has it.
        Shadow => "shadow",
        /// It was called though its document calls it deprecated.
        Zombie => "zombie",
        /// A document has it, and nobody called it.
        Orphan => "orphan",
        /// Somebody else's, which we call.
        External => "external",
    }
}

/// How an operation was called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Usage {
    /// How often.
    pub count: u64,
    /// How often with a status of 400 and up, or without an answer.
    pub errors: u64,
    /// Bytes of the bodies in both directions, as far as they are known.
    pub bytes: u64,
    /// How often with each status.
    pub statuses: BTreeMap<u16, u64>,
}

/// A workload that calls an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CallSummary {
    /// The calling workload.
    pub from: String,
    /// The called workload.
    pub to: String,
    /// The method.
    pub method: Method,
    /// The path template.
    #[serde(serialize_with = "finding::masked")]
    pub path: String,
    /// How often.
    pub count: u64,
}

impl fmt::Debug for EndpointSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointSummary")
            .field("api", &self.api)
            .field("method", &self.method)
            .field("path", &shown(&self.path))
            .field("state", &self.state)
            .field("risk", &self.risk)
            .field("usage", &self.usage)
            .finish()
    }
}

impl TrafficReport {
    /// Starts a report over what an inspector sees.
    #[must_use]
    pub fn builder(inspector: &Inspector) -> TrafficReportBuilder<'_> {
        TrafficReportBuilder::new(inspector)
    }

    /// Returns the worst severity among the findings. What is only a candidate does not count.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let confirmed = self.findings.iter().filter(|finding| finding.state == crate::State::Confirmed);
        confirmed.map(|finding| finding.severity).max()
    }

    /// Renders the report as JSON on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        // No map with keys that are not strings or numbers, and nothing that fails on its own.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Renders the report for a person: the findings of the traffic by rule, then the operations by risk with the factors
    /// behind it. Findings of the documents are counted; `SpecReport` tells them.
    #[must_use]
    pub fn to_text(&self, style: TextStyle, detail: TextDetail) -> String {
        text::render(self, style, detail)
    }

    /// Renders the findings as SARIF 2.1.0 on one line, with the rules behind them.
    #[must_use]
    pub fn to_sarif(&self) -> String {
        sarif::render(&self.findings)
    }

    /// Renders a summary as Markdown for a comment on a pull request, of at most 65,536 bytes.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }

    /// Returns the findings of the traffic, the worst first.
    fn of_traffic(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.source == crate::FindingSource::TraceAnalysis)
    }
}
