//! Payment cards in texts: in one run, in groups, side by side.

use std::ops::Range;

use smallvec::SmallVec;

use super::super::context;
use super::super::groups::{Groups, Separator};
use super::super::hint::Hint;
use super::super::kind::{DECOY, Kind, Scores};
use super::{Found, Sweep};
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::validators::card;

const CARD: Kind = Kind::Data(Type::PaymentCard);

impl<F: FnMut(Found)> Sweep<'_, F> {
    /// Reads a payment card: one run of digits, or groups as issuers print them.
    pub(super) fn card(&mut self, groups: &Groups) -> Option<usize> {
        const WRITTEN: [&[usize]; 5] =
            [&[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 1]];
        let first = groups.lengths().next()?;
        let count = if first == 4 {
            if !matches!(groups.separator(1), Some(Separator::Space | Separator::Hyphen)) {
                return None;
            }
            let count = WRITTEN.iter().find(|lengths| groups.are(self.text, lengths))?.len();
            if !self.is_whole_run(groups, count) {
                return self.row_of_cards(groups.start);
            }
            count
        } else {
            (first >= 12 && groups.are(self.text, &[first])).then_some(1)?
        };
        let digits = groups.digits(count);
        card::brand(digits)?;
        let is_test = card::is_test(digits);
        let range = groups.start..groups.end(count);
        let is_named = self.hint == Hint::Holds(CARD)
            || count == 1 && !is_test && context::before(self.text, groups.start) == Hint::Holds(CARD);
        let scores = Scores::of(CARD);
        let score = match () {
            () if is_named => scores.named,
            () if self.hint == Hint::Decoy && count == 1 => 0,
            () if self.hint == Hint::Decoy => scores.written.saturating_sub(DECOY),
            () if is_test || count > 1 => scores.written,
            () => scores.bare,
        };
        self.emit(Found { range, kind: CARD, score, is_test })
    }

    /// Reads cards side by side with nothing but spaces between and in them. All of the row have to be some: of any groups
    /// of four digits in a table a few are.
    fn row_of_cards(&mut self, start: usize) -> Option<usize> {
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        if start.checked_sub(2).is_some_and(|before| is_digit(self.text.get(before)))
            && self.byte_before(start) == Some(b' ')
        {
            return None;
        }
        let mut cards: SmallVec<[Range<usize>; 4]> = SmallVec::new();
        let mut at = start;
        loop {
            let length = spaced_card(self.text.get(at..)?)?;
            cards.push(at..at + length);
            at += length;
            let more = self.text.get(at..)?;
            if !matches!(more, [b' ', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', ..]) {
                break;
            }
            at += 1;
        }
        if self.is_glued(at) || self.text.get(at) == Some(&b'-') || cards.len() < 2 {
            return None;
        }
        let scores = Scores::of(CARD);
        let score = match self.hint {
            Hint::Holds(own) if own == CARD => scores.named,
            Hint::Decoy => scores.written.saturating_sub(DECOY),
            _ => scores.written,
        };
        for range in cards {
            let own: SmallVec<[u8; 19]> =
                self.text.get(range.clone())?.iter().filter(|byte| **byte != b' ').copied().collect();
            self.emit(Found { range, kind: CARD, score, is_test: card::is_test(&own) });
        }
        Some(at)
    }
}

/// Returns the length of the card in groups of four digits at the start of a text.
fn spaced_card(text: &[u8]) -> Option<usize> {
    const LENGTH: usize = 19;
    let own = text.first_chunk::<LENGTH>()?;
    let mut digits: SmallVec<[u8; 16]> = SmallVec::new();
    for group in own.chunks(5) {
        let (four, space) = group.split_at_checked(4)?;
        if !four.iter().all(u8::is_ascii_digit) || !matches!(space, [] | [b' ']) {
            return None;
        }
        digits.extend_from_slice(four);
    }
    card::brand(&digits).map(|_| LENGTH)
}
