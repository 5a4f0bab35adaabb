//! What stands around a sign: addresses, credentials, values behind their names.

use super::super::address::{self, Machine};
use super::super::bytes::is_word;
use super::super::context;
use super::super::field::fits;
use super::super::hint::{Hint, hint};
use super::super::kind::{Kind, NOBODYS, Scores};
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
        let (mut count, mut end, mut gap) = (0, 0, 0);
        for (byte, index) in rest.iter().zip(1..LONGEST) {
            match byte {
                b'0'..=b'9' => {
                    *digits.get_mut(count)? = *byte;
                    count += 1;
                    gap = 0;
                    end = index;
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
        let name = context::name_before(self.text, sign);
        // `arn:aws:secretsmanager:eu:1:secret:x` and `Token::Comma` name, and hand out nothing.
        let is_segment = self.text.get(sign) == Some(&b':')
            && (self.byte_before(sign - name.len()) == Some(b':') || self.text.get(sign + 1) == Some(&b':'))
            || name.ends_with(b"Amz-Credential");
        if is_segment {
            return None;
        }
        let kind = match hint(name, Hint::None, b"") {
            Hint::Holds(kind) => kind,
            _ if self.is_session(sign, name) => SESSION,
            _ => return None,
        };
        // What has a form of its own is found by that.
        if !kind.is_secret() && kind != Kind::Data(Type::CardVerificationCode) {
            return None;
        }
        let value = Assigned::read(self.text, sign)?;
        self.assigned = value.start + value.text.len();
        if !value.is_surely_one(self.text.get(sign).copied()) {
            return None;
        }
        // A token of a known form says more.
        if let Some(end) = self.token(value.start) {
            return Some(end);
        }
        let found = fits(kind, value.text)?;
        self.named(value.start + found.range.start..value.start + found.range.end, found.kind)
    }
}

/// What stands behind a name and a sign.
struct Assigned<'t> {
    text: &'t [u8],
    start: usize,
    is_quoted: bool,
    /// Whether the line ends behind it.
    ends_line: bool,
    /// Whether it stands right behind the sign.
    is_close: bool,
}

impl<'t> Assigned<'t> {
    /// Reads a value up to its closing quote, or where a word ends.
    fn read(text: &'t [u8], sign: usize) -> Option<Self> {
        const LONGEST: usize = 4096;
        let rest = text.get(sign + 1..)?;
        let is_gap = |byte: &&u8| matches!(byte, b' ' | b'"' | b'\'' | b'`' | b'\\' | b'=' | b'>');
        let gap = rest.iter().take(4).take_while(is_gap).count();
        let quote = rest.get(..gap)?.iter().rev().find(|byte| matches!(byte, b'"' | b'\'' | b'`')).copied();
        let start = sign + 1 + gap;
        let rest = rest.get(gap..)?;
        let is_end = |byte: &u8| match quote {
            Some(quote) => *byte == quote || *byte == b'\n',
            None => byte.is_ascii_whitespace() || b"\"'`&,;<>}|\\".contains(byte),
        };
        let first = usize::from(quote.is_none() && rest.first() == Some(&b'&'));
        let length = rest
            .iter()
            .take(LONGEST)
            .skip(first)
            .position(is_end)
            .map_or(rest.len().min(LONGEST), |end| first + end);
        let mut own = rest.get(..length)?;
        let ends_line = rest.get(length).is_none_or(|next| matches!(next, b'\n' | b'\r'));
        // The sign that escapes the quote, or closes what the whole stands in.
        while quote.is_none() && matches!(own, [.., b')' | b']' | b'.' | b':']) || own.ends_with(b"\\") {
            own = own.get(..own.len() - 1)?;
        }
        Some(Self { text: own, start, is_quoted: quote.is_some(), ends_line, is_close: gap == 0 })
    }

    /// Tells whether it is a value, and no word of a sentence or a program: `password: required`, `password = read()`.
    fn is_surely_one(&self, sign: Option<u8>) -> bool {
        const SHORTEST: usize = 6;
        let text = self.text;
        let is_name = text.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.'));
        let is_call = text.iter().position(|byte| matches!(byte, b'(' | b'[' | b'{')).is_some_and(|at| {
            at == 0
                || text.get(..at).is_some_and(|name| {
                    name.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.'))
                })
        });
        let is_member =
            ["self.", "this.", "$this", "auth["].iter().any(|start| text.starts_with(start.as_bytes()))
                || text.windows(2).any(|pair| pair == b"->");
        match self.is_quoted {
            true => !(is_name && text.contains(&b' ')) && text.len() >= 4,
            false if is_call || is_member => false,
            false if is_name => match sign {
                Some(b'=') => self.is_close && self.ends_line,
                _ => {
                    self.ends_line
                        && text.len() >= SHORTEST
                        && text.iter().any(u8::is_ascii_uppercase)
                        && !text.contains(&b'.')
                }
            },
            false => sign == Some(b'=') || text.len() >= SHORTEST || text.iter().all(u8::is_ascii_digit),
        }
    }
}
