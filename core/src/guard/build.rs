//! How a guard is put together.

use std::collections::BTreeSet;
use std::sync::Arc;

use arc_swap::ArcSwap;
use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::Guard;
use crate::locate::Locator;
use crate::policy::OperationFacts;
use crate::{Api, Finding, Policy, PolicyError, PolicySet, Risk, RuleId, Settings, analyze, fingerprint};

/// Collects what a [`Guard`] needs.
#[derive(Debug, Clone, Default)]
pub struct GuardBuilder {
    apis: Vec<Arc<Api>>,
    policy: Option<Policy>,
    settings: Settings,
    as_of: Option<Timestamp>,
    base_path: Option<String>,
}

impl GuardBuilder {
    /// Adds a document.
    #[must_use]
    pub fn api(mut self, api: impl Into<Arc<Api>>) -> Self {
        self.apis.push(api.into());
        self
    }

    /// Sets the policy. Without one every call passes.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Sets which rules run, their severities, and what is suppressed.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Sets the time that suppressions expire against. Without it those with a date do not count.
    #[must_use]
    pub const fn as_of(mut self, as_of: Timestamp) -> Self {
        self.as_of = Some(as_of);
        self
    }

    /// Sets the base path that the application sees, in place of those of the documents' servers: empty behind a
    /// gateway that takes the prefix off.
    #[must_use]
    pub fn base_path(mut self, base_path: impl Into<String>) -> Self {
        self.base_path = Some(base_path.into());
        self
    }

    /// Analyses the documents and compiles routers and policy.
    ///
    /// # Errors
    /// Returns [`PolicyError`] when the policy names an API or an operation that no document has.
    pub fn build(self) -> Result<Guard, PolicyError> {
        let as_of = self.as_of.unwrap_or(Timestamp::MAX);
        let mut findings = Vec::new();
        let mut risks = Vec::new();
        let mut operations = Vec::new();
        for api in &self.apis {
            let own = analyze(api, &self.settings, as_of);
            let own_risks = Risk::of_operations(api, &own);
            operations.extend(facts_of(api, &own, &own_risks));
            risks.push(own_risks);
            findings.extend(own);
        }
        let operations: Arc<[OperationFacts]> = operations.into();
        let documents = fingerprint_of(&self.apis, &operations, self.base_path.as_deref());
        let policy = self.policy.unwrap_or_default();
        let set = PolicySet::compile(&policy, operations.clone(), documents)?;
        let locator = Locator::new(self.apis.iter().map(Arc::as_ref), self.base_path.as_deref());
        Ok(Guard {
            apis: self.apis,
            findings,
            risks,
            operations,
            locator,
            documents,
            policy: ArcSwap::from_pointee(set),
        })
    }
}

/// Hashes all that decisions depend on besides the policy. Settings change risks and findings, so they change it too.
fn fingerprint_of(apis: &[Arc<Api>], operations: &[OperationFacts], base_path: Option<&str>) -> u64 {
    let fingerprints: Vec<[u8; 8]> = apis.iter().map(|api| api.fingerprint.to_be_bytes()).collect();
    let documents = fingerprints.iter().map(|bits| &bits[..]);
    let names = apis.iter().map(|api| api.name().as_bytes());
    let mut known: Vec<u8> = Vec::new();
    for operation in operations {
        known.push(operation.risk.score);
        for (factor, score) in &operation.risk.factors {
            known.extend_from_slice(factor.as_str().as_bytes());
            known.push(*score);
        }
        for rule in &operation.findings {
            known.extend_from_slice(rule.as_str().as_bytes());
            known.push(0);
        }
        known.push(u8::MAX);
    }
    let base_path = base_path.map_or_else(Vec::new, |path| [b"=", path.as_bytes()].concat());
    fingerprint::of(documents.chain(names).chain([&known[..], &base_path]))
}

/// Returns what policies may ask of each operation of an API.
fn facts_of(api: &Api, findings: &[Finding], risks: &[Risk]) -> Vec<OperationFacts> {
    let mut facts: Vec<OperationFacts> = api
        .operations()
        .iter()
        .zip(risks)
        .map(|(operation, risk)| OperationFacts {
            id: operation.id.clone(),
            tags: operation.tags.clone(),
            labels: operation.labels().to_vec(),
            alert: operation.hints.alert,
            deprecated: operation.deprecated,
            risk: risk.clone(),
            ..OperationFacts::new(api.name(), operation.to_ref())
        })
        .collect();
    let index: FxHashMap<(&crate::Method, &str), usize> =
        api.operations().iter().enumerate().map(|(index, own)| ((own.method(), own.path()), index)).collect();
    let mut shared: FxHashMap<*const u32, (&[u32], BTreeSet<RuleId>)> = FxHashMap::default();
    for finding in findings {
        let own =
            finding.operation.as_ref().and_then(|own| index.get(&(&own.method, own.path.as_str())).copied());
        if let Some(operation) = own.and_then(|own| facts.get_mut(own)) {
            operation.findings.insert(finding.rule.clone());
        }
        for list in &finding.operations.lists {
            shared.entry(list.as_ptr()).or_insert((list, BTreeSet::new())).1.insert(finding.rule.clone());
        }
    }
    for (list, rules) in shared.into_values() {
        for &index in list {
            if let Some(operation) = facts.get_mut(index as usize) {
                operation.findings.extend(rules.iter().cloned());
            }
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;

    #[test]
    fn changes_the_revision_with_settings_and_base_path() {
        let revision = |settings: &str, base_path: Option<&str>| {
            let api = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {}}}\n";
            let builder = Guard::builder()
                .api(Api::parse(api.as_bytes()).unwrap())
                .settings(Settings::parse(settings.as_bytes()).unwrap());
            let builder = match base_path {
                Some(path) => builder.base_path(path),
                None => builder,
            };
            builder.build().unwrap().decide(&Request::new("GET", "/")).revision()
        };
        let plain = revision("{}", None);
        assert_eq!(plain, revision("{}", None));
        assert_ne!(plain, revision("{rules: {operation-without-authentication: off}}", None));
        assert_ne!(plain, revision("{}", Some("")));
        assert_ne!(revision("{}", Some("/v1")), revision("{}", Some("")));
    }
}
