//! One pass over a text for everything that its form, or the words before it, give away.

mod assigned;
mod cards;
mod number;
mod sign;
mod word;

use std::ops::Range;

use super::bytes::{DIGIT, LEAD, WORD, class, is_word};
use super::hint::Hint;
use super::kind::{DECOY, Kind, Scores, THRESHOLD};

/// Something found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// How sure it is, in percent.
    pub(super) score: u8,
    /// Whether it is a number that card networks give out for tests.
    pub(super) is_test: bool,
}

impl Found {
    /// Returns the same, with so many bytes before it.
    pub(super) fn behind(self, start: usize) -> Self {
        Self { range: self.range.start + start..self.range.end + start, ..self }
    }
}

/// Goes over a text whose field says `hint`, and hands out what it finds, in order and without overlaps.
pub(super) fn sweep(text: &[u8], hint: Hint, found: &mut impl FnMut(Found)) {
    let mut sweep = Sweep { text, hint, floor: 0, assigned: 0, found };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let class = class(byte);
        at = match () {
            () if class & WORD != 0 => sweep.word(at),
            () if class & LEAD != 0 => sweep.sign(at, byte),
            () => at + 1,
        };
    }
}

struct Sweep<'t, F> {
    text: &'t [u8],
    hint: Hint,
    /// The end of what was found last.
    floor: usize,
    /// The end of the last value behind a name. Names inside of it are part of it.
    assigned: usize,
    found: F,
}

impl<F: FnMut(Found)> Sweep<'_, F> {
    /// Looks at a word, and returns the place to go on from.
    fn word(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let mut mask = 0;
        let length = rest
            .iter()
            .position(|byte| {
                let class = class(*byte) & WORD;
                mask |= class;
                class == 0
            })
            .unwrap_or(rest.len());
        // Inside a name nothing begins.
        let is_cut = self.byte_before(at) == Some(b'_');
        let found = match mask {
            _ if is_cut => None,
            DIGIT => self.number(at, length),
            _ => self.letters(at, length, mask),
        };
        found.unwrap_or(at + length)
    }

    fn byte_before(&self, at: usize) -> Option<u8> {
        at.checked_sub(1).and_then(|before| self.text.get(before)).copied()
    }

    /// Tells whether a letter, a digit or an underscore stands at a place.
    fn is_glued(&self, at: usize) -> bool {
        self.text.get(at).is_some_and(|byte| is_word(*byte) || *byte == b'_')
    }

    /// Hands out what is written as such things are, and returns its end.
    fn written(&mut self, range: Range<usize>, kind: Kind) -> Option<usize> {
        self.scored(range, kind, Scores::of(kind).written)
    }

    /// Hands out what a name or words before it speak of, and returns its end.
    fn named(&mut self, range: Range<usize>, kind: Kind) -> Option<usize> {
        self.emit(Found { range, kind, score: Scores::of(kind).named, is_test: false })
    }

    /// Hands out what is so sure by itself, and returns its end. The name of the field speaks for it or against it.
    fn scored(&mut self, range: Range<usize>, kind: Kind, score: u8) -> Option<usize> {
        let score = match self.hint {
            Hint::Holds(own) if own == kind => Scores::of(kind).named.max(score),
            Hint::Decoy => score.saturating_sub(DECOY),
            _ => score,
        };
        self.emit(Found { range, kind, score, is_test: false })
    }

    fn emit(&mut self, found: Found) -> Option<usize> {
        let end = found.range.end;
        if found.score < THRESHOLD || found.range.start < self.floor {
            return None;
        }
        self.floor = end;
        (self.found)(found);
        Some(end)
    }
}
