//! `watchgate.Decision`.

use pyo3::prelude::*;
use serde::Serialize;
use watchgate::RiskLevel;

use crate::convert;

/// The decision over one call. Names and reasons are made when they are asked for.
#[pyclass(frozen, module = "watchgate")]
#[derive(Debug)]
pub(crate) struct Decision(pub(crate) watchgate::Decision);

#[derive(Serialize)]
struct RiskSummary {
    score: u8,
    level: RiskLevel,
}

#[pymethods]
impl Decision {
    /// What happens to the call: allow, alert or deny.
    #[getter]
    const fn action(&self) -> &'static str {
        self.0.action().as_str()
    }

    /// Whether the call passes.
    #[getter]
    fn allowed(&self) -> bool {
        self.0.is_allowed()
    }

    /// What would happen if every rule were enforced.
    #[getter]
    const fn would(&self) -> &'static str {
        self.0.would().as_str()
    }

    /// The mode of the rule that decided, else the policy's: off, monitor or enforce.
    #[getter]
    const fn mode(&self) -> &'static str {
        self.0.mode().as_str()
    }

    /// The name of the rule that decided; None when no rule matched.
    #[getter]
    fn rule(&self) -> Option<&str> {
        self.0.rule()
    }

    /// The names of the `alert` rules that matched.
    #[getter]
    fn alerts(&self) -> Vec<&str> {
        self.0.alerts().collect()
    }

    /// The revision of policy and documents.
    #[getter]
    fn revision(&self) -> String {
        self.0.revision()
    }

    /// The documented operation that was called (method, path).
    #[getter]
    fn operation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.operation())
    }

    /// The operation's risk (score, level).
    #[getter]
    fn risk<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.risk().map(|(score, level)| RiskSummary { score, level }))
    }

    /// Why, one sentence a reason. Nothing that the caller sent is in them.
    #[getter]
    fn reasons(&self) -> Vec<String> {
        self.0.reasons()
    }

    /// The status to answer with; None when the call passes.
    #[getter]
    fn status(&self) -> Option<u16> {
        self.0.status()
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
        let rule = self.0.rule().map_or_else(|| "None".to_owned(), |rule| format!("{rule:?}"));
        format!("Decision(action={:?}, would={:?}, rule={rule})", self.action(), self.would())
    }
}
