//! What the names of a text said.

use std::ops::Range;

use super::hint::Hint;

/// Names that are remembered. A record rarely has more.
const NAMES: usize = 32;

/// A name, the one above it, and what that said.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) name: Range<usize>,
    pub(super) parent: Range<usize>,
    pub(super) above: Hint,
}

impl Names {
    /// Tells whether these are the same names as others of the same text.
    fn are(&self, other: &Self, text: &[u8]) -> bool {
        let is_same = |one: &Range<usize>, two: &Range<usize>| {
            one == two || text.get(one.clone()) == text.get(two.clone())
        };
        is_same(&self.name, &other.name) && is_same(&self.parent, &other.parent) && self.above == other.above
    }
}

/// What the last names said, each in a slot of its own.
#[derive(Debug, Default)]
pub(super) struct Memo {
    slots: [Option<(Names, Hint)>; NAMES],
}

impl Memo {
    /// Returns what names of a text say, and asks for it only if they were not seen lately.
    pub(super) fn hint(&mut self, text: &[u8], names: Names, ask: impl FnOnce() -> Hint) -> Hint {
        let name = text.get(names.name.clone()).unwrap_or_default();
        let (first, last) = (name.first().copied().unwrap_or(0), name.last().copied().unwrap_or(0));
        let middle = name.get(name.len() / 2).copied().unwrap_or(0);
        let mixed = usize::from(first) * 7 + usize::from(last) * 5 + usize::from(middle) * 3 + name.len();
        let Some(slot) = self.slots.get_mut(mixed % NAMES) else { return ask() };
        match slot {
            Some((own, hint)) if own.are(&names, text) => *hint,
            _ => slot.insert((names, ask())).1,
        }
    }
}
