//! Finds the end of a JSON value without reading what is in it.

/// How far a value has been walked over. It holds no stack: which bracket closes which is for the parser to say.
#[derive(Debug, Default)]
pub(super) struct Walk {
    depth: usize,
    state: State,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Before,
    Between,
    InString,
    /// After a backslash in a string.
    Escaped,
    /// In a number or a word.
    Plain,
}

impl Walk {
    /// Walks on over bytes. Returns how many of them belong to the value when it ends among them; `None` when it goes on.
    pub(super) fn advance(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::InString => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let sign = memchr::memchr2(b'"', b'\\', rest)?;
                    at += sign;
                    if rest.get(sign) == Some(&b'\\') {
                        self.state = State::Escaped;
                    } else {
                        self.state = State::Between;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                }
                State::Escaped => self.state = State::InString,
                State::Plain if self.depth == 0 => {
                    if is_after_plain(byte) {
                        return Some(at);
                    }
                }
                State::Before | State::Between | State::Plain => match byte {
                    b'"' => self.state = State::InString,
                    b'{' | b'[' => {
                        self.depth += 1;
                        self.state = State::Between;
                    }
                    b'}' | b']' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ if self.state == State::Before => self.state = State::Plain,
                    _ => {}
                },
            }
            at += 1;
        }
        None
    }
}

fn is_after_plain(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}' | b'{' | b'[' | b'"' | b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_end_of_every_kind_of_value() {
        for (text, length) in [
            (r#"{"a":[1,{"b":"}"}]},x"#, 19),
            (r#""a\"b\\" "#, 8),
            ("12.5e3,", 6),
            ("true]", 4),
            ("[]", 2),
            (r#"["\\"]"#, 6),
        ] {
            assert_eq!(Walk::default().advance(text.as_bytes()), Some(length), "{text}");
            let mut walk = Walk::default();
            let end = text.bytes().position(|byte| walk.advance(&[byte]).is_some()).unwrap();
            assert_eq!(end + 1, if text.starts_with(['1', 't']) { length + 1 } else { length }, "{text}");
        }
        for text in ["{", r#""a\""#, "[[]", "12"] {
            assert_eq!(Walk::default().advance(text.as_bytes()), None, "{text}");
        }
    }
}
