//! What a change of a document does to security: one rule, one file.

mod comparison;
mod removed_deprecated_operation;
mod removed_limit;
mod removed_operation;
mod schema_pairs;
mod unauthenticated_addition;

use comparison::Comparison;
use jiff::Timestamp;

use super::graph::Graph;
use super::{Reporter, suppressions};
use crate::{Api, Finding, RuleMeta, Settings};

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
    &removed_limit::RemovedLimit,
    &removed_operation::RemovedOperation,
    &removed_deprecated_operation::RemovedDeprecatedOperation,
];

/// Returns what a change of a document does to security: the worst first, then by place.
///
/// Operations are matched by method and path, whatever the path's parameters are called. What is gone is found at its place
/// in the old document, all else in the new one.
#[must_use]
pub fn compare(old: &Api, new: &Api, settings: &Settings, as_of: Timestamp) -> Vec<Finding> {
    let (old, new) = (Graph::new(old), Graph::new(new));
    let comparison = Comparison::new(&old, &new);
    let mut reports = Reports { old: Reporter::new(&old, settings), new: Reporter::new(&new, settings) };
    for rule in RULES {
        let is_on = reports.old.start(rule.meta());
        if reports.new.start(rule.meta()) && is_on {
            rule.check(&comparison, &mut reports);
        }
    }
    let mut findings = reports.new.into_findings();
    suppressions::apply(new.api(), settings, as_of, &mut findings);
    let mut gone = reports.old.into_findings();
    suppressions::apply(old.api(), settings, as_of, &mut gone);
    findings.append(&mut gone);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}
