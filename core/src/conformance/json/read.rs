//! From a JSON text to a document, in one pass without recursion.

use std::borrow::Cow;

use serde_json::Number;
use smallvec::SmallVec;

use super::build::Builder;
use super::document::Kind;
use crate::lanes::{LANES, Lanes};

/// Digits of a whole number that certainly fits.
const DIGITS: usize = 18;

/// An array or object whose end is not read yet, or the text around all.
struct Open {
    /// Its place in the document.
    at: u32,
    /// What it has so far.
    length: u32,
    kind: Holder,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Text,
    Array,
    Object,
}

/// Reads a text of JSON (RFC 8259) as the value of a name, to its end. Strings with escapes, and numbers that are not small
/// and whole, are left to serde_json. Returns `None` where it is no JSON or too much.
pub(super) fn read<'t>(builder: &mut Builder<'t>, mut key: Cow<'t, str>, text: &'t str) -> Option<()> {
    let mut text = Text { text, at: 0 };
    let mut above = Open { at: 0, length: 0, kind: Holder::Text };
    let mut further: SmallVec<[Open; 8]> = SmallVec::new();
    loop {
        // A value, of an array or object only its beginning.
        match text.next()? {
            first @ (b'{' | b'[') => {
                let kind = if first == b'{' { Holder::Object } else { Holder::Array };
                let own = Open { at: builder.open(key)?, length: 0, kind };
                further.push(std::mem::replace(&mut above, own));
                // Closing brackets are two places behind the opening ones.
                if text.peek() != Some(first + 2) {
                    key = if kind == Holder::Object { text.key()? } else { Cow::Borrowed("") };
                    continue;
                }
            }
            first => {
                let kind = text.leaf(first)?;
                builder.leaf(key, kind).then_some(())?;
                above.length += 1;
            }
        }
        // What stands behind it: the ends of what it is the last of, and the next.
        key = loop {
            if above.kind == Holder::Text {
                return text.peek().is_none().then_some(());
            }
            match (text.next()?, above.kind) {
                (b',', Holder::Object) => break text.key()?,
                (b',', Holder::Array) => break Cow::Borrowed(""),
                (b'}', Holder::Object) => builder.close_object(above.at, above.length),
                (b']', Holder::Array) => builder.close_array(above.at, above.length),
                _ => return None,
            }
            above = further.pop()?;
            above.length += 1;
        };
    }
}

/// A text that is read.
struct Text<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Text<'t> {
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Returns the next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    /// Reads the next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Reads a name with its colon.
    fn key(&mut self) -> Option<Cow<'t, str>> {
        let key = if self.next()? == b'"' { self.string()? } else { return None };
        (self.next()? == b':').then_some(key)
    }

    /// Reads what begins with a byte and holds no other values.
    fn leaf(&mut self, first: u8) -> Option<Kind<'t>> {
        match first {
            b'"' => self.string().map(Kind::String),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("rue", Kind::Bool(true)),
            b'f' => self.word("alse", Kind::Bool(false)),
            b'n' => self.word("ull", Kind::Null),
            _ => None,
        }
    }

    fn word(&mut self, rest: &str, kind: Kind<'t>) -> Option<Kind<'t>> {
        let is_it = self.rest().starts_with(rest.as_bytes());
        self.at += rest.len();
        is_it.then_some(kind)
    }

    /// Reads the rest of a string.
    fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at;
        let mut has_escapes = false;
        loop {
            self.at += plain(self.rest())?;
            match self.rest().first()? {
                b'"' => break,
                b'\\' => {
                    has_escapes = true;
                    self.at += 2;
                }
                // A control character.
                _ => return None,
            }
        }
        let inside = start..self.at;
        self.at += 1;
        if has_escapes {
            let whole = self.text.get(inside.start - 1..self.at)?;
            return serde_json::from_str(whole).ok().map(Cow::Owned);
        }
        self.text.get(inside).map(Cow::Borrowed)
    }

    /// Reads a number from its first byte on, which was read already.
    fn number(&mut self) -> Option<Kind<'t>> {
        let start = self.at - 1;
        let text = self.text.get(start..)?;
        let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let mut value = 0;
        let mut length = 0;
        for digit in digits.bytes().take(DIGITS).map_while(|byte| byte.is_ascii_digit().then_some(byte & 0xf))
        {
            value = value * 10 + u64::from(digit);
            length += 1;
        }
        let is_whole = !matches!(digits.as_bytes().get(length), Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        if length > 0 && is_whole && !(digits.starts_with('0') && (length > 1 || is_negative)) {
            self.at = start + usize::from(is_negative) + length;
            return Some(match i64::try_from(value) {
                Ok(value) if is_negative => Kind::Signed(-value),
                _ => Kind::Unsigned(value),
            });
        }
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
        let end = text.bytes().position(|byte| !is_part(byte)).unwrap_or(text.len());
        self.at = start + end;
        let number: Number = serde_json::from_str(text.get(..end)?).ok()?;
        let signed = || number.as_i64().map(Kind::Signed);
        number.as_u64().map(Kind::Unsigned).or_else(signed).or_else(|| number.as_f64().map(Kind::Float))
    }
}

/// Returns how many bytes there are before the next quote, backslash or control character.
fn plain(text: &[u8]) -> Option<usize> {
    let mut length = 0;
    while let Some(chunk) = text.get(length..)?.first_chunk() {
        let stops = Lanes::of(chunk).stops;
        if stops != 0 {
            return Some(length + stops.trailing_zeros() as usize);
        }
        length += LANES;
    }
    let is_stop = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    text.get(length..)?.iter().position(is_stop).map(|end| length + end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::document::Document;
    use super::super::node::value_of;
    use super::*;

    fn read(text: &str) -> Option<Document<'_>> {
        let mut builder = Builder::new(10_000, 200);
        super::read(&mut builder, Cow::Borrowed(""), text)?;
        Some(builder.finish())
    }

    /// Holds it to serde_json, which keeps the last of several members of one name.
    fn agrees(text: &str) {
        let expected: Option<Value> = serde_json::from_str(text).ok();
        let own = read(text).map(|own| value_of(&own, 0));
        assert_eq!(own, expected, "{text:?}");
    }

    #[test]
    fn reads_what_serde_json_reads() {
        for text in [
            "null",
            " true ",
            "false",
            "0",
            "-1",
            "12345678901234567",
            "123456789012345678",
            "1234567890123456789",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "-0",
            "-0.0",
            "0.5",
            "1e3",
            "1E+2",
            "1e999",
            "129.95",
            "\"\"",
            "\"a\"",
            "\"sixteen bytes...\"",
            "\"ä\\u00e4\\n\\\"\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\x\"",
            "[]",
            "{}",
            " [ 1 , [ ] , { } ] ",
            "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"d\":\"e\"}",
            "{\"a\": 1, \"a\": 2}",
            "\"long long long long long long long \\\" long\"",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn refuses_what_serde_json_refuses() {
        for text in [
            "",
            " ",
            "nul",
            "nulll",
            "tru",
            "01",
            "-",
            "-a",
            "00",
            "-01",
            "1.",
            "1.e1",
            ".5",
            "+1",
            "1e",
            "1-2",
            "1 2",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{a: 1}",
            "{\"a\" 1}",
            "{\"a\": 1,}",
            "{\"a\"}",
            "{,}",
            "[",
            "]",
            "}",
            "{\"a\":",
            "[1}",
            "{\"a\":1]",
            "\"",
            "\"\\",
            "\"\\\"",
            "\"a\nb\"",
            "\"a\u{1}\"",
            "\"sixteen bytes...\t\"",
            "\u{feff}1",
            "'a'",
            "[1]]",
        ] {
            agrees(text);
            assert!(read(text).is_none(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json(text in "[\\[\\]{}\",:0-9eE.+\\-a-ntrulse \\\\ä\u{1}]{0,24}") {
            agrees(&text);
        }

        #[test]
        fn agrees_with_serde_json_over_broken_texts(at in 0_usize..90, with in "[\\[\\]{}\",:0e.\\- \\\\u]") {
            let mut text = r#"{"a": [1, -2.5e3, "x\\ny"], "b": {"c": true, "d": null}, "e": 18446744073709551616}"#.to_owned();
            let at = at.min(text.len() - 1);
            text.replace_range(at..=at, &with);
            agrees(&text);
        }
    }
}
