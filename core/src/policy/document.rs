//! A policy as its author wrote it, checked and typed.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use crate::words::words;

/// An ordered list of rules over calls.
///
/// # Examples
/// ```
/// let policy = watchgate::Policy::parse(br#"
/// version: 1
/// mode: enforce
/// rules:
///   - name: block-critical
///     when: {risk: ">= critical"}
///     action: deny
/// "#)?;
/// # Ok::<(), watchgate::PolicyError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    pub(super) mode: Mode,
    pub(super) default: Action,
    pub(super) rules: Vec<Rule>,
    /// The hash of the text, part of the revision.
    pub(super) fingerprint: u64,
}

impl Default for Policy {
    /// Returns the policy that lets every call pass and only watches.
    fn default() -> Self {
        Self { mode: Mode::Monitor, default: Action::Allow, rules: Vec::new(), fingerprint: 0 }
    }
}

impl Policy {
    /// Sets the mode, for example to try a policy that enforces in `monitor` first. Rules with a mode of their own keep it.
    #[must_use]
    pub const fn with_mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }
}

/// One rule of a policy.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) mode: Option<Mode>,
    /// All of them must hold.
    pub(super) conditions: Vec<Condition>,
    /// If there are any and all of them hold, the rule does not apply.
    pub(super) exemption: Vec<Condition>,
    pub(super) action: Action,
    pub(super) status: u16,
}

/// What happens to a call. The list is complete: callers match all arms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It passes.
    Allow,
    /// It passes, and somebody is told.
    Alert,
    /// It is refused.
    Deny,
}

impl Action {
    /// Returns the word as JSON writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Alert => "alert",
            Self::Deny => "deny",
        }
    }
}

words! {
    /// How far a policy goes.
    Mode {
        /// Nothing is evaluated.
        Off => "off",
        /// Nothing is refused; what would be is reported.
        Monitor => "monitor",
        /// Decisions take effect.
        Enforce => "enforce",
    }
}

/// How much of a call a rule needs to see. Only the head is evaluated so far: no key needs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// The request's head.
    Head,
    /// The request's body.
    RequestBody,
    /// The response.
    Response,
}

impl Rule {
    /// Returns the latest stage that the rule's keys need.
    pub(super) fn stage(&self) -> Stage {
        let stages = self.conditions.iter().chain(&self.exemption).map(Condition::stage);
        stages.max().unwrap_or(Stage::Head)
    }
}
