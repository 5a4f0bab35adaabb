//! `watchgate.Scanner`.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use watchgate::Scanner as Core;

use crate::convert::{self, Body, Text};
use crate::detection::Detection;
use crate::{detector, errors};

/// Bytes that are scanned before another thread would have had its turn.
const QUICK: usize = 64 * 1024;

/// Finds sensitive values. It is compiled once, and serves all threads.
#[pyclass(frozen, module = "watchgate")]
#[derive(Debug)]
pub(crate) struct Scanner(Core);

#[pymethods]
impl Scanner {
    /// Compiles a scanner. `settings` is a settings file (watchgate.yaml), whose `detectors` it takes; `detectors` are
    /// mappings with the keys that a settings file has: name, group, pattern, fields, validator, scopes, score.
    ///
    /// Raises `SettingsError` or `DetectorError`.
    #[new]
    #[pyo3(signature = (*, settings = None, detectors = None))]
    fn new(py: Python<'_>, settings: Option<Text>, detectors: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let settings = convert::settings(py, settings.as_ref())?;
        let detectors = detectors.map(detector::all).transpose()?.unwrap_or_default();
        let builder = Core::builder().settings(&settings);
        let builder = detectors.into_iter().fold(builder, watchgate::ScannerBuilder::detector);
        py.detach(|| builder.build()).map(Self).map_err(|error| errors::detector(py, &error))
    }

    /// Finds sensitive values in a body of any kind: JSON, JSON lines, a form, multipart, XML or text.
    ///
    /// Bytes are borrowed. What can change while it is scanned, a bytearray or a view of one, is copied once.
    fn scan(&self, py: Python<'_>, body: Body) -> Vec<Detection> {
        found(py, &body, |bytes| self.0.scan(bytes))
    }

    /// Finds sensitive values in a body whose `Content-Type` is known.
    fn scan_body(&self, py: Python<'_>, content_type: Option<Text>, body: Body) -> Vec<Detection> {
        let content_type = content_type.as_ref().map(|own| String::from_utf8_lossy(own.as_bytes()));
        found(py, &body, |bytes| self.0.scan_body(content_type.as_deref(), bytes))
    }

    /// Finds sensitive values in a JSON text, or in several, one after another. What is no JSON is scanned as text.
    fn scan_json(&self, py: Python<'_>, body: Body) -> Vec<Detection> {
        found(py, &body, |bytes| self.0.scan_json(bytes))
    }

    /// Finds sensitive values in a text.
    fn scan_text(&self, py: Python<'_>, body: Body) -> Vec<Detection> {
        found(py, &body, |bytes| self.0.scan_text(bytes))
    }

    /// Finds sensitive values in a form as browsers send it (`application/x-www-form-urlencoded`).
    fn scan_form(&self, py: Python<'_>, body: Body) -> Vec<Detection> {
        found(py, &body, |bytes| self.0.scan_form(bytes))
    }

    /// Finds sensitive values in a query: what stands behind the `?` of a URL.
    fn scan_query(&self, py: Python<'_>, query: Body) -> Vec<Detection> {
        found(py, &query, |bytes| self.0.scan_query(bytes))
    }

    /// Finds sensitive values in headers, pairs or a mapping. `start` and `end` count within the header's value.
    fn scan_headers(&self, py: Python<'_>, headers: &Bound<'_, PyAny>) -> PyResult<Vec<Detection>> {
        let headers = convert::headers(headers)?;
        let size = headers.iter().map(|(_, value)| value.as_bytes().len()).sum();
        let pairs = || headers.iter().map(|(name, value)| (&**name, value.as_bytes()));
        Ok(Detection::all(released(py, size, || self.0.scan_headers(pairs()))))
    }

    /// Returns the body with what was found hidden, as long as before; JSON stays JSON.
    ///
    /// With `types` or `groups` only detections of one of these types or groups are hidden. Raises `ValueError` for a type
    /// that is neither built in nor a detector of this scanner, and for a group that there is not.
    #[pyo3(signature = (body, *, types = None, groups = None))]
    fn redact<'py>(
        &self,
        py: Python<'py>,
        body: Body,
        types: Option<&Bound<'py, PyAny>>,
        groups: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let is_all = types.is_none() && groups.is_none();
        let (types, groups) = (convert::words(types, "types")?, convert::words(groups, "groups")?);
        let selection = self.0.select(types, groups).map_err(|error| errors::selection(&error))?;
        let bytes = body.as_bytes();
        let is_meant = |own: &watchgate::Detection| is_all || selection.contains(own);
        let redacted = released(py, bytes.len(), || self.0.redact_where(bytes, is_meant));
        Ok(PyBytes::new(py, &redacted))
    }

    /// Returns the same scanner for what a service answers: detectors with the scope `response` look at that.
    fn in_response(&self) -> Self {
        Self(self.0.in_response())
    }

    fn __repr__(&self) -> &'static str {
        "Scanner()"
    }
}

fn found(
    py: Python<'_>,
    body: &Body,
    scan: impl FnOnce(&[u8]) -> Vec<watchgate::Detection> + Send,
) -> Vec<Detection> {
    let bytes = body.as_bytes();
    Detection::all(released(py, bytes.len(), || scan(bytes)))
}

/// Does work over so many bytes, and lets go of the interpreter if it takes longer than that itself would.
fn released<T: Send>(py: Python<'_>, size: usize, work: impl FnOnce() -> T + Send) -> T {
    if size > QUICK { py.detach(work) } else { work() }
}
