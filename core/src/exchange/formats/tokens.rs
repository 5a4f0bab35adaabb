//! A line of a text log, token by token.

use std::borrow::Cow;

use super::rejected::Refusal;

/// How many tokens of a line are read: no log that is known has half as many.
const MOST: usize = 96;

/// A token of a log line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'l> {
    /// What stands between blanks.
    Bare(&'l str),
    /// What stood in quotes, its escapes undone.
    Quoted(Cow<'l, str>),
    /// What stood in brackets.
    Bracketed(&'l str),
}

impl Token<'_> {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Bare(text) | Self::Bracketed(text) => text,
            Self::Quoted(text) => text,
        }
    }

    pub(super) const fn is_bare(&self) -> bool {
        matches!(self, Self::Bare(_))
    }
}

/// Splits a line at its blanks.
pub(super) fn tokens(line: &[u8]) -> Result<Vec<Token<'_>>, Refusal> {
    let mut rest = std::str::from_utf8(line).map_err(|_| Refusal::NOT_A_LINE)?.trim_ascii();
    let mut tokens = Vec::new();
    while !rest.is_empty() && tokens.len() < MOST {
        let (token, after) = if let Some(text) = rest.strip_prefix('"') {
            let end = end_of_quoted(text).ok_or(Refusal::NOT_A_LINE)?;
            let (quoted, after) = text.split_at_checked(end).ok_or(Refusal::NOT_A_LINE)?;
            (Token::Quoted(unescaped(quoted)), after.get(1..).unwrap_or_default())
        } else if let Some((bracketed, after)) = rest.strip_prefix('[').and_then(|text| text.split_once(']'))
        {
            (Token::Bracketed(bracketed), after)
        } else {
            let (bare, after) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
            (Token::Bare(bare), after)
        };
        tokens.push(token);
        rest = after.trim_ascii_start();
    }
    Ok(tokens)
}

/// Finds the quote that ends a quoted text: the first one that is not escaped.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let sign = from + memchr::memchr2(b'"', b'\\', text.as_bytes().get(from..)?)?;
        if text.as_bytes().get(sign) == Some(&b'"') {
            return Some(sign);
        }
        from = sign + 2;
    }
}

/// Undoes the escapes of Apache and nginx: `\"`, `\\`, `\n`, `\t` and so on, `\xNN`. Bytes that are then no UTF-8 keep their
/// escapes: a target has to be text, and `\xC3` is still the same byte to whoever reads it.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let (decoded, after) = match after {
            [b'x', high, low, after @ ..] => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                _ => (b'\\', rest),
            },
            [b'n', after @ ..] => (b'\n', after),
            [b'r', after @ ..] => (b'\r', after),
            [b't', after @ ..] => (b'\t', after),
            [b'v', after @ ..] => (0x0b, after),
            [b'b', after @ ..] => (0x08, after),
            [sign @ (b'"' | b'\\'), after @ ..] => (*sign, after),
            _ => (b'\\', rest),
        };
        bytes.push(decoded);
        rest = after;
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        tokens(line.as_bytes()).unwrap().iter().map(|token| token.text().to_owned()).collect()
    }

    #[test]
    fn splits_at_blanks_outside_of_quotes_and_brackets() {
        assert_eq!(texts(r#"a  "b c" [d e] "" f"g"#), ["a", "b c", "d e", "", "f\"g"]);
        assert!(texts("").is_empty());
        assert_eq!(tokens(br#""open"#).unwrap_err(), Refusal::NOT_A_LINE);
        assert_eq!(tokens(br#""open\""#).unwrap_err(), Refusal::NOT_A_LINE);
        assert_eq!(tokens(b"\xff").unwrap_err(), Refusal::NOT_A_LINE);
        assert_eq!(tokens("x ".repeat(1000).as_bytes()).unwrap().len(), MOST);
    }

    #[test]
    fn undoes_escapes() {
        for (escaped, plain) in [
            (r#""a\"b\\c""#, "a\"b\\c"),
            (r#""\x22\x5C\x0a""#, "\"\\\n"),
            (r#""caf\xC3\xA9""#, "café"),
            (r#""\xC3\x28""#, "\\xC3\\x28"),
            (r#""\t\q\xZZ\x1""#, "\t\\q\\xZZ\\x1"),
        ] {
            assert_eq!(texts(escaped), [plain], "{escaped}");
        }
    }
}
