//! Sets of rules as bits: one word holds 64 rules.

use smallvec::SmallVec;

/// A table of bit rows of equal width.
#[derive(Debug, Clone, Default)]
pub(super) struct BitTable {
    words: Vec<u64>,
    width: usize,
}

impl BitTable {
    /// Makes an empty table whose rows hold `bits` bits.
    pub(super) const fn new(bits: usize) -> Self {
        Self { words: Vec::new(), width: bits.div_ceil(64) }
    }

    /// Appends a row in which the bits that pass are set, and returns its number.
    pub(super) fn push(&mut self, bits: usize, passes: impl Fn(usize) -> bool) -> u32 {
        let row = self.words.len().checked_div(self.width).unwrap_or(0);
        for word in 0..self.width {
            let start = word * 64;
            let end = bits.min(start + 64);
            self.words
                .push((start..end).fold(0, |bits, bit| bits | (u64::from(passes(bit)) << (bit - start))));
        }
        u32::try_from(row).unwrap_or(u32::MAX)
    }

    /// Returns a row; an empty one past the end.
    pub(super) fn row(&self, row: u32) -> &[u64] {
        let start = row as usize * self.width;
        self.words.get(start..start + self.width).unwrap_or(&[])
    }
}

/// Words that the largest policy needs.
const WORDS: usize = super::parse::RULES.div_ceil(64);

/// One row that is being narrowed, on the stack.
#[derive(Debug)]
pub(super) struct Words(SmallVec<[u64; WORDS]>);

impl Words {
    /// Starts with a row.
    pub(super) fn of(row: &[u64]) -> Self {
        Self(SmallVec::from_slice(row))
    }

    /// Returns the first bit of a word, if it has any.
    pub(super) fn first(&self, word: usize) -> Option<u32> {
        self.0.get(word).filter(|word| **word != 0).map(|word| word.trailing_zeros())
    }

    /// Takes out the first bit of a word.
    pub(super) fn drop_first(&mut self, word: usize) {
        if let Some(word) = self.0.get_mut(word) {
            *word &= word.wrapping_sub(1);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Tells whether anything is in the row as well.
    pub(super) fn meets(&self, row: &[u64]) -> bool {
        self.0.iter().zip(row).any(|(word, other)| word & other != 0)
    }

    /// Keeps what is in the row as well.
    pub(super) fn and(&mut self, row: &[u64]) {
        for (word, other) in self.0.iter_mut().zip(row) {
            *word &= other;
        }
    }

    /// Keeps what is in one of the rows as well.
    pub(super) fn and_either(&mut self, first: &[u64], second: &[u64]) {
        for ((word, first), second) in self.0.iter_mut().zip(first).zip(second) {
            *word &= first | second;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_rows_apart() {
        let mut table = BitTable::new(70);
        assert_eq!(table.push(70, |bit| bit == 0 || bit == 69), 0);
        assert_eq!(table.push(70, |bit| bit == 64), 1);
        assert_eq!(table.row(0), [1, 1 << 5]);
        assert_eq!(table.row(1), [0, 1]);
        assert!(table.row(2).is_empty());
    }

    #[test]
    fn narrows_a_row() {
        let mut words = Words::of(&[0b1111, 1]);
        words.and(&[0b0111, 1]);
        words.and_either(&[0b0001, 0], &[0b0100, 0]);
        assert_eq!((words.first(0), words.first(1), words.is_empty()), (Some(0), None, false));
        assert!(words.meets(&[0b0110, 0]) && !words.meets(&[0b0010, 1]));
        words.drop_first(0);
        assert_eq!((words.first(0), words.first(2)), (Some(2), None));
    }
}
