//! The report over documents.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::fmt;

use jiff::Timestamp;
use serde::Serialize;

use super::style::{TextDetail, TextStyle};
use super::{markdown, sarif, text};
use crate::analysis::{Audience, ChangeOutcome, Namesake, Outcome};
use crate::api::masking::shown;
use crate::finding;
use crate::{Api, Baseline, Finding, Grade, Method, Risk, RuleId, Settings, Severity};

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
    /// How many findings of each rule are suppressed, by the settings or in the documents.
    pub suppressed: BTreeMap<RuleId, usize>,
    /// What a baseline left out; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineSummary>,
}

/// What a baseline left out of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BaselineSummary {
    /// The findings that are in the baseline, and so not in the report.
    pub known: usize,
    /// The findings of the baseline that are no longer there.
    pub gone: usize,
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
    /// How well it is made; `None` without operations. It is the same whichever profile the findings are of.
    pub grade: Option<Grade>,
}

/// An operation in a report. `Debug` and JSON mask what may be a credential in its path.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationSummary {
    /// The API's name.
    pub api: String,
    /// The method.
    pub method: Method,
    /// The path template as the document spells it.
    #[serde(serialize_with = "finding::masked")]
    pub path: String,
    /// Its risk.
    pub risk: Risk,
}

impl fmt::Debug for OperationSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationSummary")
            .field("api", &self.api)
            .field("method", &self.method)
            .field("path", &shown(&self.path))
            .field("risk", &self.risk)
            .finish()
    }
}

impl SpecReport {
    /// Analyses the documents. `as_of` is the time that suppressions expire against.
    ///
    /// Identities hold the API's name. Where documents have one name, those after the first are told apart by their files,
    /// so findings of one are not taken for those of another.
    #[must_use]
    pub fn new<'a>(apis: impl IntoIterator<Item = &'a Api>, settings: &Settings, as_of: Timestamp) -> Self {
        let mut report = Self {
            apis: Vec::new(),
            findings: Vec::new(),
            operations: Vec::new(),
            suppressed: BTreeMap::new(),
            baseline: None,
        };
        let mut names = Names::default();
        for api in apis {
            let outcome = Outcome::among(names.take(api), api, settings, as_of, Audience::Both);
            let grade = Grade::of_outcome(api, settings, &outcome);
            for (rule, count) in outcome.suppressed() {
                *report.suppressed.entry(rule.clone()).or_default() += count;
            }
            let findings = outcome.into_findings();
            let risks = Risk::of_operations(api, &findings);
            report.apis.push(ApiSummary {
                name: api.name().to_owned(),
                version: api.version().map(|version| shown(version).into_owned()),
                file: api.file().map(str::to_owned),
                operation_count: risks.len(),
                risk: Risk::of_api(&risks),
                grade,
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

    /// Compares two versions of a document: the findings are what the change does to security, the rest is about the new
    /// version. `as_of` is the time that suppressions expire against.
    ///
    /// Operations are matched by method and path, whatever the path's parameters are called. What is gone is found at its
    /// place in the old document, all else in the new one.
    ///
    /// # Examples
    /// ```
    /// use watchgate::{Api, Settings, SpecReport, Timestamp};
    ///
    /// let head = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\nsecurity: [{login: []}]\n\
    ///     components: {securitySchemes: {login: {type: http, scheme: bearer}}}\n";
    /// let old = Api::parse(format!("{head}paths: {{/pets: {{post: {{}}}}}}").as_bytes())?;
    /// let new = Api::parse(format!("{head}paths: {{/pets: {{post: {{security: []}}}}}}").as_bytes())?;
    /// let report = SpecReport::of_change(&old, &new, &Settings::default(), Timestamp::now());
    /// assert_eq!(report.findings[0].rule.as_str(), "weakened-security");
    /// # Ok::<(), watchgate::SpecError>(())
    /// ```
    #[must_use]
    pub fn of_change(old: &Api, new: &Api, settings: &Settings, as_of: Timestamp) -> Self {
        let ChangeOutcome { findings, suppressed } = ChangeOutcome::new(old, new, settings, as_of);
        Self { findings, suppressed, ..Self::new([new], settings, as_of) }
    }

    /// Leaves out the findings that a baseline knows. Risks stay those of all findings.
    ///
    /// A rule that reports most places of a document as one finding reports them one by one once most are mended. Who knew
    /// the one finding knows these.
    ///
    /// # Examples
    /// ```
    /// use watchgate::{Api, Baseline, Settings, SpecReport, Timestamp};
    ///
    /// let api = Api::parse(b"openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/pets: {post: {}}}")?;
    /// let report = || SpecReport::new([&api], &Settings::default(), Timestamp::now());
    /// let baseline = Baseline::parse(report().to_json().as_bytes())?;
    /// assert!(report().without(&baseline).findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without(mut self, baseline: &Baseline) -> Self {
        let before = self.findings.len();
        let mut seen = BTreeSet::new();
        self.findings.retain(|finding| {
            let known =
                [Some(finding.id), finding.whole].into_iter().flatten().find(|id| baseline.contains(*id));
            seen.extend(known);
            known.is_none()
        });
        let earlier = self.baseline.map_or(0, |summary| summary.known);
        let known = earlier + before - self.findings.len();
        self.baseline = Some(BaselineSummary { known, gone: baseline.len() - seen.len() });
        self
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

    /// Renders the report for a person: of each API the findings by rule, then the operations by risk.
    #[must_use]
    pub fn to_text(&self, style: TextStyle, detail: TextDetail) -> String {
        text::render(self, style, detail)
    }

    /// Renders the findings as SARIF 2.1.0 on one line, with the rules behind them.
    ///
    /// Severities are errors, warnings and notes, and carry the `security-severity` that code scanning sorts by. A
    /// result's fingerprint `watchgate/v1` is the finding's identity.
    #[must_use]
    pub fn to_sarif(&self) -> String {
        sarif::render(&self.findings)
    }

    /// Renders a summary as Markdown for a comment on a pull request: what was found in each API, and the worst findings
    /// of each rule.
    ///
    /// What comes from a document is escaped, and the text has at most 65,536 bytes.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }
}

/// The names of the documents so far.
#[derive(Debug, Default)]
struct Names<'a>(BTreeMap<&'a str, BTreeMap<Option<&'a str>, u32>>);

impl<'a> Names<'a> {
    /// Takes a document's name; tells the document from earlier ones of that name.
    fn take(&mut self, api: &'a Api) -> Option<Namesake> {
        let files = match self.0.entry(api.name()) {
            btree_map::Entry::Vacant(first) => {
                first.insert(BTreeMap::from([(api.file(), 1)]));
                return None;
            }
            btree_map::Entry::Occupied(taken) => taken.into_mut(),
        };
        let count = files.entry(api.file()).or_default();
        let nth = *count;
        *count += 1;
        Some(Namesake { file: api.file().unwrap_or_default().to_owned(), nth })
    }
}
