//! Sets of operations.

use std::sync::Arc;

/// A set of operations, as a list or as bits, whichever is smaller.
#[derive(Debug, Clone)]
pub(super) enum Members {
    Few(Arc<[u32]>),
    Many(Arc<[u64]>, usize),
}

impl Members {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(_, len) => *len,
        }
    }

    /// Returns how many words it takes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Few(list) => list.len() / 2,
            Self::Many(words, _) => words.len(),
        }
    }

    /// Returns its operations in order.
    pub(super) fn list(&self) -> Arc<[u32]> {
        match self {
            Self::Few(list) => list.clone(),
            Self::Many(words, _) => bits(words).collect(),
        }
    }
}

/// Makes unions of sets of operations below a number.
#[derive(Debug)]
pub(super) struct Union {
    words: Vec<u64>,
}

impl Union {
    pub(super) fn new(operations: usize) -> Self {
        Self { words: vec![0; operations.div_ceil(64)] }
    }

    pub(super) fn add(&mut self, members: &Members) {
        match members {
            Members::Few(list) => {
                for member in list.iter() {
                    if let Some(word) = self.words.get_mut(*member as usize / 64) {
                        *word |= 1 << (member % 64);
                    }
                }
            }
            Members::Many(words, _) => {
                self.words.iter_mut().zip(words.iter()).for_each(|(own, word)| *own |= word);
            }
        }
    }

    /// Returns how many operations were added.
    pub(super) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Returns what was added, and is empty again.
    pub(super) fn take(&mut self) -> Members {
        let len = self.len();
        let members = if len / 2 <= self.words.len() {
            Members::Few(bits(&self.words).collect())
        } else {
            Members::Many(self.words.as_slice().into(), len)
        };
        self.clear();
        members
    }

    pub(super) fn clear(&mut self) {
        self.words.fill(0);
    }
}

fn bits(words: &[u64]) -> impl Iterator<Item = u32> {
    words.iter().zip(0_u32..).flat_map(|(word, index)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros();
            rest &= rest.checked_sub(1)?;
            Some(index * 64 + bit)
        })
    })
}
