//! What a change of a document does to security: one rule, one file.

mod added_sensitive_data;
mod comparison;
mod lost;
mod removed_deprecated_operation;
mod removed_limit;
mod removed_operation;
mod schema_pairs;
mod unauthenticated_addition;
mod weakened_security;
mod weakened_transport;

use std::collections::BTreeMap;

use comparison::Comparison;
use jiff::Timestamp;

use super::draft::{self, Audience};
use super::graph::Graph;
use super::{Reporter, suppressions};
use crate::{Api, Finding, RuleId, RuleMeta, Settings};

/// A check over two versions of a document.
pub(crate) trait ChangeRule: Sync {
    /// Returns the rule's identity and classification.
    fn meta(&self) -> &'static RuleMeta;

    /// Reports every change for the worse.
    fn check(&self, comparison: &Comparison<'_>, reports: &mut Reports<'_>);
}

/// Where changes are reported: at what is gone, or at what is there now.
#[derive(Debug)]
pub(crate) struct Reports<'a> {
    pub(crate) old: Reporter<'a>,
    pub(crate) new: Reporter<'a>,
}

/// Every rule over changes.
pub(crate) static RULES: &[&dyn ChangeRule] = &[
    &unauthenticated_addition::UnauthenticatedAddition,
    &weakened_security::WeakenedSecurity,
    &weakened_transport::WeakenedTransport,
    &added_sensitive_data::AddedSensitiveData,
    &removed_limit::RemovedLimit,
    &removed_operation::RemovedOperation,
    &removed_deprecated_operation::RemovedDeprecatedOperation,
];

/// What a change of a document does to security, without what is accepted.
#[derive(Debug)]
pub(crate) struct ChangeOutcome {
    /// The worst first, then by place.
    pub(crate) findings: Vec<Finding>,
    /// How many findings of each rule are accepted and not shown.
    pub(crate) suppressed: BTreeMap<RuleId, usize>,
}

impl ChangeOutcome {
    /// Compares two versions of a document. What is gone is found at its place in the old one, all else in the new one.
    pub(crate) fn new(old: &Api, new: &Api, settings: &Settings, as_of: Timestamp) -> Self {
        let (old, new) = (Graph::new(old), Graph::new(new));
        let comparison = Comparison::new(&old, &new);
        let mut reports = Reports { old: Reporter::new(&old, settings), new: Reporter::new(&new, settings) };
        for rule in RULES.iter().filter(|rule| settings.is_enabled(rule.meta())) {
            reports.old.start(rule.meta(), Audience::Reader);
            reports.new.start(rule.meta(), Audience::Reader);
            rule.check(&comparison, &mut reports);
        }
        let mut outcome = Self { findings: Vec::new(), suppressed: BTreeMap::new() };
        for (report, api) in [(reports.new, new.api()), (reports.old, old.api())] {
            let (mut drafts, inline) = report.finish();
            for (rule, count) in suppressions::apply(api, settings, as_of, &inline, &mut drafts) {
                *outcome.suppressed.entry(rule).or_default() += count;
            }
            outcome.findings.extend(draft::into_findings(api, drafts.into_iter()));
        }
        outcome.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        outcome
    }
}
