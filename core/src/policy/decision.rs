//! What was decided, and why.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use smallvec::SmallVec;

use super::compile::{Compiled, OperationFacts};
use super::document::{Action, Mode, Rule};
use super::facts::OperationIndex;
use crate::{OperationRef, RiskLevel, Severity};

/// The decision over one call. It holds handles into the policy; names and reasons are made when they are asked for.
///
/// Two decisions are equal when the same policy in force came to the same outcome over the same operation: everything
/// that they tell is then the same.
#[derive(Clone)]
pub struct Decision {
    set: Arc<Compiled>,
    operation: Option<OperationIndex>,
    outcome: Outcome,
}

impl PartialEq for Decision {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.set, &other.set)
            && self.operation == other.operation
            && self.outcome == other.outcome
    }
}

impl Eq for Decision {}

impl Hash for Decision {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.set).hash(state);
        self.operation.hash(state);
        self.outcome.hash(state);
    }
}

/// What the rules came to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Outcome {
    pub(super) action: Action,
    pub(super) would: Action,
    pub(super) mode: Mode,
    pub(super) decider: Option<Decider>,
    pub(super) alerts: SmallVec<[Decider; 8]>,
    pub(super) refused: Option<Refusal>,
}

/// What a decision goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Decider {
    /// A rule, by its place in the policy.
    Rule(u16),
    /// The document, which asks for an alert at every call of the operation.
    Document,
}

/// The name under which the alerts that documents ask for are told. No rule may have it.
pub(super) const BY_DOCUMENT: &str = "x-watchgate";

/// Why a call is refused before any rule is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Refusal {
    /// The target is too long to be judged.
    TargetTooLong,
    /// The target is of no form that HTTP has.
    MalformedTarget,
}

impl Decision {
    pub(super) const fn new(set: Arc<Compiled>, operation: Option<OperationIndex>, outcome: Outcome) -> Self {
        Self { set, operation, outcome }
    }

    /// Returns what happens to the call.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.outcome.action
    }

    /// Tells whether the call passes.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.outcome.action != Action::Deny
    }

    /// Returns what would happen if every rule were enforced.
    #[must_use]
    pub const fn would(&self) -> Action {
        self.outcome.would
    }

    /// Returns the mode of the rule that decided, else the policy's.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.outcome.mode
    }

    /// Returns the name of the rule that decided, `x-watchgate` where the call only raised the alert that the document
    /// asks for; `None` when no rule matched.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.name(self.outcome.decider?)
    }

    /// Returns the names of the `alert` rules that matched, behind `x-watchgate` where the document itself asks for an
    /// alert at every call of the operation.
    pub fn alerts(&self) -> impl Iterator<Item = &str> {
        self.outcome.alerts.iter().filter_map(|&alert| self.name(alert))
    }

    /// Returns the severity of the alert that the document asks for (`alert` of `x-watchgate`), if the call raised it.
    #[must_use]
    pub fn alert_severity(&self) -> Option<Severity> {
        let is_raised = self.outcome.alerts.contains(&Decider::Document);
        self.operation_facts().filter(|_| is_raised)?.alert
    }

    /// Returns the revision of policy and documents: 16 hexadecimal digits.
    #[must_use]
    pub fn revision(&self) -> String {
        format!("{:016x}", self.set.revision)
    }

    /// Returns the documented operation that was called.
    #[must_use]
    pub fn operation(&self) -> Option<OperationRef> {
        self.operation_facts().map(OperationFacts::to_ref)
    }

    /// Returns the score and level of the operation's risk.
    #[must_use]
    pub fn risk(&self) -> Option<(u8, RiskLevel)> {
        self.operation_facts().map(|operation| (operation.risk.score, operation.risk.level))
    }

    /// Returns the status to answer with; `None` when the call passes.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match (self.outcome.action, self.outcome.refused) {
            (Action::Deny, Some(Refusal::TargetTooLong)) => Some(414),
            (Action::Deny, Some(Refusal::MalformedTarget)) => Some(400),
            (Action::Deny, None) => Some(self.deciding_rule().map_or(DEFAULT_STATUS, |rule| rule.status)),
            _ => None,
        }
    }

    /// Returns why, one sentence a reason. Nothing that the caller sent is in them.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        match self.outcome.refused {
            Some(Refusal::TargetTooLong) => return vec!["target is too long to be judged".to_owned()],
            Some(Refusal::MalformedTarget) => return vec!["target is of no form that HTTP has".to_owned()],
            None => {}
        }
        if self.outcome.decider == Some(Decider::Document) {
            return vec!["document asks for an alert at every call".to_owned()];
        }
        let Some(rule) = self.deciding_rule() else {
            let denies = Action::Deny == self.outcome.action || Action::Deny == self.outcome.would;
            return if denies {
                vec!["no rule matched, and the default is deny".to_owned()]
            } else {
                Vec::new()
            };
        };
        let operation = self.operation_facts();
        let judges = rule.conditions.iter().any(super::condition::Condition::is_judgement);
        let told = rule.conditions.iter().filter(|own| !judges || own.is_judgement());
        let reasons: Vec<String> = told.map(|own| own.explain(operation)).collect();
        if reasons.is_empty() { vec!["the rule has no conditions".to_owned()] } else { reasons }
    }

    /// Returns the stricter of two decisions over the same call, the first if they are equally strict.
    pub(crate) fn or_stricter(self, other: Self) -> Self {
        let strictness = |own: &Self| (own.action(), own.would());
        if strictness(&other) > strictness(&self) { other } else { self }
    }

    /// Refuses the call whatever the rules say, as far as the policy's mode allows.
    pub(crate) fn refuse(mut self, refusal: Refusal) -> Self {
        if self.outcome.action == Action::Deny {
            return self;
        }
        self.outcome.decider = None;
        self.outcome.refused = Some(refusal);
        self.outcome.mode = self.set.mode;
        (self.outcome.action, self.outcome.would) = match self.set.mode {
            Mode::Enforce => (Action::Deny, Action::Deny),
            Mode::Monitor => (Action::Alert, Action::Deny),
            Mode::Off => (Action::Allow, Action::Allow),
        };
        self
    }

    fn operation_facts(&self) -> Option<&OperationFacts> {
        self.set.operations.get(self.operation?.0 as usize)
    }

    fn deciding_rule(&self) -> Option<&Rule> {
        self.rule_of(self.outcome.decider?)
    }

    fn rule_of(&self, decider: Decider) -> Option<&Rule> {
        match decider {
            Decider::Rule(place) => self.set.policy.rules.get(usize::from(place)),
            Decider::Document => None,
        }
    }

    fn name(&self, decider: Decider) -> Option<&str> {
        match decider {
            Decider::Rule(_) => self.rule_of(decider).map(|rule| rule.name.as_str()),
            Decider::Document => Some(BY_DOCUMENT),
        }
    }
}

/// The status of a denial that names none.
pub(super) const DEFAULT_STATUS: u16 = 403;

#[derive(Serialize)]
struct RiskSummary {
    score: u8,
    level: RiskLevel,
}

impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Decision", 11)?;
        object.serialize_field("action", &self.action())?;
        object.serialize_field("allowed", &self.is_allowed())?;
        object.serialize_field("would", &self.would())?;
        object.serialize_field("mode", &self.mode())?;
        object.serialize_field("rule", &self.rule())?;
        object.serialize_field("alerts", &self.alerts().collect::<Vec<_>>())?;
        object.serialize_field("revision", &self.revision())?;
        object.serialize_field("operation", &self.operation())?;
        object.serialize_field("risk", &self.risk().map(|(score, level)| RiskSummary { score, level }))?;
        object.serialize_field("reasons", &self.reasons())?;
        object.serialize_field("status", &self.status())?;
        object.end()
    }
}

impl std::fmt::Debug for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decision")
            .field("action", &self.action())
            .field("would", &self.would())
            .field("mode", &self.mode())
            .field("rule", &self.rule())
            .field("operation", &self.operation())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Api, Guard, Policy, Request};

    #[test]
    fn tells_the_severity_of_the_alert_that_a_document_asks_for() {
        let api =
            Api::parse(b"openapi: 3.1.0\npaths: {/a: {get: {x-watchgate: {alert: high}}, put: {}}}").unwrap();
        let guard = Guard::builder().api(api).policy(Policy::parse(b"version: 1").unwrap()).build().unwrap();
        let severity = |method| guard.decide(&Request::new(method, "/a")).alert_severity();
        assert_eq!((severity("GET"), severity("PUT")), (Some(crate::Severity::High), None));
        guard.replace_policy(&Policy::parse(b"version: 1\nmode: 'off'").unwrap()).unwrap();
        assert_eq!(guard.decide(&Request::new("GET", "/a")).alert_severity(), None, "nothing is evaluated");
    }

    #[test]
    fn is_equal_while_the_same_policy_says_the_same() {
        let api = Api::parse(b"openapi: 3.1.0\npaths: {/a: {get: {}, put: {}}}").unwrap();
        let policy =
            Policy::parse(b"version: 1\nrules: [{name: no, when: {direction: outbound}, action: deny}]")
                .unwrap();
        let guard = Guard::builder().api(api).policy(policy.clone()).build().unwrap();
        let decide = |method| guard.decide(&Request::new(method, "/a"));
        let get = decide("GET");
        assert_eq!(get, guard.decide(&Request::new("GET", "/a?page=2")));
        assert_ne!(get, decide("PUT"));
        let outbound = Request { direction: crate::Direction::Outbound, ..Request::new("GET", "/a") };
        assert_ne!(get, guard.decide(&outbound));
        guard.replace_policy(&policy).unwrap();
        assert_ne!(get, decide("GET"));
    }
}
