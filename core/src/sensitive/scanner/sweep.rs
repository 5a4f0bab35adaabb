//! One pass over a text for everything that its form gives away.

use std::ops::Range;

use super::address::{self, Machine};
use super::bytes::{DIGIT, LETTER, SPACE, WORD, class, is_word};
use super::groups::{Groups, Separator};
use super::hint::Hint;
use super::kind::{DECOY, Scores};
use crate::sensitive::SensitiveType;
use crate::sensitive::validators::{card, ssn};

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) kind: SensitiveType,
    /// How sure it is, in percent.
    pub(super) score: u8,
}

/// Goes over a text whose field says `hint`, and hands out what it finds, in order.
pub(super) fn sweep(text: &[u8], hint: Hint, found: &mut impl FnMut(Found)) {
    let mut sweep = Sweep { text, hint, found };
    let mut at = 0;
    let mut before = SPACE;
    while let Some(&byte) = text.get(at) {
        let class = class(byte);
        let next = match () {
            () if class & WORD != 0 => sweep.word(at, before),
            () if matches!(byte, b'@' | b':' | b'+') => sweep.sign(at, byte),
            () => at + 1,
        };
        before = text.get(next - 1).map_or(SPACE, |byte| super::bytes::class(*byte));
        at = next;
    }
}

struct Sweep<'t, F> {
    text: &'t [u8],
    hint: Hint,
    found: F,
}

impl<F: FnMut(Found)> Sweep<'_, F> {
    /// Looks at a word, and returns the place to go on from.
    fn word(&mut self, at: usize, before: u8) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let mut mask = 0;
        let is_word = |byte: &&u8| {
            let class = class(**byte);
            mask |= class & WORD;
            class & WORD != 0
        };
        let length = rest.iter().take_while(is_word).count();
        let end = at + length;
        let is_cut = before & WORD != 0 || at > 0 && self.text.get(at - 1) == Some(&b'_');
        let found = match mask {
            DIGIT if !is_cut => self.number(at),
            LETTER => None,
            _ => None,
        };
        found.unwrap_or(end)
    }

    fn number(&mut self, at: usize) -> Option<usize> {
        let groups = Groups::read(self.text, at);
        self.card(&groups).or_else(|| self.ssn(&groups)).or_else(|| self.phone(&groups)).or_else(|| self.ipv4(&groups))
    }

    fn card(&mut self, groups: &Groups) -> Option<usize> {
        const WRITTEN: [&[usize]; 5] = [&[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 1]];
        let scores = Scores::of(SensitiveType::PaymentCard);
        let written = WRITTEN.iter().find(|lengths| groups.are(self.text, lengths));
        let (count, score) = match written {
            Some(lengths) if matches!(groups.separator(1), Some(Separator::Space | Separator::Hyphen)) => (lengths.len(), scores.written),
            Some(_) => return None,
            None if groups.are(self.text, &[groups.lengths().next()?]) => (1, scores.bare),
            None => return None,
        };
        let digits = groups.digits(count);
        let is_card = (12..=19).contains(&digits.len()) && card::brand(digits).is_some();
        is_card.then(|| self.emit(groups.start..groups.end(count), SensitiveType::PaymentCard, score))
    }

    fn ssn(&mut self, groups: &Groups) -> Option<usize> {
        let scores = Scores::of(SensitiveType::UsSsn);
        let is_written = groups.are(self.text, &[3, 2, 4]) && matches!(groups.separator(1), Some(Separator::Hyphen));
        let is_number = is_written && ssn::is_valid(groups.digits(3));
        is_number.then(|| self.emit(groups.start..groups.end(3), SensitiveType::UsSsn, scores.written))
    }

    /// Reads a number of North America as people write it (NANP: area and exchange begin with 2 to 9).
    fn phone(&mut self, groups: &Groups) -> Option<usize> {
        let count = [&[3, 3, 4][..], &[1, 3, 3, 4]].iter().find(|lengths| groups.lengths().take(lengths.len()).eq(lengths.iter().copied()) && groups.ends_with(self.text, lengths.len()))?.len();
        let digits = groups.digits(count);
        let national = digits.get(digits.len() - 10..)?;
        let (area, exchange) = (national.first()?, national.get(3)?);
        let has_form = (b'2'..=b'9').contains(area) && (b'2'..=b'9').contains(exchange) && (count == 3 || digits.first() == Some(&b'1'));
        let is_open = groups.separator(count - 2) == Some(Separator::Parenthesis);
        let is_written = is_open && groups.separator(count - 1) != Some(Separator::Slash)
            || groups.separator(count - 1) == groups.separator(count - 2) && matches!(groups.separator(count - 1), Some(Separator::Hyphen | Separator::Dot));
        if !has_form || !is_written {
            return None;
        }
        let start = if is_open { groups.start - 1 } else { groups.start };
        Some(self.emit(start..groups.end(count), SensitiveType::Phone, Scores::of(SensitiveType::Phone).written))
    }

    fn ipv4(&mut self, groups: &Groups) -> Option<usize> {
        let is_written = groups.len() >= 4 && (1..4).all(|index| groups.separator(index) == Some(Separator::Dot)) && groups.ends_with(self.text, 4);
        let range = groups.start..groups.end(4);
        let before = groups.start.checked_sub(1).and_then(|before| self.text.get(before));
        let is_version = matches!(before, Some(b'/' | b'.'));
        let address = self.text.get(range.clone()).and_then(address::ipv4).filter(|_| is_written && !is_version)?;
        let _ = address;
        Some(self.emit(range, SensitiveType::IpAddress, Scores::of(SensitiveType::IpAddress).written))
    }

    /// Looks at what stands around a sign, and returns the place to go on from.
    fn sign(&mut self, at: usize, sign: u8) -> usize {
        let found = match sign {
            b'@' => address::email(self.text, at).map(|range| self.emit(range, SensitiveType::Email, Scores::of(SensitiveType::Email).written)),
            b':' => self.colon(at),
            _ => self.plus(at),
        };
        found.unwrap_or(at + 1)
    }

    fn colon(&mut self, at: usize) -> Option<usize> {
        if self.text.get(at + 1..at + 3) == Some(b"//") {
            let range = address::url_credentials(self.text, at)?;
            return Some(self.emit(range, SensitiveType::ConnectionString, 90));
        }
        let before = self.text.get(at.saturating_sub(4)..at)?;
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let start = at - digits;
        let is_cut = start.checked_sub(1).and_then(|before| self.text.get(before)).is_some_and(|byte| is_word(*byte) || matches!(byte, b':' | b'.' | b'_'));
        if is_cut {
            return None;
        }
        let (machine, length) = address::colons(self.text.get(start..)?)?;
        let kind = match machine {
            Machine::Ipv6(_) => SensitiveType::IpAddress,
            Machine::Mac => SensitiveType::MacAddress,
        };
        Some(self.emit(start..start + length, kind, Scores::of(kind).written))
    }

    /// Reads an international phone number: `+`, and 8 to 15 digits in groups (E.164).
    fn plus(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at + 1..)?;
        let mut digits = 0;
        let mut end = 0;
        let mut gap = 0;
        for (index, byte) in rest.iter().enumerate().take(32) {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    gap = 0;
                    end = index + 1;
                }
                b' ' | b'-' | b'.' | b'(' | b')' if digits > 0 && gap < 2 => gap += 1,
                _ => break,
            }
        }
        let is_cut = at.checked_sub(1).and_then(|before| self.text.get(before)).is_some_and(|byte| is_word(*byte)) || rest.get(end).is_some_and(|byte| is_word(*byte));
        let is_number = (8..=15).contains(&digits) && !is_cut && rest.first().is_some_and(|first| (b'1'..=b'9').contains(first));
        is_number.then(|| self.emit(at..at + 1 + end, SensitiveType::Phone, 85))
    }

    /// Hands out what is found, if it is sure enough, and returns its end.
    fn emit(&mut self, range: Range<usize>, kind: SensitiveType, score: u8) -> usize {
        let scores = Scores::of(kind);
        let score = match self.hint {
            Hint::Holds(own) if own == kind => scores.named,
            Hint::Decoy => score.saturating_sub(DECOY),
            _ => score,
        };
        let end = range.end;
        if score >= scores.threshold {
            (self.found)(Found { range, kind, score });
        }
        end
    }
}
