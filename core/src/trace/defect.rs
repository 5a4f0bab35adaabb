//! What rules report, until somebody reads it.

use std::borrow::Cow;

use super::origin::is_to_others;
use super::{Call, Inspection};
use crate::{Finding, RuleMeta, Severity, State, TrafficPart};

/// Defects of one exchange that are kept of each rule. Nobody reads more, and a hostile body breaks its schema in a million
/// places. What one rule finds must not keep out what others do: a caller could hide it behind parameters of his own.
const MOST: usize = 64;

/// Something wrong with an exchange.
///
/// Its message is a template: `{operation}` is the operation, `{name}` the quoted name of the field, `{detail}` the detail.
/// None of them is a value of the exchange.
#[derive(Debug, Clone)]
pub(crate) struct Defect {
    pub(super) severity: Severity,
    pub(super) part: TrafficPart,
    pub(super) name: Option<Cow<'static, str>>,
    pub(super) message: &'static str,
    pub(super) detail: Option<Cow<'static, str>>,
    pub(super) state: Option<State>,
}

impl Defect {
    pub(crate) const fn new(severity: Severity, part: TrafficPart, message: &'static str) -> Self {
        Self { severity, part, name: None, message, detail: None, state: None }
    }

    /// Names the field: a header, a parameter, a way to a value. It is part of the finding's identity, so it holds no index
    /// of a list (`[*]`).
    pub(crate) fn named(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Adds what the message says beyond its template: a type, a number, a word of a closed list.
    pub(crate) fn with(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Sets how sure it is. Without it a defect is confirmed where the service accepted the call, and else a candidate.
    pub(crate) const fn in_state(mut self, state: State) -> Self {
        self.state = Some(state);
        self
    }
}

/// A defect as a rule reported it.
#[derive(Debug)]
pub(crate) struct Reported {
    pub(super) meta: &'static RuleMeta,
    pub(super) defect: Defect,
}

impl Reported {
    /// Returns what tells it from other defects of the operation: rule, place and name, empty where there is none.
    pub(crate) fn key(&self) -> (&'static str, TrafficPart, &str) {
        (self.meta.id, self.defect.part, self.defect.name.as_deref().unwrap_or_default())
    }

    /// Returns the name, empty where there is none.
    pub(crate) fn name(&self) -> Cow<'static, str> {
        self.defect.name.clone().unwrap_or_default()
    }

    /// Returns what its message is made of.
    pub(crate) fn words(&self) -> Words {
        Words { message: self.defect.message, detail: self.defect.detail.clone() }
    }

    /// Counts the defect in a finding of the same defect: that is as bad as the worse of the two, and as sure as the surer.
    /// `last` is what the message of the one before was made of.
    pub(crate) fn join(&self, known: &mut Finding, last: &mut Words, inspection: &Inspection<'_>) {
        let own = rank(self.defect.state.unwrap_or(State::Candidate), inspection.severity_of(self));
        let other = rank(known.state, known.severity);
        // Of what is alike the first message in order stays, whichever came first.
        let may_say_more = own == other && !last.are_of(&self.defect);
        if may_say_more {
            *last = self.words();
        }
        let says_more = own > other || may_say_more && inspection.message_of(self) < known.message;
        match says_more.then(|| inspection.finding_of(self)).flatten() {
            Some(finding) => join(known, finding),
            None => known.evidence.count += 1,
        }
    }
}

/// What a message is made of, beside the operation and the name.
#[derive(Debug)]
pub(crate) struct Words {
    message: &'static str,
    detail: Option<Cow<'static, str>>,
}

impl Words {
    fn are_of(&self, defect: &Defect) -> bool {
        self.message == defect.message && self.detail == defect.detail
    }
}

/// Joins two findings of one defect: as bad as the worse of the two, and as sure as the surer. Of equals the first message in
/// the order of letters stays, whichever came first.
pub(crate) fn join(known: &mut Finding, other: Finding) {
    let count = known.evidence.count + other.evidence.count;
    let (own_rank, other_rank) = (rank(known.state, known.severity), rank(other.state, other.severity));
    if other_rank > own_rank || other_rank == own_rank && other.message < known.message {
        *known = other;
    }
    known.evidence.count = count;
}

/// Orders by how sure a finding is, then by how bad.
fn rank(state: State, severity: Severity) -> (bool, Severity) {
    (state == State::Confirmed, severity)
}

/// Collects what the rules report of one exchange.
#[derive(Debug)]
pub(crate) struct Defects {
    meta: Option<&'static RuleMeta>,
    /// How many there were when the rule began.
    before: usize,
    state: State,
    /// Whether the call went to somebody else: what that answered says nothing of the documented operation.
    is_to_others: bool,
    pub(super) found: Vec<Reported>,
}

impl Defects {
    pub(super) fn new(call: &Call<'_>) -> Self {
        let state = if call.is_accepted() { State::Confirmed } else { State::Candidate };
        let is_to_others = call.place.operation.is_some() && is_to_others(call);
        Self { meta: None, before: 0, state, is_to_others, found: Vec::new() }
    }

    /// Begins a rule: what is reported from now on is its.
    pub(super) fn start(&mut self, meta: &'static RuleMeta) {
        self.meta = Some(meta);
        self.before = self.found.len();
    }

    /// Reports a defect.
    pub(crate) fn add(&mut self, defect: Defect) {
        if let Some(meta) = self.meta.filter(|_| self.found.len() - self.before < MOST) {
            debug_assert!(meta.severities.contains(&defect.severity), "{} says otherwise", meta.id);
            let state = if self.is_to_others { State::Candidate } else { defect.state.unwrap_or(self.state) };
            let state = Some(state);
            self.found.push(Reported { meta, defect: Defect { state, ..defect } });
        }
    }
}
