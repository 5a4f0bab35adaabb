//! Detectors that users add to the built-in types.
//!
//! All patterns are looked for at once; only those that match somewhere are searched for alone. So a text in which nothing
//! is found costs one pass, however many detectors there are.

mod detector;
mod error;
mod fields;
mod matches;
mod pattern;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use detector::Places;
pub use detector::{Detector, DetectorScope};
pub use error::DetectorError;
use error::Problem;
use fields::Fields;
use matches::join;
pub(crate) use matches::{Match, Matches};
use pattern::{Credit, Pattern, Patterns};
use regex_syntax::hir::Hir;
use rustc_hash::FxHashSet;

use super::scanner::compact::Compact;
use super::scanner::field::is_blank;
use super::scanner::kind::THRESHOLD;
use super::types::is_built_in;
use super::validators::named::Named;
use super::{SensitiveGroup, repeated};
use detector::Scopes;

/// Detectors that are compiled together.
const DETECTORS: usize = 256;
/// Characters of a name.
const NAME: usize = 64;
/// Bytes of a match that does not pass its validator, up to which another one may begin inside of it.
const REJECTED: usize = 64;

/// The detectors of a scanner, compiled.
#[derive(Debug)]
pub(crate) struct Custom {
    detectors: Vec<Compiled>,
    fields: Fields,
    /// The patterns that are looked for everywhere, with the numbers of their detectors.
    patterns: Option<Patterns>,
    numbers: Vec<u16>,
    scopes: Scopes,
}

#[derive(Debug)]
struct Compiled {
    name: String,
    group: SensitiveGroup,
    pattern: Option<Pattern>,
    validator: Option<Named>,
    scopes: Scopes,
    score: u8,
    /// The score where the field has one of its names.
    named: u8,
}

impl Custom {
    /// Compiles detectors. No detectors are nothing.
    pub(crate) fn new(detectors: &[Detector]) -> Result<Option<Self>, DetectorError> {
        if let Some(surplus) = detectors.get(DETECTORS) {
            return Err(DetectorError::new(surplus, Problem::TooMany { most: DETECTORS }));
        }
        let mut names = FxHashSet::default();
        let mut custom = Self {
            detectors: Vec::with_capacity(detectors.len()),
            fields: Fields::default(),
            patterns: None,
            numbers: Vec::new(),
            scopes: Scopes::default(),
        };
        let mut patterns: Vec<Hir> = Vec::new();
        for (detector, number) in detectors.iter().zip(0..) {
            let wrong = |problem| DetectorError::new(detector, problem);
            if !names.insert(detector.name.as_str()) {
                return Err(wrong(Problem::Twice));
            }
            let parsed = custom.add(detector, number).map_err(wrong)?;
            if let Some(parsed) = parsed.filter(|_| detector.score >= THRESHOLD) {
                custom.numbers.push(number);
                patterns.push(parsed);
            }
        }
        let Some(last) = detectors.last() else { return Ok(None) };
        if !patterns.is_empty() {
            let together = Patterns::new(&patterns).map_err(|problem| DetectorError::new(last, problem))?;
            custom.patterns = Some(together);
        }
        Ok(Some(custom))
    }

    /// Adds a detector with its number, and returns its pattern.
    fn add(&mut self, detector: &Detector, number: u16) -> Result<Option<Hir>, Problem> {
        check(detector)?;
        let parsed = detector.pattern.as_deref().map(pattern::parse).transpose()?;
        let validator = detector.validator.as_deref().map(validator).transpose()?;
        self.fields.add(&detector.fields, number)?;
        self.scopes = self.scopes.or(detector.scopes);
        self.detectors.push(Compiled {
            name: detector.name.clone(),
            group: detector.group,
            pattern: parsed.as_ref().map(Pattern::new).transpose()?,
            validator,
            scopes: detector.scopes,
            score: detector.score,
            named: if parsed.is_some() { detector.score.midpoint(100) } else { detector.score },
        });
        Ok(parsed)
    }

    /// Tells whether any detector looks at a place.
    pub(crate) const fn looks_at(&self, scope: DetectorScope) -> bool {
        self.scopes.has(scope)
    }

    /// Returns the number of a field that any detector names.
    pub(crate) fn field(&self, name: &[u8]) -> Option<u16> {
        self.fields.find(std::str::from_utf8(name).ok()?)
    }

    /// Returns a name that a user gave a field with a number.
    pub(crate) fn field_name(&self, field: u16) -> &str {
        self.fields.name(field)
    }

    /// Returns the name and the group of a detector.
    pub(crate) fn meta(&self, detector: u16) -> Option<(&str, SensitiveGroup)> {
        self.detectors.get(usize::from(detector)).map(|own| (own.name.as_str(), own.group))
    }

    /// Returns the names of the detectors.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.detectors.iter().map(|own| own.name.as_str())
    }

    /// Finds what the detectors say of a value, or of a text, that stands in a field.
    pub(crate) fn find(&self, text: &[u8], scope: DetectorScope, field: Option<u16>) -> Matches {
        let mut all = Matches::new();
        let named = field.map(|field| self.fields.detectors(field)).unwrap_or_default();
        for (number, own) in named.iter().filter_map(|number| Some((*number, self.at(*number, scope)?))) {
            join(&mut all, own.of_field(text, number));
        }
        if let Some(patterns) = &self.patterns {
            patterns.matching(text, |index| {
                let number = self.numbers.get(index).copied().filter(|number| !named.contains(number));
                if let Some((number, own)) = number.and_then(|number| Some((number, self.at(number, scope)?)))
                {
                    join(&mut all, own.matches(text, number, own.score));
                }
            });
        }
        all
    }

    fn at(&self, detector: u16, scope: DetectorScope) -> Option<&Compiled> {
        self.detectors.get(usize::from(detector)).filter(|own| own.scopes.has(scope))
    }
}

impl Compiled {
    /// Finds what stands in a field that the detector names.
    fn of_field(&self, value: &[u8], number: u16) -> Matches {
        if self.pattern.is_some() {
            return self.matches(value, number, self.named);
        }
        let start = value.len() - value.trim_ascii_start().len();
        let trimmed = value.trim_ascii();
        let is_one = !std::str::from_utf8(trimmed).is_ok_and(is_blank) && self.passes(trimmed);
        let range = start..start + trimmed.len();
        is_one.then_some(Match { range, detector: number, score: self.named }).into_iter().collect()
    }

    /// Finds the matches of the pattern.
    fn matches(&self, text: &[u8], number: u16, score: u8) -> Matches {
        let mut found = Matches::new();
        let Some(pattern) = &self.pattern else { return found };
        let mut at = 0;
        let mut credit = Credit::of(text);
        while let Some(own) = pattern.find(text, at, &mut credit) {
            let range = whole_characters(text, own.clone(), at);
            if self.passes(text.get(range.clone()).unwrap_or_default()) {
                at = range.end.max(own.end);
                found.push(Match { range, detector: number, score });
            } else if own.len() <= REJECTED {
                at = own.start + 1;
            } else {
                at = own.end;
            }
        }
        found
    }

    fn passes(&self, value: &[u8]) -> bool {
        let Some(validator) = self.validator else { return true };
        Compact::of(value.trim_ascii()).is_some_and(|compact| validator.passes(compact.bytes()))
    }
}

/// Widens a match of bytes to the characters that they are part of, but not before a place.
fn whole_characters(text: &[u8], range: Range<usize>, least: usize) -> Range<usize> {
    const MOST: usize = 3;
    let is_inside = |at: usize| text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let start = (range.start.saturating_sub(MOST)..=range.start).rev().find(|at| !is_inside(*at));
    let end = (range.end..=range.end + MOST).find(|at| !is_inside(*at));
    start.filter(|start| *start >= least).unwrap_or(range.start)..end.unwrap_or(range.end)
}

fn check(detector: &Detector) -> Result<(), Problem> {
    let is_name = |name: &str| {
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        name.len() <= NAME
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.split('-').all(is_part)
    };
    if !is_name(&detector.name) {
        return Err(Problem::Name { most: NAME });
    }
    if is_built_in(&detector.name) {
        return Err(Problem::BuiltIn);
    }
    if SensitiveGroup::from_word(&detector.name).is_some() {
        return Err(Problem::Group);
    }
    if detector.pattern.is_none() && detector.fields.is_empty() {
        return Err(Problem::Nothing);
    }
    if detector.scopes.is_empty() {
        return Err(Problem::Scopes);
    }
    if !(1..=100).contains(&detector.score) {
        return Err(Problem::Score);
    }
    let has_both = detector.pattern.is_some() && !detector.fields.is_empty();
    if detector.score < THRESHOLD && !has_both { Err(Problem::Unreported) } else { Ok(()) }
}

fn validator(name: &str) -> Result<Named, Problem> {
    Named::find(name)
        .ok_or_else(|| Problem::Validator { name: repeated::text(name), nearest: Named::nearest(name) })
}
