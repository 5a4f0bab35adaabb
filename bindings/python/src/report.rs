//! `watchgate.SpecReport`.

use std::sync::Arc;

use pyo3::prelude::*;
use watchgate::TextStyle;

use crate::convert;
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

    /// The documents (name, version, file, operation_count, risk).
    #[getter]
    fn apis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.apis)
    }

    /// Returns the report as JSON on one line.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Returns the report for a person, with ANSI colours if asked for.
    #[pyo3(signature = (*, color = false))]
    fn to_text(&self, py: Python<'_>, color: bool) -> String {
        let style = if color { TextStyle::Ansi } else { TextStyle::Plain };
        py.detach(|| self.0.to_text(style))
    }

    fn __repr__(&self) -> String {
        let (apis, operations) = (self.0.apis.len(), self.0.operations.len());
        format!("SpecReport(apis={apis}, operations={operations}, findings={})", self.0.findings.len())
    }
}
