//! `watchgate.Exchanges`.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use watchgate::{Exchange, ExchangeReader, Exchanges as Core, Format, Mapping};

use crate::convert::{self, Text};
use crate::errors;

/// Rejected records that are kept one by one.
const KEPT: usize = 100;

/// The exchanges of a file, one dict at a time.
#[pyclass(frozen, module = "watchgate")]
pub(crate) struct Exchanges(Mutex<State>);

struct State {
    records: Core<Box<dyn Read + Send>>,
    /// The first rejected records.
    rejections: Vec<watchgate::Rejected>,
}

/// Recorded traffic: the path of a file, or its bytes.
#[derive(FromPyObject)]
pub(crate) enum Recorded {
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

impl Recorded {
    fn open(self, py: Python<'_>) -> PyResult<Box<dyn Read + Send>> {
        match self {
            Self::Bytes(bytes) => Ok(Box::new(Cursor::new(bytes))),
            Self::Path(path) => match File::open(&path) {
                Ok(file) => Ok(Box::new(file)),
                Err(error) => Err(errors::unreadable(py, &error, &path)),
            },
        }
    }
}

/// Reads recorded traffic, a path or bytes, gzip too, and returns an iterator of dicts of the shape of the native record.
///
/// `format` is auto, jsonl, har, otlp, apiclarity, combined, envoy, alb, apigateway or mapped; `mapping` says which fields of
/// JSON records say what (YAML). What is no record is passed over: `rejected` counts it, `rejections` tells of the first 100.
/// Raises `OSError`, `SettingsError` for a mapping, and `ValueError` for a format that there is not.
#[pyfunction]
#[pyo3(signature = (recorded, /, *, format = "auto", mapping = None, max_record = None))]
pub(crate) fn read_exchanges(
    py: Python<'_>,
    recorded: Recorded,
    format: &str,
    mapping: Option<Text>,
    max_record: Option<usize>,
) -> PyResult<Exchanges> {
    let words = || Format::ALL.iter().map(|own| own.as_str()).collect::<Vec<_>>().join(", ");
    let own = Format::from_word(format);
    let own = own.ok_or_else(|| PyValueError::new_err(format!("format should be one of {}", words())))?;
    let mut reader = ExchangeReader::new(if mapping.is_some() { Format::Mapped } else { own });
    if let Some(text) = &mapping {
        let mapping = Mapping::parse(text.as_bytes()).map_err(|error| errors::settings(py, &error))?;
        reader = reader.with_mapping(mapping);
    }
    if let Some(bytes) = max_record {
        reader = reader.with_record_limit(bytes);
    }
    let records = Core::with_reader(recorded.open(py)?, reader)?;
    Ok(Exchanges(Mutex::new(State { records, rejections: Vec::new() })))
}

impl Exchanges {
    /// Gives every exchange that is left, and returns how many records were none in all.
    pub(crate) fn drain(&self, mut take: impl FnMut(&Exchange)) -> io::Result<u64> {
        self.with(|own| {
            while let Some(exchange) = own.next()? {
                take(&exchange);
            }
            Ok(own.records.counts().rejected)
        })
    }

    fn with<T>(&self, ask: impl FnOnce(&mut State) -> T) -> T {
        ask(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn next(&mut self) -> io::Result<Option<Exchange>> {
        for record in self.records.by_ref() {
            match record? {
                Ok(exchange) => return Ok(Some(exchange)),
                Err(rejected) if self.rejections.len() < KEPT => self.rejections.push(rejected),
                Err(_) => {}
            }
        }
        Ok(None)
    }
}

#[pymethods]
impl Exchanges {
    fn __iter__(own: PyRef<'_, Self>) -> PyRef<'_, Self> {
        own
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let exchange = py.detach(|| self.with(State::next))?;
        exchange.map(|exchange| convert::dict(py, &exchange)).transpose()
    }

    /// The format; auto until it is known.
    #[getter]
    fn format(&self) -> &'static str {
        self.with(|own| own.records.format().as_str())
    }

    /// How many records were none so far.
    #[getter]
    fn rejected(&self) -> u64 {
        self.with(|own| own.records.counts().rejected)
    }

    /// The first rejected records (line, record, reason, message).
    #[getter]
    fn rejections<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.with(|own| own.rejections.clone()))
    }

    fn __repr__(&self) -> String {
        format!("Exchanges(format={:?}, rejected={})", self.format(), self.rejected())
    }
}
