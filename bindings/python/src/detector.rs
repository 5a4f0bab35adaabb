//! Detectors that a Python program describes.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyMapping, PyString};
use watchgate::{Detector, DetectorScope};

use crate::convert;

const KEYS: [&str; 7] = ["name", "group", "pattern", "fields", "validator", "scopes", "score"];

/// Reads detectors: mappings with the keys that a settings file has.
pub(crate) fn all(detectors: &Bound<'_, PyAny>) -> PyResult<Vec<Detector>> {
    detectors.try_iter()?.map(|own| read(&own?)).collect()
}

fn read(value: &Bound<'_, PyAny>) -> PyResult<Detector> {
    let mapping =
        value.cast::<PyMapping>().map_err(|_| PyTypeError::new_err("a detector should be a mapping"))?;
    let own = PyDict::new(value.py());
    own.update(mapping)?;
    for key in own.keys() {
        if !KEYS.iter().any(|known| key.eq(known).unwrap_or_default()) {
            return Err(PyValueError::new_err(format!("a detector has the keys {}", KEYS.join(", "))));
        }
    }
    let group = convert::group(&required(&own, "group")?)?;
    let mut detector = Detector::new(&*required(&own, "name")?, group);
    if let Some(pattern) = string(&own, "pattern")? {
        detector = detector.pattern(&*pattern);
    }
    if let Some(fields) = given(&own, "fields")? {
        detector = detector.fields(convert::words(Some(&fields), "fields")?.iter().map(|field| &**field));
    }
    if let Some(validator) = string(&own, "validator")? {
        detector = detector.validator(&*validator);
    }
    if let Some(scopes) = given(&own, "scopes")? {
        let scopes = convert::words(Some(&scopes), "scopes")?;
        detector = detector.scopes(scopes.iter().map(|word| scope(word)).collect::<PyResult<Vec<_>>>()?);
    }
    match given(&own, "score")? {
        Some(score) => Ok(detector.score(score.extract()?)),
        None => Ok(detector),
    }
}

/// Returns a value that is there and not `None`.
fn given<'py>(own: &Bound<'py, PyDict>, key: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    Ok(own.get_item(key)?.filter(|value| !value.is_none()))
}

fn string(own: &Bound<'_, PyDict>, key: &str) -> PyResult<Option<PyBackedStr>> {
    let Some(value) = given(own, key)? else { return Ok(None) };
    let text = value.cast_into::<PyString>();
    text.map_err(|_| PyTypeError::new_err(format!("{key} should be a str")))?.try_into().map(Some)
}

fn required(own: &Bound<'_, PyDict>, key: &str) -> PyResult<PyBackedStr> {
    string(own, key)?.ok_or_else(|| PyTypeError::new_err(format!("a detector needs a {key}")))
}

fn scope(word: &str) -> PyResult<DetectorScope> {
    DetectorScope::from_word(word)
        .ok_or_else(|| PyValueError::new_err("a scope should be `query`, `body`, `header` or `response`"))
}
