//! `watchgate.Finding`.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;

use crate::convert;

/// One defect, at one place, with its reason and its remedy.
#[pyclass(frozen, eq, module = "watchgate", skip_from_py_object)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding(watchgate::Finding);

impl Finding {
    pub(crate) fn all(findings: &[watchgate::Finding]) -> Vec<Self> {
        findings.iter().cloned().map(Self).collect()
    }
}

#[pymethods]
impl Finding {
    /// The identity: the same as long as the defect is the same, wherever its lines move.
    #[getter]
    fn id(&self) -> String {
        self.0.id.to_string()
    }

    /// The rule that reports it.
    #[getter]
    fn rule(&self) -> &str {
        self.0.rule.as_str()
    }

    /// How bad it is here: critical, high, medium, low or info.
    #[getter]
    const fn severity(&self) -> &'static str {
        self.0.severity.as_str()
    }

    /// The posture category it counts in.
    #[getter]
    const fn category(&self) -> &'static str {
        self.0.category.as_str()
    }

    /// What it does to the risk score.
    #[getter]
    const fn factor(&self) -> &'static str {
        self.0.factor.as_str()
    }

    /// Where the knowledge comes from.
    #[getter]
    const fn source(&self) -> &'static str {
        self.0.source.as_str()
    }

    /// Whether it is proven and still open: candidate, confirmed or resolved.
    #[getter]
    const fn state(&self) -> &'static str {
        self.0.state.as_str()
    }

    /// Entries of the OWASP API Security Top 10.
    #[getter]
    fn owasp(&self) -> Vec<&'static str> {
        self.0.owasp.iter().map(|entry| entry.as_str()).collect()
    }

    /// Weakness numbers of the Common Weakness Enumeration.
    #[getter]
    fn cwe(&self) -> Vec<u16> {
        self.0.cwe.clone()
    }

    /// The name of the API.
    #[getter]
    fn api(&self) -> &str {
        &self.0.api
    }

    /// The operation (method, path), or None for a finding of the whole API.
    #[getter]
    fn operation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.operation)
    }

    /// The operations that a root or shared defect reaches (count, sample).
    #[getter]
    fn operations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.operations)
    }

    /// Where to look (file, pointer, line, column).
    #[getter]
    fn location<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.location)
    }

    /// What is wrong, in one sentence.
    #[getter]
    fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it.
    #[getter]
    fn mitigation(&self) -> &str {
        &self.0.mitigation
    }

    /// What was seen of it in traffic (count, first_seen, last_seen, samples).
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.evidence)
    }

    /// Returns the JSON form as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::dict(py, &self.0)
    }

    /// Returns the JSON form on one line.
    fn to_json(&self) -> PyResult<String> {
        convert::json(&self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.id.hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let Self(finding) = self;
        let (rule, severity) = (finding.rule.as_str(), finding.severity.as_str());
        format!("Finding(rule={rule:?}, severity={severity:?}, message={:?})", finding.message)
    }
}
