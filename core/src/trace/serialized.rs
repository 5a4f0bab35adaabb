//! Objects in the serial forms of languages that run code when they read them.

use memchr::memmem;

/// Tells whether a text may hold such an object, percent escapes or not. It takes one pass, and says no of most texts.
pub(crate) fn may_be_serialized(text: &[u8]) -> bool {
    memchr::memchr2_iter(b'O', b'D', text).any(|at| match text.split_at_checked(at) {
        Some((_, [b'O', b'0' | b':' | b'%', ..])) => true,
        Some((before, [b'D', ..])) => before.ends_with(b"AAEAAA"),
        _ => false,
    })
}

/// Returns the language whose serialized object a text holds.
pub(crate) fn serialized(text: &[u8]) -> Option<&'static str> {
    const STREAM: &[u8] = b"\xac\xed\x00\x05";

    match () {
        () if !text.starts_with(STREAM) && !may_be_serialized(text) => None,
        // The magic number and version of Java's Object Serialization Stream Protocol, as bytes and in Base64.
        () if text.starts_with(STREAM) || has_base64(text, b"rO0AB") => Some("Java"),
        // A header of [MS-NRBF] in Base64, where JSON may escape slashes.
        () if has_base64(text, b"AAEAAAD/////") || has_base64(text, b"AAEAAAD\\/\\/\\/\\/\\/") => {
            Some(".NET")
        }
        () if has_php(text) => Some("PHP"),
        () => None,
    }
}

/// Tells whether Base64 begins so somewhere, and goes on.
fn has_base64(text: &[u8], start: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    memmem::find_iter(text, start).any(|at| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let rest = text.get(at + start.len()..).unwrap_or_default();
        !before.is_some_and(is_digit) && rest.get(..8).is_some_and(|rest| rest.iter().all(is_digit))
    })
}

/// Tells whether an object of PHP's `serialize` stands somewhere: `O:8:"stdClass":1:{`, with quotes escaped or not.
fn has_php(text: &[u8]) -> bool {
    memmem::find_iter(text, b"O:").any(|at| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let rest = text.get(at + 2..).unwrap_or_default();
        !before.is_some_and(u8::is_ascii_alphanumeric) && is_php_object(rest).is_some()
    })
}

fn is_php_object(text: &[u8]) -> Option<()> {
    let (length, rest) = number(text)?;
    let rest = rest.strip_prefix(b":")?;
    let rest = rest.strip_prefix(b"\\").unwrap_or(rest).strip_prefix(b"\"")?;
    let rest = rest.get(length..)?;
    let rest = rest.strip_prefix(b"\\").unwrap_or(rest).strip_prefix(b"\":")?;
    let (_, rest) = number(rest)?;
    rest.starts_with(b":{").then_some(())
}

/// Reads up to three digits.
fn number(text: &[u8]) -> Option<(usize, &[u8])> {
    let digits = text.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = text.split_at_checked(digits)?;
    Some((std::str::from_utf8(number).ok()?.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_serialized_objects() {
        for (text, expected) in [
            ("rO0ABXNyABFqYXZhLnV0aWw=", Some("Java")),
            (r#"{"state": "AAEAAAD/////AQAAAAAAAAA="}"#, Some(".NET")),
            (r#"{"state": "AAEAAAD\/\/\/\/\/AQAAAAAAAAA="}"#, Some(".NET")),
            (r#"O:8:"stdClass":1:{s:1:"a";i:1;}"#, Some("PHP")),
            (r#"{"state": "O:8:\"stdClass\":0:{}"}"#, Some("PHP")),
            (r#"{"a": "xrO0ABXNyABFqYXZhLnV0aWw"}"#, None),
            ("rO0AB", None),
            (r#"{"TO:8:\"x": 1, "O:9": 2}"#, None),
            (r#"O:99:"stdClass":1:{"#, None),
            ("", None),
        ] {
            assert_eq!(serialized(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(serialized(b"\xac\xed\x00\x05sr"), Some("Java"));
        assert_eq!(serialized(&b"O:".repeat(500_000)), None);
    }
}
