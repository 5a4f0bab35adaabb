//! Sets of rules as bits: one word holds 64 rules.

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
}
