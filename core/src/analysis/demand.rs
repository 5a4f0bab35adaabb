//! What an operation asks of its callers, in a form that can be compared with what another asks.

use std::collections::BTreeSet;

use crate::Api;
use crate::api::{Operation, SchemeUse, Security};

/// Alternatives, and uses and scopes in all, of a `security` field that is compared. No real one is larger, and each
/// comparison looks at all of them.
const ALTERNATIVES: usize = 16;
const PARTS: usize = 128;

/// A scheme's name with the empty text, or with one of the scopes asked of it.
type Part<'a> = (&'a str, &'a str);

/// The alternatives of an operation's effective security. A caller must satisfy one of them, with all of its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Demand<'a>(BTreeSet<BTreeSet<Part<'a>>>);

impl<'a> Demand<'a> {
    /// Returns what an operation asks; `None` when that is too long to compare.
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Option<Self> {
        Self::counting(api, operation, |_| true)
    }

    /// Returns the same without the schemes that do not count, where one that does stands beside them.
    pub(super) fn counting(
        api: &'a Api,
        operation: &'a Operation,
        counts: impl Fn(&SchemeUse) -> bool,
    ) -> Option<Self> {
        let requirements = api.security(operation).get().map_or(&[][..], Security::requirements);
        let uses = || requirements.iter().flat_map(|requirement| requirement.schemes());
        let parts = uses().take(PARTS + 1).fold(0, |parts: usize, used| parts + 1 + used.scopes.len());
        if requirements.len() > ALTERNATIVES || parts > PARTS {
            return None;
        }
        let mut alternatives: BTreeSet<BTreeSet<Part<'a>>> = requirements
            .iter()
            .map(|requirement| {
                let uses = requirement.schemes();
                let any_counts = uses.iter().any(&counts);
                let counted = uses.iter().filter(|used| !any_counts || counts(used));
                let parts = counted.flat_map(|used| {
                    let scopes = used.scopes.iter().map(|(scope, _)| scope.as_str());
                    [""].into_iter().chain(scopes).map(|scope| (used.name(), scope))
                });
                parts.collect()
            })
            .collect();
        if alternatives.is_empty() {
            alternatives.insert(BTreeSet::new());
        }
        Some(Self(alternatives))
    }

    /// Tells whether a call without any credential satisfies it.
    pub(super) fn allows_anonymous(&self) -> bool {
        self.0.iter().any(BTreeSet::is_empty)
    }

    /// Tells whether everybody who satisfies the other satisfies this one, and not the other way round.
    ///
    /// Of scopes it counts whether there are any. A requirement needs all scopes that it lists, but many authors list
    /// those of which one is enough, so one scope more or less tells nothing.
    pub(super) fn is_weaker_than(&self, other: &Self) -> bool {
        let (own, other) = (self.without_scope_names(), other.without_scope_names());
        own.is_met_by(&other) && !other.is_met_by(&own)
    }

    /// Tells the same with every scope counted, for two versions of one requirement: there a scope less was meant.
    pub(super) fn is_literally_weaker_than(&self, other: &Self) -> bool {
        self.is_met_by(other) && !other.is_met_by(self)
    }

    fn without_scope_names(&self) -> Self {
        let any = |&(scheme, scope): &Part<'a>| (scheme, if scope.is_empty() { "" } else { "*" });
        Self(self.0.iter().map(|parts| parts.iter().map(any).collect()).collect())
    }

    /// Tells whether everybody who satisfies the other satisfies this one.
    fn is_met_by(&self, other: &Self) -> bool {
        other.0.iter().all(|theirs| self.0.iter().any(|own| own.is_subset(theirs)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_weaker(one: &str, other: &str) -> bool {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\n\
             paths: {{/a: {{put: {{security: {one}}}, get: {{security: {other}}}}}}}\n"
        );
        let api = Api::parse(text.as_bytes()).unwrap();
        let demand = |index: usize| Demand::of(&api, &api.operations()[index]).unwrap();
        demand(0).is_weaker_than(&demand(1))
    }

    #[test]
    fn compares_what_callers_must_have() {
        for (one, other) in [
            ("[]", "[{k: []}]"),
            ("[{}, {k: []}]", "[{k: []}]"),
            ("[{k: []}, {o: []}]", "[{o: []}]"),
            ("[{k: []}]", "[{k: [], o: []}]"),
            ("[{o: []}]", "[{o: [read]}]"),
            ("[{o: []}, {k: []}]", "[{o: [a]}]"),
        ] {
            assert!(is_weaker(one, other), "{one} {other}");
            assert!(!is_weaker(other, one), "{other} {one}");
        }
    }

    #[test]
    fn finds_neither_weaker_where_each_lets_others_in() {
        for (one, other) in [
            ("[{o: [write]}]", "[{o: [read]}]"),
            ("[{o: [write]}]", "[{o: [read, write]}]"),
            ("[{o: [a]}, {o: [b]}]", "[{o: [a, b]}]"),
            ("[{k: []}]", "[{o: []}]"),
            ("[{o: [a, b]}]", "[{o: [b, a]}]"),
            ("[{k: []}, {o: []}]", "[{o: []}, {k: []}]"),
            ("[]", "[{}]"),
        ] {
            assert!(!is_weaker(one, other), "{one} {other}");
            assert!(!is_weaker(other, one), "{other} {one}");
        }
    }
}
