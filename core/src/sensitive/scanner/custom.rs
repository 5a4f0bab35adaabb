//! Detectors of the user's beside the built-in types.

use super::body::built_in;
use super::hint::{Hint, hint};
use super::kind::Kind;
use super::piece::Name;
use super::sweep::Found;
use super::{Detection, Scanner, detection};
use crate::DetectorScope;
use crate::sensitive::custom::{Custom, Match};
use crate::sensitive::mask::masked;

/// The detectors of the user's that look at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detectors<'s> {
    custom: &'s Custom,
    scope: DetectorScope,
}

impl Scanner {
    /// Returns the same scanner for a part of a request. Of an answer all parts are one place.
    pub(super) fn at(&self, scope: DetectorScope) -> Self {
        let scope = if self.scope == DetectorScope::Response { self.scope } else { scope };
        Self { scope, ..self.clone() }
    }

    /// Returns the detectors of the user's, if any look at this place.
    pub(super) fn detectors(&self) -> Option<Detectors<'_>> {
        let custom = self.custom.as_deref().filter(|custom| custom.looks_at(self.scope))?;
        Some(Detectors { custom, scope: self.scope })
    }

    /// Tells what a name says to detectors of the user's, otherwise what it says anyway.
    pub(super) fn named(&self, name: Option<Name<'_>>, hint: Hint) -> Hint {
        let custom = self.detectors().zip(name).and_then(|(own, name)| own.hint(&name.decoded().plain, b""));
        custom.unwrap_or(hint)
    }

    /// Describes what was found: a value in plain form, and where it stands.
    pub(super) fn detection(&self, value: &[u8], found: Found, path: Option<String>) -> Detection {
        let kind = found.kind;
        let own = detection(value, found, path);
        let Kind::Custom(number) = kind else { return own };
        match self.custom.as_deref().and_then(|custom| custom.meta(number)) {
            Some((name, group)) => {
                Detection { kind: name.to_owned().into(), group, masked: masked(value, group), ..own }
            }
            None => own,
        }
    }
}

impl Detectors<'_> {
    /// Tells whether a pattern matches in a name, which then may be a value itself.
    pub(super) fn find_in_name(self, name: &str) -> bool {
        !self.custom.find(name.as_bytes(), self.scope, None).is_empty()
    }

    /// Tells what a name says, alone or together with the one above it.
    pub(super) fn hint(self, name: &[u8], parent: &[u8]) -> Option<Hint> {
        /// Bytes of each of two names that are read together.
        const LENGTH: usize = 60;
        let both = || {
            let is_pair = !parent.is_empty() && parent.len() <= LENGTH && name.len() <= LENGTH;
            let singular = parent.strip_suffix(b"s").filter(|_| is_pair);
            is_pair.then(|| [singular.unwrap_or(parent), name].join(&b' '))
        };
        let field = self.custom.field(name).or_else(|| self.custom.field(&both()?));
        field.map(Hint::Custom)
    }
}

/// Finds what a value holds, or a text, whose bytes together are of these classes.
///
/// Over the same bytes the user's detectors come first. Where a built-in type holds such a find and more, what is surer
/// stands: a part of a card number does not uncover the rest.
pub(super) fn look(
    detectors: Option<Detectors<'_>>,
    text: &[u8],
    hint: Hint,
    mask: u8,
    found: &mut impl FnMut(Found),
) {
    let Some(Detectors { custom, scope }) = detectors else { return built_in(text, hint, mask, found) };
    let (field, hint) = match hint {
        Hint::Custom(field) => {
            (Some(field), self::hint(custom.field_name(field).as_bytes(), Hint::None, b""))
        }
        _ => (None, hint),
    };
    let matches = custom.find(text, scope, field);
    if matches.is_empty() {
        return built_in(text, hint, mask, found);
    }
    let mut both = Both { matches: &matches, found };
    built_in(text, hint, mask, &mut |found| both.built_in(found));
    both.before(text.len());
}

/// Puts what is found in order.
struct Both<'m, F> {
    /// What detectors of the user's found, from the last built-in find on.
    matches: &'m [Match],
    found: &'m mut F,
}

impl<F: FnMut(Found)> Both<'_, F> {
    /// Hands out what the user's detectors found that ends before a place.
    fn before(&mut self, place: usize) {
        while let Some((first, rest)) =
            self.matches.split_first().filter(|(first, _)| first.range.end <= place)
        {
            let Match { range, detector, score } = first.clone();
            (self.found)(Found { range, kind: Kind::Custom(detector), score, is_test: false });
            self.matches = rest;
        }
    }

    /// Takes a built-in find, each behind the last.
    fn built_in(&mut self, found: Found) {
        self.before(found.range.start);
        let (start, end) = (found.range.start, found.range.end);
        let overlapping = self.matches.iter().take_while(|own| own.range.start < end);
        let is_inside = |own: &Match| {
            start <= own.range.start
                && own.range.end <= end
                && own.range.len() < found.range.len()
                && own.score < found.score
        };
        let (mut count, mut is_first) = (0, true);
        for own in overlapping {
            count += 1;
            is_first &= is_inside(own);
        }
        if is_first {
            self.matches = self.matches.get(count..).unwrap_or_default();
            (self.found)(found);
        }
    }
}
