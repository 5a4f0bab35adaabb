//! The catalogue of rules.

use napi_derive::napi;

/// A rule: what it reports, how bad that is, and what to do.
#[derive(Debug)]
#[napi(object, object_from_js = false)]
pub struct Rule {
    /// The name in kebab case. It never changes meaning.
    pub id: String,
    /// What the rule reports, in one sentence.
    pub summary: String,
    /// The severities it may report, the worst first.
    pub severities: Vec<&'static str>,
    /// The smallest profile that runs it.
    pub profile: &'static str,
    /// The posture category.
    pub category: &'static str,
    /// What its findings do to a score.
    pub factor: &'static str,
    /// Where its knowledge comes from.
    pub source: &'static str,
    /// Entries of the OWASP API Security Top 10.
    pub owasp: Vec<&'static str>,
    /// Weakness numbers of the Common Weakness Enumeration.
    pub cwe: Vec<u32>,
    /// What to do about a finding.
    pub mitigation: String,
    /// The rule's page, Markdown.
    pub docs: String,
}

/// Returns every rule, in the order of the reference.
#[napi]
#[must_use]
pub fn rules() -> Vec<Rule> {
    watchgate::rules::all()
        .map(|meta| Rule {
            id: meta.id.to_owned(),
            summary: meta.summary(),
            severities: meta.severities.iter().map(|own| own.as_str()).collect(),
            profile: meta.profile.as_str(),
            category: meta.category.as_str(),
            factor: meta.factor.as_str(),
            source: meta.source.as_str(),
            owasp: meta.owasp.iter().map(|own| own.as_str()).collect(),
            cwe: meta.cwe.iter().map(|&own| own.into()).collect(),
            mitigation: meta.mitigation.to_owned(),
            docs: watchgate::rules::page(meta),
        })
        .collect()
}
