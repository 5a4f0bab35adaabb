//! JSON (RFC 8259), strictly: one value, no comments, no trailing commas.

use std::borrow::Cow;

use super::build::{Builder, Key, Slot};
use super::node::{Kind, Text};
use super::pointer::hex;
use crate::api::SpecError;
use crate::api::error::shown;
use crate::api::position::offset;

/// Reads the source as JSON.
pub(super) fn read(builder: &mut Builder<'_>) -> Result<(), SpecError> {
    let source = builder.source;
    let mut reader = Reader { source, bytes: source.as_bytes(), at: 0, builder };
    reader.space();
    loop {
        if !reader.value()? {
            continue;
        }
        if reader.after_value()? {
            return Ok(());
        }
    }
}

struct Reader<'b, 's> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    builder: &'b mut Builder<'s>,
}

impl Reader<'_, '_> {
    /// Reads a value, or of a collection with children the beginning. Tells whether the value is complete.
    fn value(&mut self) -> Result<bool, SpecError> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                self.builder.value(Kind::String, text, start)?;
            }
            Some(b'{') => {
                self.builder.begin(Kind::Mapping, start)?;
                self.skip();
                if self.peek() != Some(b'}') {
                    self.key()?;
                    return Ok(false);
                }
                self.at += 1;
                self.builder.end()?;
            }
            Some(b'[') => {
                self.builder.begin(Kind::Sequence, start)?;
                self.skip();
                if self.peek() != Some(b']') {
                    return Ok(false);
                }
                self.at += 1;
                self.builder.end()?;
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                let text = Text { start: offset(start), len: offset(self.at - start) };
                self.builder.value(Kind::Number, text, start)?;
            }
            Some(b't') => self.word("true", Kind::True)?,
            Some(b'f') => self.word("false", Kind::False)?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return Err(self.unexpected("a value")),
        }
        Ok(true)
    }

    /// Reads up to the next value. Tells whether there is none and the document ends.
    fn after_value(&mut self) -> Result<bool, SpecError> {
        loop {
            self.space();
            match (self.builder.slot(), self.peek()) {
                (Slot::Root, None) => return Ok(true),
                (Slot::Root, _) => return Err(self.unexpected("the end of the document")),
                (Slot::Item, Some(b',')) => {
                    self.skip();
                    return Ok(false);
                }
                (Slot::Item, Some(b']')) | (Slot::Key, Some(b'}')) => {
                    self.at += 1;
                    self.builder.end()?;
                }
                (Slot::Item, _) => return Err(self.unexpected("`,` or `]`")),
                (_, Some(b',')) => {
                    self.skip();
                    self.key()?;
                    return Ok(false);
                }
                _ => return Err(self.unexpected("`,` or `}`")),
            }
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<(), SpecError> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key in double quotes"));
        }
        let text = self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("`:`"));
        }
        self.skip();
        self.builder.key(Key { text, at: offset(start), is_merge: false });
        Ok(())
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<(), SpecError> {
        if !self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            return Err(self.unexpected("a value"));
        }
        let start = self.at;
        self.at += word.len();
        self.builder.value(kind, Text::EMPTY, start)?;
        Ok(())
    }

    fn number(&mut self) -> Result<(), SpecError> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), SpecError> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.unexpected("a digit"));
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    /// Reads a string from its opening quote. Without an escape it stays a piece of the source.
    fn string(&mut self) -> Result<Text, SpecError> {
        self.at += 1;
        let mut start = self.at;
        let unescaped = self.builder.unescaped_start();
        let mut is_escaped = false;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.at += rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..0x20)).count();
            let run = start..self.at;
            match self.peek() {
                Some(b'"') if !is_escaped => {
                    self.at += 1;
                    return Ok(Text { start: offset(run.start), len: offset(run.len()) });
                }
                Some(b'"') => {
                    self.builder.unescaped.push_str(self.source.get(run).unwrap_or_default());
                    self.at += 1;
                    return self.builder.unescaped_since(unescaped);
                }
                Some(b'\\') => {
                    is_escaped = true;
                    self.builder.unescaped.push_str(self.source.get(run).unwrap_or_default());
                    let character = self.escape()?;
                    self.builder.unescaped.push(character);
                    start = self.at;
                }
                Some(_) => return Err(self.syntax("control character in a string".into())),
                None => return Err(self.unexpected("`\"`")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SpecError> {
        let character = match self.bytes.get(self.at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.syntax("invalid escape in a string".into())),
        };
        self.at += 2;
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char, SpecError> {
        let Some(unit) = self.code_unit(self.at) else {
            return Err(self.syntax("expected four hexadecimal digits after `\\u`".into()));
        };
        self.at += 6;
        if let Some(character) = char::from_u32(u32::from(unit)) {
            return Ok(character);
        }
        let pair = self.code_unit(self.at).and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
        if pair.is_some() {
            self.at += 6;
        } else {
            self.builder.lone_surrogate();
        }
        Ok(pair.unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// Reads the code unit of an escape such as `\u00e4` at a place.
    fn code_unit(&self, at: usize) -> Option<u16> {
        let [b'\\', b'u', digits @ ..] = self.bytes.get(at..at + 6)? else { return None };
        let digits = digits.iter().map(|digit| digit.is_ascii_hexdigit().then(|| u16::from(hex(*digit))));
        digits.reduce(|high, low| Some(high? << 4 | low?)).flatten()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes past a character and the space behind it.
    fn skip(&mut self) {
        self.at += 1;
        self.space();
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    #[cold]
    fn unexpected(&self, expected: &str) -> SpecError {
        let found = self.source.get(self.at..).and_then(|rest| rest.chars().next());
        let found = found.map_or_else(|| "the end of the document".to_owned(), shown);
        self.syntax(format!("expected {expected}, found {found}").into())
    }

    #[cold]
    fn syntax(&self, message: Cow<'static, str>) -> SpecError {
        SpecError::Syntax { message, at: self.builder.position(self.at) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{error, json, tree};
    use super::super::{NoteKind, Value};
    use crate::Position;

    #[test]
    fn unescapes_strings() {
        assert_eq!(
            json(r#"["\"\\\/\b\f\n\r\t", "\u00e4\uD83D\uDE00z", "a\u0000"]"#)[0],
            "\"\\/\u{8}\u{c}\n\r\t"
        );
        assert_eq!(json(r#"["\u00e4\uD83D\uDE00z"]"#)[0], "ä😀z");
        assert_eq!(json(r#"{"a\tb": "\u0000"}"#)["a\tb"], "\0");
    }

    #[test]
    fn replaces_half_a_surrogate_pair_and_says_so() {
        let tree = tree(r#"{"a": "x\ud800y", "\udc00": 1, "b": "\ud800\u0041"}"#);
        let notes: Vec<_> = tree.notes().iter().map(|note| (note.kind, tree.pointer(note.node))).collect();
        let lone = |pointer: &str| (NoteKind::LoneSurrogate, pointer.to_owned());
        assert_eq!(notes, [lone("/a"), lone("/\u{fffd}"), lone("/b")]);
        assert_eq!(tree.value(tree.resolve("/a").unwrap()), Value::String("x\u{fffd}y"));
        assert_eq!(tree.value(tree.resolve("/b").unwrap()), Value::String("\u{fffd}A"));
    }

    #[test]
    fn keeps_the_text_of_numbers() {
        let tree = tree("[-9223372036854776000, 1e999, -0.0, 123456789012345678901234567890]");
        let texts: Vec<_> = tree.items(tree.root()).map(|id| tree.value(id)).collect();
        let numbers = ["-9223372036854776000", "1e999", "-0.0", "123456789012345678901234567890"];
        assert_eq!(texts, numbers.map(Value::Number));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, message, line, column) in [
            ("{\"ä\": 1} é", "expected the end of the document, found `é`", 1, 10),
            ("{\"a\":\n \"b\" \"c\"}", "expected `,` or `}`, found `\"`", 2, 6),
            ("[1 2", "expected `,` or `]`, found `2`", 1, 4),
            ("[1", "expected `,` or `]`, found the end of the document", 1, 3),
            ("[\"a\\x\"", "invalid escape in a string", 1, 4),
            ("[\"\\u12g4\"", "expected four hexadecimal digits after `\\u`", 1, 3),
            ("[01", "expected `,` or `]`, found `1`", 1, 3),
            ("[\"a\n\"", "control character in a string", 1, 4),
        ] {
            let error = error(text);
            assert_eq!(error.to_string(), format!("{message} at {}", Position { line, column }), "{text}");
        }
    }
}
