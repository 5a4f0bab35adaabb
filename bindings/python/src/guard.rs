//! `watchgate.Guard`.

use pyo3::prelude::*;
use pyo3::types::PyDateTime;
use watchgate::{Policy, PolicyError, Request, Timestamp};

use crate::api::{Apis, unknown_operation};
use crate::convert::{self, Text};
use crate::decision::Decision;
use crate::errors;
use crate::finding::Finding;
use crate::risk::Risk;

/// Decides requests against the documents and the policy of a service. One guard serves all threads.
#[pyclass(frozen, module = "watchgate")]
#[derive(Debug)]
pub(crate) struct Guard(watchgate::Guard);

#[pymethods]
impl Guard {
    /// Analyses the documents and compiles routers and policy.
    ///
    /// Without a policy every call passes. `base_path` replaces the base paths of the documents' servers: empty behind
    /// a gateway that takes the prefix off. Raises `PolicyError` or `SettingsError`.
    #[new]
    #[pyo3(signature = (*, api, policy = None, settings = None, base_path = None))]
    fn new(
        py: Python<'_>,
        api: Apis<'_>,
        policy: Option<Text>,
        settings: Option<Text>,
        base_path: Option<String>,
    ) -> PyResult<Self> {
        let settings = convert::settings(py, settings.as_ref())?;
        let builder = watchgate::Guard::builder().settings(settings).as_of(Timestamp::now());
        let mut builder = api.iter().fold(builder, |builder, api| builder.api(api.get().inner.clone()));
        if let Some(base_path) = base_path {
            builder = builder.base_path(base_path);
        }
        let guard = py.detach(|| match policy {
            Some(text) => builder.policy(Policy::parse(text.as_bytes())?).build(),
            None => builder.build(),
        });
        guard.map(Self).map_err(|error| errors::policy(py, &error))
    }

    /// Decides a request on what its head tells.
    ///
    /// `target` is the request target as it came, `route` the template that the framework matched. `headers`, pairs or
    /// a mapping, are asked for `Host` when `host` is not given. `workload`, `principal` and `scopes` are the
    /// application's word: give what it has verified. `scheme` and `now` are accepted and checked; no key of a policy
    /// asks for them yet. Raises `ValueError` for a bad `source_ip`, `direction`, `destination` or `now`, and for text with lone
    /// surrogates.
    #[pyo3(signature = (
        method, target, *, headers = None, route = None, scheme = None, host = None, direction = "inbound",
        source_ip = None, workload = None, principal = None, scopes = None, now = None, country = None,
        asn = None, destination = None, destination_workload = None
    ))]
    #[expect(clippy::too_many_arguments, reason = "scalars are what makes the call fast")]
    fn decide(
        &self,
        method: &str,
        target: &str,
        headers: Option<&Bound<'_, PyAny>>,
        route: Option<&str>,
        scheme: Option<&str>,
        host: Option<&str>,
        direction: &str,
        source_ip: Option<&str>,
        workload: Option<&str>,
        principal: Option<&str>,
        scopes: Option<&Bound<'_, PyAny>>,
        now: Option<&Bound<'_, PyDateTime>>,
        country: Option<&str>,
        asn: Option<u32>,
        destination: Option<&str>,
        destination_workload: Option<&str>,
    ) -> PyResult<Decision> {
        let _ = scheme;
        now.map(convert::check_time).transpose()?;
        let claimed = headers.filter(|_| host.is_none()).map(convert::host_of).transpose()?.flatten();
        let scopes = convert::words(scopes, "scopes")?;
        let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
        let mut request = Request::new(method, target);
        request.route = route;
        request.host = host.or(claimed.as_deref());
        request.direction = convert::direction(direction)?;
        request.source_ip = source_ip.map(convert::address).transpose()?;
        request.workload = workload;
        request.principal = principal;
        request.scopes = &scopes;
        request.country = country;
        request.asn = asn;
        request.destination = destination.map(convert::destination).transpose()?;
        request.destination_workload = destination_workload;
        Ok(Decision(self.0.decide(&request)))
    }

    /// Puts another policy in force, for requests that come after it.
    ///
    /// Raises `PolicyError`; the policy in force stays.
    fn replace_policy(&self, py: Python<'_>, text: Text) -> PyResult<()> {
        let replaced: Result<(), PolicyError> =
            py.detach(|| self.0.replace_policy(&Policy::parse(text.as_bytes())?));
        replaced.map_err(|error| errors::policy(py, &error))
    }

    /// The findings of all documents, the worst first within each.
    #[getter]
    fn findings(&self) -> Vec<Finding> {
        Finding::all(self.0.findings())
    }

    /// Returns the risk of an operation by its method and its path as the document spells it.
    ///
    /// Raises `KeyError` for an operation that no document has.
    fn risk(&self, method: &str, path: &str) -> PyResult<Risk> {
        self.0.risk(method, path).cloned().map(Risk).ok_or_else(|| unknown_operation(method, path))
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.0.apis().iter().map(|api| api.name()).collect();
        format!("Guard(apis={names:?}, findings={})", self.0.findings().len())
    }
}
