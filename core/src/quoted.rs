//! Text of a document inside a message.

use std::borrow::Cow;
use std::fmt;

use crate::api::masking::shown;

/// Characters that a message quotes at the most.
const LENGTH: usize = 80;

/// Displays outside text between backticks: on one line, control characters escaped, cut after 80 characters. What may be
/// a credential in it is masked, see [`shown`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`")?;
        for (count, character) in shown(self.0).chars().enumerate() {
            if count == LENGTH {
                f.write_str("…")?;
                break;
            }
            if is_unprintable(character) {
                write!(f, "{}", character.escape_unicode())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        f.write_str("`")
    }
}

/// Escapes what would drive a terminal: on one line, no controls.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let escape = |c: char| if is_unprintable(c) { c.escape_default().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(escape).collect())
}

/// Tells whether a character would move a terminal's cursor, or reorder its text as bidirectional controls do.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_drives_a_terminal() {
        assert_eq!(printable("a\u{1b}[31m\u{9b}\n\u{202e}ä"), "a\\u{1b}[31m\\u{9b}\\n\\u{202e}ä");
    }

    #[test]
    fn keeps_a_message_on_one_short_line() {
        assert_eq!(Quoted("a\nb").to_string(), "`a\\u{a}b`");
        assert_eq!(Quoted(&"x".repeat(1000)).to_string().chars().count(), 83);
    }

    #[test]
    fn repeats_no_credential() {
        assert_eq!(Quoted("https://ada:Zk81pQ@a?key=Zk81pQ").to_string(), "`https://***@a?key=***`");
    }
}
