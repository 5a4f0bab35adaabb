//! Python values into the core's, and the core's JSON nouns into Python's.

use std::borrow::Cow;
use std::net::IpAddr;
use std::path::Path;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBytes, PyDateTime, PyDict, PyList, PyMapping, PyMemoryView, PyString, PyType, PyTzInfoAccess,
};
use pythonize::{PythonizeMappingType, PythonizeTypes, PythonizeUnnamedMappingAdapter};
use serde::Serialize;
use watchgate::{Destination, Direction, Exchange, SensitiveGroup, Settings};

use crate::errors;

/// A document, a policy or settings: `str` or `bytes`, kept alive while the interpreter is let go.
#[derive(Debug)]
pub(crate) enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl Text {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Str(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let Ok(text) = value.cast::<PyString>() else {
            let bytes = value.extract::<PyBackedBytes>();
            return bytes.map(Self::Bytes).map_err(|_| PyTypeError::new_err("expected str or bytes"));
        };
        // Lone surrogates are no UTF-8: handed on as they are, the core says where they stand.
        PyBackedStr::try_from(text.to_owned()).map(Self::Str).or_else(|_| {
            let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
            Ok(Self::Bytes(bytes.cast_into::<PyBytes>()?.into()))
        })
    }
}

/// A body: `str` or anything that shows its bytes, kept alive while the interpreter is let go.
#[derive(Debug)]
pub(crate) struct Body(Text);

impl Body {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl<'py> FromPyObject<'_, 'py> for Body {
    type Error = PyErr;

    /// Borrows what cannot change, and copies what can: without the interpreter nobody keeps others from writing to it.
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.extract::<Text>() {
            return Ok(Self(text));
        }
        let view = PyMemoryView::from(&value).map_err(|error| unlike_bytes(value.py(), error))?;
        let bytes = match whole(&view)? {
            Some(bytes) => bytes,
            None => view.call_method0("tobytes")?.cast_into()?,
        };
        Ok(Self(Text::Bytes(bytes.into())))
    }
}

/// Returns the `bytes` that a view shows all of, from the first to the last.
fn whole<'py>(view: &Bound<'py, PyMemoryView>) -> PyResult<Option<Bound<'py, PyBytes>>> {
    let Ok(bytes) = view.getattr("obj")?.cast_into::<PyBytes>() else { return Ok(None) };
    let is_whole = view.getattr("c_contiguous")?.is_truthy()?
        && view.getattr("nbytes")?.extract::<usize>()? == bytes.as_bytes().len();
    Ok(is_whole.then_some(bytes))
}

fn unlike_bytes(py: Python<'_>, error: PyErr) -> PyErr {
    match error.is_instance_of::<PyTypeError>(py) {
        true => PyTypeError::new_err("expected str or a bytes-like object"),
        false => error,
    }
}

/// Reads settings; none are the defaults.
pub(crate) fn settings(py: Python<'_>, text: Option<&Text>) -> PyResult<Settings> {
    text.map_or(Ok(Settings::default()), |text| Settings::parse(text.as_bytes()))
        .map_err(|error| errors::settings(py, &error))
}

/// Lays sections about traffic, mappings as in a settings file, over settings.
pub(crate) fn traffic(
    py: Python<'_>,
    settings: Settings,
    sections: [(&str, Option<Bound<'_, PyAny>>); 3],
) -> PyResult<Settings> {
    let mut traffic = serde_json::Map::new();
    for (name, section) in sections {
        let Some(section) = section else { continue };
        let wrong = |_| PyTypeError::new_err(format!("{name} should be a mapping as in a settings file"));
        traffic.insert(name.to_owned(), pythonize::depythonize(&section).map_err(wrong)?);
    }
    let text = serde_json::Value::Object(traffic).to_string();
    settings.with_traffic(text.as_bytes()).map_err(|error| errors::settings(py, &error))
}

/// Reads the file of secrets that settings name.
pub(crate) fn weak_secrets(py: Python<'_>, settings: &Settings) -> PyResult<Option<Vec<u8>>> {
    let Some(path) = settings.weak_secrets().map(Path::new) else { return Ok(None) };
    std::fs::read(path).map(Some).map_err(|error| errors::unreadable(py, &error, path))
}

/// Reads an address. The error does not repeat it.
pub(crate) fn address(text: &str) -> PyResult<IpAddr> {
    text.parse().map_err(|_| PyValueError::new_err("source_ip is no IP address"))
}

/// Reads a direction. The error does not repeat it.
pub(crate) fn direction(text: &str) -> PyResult<Direction> {
    Direction::from_word(text)
        .ok_or_else(|| PyValueError::new_err("direction should be `inbound` or `outbound`"))
}

/// Reads whose network a destination is in.
pub(crate) fn destination(text: &str) -> PyResult<Destination> {
    Destination::from_word(text)
        .ok_or_else(|| PyValueError::new_err("destination should be `internal` or `external`"))
}

/// Checks that a time says which time zone it is in.
pub(crate) fn check_time(now: &Bound<'_, PyDateTime>) -> PyResult<()> {
    match now.get_tzinfo() {
        Some(_) => Ok(()),
        None => Err(PyValueError::new_err("now should have a time zone")),
    }
}

/// Reads a group of sensitive types.
pub(crate) fn group(word: &str) -> PyResult<SensitiveGroup> {
    SensitiveGroup::from_word(word).ok_or_else(|| {
        PyValueError::new_err("a group should be `pii`, `pci`, `secret`, `health` or `network`")
    })
}

/// Reads words; none are no words. A single string is refused: its letters are not meant.
pub(crate) fn words(value: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Vec<PyBackedStr>> {
    let Some(value) = value else { return Ok(Vec::new()) };
    if value.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(format!("{name} should be an iterable of str, not a str")));
    }
    value.try_iter()?.map(|word| word?.extract()).collect()
}

/// Reads headers: pairs, or a mapping.
pub(crate) fn headers(headers: &Bound<'_, PyAny>) -> PyResult<Vec<(String, Text)>> {
    let pair = |pair: PyResult<Bound<'_, PyAny>>| {
        let [name, value]: [Bound<'_, PyAny>; 2] = pair?.extract()?;
        Ok((header(&name)?.into_owned(), value.extract()?))
    };
    pairs(headers)?.try_iter()?.map(pair).collect()
}

/// Returns what the pairs of headers are taken from.
fn pairs<'py>(headers: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match headers.cast::<PyList>() {
        Ok(list) => Ok(list.clone().into_any()),
        Err(_) => match headers.cast::<PyMapping>() {
            Ok(mapping) => Ok(mapping.items()?.into_any()),
            Err(_) => Ok(headers.clone()),
        },
    }
}

/// Returns the first `Host` of headers: pairs, or a mapping.
pub(crate) fn host_of(headers: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    for pair in pairs(headers)?.try_iter()? {
        let [name, value]: [Bound<'_, PyAny>; 2] = pair?.extract()?;
        if header(&name)?.eq_ignore_ascii_case("host") {
            return Ok(Some(header(&value)?.into_owned()));
        }
    }
    Ok(None)
}

/// Returns a header's name or value. Bytes that are no UTF-8, and lone surrogates, equal nothing that a policy names. They are no
/// error, which would repeat the whole text.
fn header<'a>(value: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, str>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(String::from_utf8_lossy(bytes.as_bytes()));
    }
    match value.cast::<PyString>() {
        Ok(text) => Ok(text.to_string_lossy()),
        Err(_) => Err(PyTypeError::new_err("headers should be str or bytes")),
    }
}

/// Returns a JSON noun as a `watchgate.Record`, the objects in it too.
pub(crate) fn record<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyAny>> {
    Ok(pythonize::pythonize_custom::<Records, T>(py, value)?)
}

/// Returns a JSON noun as a plain `dict`, the objects in it too.
pub(crate) fn dict<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyAny>> {
    Ok(pythonize::pythonize(py, value)?)
}

/// Returns a JSON noun as text on one line.
pub(crate) fn json<T: Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Returns the number that a person would write: 0.9, and not the 0.8999999761581421 that it is in 64 bits.
pub(crate) fn decimal(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| number.into())
}

/// Returns a member of a JSON object as a `watchgate.Record`.
pub(crate) fn member<'py>(py: Python<'py>, json: &str, key: &str) -> PyResult<Bound<'py, PyAny>> {
    let object: serde_json::Value =
        serde_json::from_str(json).map_err(|error| PyValueError::new_err(error.to_string()))?;
    record(py, &object.get(key))
}

/// Reads an exchange: a mapping of the shape of the native record, or its JSON. The error repeats nothing of it.
pub(crate) fn exchange(value: &Bound<'_, PyAny>) -> PyResult<Exchange> {
    let py = value.py();
    if let Ok(text) = value.extract::<Text>() {
        return Exchange::parse(text.as_bytes()).map_err(|error| errors::exchange(py, Some(&error)));
    }
    pythonize::depythonize(value).map_err(|_| errors::exchange(py, None))
}

/// Makes every JSON object a `watchgate.Record`.
struct Records;

struct RecordMap;

impl PythonizeTypes for Records {
    type Map = RecordMap;
    type NamedMap = PythonizeUnnamedMappingAdapter<RecordMap>;
    type List = PyList;
}

impl PythonizeMappingType for RecordMap {
    type Builder<'py> = Bound<'py, PyDict>;

    fn builder<'py>(py: Python<'py>, _len: Option<usize>) -> PyResult<Self::Builder<'py>> {
        static RECORD: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        Ok(RECORD.import(py, "watchgate._record", "Record")?.call0()?.cast_into()?)
    }

    fn push_item<'py>(
        record: &mut Self::Builder<'py>,
        key: Bound<'py, PyAny>,
        value: Bound<'py, PyAny>,
    ) -> PyResult<()> {
        record.set_item(key, value)
    }

    fn finish<'py>(record: Self::Builder<'py>) -> PyResult<Bound<'py, PyMapping>> {
        Ok(record.into_mapping())
    }
}
