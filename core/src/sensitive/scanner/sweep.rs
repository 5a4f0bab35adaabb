//! One pass over a text for everything that its form gives away.

use std::ops::Range;

use super::address::{self, Machine};
use super::bytes::{DIGIT, LETTER, WORD, class, is_word};
use super::compact::Compact;
use super::groups::{Groups, Separator};
use super::hint::Hint;
use super::kind::{DECOY, Kind, Scores, THRESHOLD};
use super::written;
use crate::sensitive::SensitiveType;
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::validators::scheme::Strength;
use crate::sensitive::validators::{bank, card};

const CARD: Kind = Kind::Data(SensitiveType::PaymentCard);
const EMAIL: Kind = Kind::Data(SensitiveType::Email);
const IBAN: Kind = Kind::Data(SensitiveType::Iban);
const IP: Kind = Kind::Data(SensitiveType::IpAddress);
const MAC: Kind = Kind::Data(SensitiveType::MacAddress);
const PHONE: Kind = Kind::Data(SensitiveType::Phone);
const URL: Kind = Kind::Data(SensitiveType::ConnectionString);

/// Something found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// How sure it is, in percent.
    pub(super) score: u8,
}

impl Found {
    /// Returns the same, with so many bytes before it.
    pub(super) fn behind(self, start: usize) -> Self {
        Self { range: self.range.start + start..self.range.end + start, ..self }
    }
}

/// Goes over a text whose field says `hint`, and hands out what it finds, in order.
pub(super) fn sweep(text: &[u8], hint: Hint, found: &mut impl FnMut(Found)) {
    let mut sweep = Sweep { text, hint, found };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at = match () {
            () if class(byte) & WORD != 0 => sweep.word(at),
            () if matches!(byte, b'@' | b':' | b'+') => sweep.sign(at, byte),
            () => at + 1,
        };
    }
}

struct Sweep<'t, F> {
    text: &'t [u8],
    hint: Hint,
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
        let is_cut = at.checked_sub(1).and_then(|before| self.text.get(before)) == Some(&b'_');
        let found = match mask {
            DIGIT if !is_cut => self.number(at, length),
            WORD if !is_cut => self.mixed(at, length),
            _ => None,
        };
        found.unwrap_or(at + length)
    }

    fn number(&mut self, at: usize, length: usize) -> Option<usize> {
        if length == 8 && is_uuid(self.text.get(at..)?) {
            return Some(at + UUID);
        }
        let groups = Groups::read(self.text, at);
        self.card(&groups)
            .or_else(|| self.ipv4(&groups))
            .or_else(|| self.issued(&groups))
            .or_else(|| self.phone(&groups))
    }

    fn card(&mut self, groups: &Groups) -> Option<usize> {
        const WRITTEN: [&[usize]; 5] =
            [&[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 1]];
        let scores = Scores::of(CARD);
        let written = WRITTEN.iter().find(|lengths| groups.are(self.text, lengths));
        let (count, score) = match written {
            Some(lengths) if matches!(groups.separator(1), Some(Separator::Space | Separator::Hyphen)) => {
                (lengths.len(), scores.written)
            }
            Some(_) => return None,
            None => (groups.are(self.text, &[groups.lengths().next()?]).then_some(1)?, scores.bare),
        };
        card::brand(groups.digits(count))?;
        Some(self.emit(groups.start..groups.end(count), CARD, score))
    }

    /// Reads an identifier as people write it: digits in groups.
    fn issued(&mut self, groups: &Groups) -> Option<usize> {
        let (kind, count) = written::find(self.text, groups)?;
        Some(self.emit(groups.start..groups.end(count), kind, Scores::of(kind).written))
    }

    /// Reads a number of North America as people write it; area and exchange begin with 2 to 9 (NANP).
    fn phone(&mut self, groups: &Groups) -> Option<usize> {
        let has = |lengths: &&&[usize]| {
            groups.lengths().take(lengths.len()).eq(lengths.iter().copied())
                && groups.ends_with(self.text, lengths.len())
        };
        let count = [&[3, 3, 4][..], &[1, 3, 3, 4]].iter().find(has)?.len();
        let digits = groups.digits(count);
        let national = digits.get(digits.len().checked_sub(10)?..)?;
        let is_open_digit = |at: usize| national.get(at).is_some_and(|digit| *digit >= b'2');
        let has_form = is_open_digit(0) && is_open_digit(3) && (count == 3 || digits.first() == Some(&b'1'));
        let (first, second) = (groups.separator(count - 2), groups.separator(count - 1));
        let is_in_parentheses = first == Some(Separator::Parenthesis) && second != Some(Separator::Slash);
        let is_written =
            is_in_parentheses || first == second && matches!(first, Some(Separator::Hyphen | Separator::Dot));
        if !has_form || !is_written {
            return None;
        }
        let start = if is_in_parentheses { groups.start - 1 } else { groups.start };
        Some(self.emit(start..groups.end(count), PHONE, Scores::of(PHONE).written))
    }

    fn ipv4(&mut self, groups: &Groups) -> Option<usize> {
        let is_dotted = (1..4).all(|index| groups.separator(index) == Some(Separator::Dot));
        if !is_dotted || !groups.ends_with(self.text, 4) {
            return None;
        }
        let range = groups.start..groups.end(4);
        // `Chrome/120.0.0.0` is a version.
        let before = groups.start.checked_sub(1).and_then(|before| self.text.get(before));
        let is_version = matches!(before, Some(b'/' | b'.' | b'v'));
        self.text.get(range.clone()).and_then(address::ipv4).filter(|_| !is_version)?;
        Some(self.emit(range, IP, Scores::of(IP).written))
    }

    /// Looks at a word of letters and digits.
    fn mixed(&mut self, at: usize, length: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        if length == 8 && is_uuid(rest) {
            return Some(at + UUID);
        }
        let word = rest.get(..length)?;
        if let [a, b, c, d, ..] = word
            && a.is_ascii_uppercase()
            && b.is_ascii_uppercase()
            && c.is_ascii_digit()
            && d.is_ascii_digit()
            && let Some(length) = iban(rest)
        {
            return Some(self.emit(at..at + length, IBAN, Scores::of(IBAN).written));
        }
        if !(9..=18).contains(&length) || word.iter().any(u8::is_ascii_lowercase) {
            return None;
        }
        let compact = Compact::of(word)?;
        let is_one = |scheme: &&crate::sensitive::validators::scheme::Scheme| {
            scheme.strength == Strength::Strong
                && (usize::from(scheme.lengths.0)..=usize::from(scheme.lengths.1)).contains(&length)
                && (scheme.check)(compact.bytes())
        };
        let kind = Kind::Issued(SCHEMES.iter().find(is_one)?);
        Some(self.emit(at..at + length, kind, Scores::of(kind).written))
    }

    /// Looks at what stands around a sign, and returns the place to go on from.
    fn sign(&mut self, at: usize, sign: u8) -> usize {
        let found = match sign {
            b'@' => {
                let range = address::email(self.text, at);
                range.map(|range| self.emit(range, EMAIL, Scores::of(EMAIL).written))
            }
            b':' => self.colon(at),
            _ => self.plus(at),
        };
        found.unwrap_or(at + 1)
    }

    fn colon(&mut self, at: usize) -> Option<usize> {
        if self.text.get(at + 1..at + 3) == Some(b"//") {
            let range = address::url_credentials(self.text, at)?;
            return Some(self.emit(range, URL, Scores::of(URL).written));
        }
        let before = self.text.get(at.saturating_sub(4)..at)?;
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let start = at - digits;
        let is_cut = start
            .checked_sub(1)
            .and_then(|before| self.text.get(before))
            .is_some_and(|byte| is_word(*byte) || matches!(byte, b':' | b'.' | b'_'));
        if is_cut {
            return None;
        }
        let (machine, length) = address::colons(self.text.get(start..)?)?;
        let kind = match machine {
            Machine::Ipv6(_) => IP,
            Machine::Mac => MAC,
        };
        Some(self.emit(start..start + length, kind, Scores::of(kind).written))
    }

    /// Reads an international phone number: `+`, and 8 to 15 digits in groups (E.164).
    fn plus(&mut self, at: usize) -> Option<usize> {
        const LONGEST: usize = 32;
        let rest = self.text.get(at + 1..)?;
        let (mut digits, mut end, mut gap) = (0, 0, 0);
        for (byte, index) in rest.iter().zip(1..LONGEST) {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    gap = 0;
                    end = index;
                }
                b' ' | b'-' | b'.' | b'(' | b')' if digits > 0 && gap < 2 => gap += 1,
                _ => break,
            }
        }
        let before = at.checked_sub(1).and_then(|before| self.text.get(before));
        let is_cut = before.into_iter().chain(rest.get(end)).any(|byte| is_word(*byte));
        let begins = rest.first().is_some_and(|first| (b'1'..=b'9').contains(first));
        let is_number = (8..=15).contains(&digits) && !is_cut && begins;
        is_number.then(|| self.emit(at..at + 1 + end, PHONE, Scores::of(PHONE).written))
    }

    /// Hands out what is found, if it is sure enough, and returns its end.
    fn emit(&mut self, range: Range<usize>, kind: Kind, score: u8) -> usize {
        let score = match self.hint {
            Hint::Holds(own) if own == kind => Scores::of(kind).named,
            Hint::Decoy => score.saturating_sub(DECOY),
            _ => score,
        };
        let end = range.end;
        if score >= THRESHOLD {
            (self.found)(Found { range, kind, score });
        }
        end
    }
}

/// Characters of a UUID (RFC 9562).
const UUID: usize = 36;

fn is_uuid(text: &[u8]) -> bool {
    let is_one = |(byte, index): (&u8, usize)| match index {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() >= UUID
        && text.iter().zip(0..UUID).all(is_one)
        && !text.get(UUID).is_some_and(|byte| class(*byte) & (LETTER | DIGIT) != 0)
}

/// Returns the length of the IBAN at the start of a text, in one word or in groups of four (ISO 13616).
fn iban(text: &[u8]) -> Option<usize> {
    let (first, second) = (*text.first()?, *text.get(1)?);
    let length = bank::iban::length([first, second])?;
    let mut compact = [0_u8; 34];
    let mut count = 0;
    let mut end = 0;
    for (index, byte) in text.iter().enumerate().take(48) {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' => {
                *compact.get_mut(count)? = *byte;
                count += 1;
            }
            b' ' if count % 4 == 0 => {}
            _ => return None,
        }
        if count == length {
            end = index + 1;
            break;
        }
    }
    let is_cut = text.get(end).is_some_and(|byte| is_word(*byte));
    (end > 0 && !is_cut && bank::iban::is_iban(compact.get(..length)?)).then_some(end)
}
