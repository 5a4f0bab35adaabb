//! What stands behind a name and a sign: a value, or a word of a sentence or a program.

use super::super::kind::Kind;
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::secrets::is_example;

/// Bytes of a value.
const LONGEST: usize = 4096;

/// What stands behind a name and a sign.
pub(super) struct Assigned<'t> {
    pub(super) text: &'t [u8],
    pub(super) start: usize,
    is_quoted: bool,
    /// What follows.
    behind: &'t [u8],
    /// Whether it stands right behind the sign.
    is_close: bool,
}

impl<'t> Assigned<'t> {
    /// Reads a value up to its closing quote, or where a word ends.
    pub(super) fn read(text: &'t [u8], sign: usize) -> Option<Self> {
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
        let behind = rest.get(length..)?;
        // The sign that escapes the quote, or closes what the whole stands in.
        while quote.is_none() && matches!(own, [.., b')' | b']' | b'.' | b':']) || own.ends_with(b"\\") {
            own = own.get(..own.len() - 1)?;
        }
        Some(Self { text: own, start, is_quoted: quote.is_some(), behind, is_close: gap == 0 })
    }

    /// Tells whether it is a value, and no word of a sentence or a program: `password: required`, `password = read()`.
    pub(super) fn is_surely_one(&self, sign: Option<u8>) -> bool {
        const SHORTEST: usize = 6;
        let text = self.text;
        let is_name = text.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.'));
        let ends_line = matches!(self.behind, [] | [b'\n' | b'\r', ..]);
        match self.is_quoted {
            // The quote was one that closes: `read('Password:', stored)`.
            true if matches!(text, [b',', b' ', ..] | [b')', b';' | b' ', ..]) => false,
            true => !(is_name && text.contains(&b' ')) && text.len() >= 4,
            false if self.is_of_program(sign) => false,
            false if is_name => match sign {
                Some(b'=') => self.is_close && ends_line,
                _ => {
                    ends_line
                        && text.len() >= SHORTEST
                        && text.iter().any(u8::is_ascii_uppercase)
                        && !text.contains(&b'.')
                }
            },
            false => {
                sign == Some(b'=')
                    || text.len() >= SHORTEST
                    || text.iter().all(u8::is_ascii_digit)
                    || ends_line && text.iter().any(u8::is_ascii_digit)
            }
        }
    }

    /// Tells whether only a part of a key is written, or it names itself an example.
    pub(super) fn is_shortened(&self, kind: Kind) -> bool {
        kind != Kind::Data(Type::Password)
            && (is_example(self.text) || self.text.windows(3).any(|dots| dots == b"..."))
    }

    /// Tells whether it is a call, a member, a type or a number of a program.
    fn is_of_program(&self, sign: Option<u8>) -> bool {
        let text = self.text;
        let is_member =
            ["self.", "this.", "$this", "auth["].iter().any(|start| text.starts_with(start.as_bytes()))
                || text.windows(2).any(|pair| matches!(pair, b"->" | b"::" | b")."))
                || text.starts_with(b"$") && text.ends_with(b"-") && self.behind.starts_with(b">");
        let is_type = || {
            let next = self.behind.trim_ascii_start();
            text.strip_prefix(b"&").is_some_and(|name| name.iter().all(u8::is_ascii_alphabetic))
                // `SECRET: c_uint_3 = 7`
                || matches!(next, [b'=', next, ..] if next.is_ascii_whitespace())
                || is_sized(text) && matches!(next, [b',' | b')' | b';', ..])
        };
        is_call(text)
            || is_member
            || is_constant(text)
            || matches!(text, b"*mut" | b"*const")
            || sign == Some(b':') && is_type()
    }
}

/// Tells whether a text begins as a call does: `read(`, `http2.connect(`. A password may hold a parenthesis, too.
fn is_call(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|byte| matches!(byte, b'(' | b'[' | b'{')) else { return false };
    let name = text.get(..at).unwrap_or_default();
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.');
    let is_path = || name.contains(&b'.') && name.iter().all(|byte| is_letter(byte) || byte.is_ascii_digit());
    name.iter().all(is_letter) || is_path()
}

/// Tells whether a text is a number as programs write constants: `0x02`, `2150858929u32`.
pub(super) fn is_constant(text: &[u8]) -> bool {
    const DIGITS: usize = 8;
    let is_hexadecimal = matches!(text, [b'0', b'x' | b'X', digits @ ..]
        if (1..=DIGITS).contains(&digits.len()) && digits.iter().all(u8::is_ascii_hexdigit));
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let ending = text.get(digits..).unwrap_or_default();
    is_hexadecimal || digits > 0 && matches!(ending, b"u8" | b"u16" | b"u32" | b"u64" | b"i32" | b"i64")
}

/// Tells whether a text is a type with its size in its name: `ULONG64`.
fn is_sized(text: &[u8]) -> bool {
    ["8", "16", "32", "64"].iter().any(|size| {
        let name = text.strip_suffix(size.as_bytes());
        name.is_some_and(|name| !name.is_empty() && name.iter().all(u8::is_ascii_uppercase))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_value(text: &str) -> bool {
        let sign = text.find([':', '=']).unwrap();
        let own = Assigned::read(text.as_bytes(), sign).unwrap();
        own.is_surely_one(text.as_bytes().get(sign).copied())
    }

    #[test]
    fn tells_values_from_words_of_programs() {
        for text in [
            "password: to59",
            "password: f0(2BNIdoX_S6",
            "password = 'x, y)'",
            "DB_PASSWORD=&SfYqZwjd23BU",
            "password: Tr0ub4dor",
            "token: ABCDEF64",
            "password=0x9f8e7d6c5b4a",
        ] {
            assert!(is_value(text), "{text}");
        }
        for text in [
            "password: required",
            "password = read()",
            "token = Token::new(a)",
            "session = http2.connect(client[url",
            "secret = b64encode(key).decode('ascii')",
            "token: &Token,",
            "token: ULONG64,",
            "SECRET: ty_3 = ty_3::DE",
            "password: core::PWSTR,",
            "Pass = 0x02,",
            "token: u32 = 3",
            "token = 3226494487u32;",
            "password = $own->password",
            "read('Password:', stored.password)",
        ] {
            assert!(!is_value(text), "{text}");
        }
    }
}
