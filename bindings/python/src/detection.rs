//! `watchgate.Detection`.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::convert;

/// A sensitive value that a scan found: what and where it is, never the value.
#[pyclass(frozen, eq, module = "watchgate", skip_from_py_object)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Detection(watchgate::Detection);

impl Detection {
    pub(crate) fn all(detections: Vec<watchgate::Detection>) -> Vec<Self> {
        detections.into_iter().map(Self).collect()
    }
}

#[pymethods]
impl Detection {
    /// The type, for example `payment-card`, or the name of a detector of the user's.
    #[getter]
    fn r#type(&self) -> &str {
        &self.0.kind
    }

    /// What kind of harm it does where it gets out: pii, pci, secret, health or network.
    #[getter]
    const fn group(&self) -> &'static str {
        self.0.group.as_str()
    }

    /// Where it is: in JSON `$.users[3].card.number`, else the name of the field, parameter or header.
    #[getter]
    fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The first byte of the value in what was scanned; of a str in its UTF-8.
    #[getter]
    const fn start(&self) -> usize {
        self.0.start
    }

    /// The byte behind the value.
    #[getter]
    const fn end(&self) -> usize {
        self.0.end
    }

    /// How sure it is, from 0 to 1.
    #[getter]
    fn confidence(&self) -> f64 {
        convert::decimal(self.0.confidence)
    }

    /// Whether it is a card number that networks and payment services publish for tests.
    #[getter]
    const fn test(&self) -> bool {
        self.0.is_test
    }

    /// The value with all but at most four characters, and at most a quarter, hidden. Of secrets nothing is left.
    #[getter]
    fn masked(&self) -> &str {
        &self.0.masked
    }

    /// Returns the JSON form as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let dict = convert::dict(py, &self.0)?;
        dict.set_item("confidence", self.confidence())?;
        Ok(dict)
    }

    /// Returns the JSON form on one line.
    fn to_json(&self) -> PyResult<String> {
        convert::json(&self.0)
    }

    /// Returns what `copy` and `pickle` make the same again of.
    fn __reduce__<'py>(own: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((own.get_type().getattr("_of_json")?, (own.get().to_json()?,)))
    }

    #[classmethod]
    fn _of_json(_: &Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        serde_json::from_str(text).map(Self).map_err(|_| PyValueError::new_err("not a detection"))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.0.kind, &self.0.path, self.0.start, self.0.end).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let watchgate::Detection { kind, group, path, start, end, confidence, is_test, masked, .. } = &self.0;
        let test = if *is_test { ", test=True" } else { "" };
        let path = path.as_ref().map_or_else(|| "None".to_owned(), |path| format!("{path:?}"));
        format!(
            "Detection(type={kind:?}, group={:?}, path={path}, start={start}, end={end}, \
             confidence={confidence}{test}, masked={masked:?})",
            group.as_str()
        )
    }
}
