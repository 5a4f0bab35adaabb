//! All prefixes in one automaton: a byte leads from state to state, and a miss is a few loads.

use std::sync::LazyLock;

use super::form::{Form, Part};
use super::forms;

/// Bits of the filter over the first three bytes, as a power of two.
const FILTER: u32 = 14;

/// It has no settings, so it is built once.
pub(super) static AUTOMATON: LazyLock<Automaton> = LazyLock::new(|| Automaton::new(forms::all()));

#[derive(Debug)]
pub(super) struct Automaton {
    /// A Bloom filter of the first three bytes, which nearly all words fail.
    filter: [u64; 1 << (FILTER - 6)],
    /// The column of each byte, 0 of those in no prefix.
    columns: [u8; 256],
    /// The column count.
    width: usize,
    /// A row a state: the state behind each byte, 0 where there is none.
    rows: Vec<u16>,
    /// The forms whose prefix ends in a state.
    ends: Vec<Vec<&'static Form>>,
}

impl Automaton {
    fn new(forms: impl Iterator<Item = &'static Form> + Clone) -> Self {
        let mut automaton = Self {
            filter: [0; 1 << (FILTER - 6)],
            columns: [0; 256],
            width: 1,
            rows: Vec::new(),
            ends: vec![Vec::new()],
        };
        for byte in forms.clone().flat_map(|form| form.prefix.bytes()) {
            if let Some(column) = automaton.columns.get_mut(usize::from(byte)).filter(|column| **column == 0)
            {
                *column = u8::try_from(automaton.width).unwrap_or_default();
                automaton.width += 1;
            }
        }
        automaton.rows = vec![0; automaton.width];
        for form in forms {
            automaton.insert(form);
        }
        automaton
    }

    fn insert(&mut self, form: &'static Form) {
        let prefix = form.prefix.as_bytes();
        match *prefix {
            [first, second, third, ..] => self.pass([first, second, third]),
            [first, second] => {
                for third in (0..=u8::MAX).filter(|third| may_follow(form, *third)) {
                    self.pass([first, second, third]);
                }
            }
            _ => {}
        }
        let mut state = 0;
        for byte in prefix {
            let column = usize::from(self.columns.get(usize::from(*byte)).copied().unwrap_or_default());
            let new = u16::try_from(self.ends.len()).unwrap_or_default();
            let Some(next) = self.rows.get_mut(state * self.width + column) else { return };
            if *next == 0 {
                *next = new;
                state = usize::from(new);
                self.rows.extend(std::iter::repeat_n(0, self.width));
                self.ends.push(Vec::new());
            } else {
                state = usize::from(*next);
            }
        }
        if let Some(ends) = self.ends.get_mut(state) {
            ends.push(form);
        }
    }

    fn pass(&mut self, first: [u8; 3]) {
        let (word, bit) = place(first);
        if let Some(word) = self.filter.get_mut(word) {
            *word |= bit;
        }
    }

    /// Tells whether a token may begin with these bytes.
    pub(super) fn may_begin_with(&self, first: [u8; 3]) -> bool {
        let (word, bit) = place(first);
        self.filter.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Returns the forms whose prefix a text begins with, the shortest prefix first.
    pub(super) fn matches<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = &'static Form> + 'a {
        let mut state = 0;
        text.iter()
            .map_while(move |byte| {
                let column = self.columns.get(usize::from(*byte)).copied()?;
                state = usize::from(self.rows.get(state * self.width + usize::from(column)).copied()?);
                (state != 0).then(|| self.ends.get(state)).flatten()
            })
            .flatten()
            .copied()
    }
}

/// Returns where the filter keeps three bytes. The multiplier is that of Fibonacci hashing.
fn place([first, second, third]: [u8; 3]) -> (usize, u64) {
    let key = u32::from_le_bytes([first, second, third, 0]);
    let hash = key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - FILTER);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

/// Tells whether a byte can follow a form's prefix.
fn may_follow(form: &Form, byte: u8) -> bool {
    match form.parts.first() {
        Some(Part::Run(alphabet, ..) | Part::Just(alphabet, _)) => alphabet.has(byte),
        Some(Part::Text(text)) => text.as_bytes().first() == Some(&byte),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_prefix_and_those_inside_it() {
        for form in forms::all() {
            let found: Vec<&str> =
                AUTOMATON.matches(form.prefix.as_bytes()).map(|found| found.prefix).collect();
            assert!(found.contains(&form.prefix), "{}", form.prefix);
            assert!(found.is_sorted_by_key(|prefix| prefix.len()), "{found:?}");
            assert!(found.iter().all(|prefix| form.prefix.starts_with(prefix)), "{found:?}");
        }
        assert_eq!(AUTOMATON.matches(b"gh").count(), 0);
        assert_eq!(AUTOMATON.matches(b"").count(), 0);
    }

    #[test]
    fn lets_hardly_any_word_pass() {
        let passed = |first: [u8; 3]| AUTOMATON.may_begin_with(first);
        for form in forms::all() {
            if let Some(first) = form.prefix.as_bytes().first_chunk() {
                assert!(passed(*first), "{}", form.prefix);
            }
        }
        let letters = b'a'..=b'z';
        let every = letters.clone().flat_map(|first| {
            letters.clone().flat_map({
                let letters = letters.clone();
                move |second| letters.clone().map(move |third| [first, second, third])
            })
        });
        let share = every.clone().filter(|first| passed(*first)).count() * 100 / every.count();
        assert!(share < 10, "{share}");
    }

    #[test]
    fn stays_small() {
        assert!(AUTOMATON.width < 128 && AUTOMATON.ends.len() < 4096);
        assert!(AUTOMATON.ends.len() > 1000);
        assert_eq!(AUTOMATON.rows.len(), AUTOMATON.ends.len() * AUTOMATON.width);
    }
}
