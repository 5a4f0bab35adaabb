//! The core's errors as the package's exceptions, which are defined in Python.

use std::io;
use std::path::Path;

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};
use watchgate::{
    ConfigError, DetectorError, ExchangeError, InspectorError, PolicyError, SelectionError, SpecError,
};

type Class = PyOnceLock<Py<PyType>>;

/// Makes a `watchgate.SpecError`.
pub(crate) fn spec(py: Python<'_>, error: &SpecError, file: Option<&str>) -> PyErr {
    static CLASS: Class = Class::new();
    exception(py, &CLASS, "SpecError", &error.to_string(), |fields| {
        fields.set_item("code", error.code())?;
        fields.set_item("line", error.line())?;
        fields.set_item("column", error.column())?;
        fields.set_item("pointer", error.pointer())?;
        fields.set_item("file", file)
    })
}

/// Makes the `OSError` that `open` would have raised.
pub(crate) fn unreadable(py: Python<'_>, error: &io::Error, path: &Path) -> PyErr {
    let Some(code) = error.raw_os_error() else { return PyOSError::new_err(error.to_string()) };
    match py.import("os").and_then(|os| os.call_method1("strerror", (code,))) {
        Ok(text) => PyOSError::new_err((code, text.unbind(), path.as_os_str().to_owned())),
        Err(error) => error,
    }
}

/// Makes a `watchgate.PolicyError`.
pub(crate) fn policy(py: Python<'_>, error: &PolicyError) -> PyErr {
    static CLASS: Class = Class::new();
    exception(py, &CLASS, "PolicyError", &error.to_string(), |fields| {
        fields.set_item("code", error.code())?;
        fields.set_item("rule", error.rule())?;
        fields.set_item("key", error.key())?;
        fields.set_item("line", error.line())?;
        fields.set_item("column", error.column())
    })
}

/// Makes a `watchgate.SettingsError`.
pub(crate) fn settings(py: Python<'_>, error: &ConfigError) -> PyErr {
    static CLASS: Class = Class::new();
    config(py, &CLASS, "SettingsError", error)
}

/// Makes a `watchgate.DetectorError`.
pub(crate) fn detector(py: Python<'_>, error: &DetectorError) -> PyErr {
    static CLASS: Class = Class::new();
    exception(py, &CLASS, "DetectorError", &error.to_string(), |fields| {
        fields.set_item("code", error.code())?;
        fields.set_item("detector", error.detector())?;
        fields.set_item("key", error.key())?;
        fields.set_item("line", error.line())?;
        fields.set_item("column", error.column())
    })
}

/// Makes the `ValueError` of types and groups that mean nothing.
pub(crate) fn selection(error: &SelectionError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Makes a `watchgate.ExchangeError`; without a cause, of an object that is no exchange.
pub(crate) fn exchange(py: Python<'_>, error: Option<&ExchangeError>) -> PyErr {
    static CLASS: Class = Class::new();
    let shapeless =
        "not an exchange: `request.method` and `request.target` are required, and every field has its type";
    let message = error.map_or_else(|| shapeless.to_owned(), ToString::to_string);
    exception(py, &CLASS, "ExchangeError", &message, |fields| {
        fields.set_item("line", error.map(ExchangeError::line))?;
        fields.set_item("column", error.map(ExchangeError::column))
    })
}

/// Makes the exception of an inspector that cannot be built.
pub(crate) fn inspector(py: Python<'_>, error: &InspectorError) -> PyErr {
    match error {
        InspectorError::Detector(error) => detector(py, error),
        _ => PyValueError::new_err(error.to_string()),
    }
}

/// Makes a `watchgate.BaselineError`.
pub(crate) fn baseline(py: Python<'_>, error: &ConfigError) -> PyErr {
    static CLASS: Class = Class::new();
    config(py, &CLASS, "BaselineError", error)
}

fn config(py: Python<'_>, class: &'static Class, name: &str, error: &ConfigError) -> PyErr {
    exception(py, class, name, &error.to_string(), |fields| {
        fields.set_item("code", error.code())?;
        fields.set_item("key", error.key())?;
        fields.set_item("line", error.line())?;
        fields.set_item("column", error.column())
    })
}

fn exception(
    py: Python<'_>,
    class: &'static Class,
    name: &str,
    message: &str,
    fill: impl FnOnce(&Bound<'_, PyDict>) -> PyResult<()>,
) -> PyErr {
    let fields = PyDict::new(py);
    let made = fill(&fields)
        .and_then(|()| class.import(py, "watchgate._errors", name))
        .and_then(|class| class.call((message,), Some(&fields)));
    made.map_or_else(|error| error, PyErr::from_value)
}
