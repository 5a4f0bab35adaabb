//! What a user decides once for all documents: rules on or off, severities, suppressions.

mod parse;

use jiff::Timestamp;
use std::collections::BTreeMap;

use crate::{FindingId, Profile, RuleMeta, Severity};

/// Decisions about rules, read from one file (`watchgate.yaml`) or built in code.
///
/// # Examples
/// ```
/// let settings = watchgate::Settings::parse(br#"
/// rules:
///   cleartext-server: off
///   http-basic-authentication: high
/// suppressions:
///   - rule: operation-without-authentication
///     operation: GET /health
///     reason: the load balancer cannot authenticate
///     expires: 2027-06-30
/// "#)?;
/// # Ok::<(), watchgate::ConfigError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    rules: BTreeMap<String, RuleSetting>,
    suppressions: Vec<Suppression>,
}

/// What is decided about one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RuleSetting {
    Off,
    On,
    Severity(Severity),
}

/// A finding that somebody has accepted, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Suppression {
    what: Suppressed,
    /// From this time on the finding is reported again.
    expires: Option<Timestamp>,
}

/// What a suppression accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Suppressed {
    /// One finding.
    Finding(FindingId),
    /// What a rule reports of an operation.
    RuleOnOperation { rule: String, operation: String },
}

impl Settings {
    /// Tells whether a rule runs.
    pub(crate) fn is_enabled(&self, meta: &RuleMeta) -> bool {
        match self.rules.get(meta.id) {
            Some(RuleSetting::Off) => false,
            Some(_) => true,
            None => meta.profile == Profile::Default,
        }
    }

    /// Returns the severity that replaces the rule's own.
    pub(crate) fn severity(&self, meta: &RuleMeta) -> Option<Severity> {
        match self.rules.get(meta.id) {
            Some(RuleSetting::Severity(severity)) => Some(*severity),
            _ => None,
        }
    }

    /// Returns what is accepted at a time.
    pub(crate) fn suppressed(&self, as_of: Timestamp) -> impl Iterator<Item = &Suppressed> {
        let counts = move |own: &&Suppression| own.expires.is_none_or(|expires| as_of < expires);
        self.suppressions.iter().filter(counts).map(|suppression| &suppression.what)
    }
}
