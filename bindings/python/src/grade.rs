//! `watchgate.Grade`.

use pyo3::prelude::*;

use crate::convert;

/// How well a document is made: security, data validation, and how much of it asks for authentication.
#[pyclass(frozen, eq, module = "watchgate", skip_from_py_object)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grade(pub(crate) watchgate::Grade);

#[pymethods]
impl Grade {
    /// The score, from 0 to 100.
    #[getter]
    const fn score(&self) -> u8 {
        self.0.score
    }

    /// Who gets in: 0 to 30 points, and the rules that took the others.
    #[getter]
    fn security<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.security)
    }

    /// What goes in and comes out: 0 to 70 points, and the rules that took the others.
    #[getter]
    fn data_validation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.data_validation)
    }

    /// The operations that ask every caller for authentication, in percent of those that should.
    #[getter]
    fn authentication_coverage(&self) -> Option<f64> {
        self.0.authentication_coverage.map(watchgate::Tenths::as_f64)
    }

    /// Returns the JSON form as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::dict(py, &self.0)
    }

    /// Returns the JSON form on one line.
    fn to_json(&self) -> PyResult<String> {
        convert::json(&self.0)
    }

    fn __repr__(&self) -> String {
        format!("Grade(score={})", self.0.score)
    }
}
