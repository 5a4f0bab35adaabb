//! Decisions that were made, each under a number.

use indexmap::IndexSet;
use watchgate::Decision;

/// Decisions that are remembered before all of them are forgotten.
const LIMIT: i64 = 8192;

/// The decisions that were made lately.
///
/// A policy comes to few different ones: the same rules over the same operation. A number crosses to JavaScript where an
/// object would cost more than the decision; JavaScript keeps one object for each number.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    seen: IndexSet<Decision>,
    /// The number of the first that is remembered. A number is never given twice.
    first: i64,
}

impl Decisions {
    /// Returns the number of a decision.
    pub(crate) fn number(&mut self, decision: Decision) -> i64 {
        if let Some(index) = self.seen.get_index_of(&decision) {
            return self.first + index as i64;
        }
        if self.seen.len() as i64 >= LIMIT {
            self.forget();
        }
        self.first + self.seen.insert_full(decision).0 as i64
    }

    /// Returns the decision of a number.
    pub(crate) fn get(&self, number: i64) -> Option<&Decision> {
        self.seen.get_index(usize::try_from(number.checked_sub(self.first)?).ok()?)
    }

    /// Forgets all of them, and the policy that they hold on to.
    pub(crate) fn forget(&mut self) {
        self.first += self.seen.len() as i64;
        self.seen.clear();
    }
}
