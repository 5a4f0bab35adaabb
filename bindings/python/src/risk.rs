//! `watchgate.Risk`.

use pyo3::prelude::*;

use crate::convert;

/// How risky an operation or an API is, and which findings make it so.
#[pyclass(frozen, eq, module = "watchgate", skip_from_py_object)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Risk(pub(crate) watchgate::Risk);

#[pymethods]
impl Risk {
    /// The score, from 0 to 100.
    #[getter]
    const fn score(&self) -> u8 {
        self.0.score
    }

    /// The band of the score: none, low, medium, high or critical.
    #[getter]
    const fn level(&self) -> &'static str {
        self.0.level.as_str()
    }

    /// The score of each factor that has one.
    #[getter]
    fn factors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.factors)
    }

    /// The findings behind the score, each with its points.
    #[getter]
    fn reasons<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.reasons)
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
        format!("Risk(score={}, level={:?})", self.0.score, self.0.level.as_str())
    }
}
