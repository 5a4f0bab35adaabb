//! The decision itself.

use smallvec::SmallVec;

use super::bitset::Words;
use super::compile::{Compiled, OperationFacts, PolicySet, purpose};
use super::condition::Purpose;
use super::decision::{Decider, Decision, Outcome};
use super::document::{Action, Mode, Rule, Stage};
use super::facts::Facts;

impl PolicySet {
    /// Decides a call on what its head tells. The call cannot fail and allocates nothing, unless it raises more than
    /// eight alerts.
    #[must_use]
    pub fn decide(&self, facts: &Facts<'_>) -> Decision {
        let outcome = self.compiled.evaluate(Stage::Head, facts);
        Decision::new(self.compiled.clone(), facts.operation, outcome)
    }
}

impl Compiled {
    pub(super) fn operation(&self, facts: &Facts<'_>) -> Option<&OperationFacts> {
        self.operations.get(facts.operation?.0 as usize)
    }

    fn evaluate(&self, stage: Stage, facts: &Facts<'_>) -> Outcome {
        let mut verdict = Verdict::default();
        if self.idle {
            return verdict.into_outcome(Action::Allow, Mode::Off);
        }
        let operation = self.operation(facts);
        if self.mode != Mode::Off && operation.is_some_and(|own| own.alert.is_some()) {
            verdict.alerts.push(Decider::Document);
        }
        let rules = self.stage(stage);
        let mut candidates = Words::of(rules.of_operation(facts, operation));
        rules.narrow(facts, operation, &mut candidates);
        let mut narrowed = false;
        for (word, residual) in rules.residual.row(0).iter().enumerate() {
            while let Some(bit) = candidates.first(word) {
                let is_residual = residual >> bit & 1 == 1;
                if is_residual && !narrowed {
                    narrowed = true;
                    rules.narrow_more(facts, operation, &mut candidates);
                    continue;
                }
                candidates.drop_first(word);
                let Some(&place) = rules.rules.get(word * 64 + bit as usize) else { continue };
                let Some(rule) = self.policy.rules.get(usize::from(place)) else { continue };
                if is_residual && !rule.applies(facts, operation) {
                    continue;
                }
                if verdict.add(rule, place, rule.mode.unwrap_or(self.mode)) {
                    return verdict.into_outcome(self.policy.default, self.mode);
                }
            }
        }
        verdict.into_outcome(self.policy.default, self.mode)
    }
}

impl Rule {
    /// Tests every condition one by one, the exemption included.
    pub(super) fn applies(&self, facts: &Facts<'_>, operation: Option<&OperationFacts>) -> bool {
        let exempt = || {
            let purpose = Purpose::of_exemption(self.action);
            !self.exemption.is_empty()
                && self.exemption.iter().all(|own| own.holds(facts, operation, purpose))
        };
        self.conditions.iter().all(|own| own.holds(facts, operation, purpose(self))) && !exempt()
    }
}

/// What the rules so far say: in fact, and if every rule were enforced.
#[derive(Debug, Default)]
struct Verdict {
    /// The first rule of an enforced allow or deny.
    actual: Option<(Action, u16)>,
    /// The first rule of any allow or deny.
    would: Option<(Action, u16, Mode)>,
    /// The document's own comes before those of the rules.
    alerts: SmallVec<[Decider; 8]>,
}

impl Verdict {
    /// Counts a rule that matches. Returns true when nothing that follows can change the verdict.
    fn add(&mut self, rule: &Rule, place: u16, mode: Mode) -> bool {
        if rule.action == Action::Alert {
            // The alternatives of a rule lie beside each other.
            if self.alerts.last() != Some(&Decider::Rule(place)) {
                self.alerts.push(Decider::Rule(place));
            }
            return false;
        }
        self.would.get_or_insert((rule.action, place, mode));
        if mode == Mode::Enforce {
            self.actual = Some((rule.action, place));
        }
        self.actual.is_some()
    }

    fn into_outcome(self, default: Action, mode: Mode) -> Outcome {
        let by_default = if mode == Mode::Enforce { default } else { Action::Allow };
        let actual = self.actual.map_or(by_default, |(action, _)| action);
        let would =
            self.would.map_or(if mode == Mode::Off { Action::Allow } else { default }, |(action, ..)| action);
        let alerted = !self.alerts.is_empty();
        let action = match (actual, would) {
            (Action::Deny, _) => Action::Deny,
            (_, Action::Deny) => Action::Alert,
            _ if alerted => Action::Alert,
            _ => Action::Allow,
        };
        let would = if would == Action::Allow && alerted { Action::Alert } else { would };
        let by_rule = |place| Some(Decider::Rule(place));
        // The rule that explains the action: the one in effect, or the one that would have refused the call. Where the
        // default refuses it, no rule does.
        let (decider, mode) = match (self.actual, self.would) {
            (Some((Action::Deny, place)), _) => (by_rule(place), Mode::Enforce),
            (None, _) if actual == Action::Deny => (None, mode),
            (_, Some((Action::Deny, place, own))) => (by_rule(place), own),
            (Some((_, place)), _) => (by_rule(place), Mode::Enforce),
            (None, Some((_, place, own))) => (by_rule(place), own),
            (None, None) if would == Action::Deny => (None, mode),
            (None, None) => (self.alerts.first().copied(), mode),
        };
        Outcome { action, would, mode, decider, alerts: self.alerts, refused: None }
    }
}
