//! What stands around a sign: addresses, credentials, values behind their names.

use memchr::memchr;

use super::super::address::{self, Machine};
use super::super::bytes::{is_word, wide_gap};
use super::super::context;
use super::super::field::fits;
use super::super::hint::{Hint, hint};
use super::super::kind::{Kind, NOBODYS, Scores};
use super::assigned::Assigned;
use super::{Found, Sweep};
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::secrets::{Worth, pem, tokens, url};
use crate::sensitive::validators::phone;

const EMAIL: Kind = Kind::Data(Type::Email);
const IP: Kind = Kind::Data(Type::IpAddress);
const MAC: Kind = Kind::Data(Type::MacAddress);
const PHONE: Kind = Kind::Data(Type::Phone);
const URL: Kind = Kind::Data(Type::UrlCredentials);
const KEY: Kind = Kind::Data(Type::PrivateKey);
const SESSION: Kind = Kind::Data(Type::SessionId);

impl<F: FnMut(Found)> Sweep<'_, F> {
    /// Looks at what stands around a sign, and returns the place to go on from.
    pub(super) fn sign(&mut self, at: usize, sign: u8) -> usize {
        let found = match sign {
            b'@' => address::email(self.text, at).and_then(|range| self.written(range, EMAIL)),
            b'+' => self.plus(at),
            b':' => self.colon(at),
            b'=' => self.assigned(at),
            b'-' => self.dash(at),
            b'>' => self.element(at),
            b'.' | b'~' => self.around(at),
            _ => self.token(at),
        };
        found.unwrap_or(at + 1)
    }

    fn around(&mut self, at: usize) -> Option<usize> {
        let token = tokens::around(self.text, at)?;
        self.known(&token)
    }

    fn dash(&mut self, at: usize) -> Option<usize> {
        if self.text.get(at + 1) != Some(&b'-') {
            return self.around(at);
        }
        // A line of dashes is looked at once.
        if let Some((_, end)) = pem::at(self.text, at) {
            return self.written(at..end, KEY);
        }
        let rest = self.text.get(at..)?;
        Some(at + rest.iter().take_while(|byte| **byte == b'-').count())
    }

    fn colon(&mut self, at: usize) -> Option<usize> {
        if self.text.get(at + 1) == Some(&b'/') {
            let found = url::at(self.text, at)?;
            // `https://${USER}:${PASS}@host` is to be filled in.
            if self.text.get(at..found.password.end)?.contains(&b'{') {
                return None;
            }
            let scores = Scores::of(URL);
            let score = if found.worth == Worth::Real { scores.written } else { scores.bare };
            // From the user on: what follows the host is looked at by itself.
            return self.scored(at + 3..found.password.end, URL, score);
        }
        self.machine(at).or_else(|| self.around(at)).or_else(|| self.assigned(at))
    }

    /// Reads an IPv6 or a MAC address around its first colon.
    fn machine(&mut self, at: usize) -> Option<usize> {
        let before = self.text.get(at.saturating_sub(4)..at)?;
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let next = self.text.get(at + 1)?;
        let goes_on = *next == b':' || digits > 0 && next.is_ascii_hexdigit();
        if !goes_on {
            return None;
        }
        let start = at - digits;
        let is_cut =
            self.byte_before(start).is_some_and(|byte| is_word(byte) || matches!(byte, b':' | b'.' | b'_'));
        if is_cut {
            return None;
        }
        let (machine, length) = address::colons(self.text.get(start..)?)?;
        let (kind, discount) = match machine {
            Machine::Ipv6(address)
                if address.is_loopback() || address.is_unspecified() || address.is_multicast() =>
            {
                (IP, NOBODYS)
            }
            Machine::Ipv6(_) => (IP, 0),
            Machine::Mac => (MAC, 0),
        };
        self.scored(start..start + length, kind, Scores::of(kind).written.saturating_sub(discount))
    }

    /// Reads an international phone number: `+`, and 8 to 15 digits in groups (E.164), of a country that exists.
    fn plus(&mut self, at: usize) -> Option<usize> {
        const LONGEST: usize = 32;
        let rest = self.text.get(at + 1..)?;
        if !rest.first().is_some_and(|first| (b'1'..=b'9').contains(first)) {
            return None;
        }
        let mut digits = [0_u8; 16];
        let (mut place, mut count, mut end, mut gap) = (0, 0, 0, 0);
        while let Some(rest @ [first, ..]) = rest.get(place..LONGEST.min(rest.len())) {
            let (byte, length) = wide_gap(rest).unwrap_or((*first, 1));
            place += length;
            match byte {
                b'0'..=b'9' => {
                    *digits.get_mut(count)? = byte;
                    count += 1;
                    gap = 0;
                    end = place;
                }
                b' ' | b'-' | b'.' | b'(' | b')' | b'/' if gap < 2 => gap += 1,
                _ => break,
            }
        }
        let is_cut = self.byte_before(at).is_some_and(|before| is_word(before) || before == b'+')
            || self.is_glued(at + 1 + end);
        let is_number = !is_cut && phone::is_international(digits.get(..count)?);
        is_number.then(|| self.written(at..at + 1 + end, PHONE))?
    }

    /// Tells whether `sid` is the name of a cookie: others, or what holds of it, stand beside it (RFC 6265). It is that of many
    /// other things too.
    fn is_session(&self, sign: usize, name: &[u8]) -> bool {
        const LONGEST: usize = 256;
        if !name.eq_ignore_ascii_case(b"sid") || self.text.get(sign) != Some(&b'=') {
            return false;
        }
        let before = self.text.get(..sign - name.len()).unwrap_or_default();
        let value = self.text.get(sign + 1..).unwrap_or_default().iter().take(LONGEST);
        let mut behind = value.skip_while(|byte| **byte != b';' && !byte.is_ascii_whitespace());
        before.ends_with(b"; ") || before.is_empty() && behind.next() == Some(&b';')
    }

    /// Reads a value behind its name: `password=...`, `"api_key": "..."`.
    fn assigned(&mut self, sign: usize) -> Option<usize> {
        if sign < self.assigned {
            return None;
        }
        let place = context::name_before(self.text, sign);
        let name = self.text.get(place.clone())?;
        // `arn:aws:secretsmanager:eu:1:secret:x`, `Token::Comma` and `"AWS::AppSync::ApiKey":` name, and hand out nothing.
        let is_segment = self.text.get(sign) == Some(&b':')
            && (self.byte_before(place.start) == Some(b':') || self.text.get(sign + 1) == Some(&b':'))
            || name.ends_with(b"Amz-Credential");
        if is_segment {
            return None;
        }
        let session = || self.is_session(sign, name).then_some(SESSION);
        let kind = secret(name).or_else(session)?;
        let value = Assigned::read(self.text, sign)?;
        self.assigned = value.start + value.text.len();
        // What a shell calls so is the folder that it is in.
        let is_folder = name.ends_with(b"PWD") && value.text.starts_with(b"/");
        if is_folder || !value.is_surely_one(self.text.get(sign).copied()) || value.is_shortened(kind) {
            return None;
        }
        // A token of a known form says more.
        if let Some(end) = self.token(value.start) {
            return Some(end);
        }
        let found = fits(kind, value.text)?;
        self.named(value.start + found.range.start..value.start + found.range.end, found.kind)
    }

    /// Reads a secret that is the text of an element: `<Password>x</Password>`. All else is found by its form and by the words
    /// before it.
    fn element(&mut self, at: usize) -> Option<usize> {
        const LONGEST: usize = 4096;
        if matches!(self.text.get(at + 1)?, b'<' | b' ' | b'\n' | b'\r' | b'\t') {
            return None;
        }
        let place = context::name_before(self.text, at);
        let name = self.text.get(place.clone()).filter(|_| place.end == at)?;
        let before = self.text.get(..place.start)?;
        let prefix = before.strip_suffix(b":").map_or(before, |before| {
            let length = before.iter().rev().take(LONGEST).take_while(|byte| is_word(**byte)).count();
            before.get(..before.len() - length).unwrap_or_default()
        });
        if !prefix.ends_with(b"<") {
            return None;
        }
        let rest = self.text.get(at + 1..)?;
        let value = rest.get(..memchr(b'<', rest.get(..rest.len().min(LONGEST))?)?)?;
        let tag = self.text.get(prefix.len()..at)?;
        if !rest.get(value.len() + 2..)?.starts_with(tag) || rest.get(value.len() + 1) != Some(&b'/') {
            return None;
        }
        let found = fits(secret(name)?, value)?;
        self.named(at + 1 + found.range.start..at + 1 + found.range.end, found.kind)
    }
}

/// Returns the secret that a name speaks of, or the code of a card. What else has a form of its own is found by that.
fn secret(name: &[u8]) -> Option<Kind> {
    let Hint::Holds(kind) = hint(name, Hint::None, b"") else { return None };
    (kind.is_secret() || kind == Kind::Data(Type::CardVerificationCode)).then_some(kind)
}
