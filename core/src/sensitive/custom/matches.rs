//! What detectors find in one text: in order, each byte once.

use std::cmp::Reverse;
use std::ops::Range;

use smallvec::SmallVec;

/// What a detector found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) range: Range<usize>,
    /// The number of the detector.
    pub(crate) detector: u16,
    /// How sure it is, in percent.
    pub(crate) score: u8,
}

/// Matches in order, none of which overlaps another.
pub(crate) type Matches = SmallVec<[Match; 2]>;

impl Match {
    /// What is surer stands; of equally sure ones the longer, then that of the detector that was named first.
    fn rank(&self) -> (u8, usize, Reverse<u16>) {
        (self.score, self.range.len(), Reverse(self.detector))
    }
}

/// Joins the matches of one more detector with those of others. Both are in order, so that this takes one walk over them.
pub(super) fn join(some: &mut Matches, others: Matches) {
    if some.is_empty() {
        *some = others;
        return;
    }
    let mut left = std::mem::take(some).into_iter().peekable();
    let mut right = others.into_iter().peekable();
    loop {
        let is_left = match (left.peek(), right.peek()) {
            (Some(one), Some(two)) => one.range.start <= two.range.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return,
        };
        let Some(next) = (if is_left { left.next() } else { right.next() }) else { return };
        match some.last_mut() {
            Some(last) if next.range.start < last.range.end => {
                if next.rank() > last.rank() {
                    *last = next;
                }
            }
            _ => some.push(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(range: Range<usize>, detector: u16, score: u8) -> Match {
        Match { range, detector, score }
    }

    #[test]
    fn keeps_the_surest_of_what_overlaps() {
        let mut all = Matches::from_vec(vec![one(0..4, 0, 80), one(6..9, 0, 80), one(12..20, 0, 60)]);
        let others = vec![one(0..4, 1, 80), one(5..10, 1, 80), one(10..12, 1, 80), one(15..17, 1, 90)];
        join(&mut all, Matches::from_vec(others));
        let expected = [one(0..4, 0, 80), one(5..10, 1, 80), one(10..12, 1, 80), one(15..17, 1, 90)];
        assert_eq!(all.as_slice(), expected);
    }
}
