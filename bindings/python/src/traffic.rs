//! `watchgate.Inspector`, `watchgate.Inspection` and `watchgate.TrafficReport`.

use std::sync::Arc;

use pyo3::prelude::*;
use watchgate::{Exchange, FingerprintKey, TextDetail, TextStyle, Timestamp};

use crate::api::Apis;
use crate::convert::{self, Text};
use crate::errors;
use crate::exchanges::Exchanges;
use crate::finding::Finding;

/// Looks at exchanges one by one. It is compiled once, and serves all threads.
#[pyclass(frozen, module = "watchgate")]
#[derive(Debug)]
pub(crate) struct Inspector(watchgate::Inspector);

#[pymethods]
impl Inspector {
    /// Compiles the documents.
    ///
    /// `base_path` replaces the base paths of the documents' servers. `weak_secrets` is a list of secrets, one a line, that the
    /// signatures of tokens are tried with beside the best known; an empty one is enough. Without it, and without a file that
    /// the settings name, none is tried: it takes microseconds a secret. `key` is what observations hash addresses and
    /// principals with; without one they hold no hashes. `trusted_proxies` (header, networks), `decoding` (size, ratio) and
    /// `privacy` (addresses, principals) come before what the settings say under `traffic`. Raises `SettingsError`,
    /// `DetectorError`, and `OSError` for the file of the settings.
    #[new]
    #[pyo3(signature = (
        *, api = None, settings = None, base_path = None, weak_secrets = None, key = None, trusted_proxies = None,
        decoding = None, privacy = None,
    ))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword in Python")]
    fn new(
        py: Python<'_>,
        api: Option<Apis<'_>>,
        settings: Option<Text>,
        base_path: Option<String>,
        weak_secrets: Option<Text>,
        key: Option<Text>,
        trusted_proxies: Option<Bound<'_, PyAny>>,
        decoding: Option<Bound<'_, PyAny>>,
        privacy: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let sections = [("trusted_proxies", trusted_proxies), ("decoding", decoding), ("privacy", privacy)];
        let settings = convert::settings(py, settings.as_ref())?;
        let settings = convert::traffic(py, settings, sections)?;
        let named = convert::weak_secrets(py, &settings)?;
        let builder = watchgate::Inspector::builder().settings(settings).as_of(Timestamp::now());
        let apis = api.iter().flat_map(Apis::iter);
        let mut builder = apis.fold(builder, |builder, api| builder.api(api.get().inner.clone()));
        if let Some(base_path) = base_path {
            builder = builder.base_path(base_path);
        }
        for list in weak_secrets.iter().map(Text::as_bytes).chain(named.as_deref()) {
            builder = builder.weak_secrets(list);
        }
        if let Some(key) = &key {
            builder = builder.key(FingerprintKey::new(key.as_bytes()));
        }
        py.detach(|| builder.build()).map(Self).map_err(|error| errors::inspector(py, &error))
    }

    /// Looks at an exchange, a dict of the shape of the native record, or its JSON. Raises `ExchangeError`.
    #[pyo3(signature = (exchange, /))]
    fn inspect(&self, py: Python<'_>, exchange: &Bound<'_, PyAny>) -> PyResult<Inspection> {
        let exchange = convert::exchange(exchange)?;
        let inspection = py.detach(|| {
            let inspection = self.0.inspect(&exchange);
            (inspection.findings(), inspection.to_json())
        });
        Ok(Inspection { findings: inspection.0, json: inspection.1 })
    }

    /// Returns the report over exchanges: those that `read_exchanges` reads, or any others. `rejected` is how many records
    /// were none; those that `read_exchanges` meets are counted without it. Raises `ExchangeError`, and `OSError` while a
    /// file is read.
    #[pyo3(signature = (exchanges, /, *, rejected = 0))]
    fn report(&self, py: Python<'_>, exchanges: &Bound<'_, PyAny>, rejected: u64) -> PyResult<TrafficReport> {
        let mut report = watchgate::TrafficReport::builder(&self.0);
        report.reject(rejected);
        if let Ok(file) = exchanges.cast::<Exchanges>() {
            let file = file.get();
            let met = py.detach(|| file.drain(|exchange| report.add(exchange)))?;
            report.reject(met);
        } else {
            for exchange in exchanges.try_iter()? {
                let exchange: Exchange = convert::exchange(&exchange?)?;
                py.detach(|| report.add(&exchange));
            }
        }
        Ok(TrafficReport(Arc::new(py.detach(|| report.build(Timestamp::now())))))
    }

    fn __repr__(&self) -> String {
        format!("Inspector(apis={})", self.0.apis().len())
    }
}

/// What an exchange shows.
#[pyclass(frozen, module = "watchgate")]
#[derive(Debug)]
pub(crate) struct Inspection {
    findings: Vec<watchgate::Finding>,
    json: String,
}

#[pymethods]
impl Inspection {
    /// The findings, the worst first.
    #[getter]
    fn findings(&self) -> Vec<Finding> {
        Finding::all(&self.findings)
    }

    /// What a catalog keeps of the exchange.
    #[getter]
    fn observation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::member(py, &self.json, "observation")
    }

    /// Returns observation and findings as JSON on one line.
    fn to_json(&self) -> &str {
        &self.json
    }

    fn __repr__(&self) -> String {
        format!("Inspection(findings={})", self.findings.len())
    }
}

/// What exchanges show of the operations that were called.
#[pyclass(frozen, eq, module = "watchgate")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TrafficReport(Arc<watchgate::TrafficReport>);

#[pymethods]
impl TrafficReport {
    /// How many exchanges were looked at.
    #[getter]
    fn exchanges(&self) -> u64 {
        self.0.exchanges
    }

    /// How many records were none.
    #[getter]
    fn rejected(&self) -> u64 {
        self.0.rejected
    }

    /// How many bodies were not looked into, by why.
    #[getter]
    fn not_inspected<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.not_inspected)
    }

    /// The operations (api, method, path, state, risk, usage), the riskiest first.
    #[getter]
    fn endpoints<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.endpoints)
    }

    /// The findings of documents and traffic, the worst first.
    #[getter]
    fn findings(&self) -> Vec<Finding> {
        Finding::all(&self.0.findings)
    }

    /// How many findings of each severity each posture category has.
    #[getter]
    fn posture<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.posture)
    }

    /// Who calls what (from, to, method, path, count).
    #[getter]
    fn calls<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.calls)
    }

    /// What did not fit into the limits of the report (exchanges, findings, calls).
    #[getter]
    fn omitted<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::record(py, &self.0.omitted)
    }

    /// The risk of the worst operation.
    #[getter]
    fn risk(&self) -> crate::risk::Risk {
        crate::risk::Risk(self.0.risk.clone())
    }

    /// Returns the report as JSON on one line.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// Returns the findings as SARIF 2.1.0 on one line, with the rules behind them.
    fn to_sarif(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_sarif())
    }

    /// Returns a summary as Markdown for a comment on a pull request, at most 65,536 bytes.
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_markdown())
    }

    /// Returns the report for a person, with ANSI colours if asked for, and with every finding if asked for.
    #[pyo3(signature = (*, color = false, verbose = false))]
    fn to_text(&self, py: Python<'_>, color: bool, verbose: bool) -> String {
        let style = if color { TextStyle::Ansi } else { TextStyle::Plain };
        let detail = if verbose { TextDetail::Full } else { TextDetail::Overview };
        py.detach(|| self.0.to_text(style, detail))
    }

    fn __repr__(&self) -> String {
        let (exchanges, endpoints) = (self.0.exchanges, self.0.endpoints.len());
        format!(
            "TrafficReport(exchanges={exchanges}, endpoints={endpoints}, findings={})",
            self.0.findings.len()
        )
    }
}
