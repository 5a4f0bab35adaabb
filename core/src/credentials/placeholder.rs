//! What stands where a credential belongs and is none.

use crate::sensitive::is_blank;

/// Bytes of the longest value that can be one.
const LONGEST: usize = 64;

/// Words that a program writes where it has no value.
const NOTHING: [&str; 12] = [
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "true",
    "false",
    "void",
    "(null)",
    "[object object]",
    "{}",
    "[]",
];

/// Words that a person writes to be replaced.
const STAND_INS: [&str; 32] = [
    "-",
    ".",
    "0",
    "1",
    "123",
    "abc",
    "abc123",
    "access-token",
    "access_token",
    "accesstoken",
    "api-key",
    "api_key",
    "apikey",
    "auth-token",
    "auth_token",
    "bar",
    "basic",
    "bearer",
    "change-me",
    "change_me",
    "changeme",
    "dummy",
    "example",
    "foo",
    "jwt",
    "key",
    "my-token",
    "my_token",
    "placeholder",
    "sample",
    "test",
    "todo",
];

/// Words that instructions begin with: `your_token_here`, `insert-api-key`.
const INSTRUCTIONS: [&str; 7] = ["your", "my", "insert", "enter", "replace", "put", "add"];
/// What they speak of.
const OBJECTS: [&str; 6] = ["token", "key", "secret", "jwt", "password", "credential"];

/// Tells whether a key or token is none: `null`, `undefined`, `{{token}}`, `${TOKEN}`, `<token>`, `your_token_here`.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    let Some(own) = Plain::of(value) else { return false };
    let text = own.text();
    is_nothing_plain(text) || is_blank(text) || STAND_INS.contains(&text) || is_instruction(text)
}

/// Tells whether a value is a word that is written to be replaced.
pub(super) fn is_stand_in(value: &[u8]) -> bool {
    Plain::of(value).is_some_and(|own| STAND_INS.contains(&own.text()))
}

/// Tells whether a user or a password is none. Words that people do choose are weak passwords.
pub(super) fn is_nothing(value: &[u8]) -> bool {
    Plain::of(value).is_some_and(|own| is_nothing_plain(own.text()))
}

fn is_nothing_plain(text: &str) -> bool {
    text.is_empty() || NOTHING.contains(&text) || is_template(text)
}

/// Tells whether a value is a variable that nobody filled in.
fn is_template(text: &str) -> bool {
    let inside = |start: &str, end: &str| {
        text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).is_some_and(is_identifier)
    };
    [
        ("{{", "}}"),
        ("${", "}"),
        ("{", "}"),
        ("#{", "}"),
        ("<", ">"),
        ("[", "]"),
        ("%", "%"),
        ("$", ""),
        ("<%=", "%>"),
    ]
    .iter()
    .any(|(start, end)| inside(start, end))
}

/// Tells whether a text can be the name of a variable, with letters and no more than such names have.
fn is_identifier(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b':'))
}

fn is_instruction(text: &str) -> bool {
    let first = text.split(['_', '-', ' ']).next().unwrap_or_default();
    first.len() < text.len()
        && INSTRUCTIONS.contains(&first)
        && OBJECTS.iter().any(|object| text.contains(object))
}

/// A value in small letters, without quotes and spaces around it.
struct Plain {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Plain {
    fn of(value: &[u8]) -> Option<Self> {
        let value = value.trim_ascii();
        let value = match value {
            [b'"', inside @ .., b'"'] | [b'\'', inside @ .., b'\''] | [b'`', inside @ .., b'`'] => inside,
            _ => value,
        };
        let mut bytes = [0; LONGEST];
        let own = bytes.get_mut(..value.len())?;
        own.copy_from_slice(value);
        own.make_ascii_lowercase();
        Some(Self { bytes, length: value.len() })
    }

    /// Returns the text; of what is none a sign that no list has.
    fn text(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("\u{fffd}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_stands_for_a_credential() {
        for value in [
            "",
            " ",
            "null",
            "NULL",
            "undefined",
            "None",
            "nil",
            "NaN",
            "true",
            "false",
            "0",
            "1",
            "test",
            "token",
            "bearer",
            "[object Object]",
            "{}",
            "\"\"",
            "'null'",
            "{{token}}",
            "{{ token }}",
            "${TOKEN}",
            "$TOKEN",
            "{token}",
            "<token>",
            "<YOUR TOKEN>",
            "%TOKEN%",
            "your_token_here",
            "YOUR-API-KEY",
            "insert api key",
            "my_token",
            "changeme",
            "xxx",
            "xxxxxxxxxxxxxxxx",
            "****",
            "<%= token %>",
            "$token",
        ] {
            assert!(is_placeholder(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn takes_real_tokens_for_real() {
        for value in [
            "9f86d081884c7d65",
            "a",
            "mystery-tokens",
            "tokens",
            "test-9f86d081884c7d65",
            "yourself",
            "$2b$12$abc",
            "sk_test_4eC39HqLyjWD",
            "YourTruly",
            "nullable",
            "\u{fffd}",
            "{9f86d081-884c-7d65}",
            "my-9f86d081",
        ] {
            assert!(!is_placeholder(value.as_bytes()), "{value}");
        }
        assert!(!is_placeholder(&[0xff; 4]) && !is_placeholder(&[b'x'; 65]));
    }

    #[test]
    fn leaves_passwords_that_people_choose() {
        assert!(is_nothing(b"undefined") && is_nothing(b"{{password}}") && is_nothing(b""));
        assert!(!is_nothing(b"test") && !is_nothing(b"changeme") && !is_nothing(b"password"));
    }
}
