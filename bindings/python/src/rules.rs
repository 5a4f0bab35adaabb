//! The catalogue of rules.

use pyo3::prelude::*;
use serde::Serialize;
use watchgate::{Category, Factor, Owasp, Profile, RuleMeta, Severity};

use crate::convert;

#[derive(Serialize)]
struct Rule {
    id: &'static str,
    severities: &'static [Severity],
    profile: Profile,
    factor: Factor,
    category: Category,
    owasp: &'static [Owasp],
    cwe: &'static [u16],
    summary: String,
    mitigation: &'static str,
    docs: String,
}

impl From<&'static RuleMeta> for Rule {
    fn from(meta: &'static RuleMeta) -> Self {
        Self {
            id: meta.id,
            severities: meta.severities,
            profile: meta.profile,
            factor: meta.factor,
            category: meta.category,
            owasp: meta.owasp,
            cwe: meta.cwe,
            summary: meta.summary(),
            mitigation: meta.mitigation,
            docs: watchgate::rules::page(meta),
        }
    }
}

/// Returns every rule: id, severities, profile, factor, category, owasp, cwe, summary, mitigation, docs (Markdown).
#[pyfunction]
pub(crate) fn rules(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    convert::record(py, &watchgate::rules::all().map(Rule::from).collect::<Vec<_>>())
}
