//! What begins with digits: cards, identifiers in groups, phone numbers, addresses of machines.

use std::net::Ipv4Addr;

use super::super::address;
use super::super::bytes::{is_behind_digit, is_word, wide_gap};
use super::super::context;
use super::super::field::fits;
use super::super::groups::{Groups, Separator};
use super::super::hint::Hint;
use super::super::kind::{Kind, NOBODYS, PRIVATE, Scores};
use super::super::scripts;
use super::super::written;
use super::word::{UUID, is_uuid};
use super::{Found, Sweep};
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::secrets::tokens;
use crate::sensitive::validators::{imei, phone};

const PHONE: Kind = Kind::Data(Type::Phone);
const IP: Kind = Kind::Data(Type::IpAddress);
const BIRTH: Kind = Kind::Data(Type::BirthDate);
const IMEI: Kind = Kind::Data(Type::Imei);

impl<F: FnMut(Found)> Sweep<'_, F> {
    /// Looks at a run of digits, and returns the place to go on from.
    pub(super) fn number(&mut self, at: usize, length: usize) -> Option<usize> {
        let next = self.text.get(at + length).copied();
        if length == 2
            && next == Some(b'-')
            && let Some(end) = self.mac(at)
        {
            return Some(end);
        }
        let is_grouped = matches!(next, Some(b' ' | b'-' | b'.' | b'/' | b')'))
            && self.text.get(at + length + 1).is_some_and(|byte| byte.is_ascii_digit() || *byte == b' ')
            || wide_gap(self.text.get(at + length..).unwrap_or_default()).is_some();
        if length < 5 && !is_grouped {
            return self.token(at);
        }
        if let Some(end) = self.instant(at, length).or_else(|| self.uuid(at, length)) {
            return Some(end);
        }
        // `QP-327-800-5692` is a code of somebody, and no part of it a number of its own.
        let is_code = self.byte_before(at) == Some(b'-')
            && at.checked_sub(2).is_some_and(|before| self.is_glued(before))
            || matches!(self.text.get(at.saturating_sub(4)..at), Some([before, 0xe2, 0x80, 0x90..=0x93]) if is_word(*before));
        // What stands behind the point of a decimal number, or of an address that was looked at, is a part of it.
        let is_fraction = self.byte_before(at) == Some(b'.')
            && at.checked_sub(2).and_then(|before| self.text.get(before)).is_some_and(u8::is_ascii_digit);
        if is_code || is_fraction {
            return self.token(at);
        }
        let groups = Groups::read(self.text, at);
        if self.goes_on_in_another_script(&groups) {
            return None;
        }
        self.token(at)
            .or_else(|| self.card(&groups))
            .or_else(|| self.ipv4(&groups))
            .or_else(|| self.issued(&groups))
            .or_else(|| self.imei(&groups))
            .or_else(|| self.phone(&groups))
            .or_else(|| self.international(&groups))
            .or_else(|| self.spoken_of(&groups))
    }

    /// Passes over a date with or without a time (RFC 3339): `2026-11-22T07:30:39.120Z`.
    fn instant(&mut self, at: usize, length: usize) -> Option<usize> {
        const DATE: usize = 10;
        if length != 4 {
            return None;
        }
        let rest = self.text.get(at..)?;
        let is_date = matches!(rest.get(4..DATE)?, [b'-', a, b, b'-', c, d]
            if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit() && d.is_ascii_digit());
        if is_date && at > 0 && context::before(self.text, at) == Hint::Holds(BIRTH) {
            return self.named(at..at + DATE, BIRTH);
        }
        let behind = rest.get(DATE..)?;
        let time = match behind.split_first() {
            _ if !is_date => return None,
            Some((b'T' | b't' | b' ', time)) => {
                let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b':' | b'.');
                let length = time.iter().take(16).take_while(|byte| is_part(byte)).count();
                if time.get(2) == Some(&b':') { 1 + length } else { 0 }
            }
            Some((b'-', _)) => return None,
            Some((next, _)) if next.is_ascii_digit() => return None,
            _ => 0,
        };
        Some(at + DATE + time)
    }

    fn uuid(&self, at: usize, length: usize) -> Option<usize> {
        (length == 8 && is_uuid(self.text.get(at..)?)).then_some(at + UUID)
    }

    /// Tells whether digits of another script stand right before or behind the groups: they are one number with these.
    fn goes_on_in_another_script(&self, groups: &Groups) -> bool {
        let (before, behind) = (groups.start, groups.end(groups.len()));
        self.byte_before(before).is_some_and(|byte| !byte.is_ascii())
            && self.text.get(..before).is_some_and(scripts::ends_with_digit)
            || self.text.get(behind).is_some_and(|byte| !byte.is_ascii())
                && self.text.get(behind..).is_some_and(scripts::starts_with_digit)
    }

    /// Reads an identifier as people write it: digits in groups.
    fn issued(&mut self, groups: &Groups) -> Option<usize> {
        /// Digits of two groups that are no receipt, with a date and a check among them.
        const SURE: usize = 13;
        if let Some((kind, count)) = written::find(self.text, groups)
            && self.is_whole_run(groups, count)
        {
            let score = Scores::of(kind).written;
            // `Reference 942-47-64421` is somebody's number of something.
            let is_spoken_against =
                || kind.is_often_alike() && context::before(self.text, groups.start) == Hint::Decoy;
            let score = match count {
                _ if groups.are_distinct(count) && !is_spoken_against() => score.max(Scores::DISTINCT),
                // `2026-151513` is a receipt.
                2 if kind.is_often_alike() && groups.digits(count).len() < SURE => 0,
                _ => score,
            };
            return self.scored(groups.start..groups.end(count), kind, score);
        }
        if groups.ends_with(self.text, 1)
            && let Some(kind) = written::long(groups.digits(1))
        {
            return self.scored(groups.start..groups.end(1), kind, Scores::DISTINCT);
        }
        // The groups may go on with letters: `131052-308T`, `12.345.678-K`.
        let end = groups.end(groups.len());
        let behind = self.text.get(end..)?;
        let goes_on = match behind {
            [next, ..] if next.is_ascii_uppercase() => groups.len() > 1,
            [b' ' | b'-' | b'+' | b'(', next, ..] => next.is_ascii_uppercase(),
            _ => false,
        };
        goes_on.then(|| self.lettered(groups.start))?
    }

    fn imei(&mut self, groups: &Groups) -> Option<usize> {
        let is_one = groups.are(self.text, &[2, 6, 6, 1]) && imei::is_imei(groups.digits(4));
        is_one.then(|| self.written(groups.start..groups.end(4), IMEI))?
    }

    /// Tells whether no more groups stand before or behind the first ones, where spaces part them: in a table of numbers any
    /// few of them may look like something. Two digits behind a card are the month in which it ends.
    pub(super) fn is_whole_run(&self, groups: &Groups, count: usize) -> bool {
        if groups.separator(1) != Some(Separator::Space) {
            return true;
        }
        let before = is_behind_digit(self.text, groups.start);
        let behind = groups.separator(count) == Some(Separator::Space)
            && groups.lengths().nth(count).is_some_and(|length| length > 2)
            && matches!(groups.separator(count + 1), None | Some(Separator::Space));
        !before && !behind && groups.separator(count) != Some(Separator::Hyphen)
    }

    /// Tells whether a code goes on behind a hyphen: `020-8202-A`.
    fn goes_on(&self, end: usize) -> bool {
        self.text.get(end) == Some(&b'-') && self.is_glued(end + 1)
    }

    /// Reads an international number behind two zeros, in groups.
    fn international(&mut self, groups: &Groups) -> Option<usize> {
        let count = (2..=groups.len()).rev().find(|count| groups.ends_with(self.text, *count))?;
        let digits = groups.digits(count);
        let number = digits.strip_prefix(b"00")?;
        // `0043 0063 0073` are characters in hexadecimal.
        let second = groups.digits(1).len();
        let is_spaced =
            groups.separator(1) == Some(Separator::Space) && digits.get(second..second + 2) != Some(b"00");
        let is_number = is_spaced && phone::is_international(number) && !self.goes_on(groups.end(count));
        is_number.then(|| self.written(groups.start..groups.end(count), PHONE))?
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
        if !has_form || !is_written || self.goes_on(groups.end(count)) {
            return None;
        }
        let start = if is_in_parentheses { groups.start - 1 } else { groups.start };
        self.written(start..groups.end(count), PHONE)
    }

    fn ipv4(&mut self, groups: &Groups) -> Option<usize> {
        let is_dotted = (1..4).all(|index| groups.separator(index) == Some(Separator::Dot));
        if !is_dotted || !groups.ends_with(self.text, 4) {
            return None;
        }
        let range = groups.start..groups.end(4);
        // `12.1.0.2.v21` goes on, and so does a name of a host.
        if self.text.get(range.end) == Some(&b'.') && self.is_glued(range.end + 1) {
            return Some(range.end);
        }
        let address = self.text.get(range.clone()).and_then(address::ipv4)?;
        // `Chrome/120.0.0.0` is a version; `http://10.0.0.1` is none.
        let before = self.text.get(groups.start.saturating_sub(2)..groups.start)?;
        let is_version = matches!(before, [.., b'.' | b'v' | b'V' | b'@' | b'^' | b'~'])
            || matches!(before, [other, b'/'] if *other != b'/')
            || matches!(before, [b'v', b':'])
            || self.is_bound(groups.start);
        if is_version || context::speaks_of_version(self.text, groups.start) {
            return Some(range.end);
        }
        self.scored(range, IP, Scores::of(IP).written.saturating_sub(discount(address)))
    }

    /// Tells whether a number is the least or the most that versions may have: `>=18.0.0.1`, `== 1.2.3.4`.
    fn is_bound(&self, start: usize) -> bool {
        let before = self.text.get(start.saturating_sub(3)..start).unwrap_or_default();
        matches!(before, [.., b'<' | b'>' | b'=' | b'!' | b'~' | b'^', b'='])
            || matches!(before, [b'<' | b'>' | b'~', b'=', b' '])
    }

    /// Takes a number for what the words before it say.
    fn spoken_of(&mut self, groups: &Groups) -> Option<usize> {
        const SHORTEST: usize = 5;
        if groups.start == 0 {
            return None;
        }
        let mut kind = None;
        for count in (1..=groups.len()).rev() {
            if groups.digits(count).len() < SHORTEST || !groups.ends_with(self.text, count) {
                continue;
            }
            if kind.is_none() {
                let Hint::Holds(spoken) = context::before(self.text, groups.start) else { return None };
                let is_code = matches!(spoken, Kind::Data(Type::Pin | Type::OneTimeCode | Type::AccessCode));
                kind = Some(spoken).filter(|_| is_code || !spoken.is_secret());
                kind?;
            }
            let range = groups.start..groups.end(count);
            if let Some(found) = fits(kind?, self.text.get(range.clone())?) {
                return self.named(range, found.kind);
            }
        }
        None
    }

    /// Reads a token of a known form.
    pub(super) fn token(&mut self, at: usize) -> Option<usize> {
        let token = tokens::at(self.text, at)?;
        self.known(&token)
    }

    /// Hands out a token of a known form.
    pub(super) fn known(&mut self, token: &tokens::Token) -> Option<usize> {
        let kind = Kind::Token(token.form);
        let scores = Scores::of(kind);
        let is_named = matches!(self.hint, Hint::Holds(own) if own.is_secret())
            || token.strength == tokens::Strength::Weak
                && matches!(context::before(self.text, token.start), Hint::Holds(own) if own.is_secret());
        let score = match token.strength {
            _ if is_named => scores.named,
            tokens::Strength::Weak => scores.bare,
            tokens::Strength::Distinct | tokens::Strength::Proven => scores.written,
        };
        self.emit(Found { range: token.start..token.end, kind, score, is_test: false })
    }
}

/// Returns what an address loses where it is no machine's own (RFC 6890).
fn discount(address: Ipv4Addr) -> u8 {
    match () {
        () if address.is_loopback()
            || address.is_unspecified()
            // Masks of networks.
            || address.octets().starts_with(&[255])
            || address.is_multicast() =>
        {
            NOBODYS
        }
        () if address.is_private() || address.is_documentation() || address.is_link_local() => PRIVATE,
        () => 0,
    }
}
