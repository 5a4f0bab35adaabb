//! What rules report, until somebody reads it.

use std::borrow::Cow;

use super::Call;
use crate::{RuleMeta, Severity, State, TrafficPart};

/// Defects of one exchange that are kept. Nobody reads more, and a hostile body breaks its schema in a million places.
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

/// Collects what the rules report of one exchange.
#[derive(Debug)]
pub(crate) struct Defects {
    meta: Option<&'static RuleMeta>,
    state: State,
    pub(super) found: Vec<(&'static RuleMeta, Defect)>,
}

impl Defects {
    pub(super) fn new(call: &Call<'_>) -> Self {
        let state = if call.is_accepted() { State::Confirmed } else { State::Candidate };
        Self { meta: None, state, found: Vec::new() }
    }

    /// Begins a rule: what is reported from now on is its.
    pub(super) const fn start(&mut self, meta: &'static RuleMeta) {
        self.meta = Some(meta);
    }

    /// Reports a defect.
    pub(crate) fn add(&mut self, defect: Defect) {
        if let Some(meta) = self.meta.filter(|_| self.found.len() < MOST) {
            debug_assert!(meta.severities.contains(&defect.severity), "{} says otherwise", meta.id);
            let state = Some(defect.state.unwrap_or(self.state));
            self.found.push((meta, Defect { state, ..defect }));
        }
    }
}
