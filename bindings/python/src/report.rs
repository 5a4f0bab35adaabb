//! `watchgate.SpecReport`.

use std::sync::Arc;

use pyo3::prelude::*;
use watchgate::{Baseline, TextDetail, TextStyle};

use crate::convert::{self, Text};
use crate::errors;
use crate::finding::Finding;

/// The findings and risks of a document.
#[pyclass(frozen, eq, module = "watchgate")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SpecReport(pub(crate) Arc<watchgate::SpecReport>);

#[pymethods]
impl SpecReport {
    /// The findings, the worst first.
    #[getter]
    fn findings(&self) -> Vec<Finding> {
        Finding::all(&self.0.findings)
    }

    /// The operations (api, method, path, risk), in the order of the document.
    #[getter]
    fn operations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.operations)
    }

    /// How many findings of each rule are suppressed, by the settings or in the documents.
    #[getter]
    fn suppressed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.suppressed)
    }

    /// The documents (name, version, file, operation_count, risk, grade).
    #[getter]
    fn apis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.apis)
    }

    /// What a baseline left out (known, gone); None without one.
    #[getter]
    fn baseline<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.baseline)
    }

    /// Returns the report without the findings of an earlier one, JSON or SARIF. Risks stay those of all findings.
    ///
    /// Raises `BaselineError` for a text that is no report.
    #[pyo3(signature = (baseline, /))]
    fn without(&self, py: Python<'_>, baseline: Text) -> PyResult<Self> {
        let baseline = py.detach(|| Baseline::parse(baseline.as_bytes()));
        let baseline = baseline.map_err(|error| errors::baseline(py, &error))?;
        Ok(Self(Arc::new(py.detach(|| (*self.0).clone().without(&baseline)))))
    }

    /// Returns the report as JSON on one line.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Returns the findings as SARIF 2.1.0 on one line, with the rules behind them.
    fn to_sarif(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_sarif())
    }

    /// Returns a summary as Markdown for a comment on a pull request, at most 65,536 bytes.
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_markdown())
    }

    /// Returns the report for a person, with ANSI colours if asked for, and with every finding if asked for.
    #[pyo3(signature = (*, color = false, verbose = false))]
    fn to_text(&self, py: Python<'_>, color: bool, verbose: bool) -> String {
        let style = if color { TextStyle::Ansi } else { TextStyle::Plain };
        let detail = if verbose { TextDetail::Full } else { TextDetail::Overview };
        py.detach(|| self.0.to_text(style, detail))
    }

    fn __repr__(&self) -> String {
        let (apis, operations) = (self.0.apis.len(), self.0.operations.len());
        format!("SpecReport(apis={apis}, operations={operations}, findings={})", self.0.findings.len())
    }
}
