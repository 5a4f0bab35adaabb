//! `watchgate.Api` and `watchgate.Operation`.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use pyo3::exceptions::{PyKeyError, PyOSError};
use pyo3::prelude::*;
use watchgate::{LoadError, Settings, Timestamp};

use crate::convert::{self, Text};
use crate::errors;
use crate::finding::Finding;
use crate::grade::Grade;
use crate::report::SpecReport;
use crate::resolver::Callable;
use crate::risk::Risk;

/// An OpenAPI document, read once.
#[pyclass(frozen, module = "watchgate")]
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) inner: Arc<watchgate::Api>,
    /// The report under default settings, which no time changes.
    report: OnceLock<Arc<watchgate::SpecReport>>,
}

/// One document or several.
#[derive(FromPyObject)]
pub(crate) enum Apis<'py> {
    One(Bound<'py, Api>),
    Many(Vec<Bound<'py, Api>>),
}

impl<'py> Apis<'py> {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Bound<'py, Api>> {
        match self {
            Self::One(api) => std::slice::from_ref(api).iter(),
            Self::Many(apis) => apis.iter(),
        }
    }
}

#[pymethods]
impl Api {
    /// Reads an OpenAPI document in YAML or JSON.
    ///
    /// `name` is what findings and policies call the API, else `info.title`. `file` is the name that findings point
    /// at; nothing is opened. `resolver` is called with the path of each other file that the document refers to, relative
    /// to the folder of `file`, and returns its text, or `None` where there is none; what it raises is raised here.
    /// Raises `SpecError` for text that is no OpenAPI document.
    #[staticmethod]
    #[pyo3(signature = (text, *, name = None, file = None, resolver = None))]
    fn parse(
        py: Python<'_>,
        text: Text,
        name: Option<String>,
        file: Option<String>,
        resolver: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        let resolver = resolver.map(Callable::new);
        let api = py.detach(|| {
            let mut builder = builder(name);
            if let Some(file) = &file {
                builder = builder.file(file);
            }
            if let Some(resolver) = &resolver {
                builder = builder.resolver(resolver);
            }
            builder.parse(text.as_bytes())
        });
        resolver.map_or(Ok(()), Callable::check)?;
        api.map(Self::new).map_err(|error| errors::spec(py, &error, file.as_deref()))
    }

    /// Reads an OpenAPI document from disk, and the files that it refers to out of its folder. Nothing outside of that
    /// folder is opened, whatever the document says.
    ///
    /// `name` is what findings and policies call the API, else `info.title`. Raises `OSError` for a file that cannot be
    /// read, and `SpecError` for one that is no OpenAPI document.
    #[staticmethod]
    #[pyo3(signature = (path, *, name = None))]
    fn load(py: Python<'_>, path: PathBuf, name: Option<String>) -> PyResult<Self> {
        py.detach(|| builder(name).load(&path)).map(Self::new).map_err(|error| match &error {
            LoadError::Spec(error) => errors::spec(py, error, Some(&path.to_string_lossy())),
            LoadError::Read(error) => errors::unreadable(py, error, &path),
            error => PyOSError::new_err(error.to_string()),
        })
    }

    /// The name: the one given, else `info.title`, else the file's stem, else the first server's host.
    #[getter]
    fn name(&self) -> &str {
        self.inner.name()
    }

    /// The API's own version (`info.version`).
    #[getter]
    fn version(&self) -> Option<&str> {
        self.inner.version()
    }

    /// The file's name as it was given.
    #[getter]
    fn file(&self) -> Option<&str> {
        self.inner.file()
    }

    /// Returns what is wrong with the document, the worst first.
    #[pyo3(signature = (*, settings = None))]
    fn findings(&self, py: Python<'_>, settings: Option<Text>) -> PyResult<Vec<Finding>> {
        Ok(Finding::all(&self.judge(py, settings)?.findings))
    }

    /// Returns the operations with their risks, in the order of the document.
    #[pyo3(signature = (*, settings = None))]
    fn operations(&self, py: Python<'_>, settings: Option<Text>) -> PyResult<Vec<Operation>> {
        let report = self.judge(py, settings)?;
        let risks = report.operations.iter().map(|summary| &summary.risk);
        Ok(self.inner.operations().iter().zip(risks).map(|(own, risk)| Operation::new(own, risk)).collect())
    }

    /// Returns the risk of an operation by its method and its path as the document spells it.
    ///
    /// Raises `KeyError` for an operation that the document does not have.
    #[pyo3(signature = (method, path, *, settings = None))]
    fn risk(&self, py: Python<'_>, method: &str, path: &str, settings: Option<Text>) -> PyResult<Risk> {
        let report = self.judge(py, settings)?;
        let named = report.operations.iter().find(|own| own.path == path && own.method.as_str() == method);
        named.map(|own| Risk(own.risk.clone())).ok_or_else(|| unknown_operation(method, path))
    }

    /// Returns how well the document is made; `None` for a document without operations.
    #[pyo3(signature = (*, settings = None))]
    fn grade(&self, py: Python<'_>, settings: Option<Text>) -> PyResult<Option<Grade>> {
        Ok(self.judge(py, settings)?.apis.first().and_then(|own| own.grade.clone()).map(Grade))
    }

    /// Returns findings and risks in one.
    #[pyo3(signature = (*, settings = None))]
    fn report(&self, py: Python<'_>, settings: Option<Text>) -> PyResult<SpecReport> {
        self.judge(py, settings).map(SpecReport)
    }

    /// Compares with an older version of the document: the findings are what the change does to security.
    #[pyo3(signature = (old, *, settings = None))]
    fn changes_since(&self, py: Python<'_>, old: &Self, settings: Option<Text>) -> PyResult<SpecReport> {
        let settings = convert::settings(py, settings.as_ref())?;
        let report =
            || watchgate::SpecReport::of_change(&old.inner, &self.inner, &settings, Timestamp::now());
        Ok(SpecReport(Arc::new(py.detach(report))))
    }

    fn __repr__(&self) -> String {
        let operations = self.inner.operations().len();
        format!("Api(name={:?}, operations={operations})", self.inner.name())
    }
}

impl Api {
    fn new(api: watchgate::Api) -> Self {
        Self { inner: Arc::new(api), report: OnceLock::new() }
    }

    /// Returns the report, the one under default settings from memory.
    fn judge(&self, py: Python<'_>, settings: Option<Text>) -> PyResult<Arc<watchgate::SpecReport>> {
        let settings = settings.map(|text| convert::settings(py, Some(&text))).transpose()?;
        Ok(py.detach(|| match settings {
            Some(settings) => self.analyze(&settings),
            None => self.report.get_or_init(|| self.analyze(&Settings::default())).clone(),
        }))
    }

    fn analyze(&self, settings: &Settings) -> Arc<watchgate::SpecReport> {
        let api: &watchgate::Api = &self.inner;
        Arc::new(watchgate::SpecReport::new([api], settings, Timestamp::now()))
    }
}

fn builder<'r>(name: Option<String>) -> watchgate::ApiBuilder<'r> {
    let builder = watchgate::Api::builder();
    match name {
        Some(name) => builder.name(name),
        None => builder,
    }
}

/// An operation of a document with its risk.
#[pyclass(frozen, eq, get_all, module = "watchgate", skip_from_py_object)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    /// The method.
    method: String,
    /// The path as the document spells it.
    path: String,
    /// The `operationId`.
    id: Option<String>,
    /// The tags.
    tags: Vec<String>,
    /// Whether the document calls it deprecated.
    deprecated: bool,
    /// Who is responsible for it (`owner` of `x-watchgate`).
    owner: Option<String>,
    /// The labels that policies may ask for (`labels` of `x-watchgate`).
    labels: Vec<String>,
    /// The sensitive data that is expected in it (`data` of `x-watchgate`).
    data: Vec<String>,
    /// How risky it is.
    risk: Risk,
}

impl Operation {
    fn new(operation: &watchgate::Operation, risk: &watchgate::Risk) -> Self {
        Self {
            method: operation.method().as_str().to_owned(),
            path: operation.path().to_owned(),
            id: operation.id().map(str::to_owned),
            tags: operation.tags().to_vec(),
            deprecated: operation.is_deprecated(),
            owner: operation.owner().map(str::to_owned),
            labels: operation.labels().to_vec(),
            data: operation.expected_data().to_vec(),
            risk: Risk(risk.clone()),
        }
    }
}

#[pymethods]
impl Operation {
    fn __repr__(&self) -> String {
        let level = self.risk.0.level.as_str();
        format!("Operation(method={:?}, path={:?}, risk={level:?})", self.method, self.path)
    }
}

pub(crate) fn unknown_operation(method: &str, path: &str) -> PyErr {
    PyKeyError::new_err((method.to_owned(), path.to_owned()))
}
