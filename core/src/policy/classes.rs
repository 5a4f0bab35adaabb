//! Rows of rules by text: by a whole word, and by the pieces of a path or a host.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::bitset::{BitTable, Words};

/// A class of texts that the rules of a policy cannot tell apart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Class<'t> {
    /// A text that rules name.
    Named(&'t str),
    /// All texts that no rule names.
    Other,
    /// No text at all.
    Missing,
}

/// Rows by text: those that the rules name, the rest, and none at all.
#[derive(Debug, Default)]
pub(super) struct Classes {
    rows: BitTable,
    named: FxHashMap<Box<str>, u32>,
    /// The marks of all names.
    marks: u64,
    other: u32,
    missing: u32,
}

impl Classes {
    pub(super) fn new(bits: usize, names: BTreeSet<&str>, passes: impl Fn(usize, Class<'_>) -> bool) -> Self {
        let mut rows = BitTable::new(bits);
        let marks = names.iter().fold(0, |marks, name| marks | mark(name));
        let named = names
            .into_iter()
            .map(|name| (Box::from(name), rows.push(bits, |bit| passes(bit, Class::Named(name)))))
            .collect();
        let other = rows.push(bits, |bit| passes(bit, Class::Other));
        let missing = rows.push(bits, |bit| passes(bit, Class::Missing));
        Self { rows, named, marks, other, missing }
    }

    /// Tells whether no rule asks for a text, so that every row holds every rule.
    pub(super) fn is_idle(&self) -> bool {
        self.named.is_empty()
    }

    pub(super) fn row(&self, text: Option<&str>) -> &[u64] {
        let row = match text {
            None => self.missing,
            Some(text) if self.marks & mark(text) == 0 => self.other,
            Some(text) => self.named.get(text).copied().unwrap_or(self.other),
        };
        self.rows.row(row)
    }
}

/// Returns one of 64 bits by length and ends: most texts that no rule names are known by it without a lookup.
fn mark(text: &str) -> u64 {
    let end = |byte: Option<&u8>| u64::from(byte.copied().unwrap_or_default());
    let bytes = text.as_bytes();
    1 << ((bytes.len() as u64 ^ end(bytes.first()) ^ end(bytes.last()) << 2) & 63)
}

/// Pieces of a text that are looked at. Rules over texts that agree so far are told apart by their conditions.
const DEPTH: usize = 4;

/// A pattern over a text that is compared piece by piece.
pub(super) trait Pieces {
    /// Returns the text that the pattern asks for at a place.
    fn name(&self, place: usize) -> Option<&str>;

    /// Tells whether a text with such a piece at a place may match; a false "yes" costs only time.
    fn admits(&self, place: usize, piece: Class<'_>) -> bool;
}

/// Rows by the first pieces of a text: a rule in all of them may match it, any other cannot.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// `None` at a place that tells no rule from another.
    places: Vec<Option<Classes>>,
    /// The rules that look at the text.
    rules: BitTable,
}

impl Positions {
    /// Builds the rows of rules, of which each has a list of alternatives, or none if it does not look at the text.
    pub(super) fn new<P: Pieces>(rules: &[Option<Vec<P>>]) -> Self {
        let names = |place| -> BTreeSet<&str> {
            rules.iter().flatten().flatten().filter_map(|pattern| pattern.name(place)).collect()
        };
        let patterns = || rules.iter().flatten().flatten();
        let tells = |place: &usize| match names(*place).len() {
            0 => false,
            1 => patterns().any(|pattern| pattern.name(*place).is_none()),
            _ => true,
        };
        let depth = (0..DEPTH).filter(tells).max().map_or(0, |last| last + 1);
        let classes = |place| {
            Classes::new(rules.len(), names(place), |bit, piece| match rules.get(bit) {
                Some(Some(own)) => own.iter().any(|pattern| pattern.admits(place, piece)),
                _ => true,
            })
        };
        let places = (0..depth).map(|place| tells(&place).then(|| classes(place))).collect();
        let mut table = BitTable::new(rules.len());
        table.push(rules.len(), |bit| rules.get(bit).is_some_and(Option::is_some));
        Self { places, rules: table }
    }

    /// Tells whether there is anything to take out.
    pub(super) fn concerns(&self, rules: &Words) -> bool {
        !self.places.is_empty() && rules.meets(self.rules.row(0))
    }

    /// Returns the rows of the rules that may match a text of these pieces.
    pub(super) fn rows<'p>(&self, mut pieces: impl Iterator<Item = &'p str>) -> impl Iterator<Item = &[u64]> {
        self.places.iter().filter_map(move |classes| {
            let piece = pieces.next();
            classes.as_ref().map(|classes| classes.row(piece))
        })
    }
}
