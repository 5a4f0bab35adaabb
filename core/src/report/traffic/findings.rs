//! The findings of one operation, counted as they come.

use std::borrow::Cow;
use std::collections::hash_map;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use crate::trace::{Reported, Words, join};
use crate::{Finding, Inspection, TrafficPart};

/// Findings of one operation that differ by nothing but a name: whoever makes names up leaves room for the other findings.
const MOST_NAMES: usize = 500;

/// The findings of an operation: by rule and place, then by name.
#[derive(Debug, Default)]
pub(super) struct Findings(FxHashMap<(&'static str, TrafficPart), FxHashMap<Cow<'static, str>, Known>>);

/// A finding, and when it was seen.
#[derive(Debug)]
struct Known {
    finding: Finding,
    times: Times,
    /// What the last message was made of.
    words: Words,
}

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is known, or suppressed.
    Known,
    /// It is the first of its kind.
    New,
    /// It is new, and there is no room.
    Omitted,
}

/// Whether there is room for a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Left,
    Full,
}

impl Findings {
    /// Counts what was reported of an exchange.
    pub(super) fn add(&mut self, reported: &Reported, inspection: &Inspection<'_>, room: Room) -> Taken {
        let (rule, part, name) = reported.key();
        let at = inspection.observation().timestamp;
        // Most of what is seen was seen before: nothing is made of it.
        if let Some(known) = self.0.get_mut(&(rule, part)).and_then(|own| own.get_mut(name)) {
            reported.join(&mut known.finding, &mut known.words, inspection);
            known.times.add(at);
            return Taken::Known;
        }
        let names = self.0.get(&(rule, part)).map_or(0, FxHashMap::len);
        if room == Room::Full || names >= MOST_NAMES {
            return Taken::Omitted;
        }
        let Some(finding) = inspection.finding_of(reported) else { return Taken::Known };
        let mut times = Times::default();
        times.add(at);
        let known = Known { finding, times, words: reported.words() };
        self.0.entry((rule, part)).or_default().insert(reported.name(), known);
        Taken::New
    }

    /// Adds the findings of the same operation from elsewhere. Returns how many of them were known.
    pub(super) fn merge(&mut self, other: Self) -> usize {
        let mut count = 0;
        #[expect(clippy::iter_over_hash_type, reason = "each is merged by itself")]
        for (key, names) in other.0 {
            let own = self.0.entry(key).or_default();
            for (name, theirs) in names {
                match own.entry(name) {
                    hash_map::Entry::Occupied(known) => {
                        let known = known.into_mut();
                        join(&mut known.finding, theirs.finding);
                        known.times.merge(theirs.times);
                        count += 1;
                    }
                    hash_map::Entry::Vacant(new) => {
                        new.insert(theirs);
                    }
                }
            }
        }
        count
    }

    /// Returns the findings in the order of their rules, places and names.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let all = self.0.into_iter().flat_map(|(key, names)| names.into_iter().map(move |own| (key, own)));
        let mut all: Vec<_> = all.map(|(key, (name, known))| ((key, name), known)).collect();
        all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let dated = all.into_iter().map(|(_, Known { mut finding, times, .. })| {
            finding.evidence.first_seen = times.0.map(|(first, _)| first.to_string());
            finding.evidence.last_seen = times.0.map(|(_, last)| last.to_string());
            finding
        });
        dated.collect()
    }
}

/// The first and the last time.
#[derive(Debug, Clone, Copy, Default)]
struct Times(Option<(Timestamp, Timestamp)>);

impl Times {
    fn add(&mut self, at: Option<Timestamp>) {
        if let Some(at) = at {
            let (first, last) = self.0.unwrap_or((at, at));
            self.0 = Some((first.min(at), last.max(at)));
        }
    }

    fn merge(&mut self, other: Self) {
        let times = other.0.into_iter().flat_map(|(first, last)| [first, last]);
        times.for_each(|at| self.add(Some(at)));
    }
}
