//! Bytes to text.

use crate::api::{Limits, Position, SpecError};

/// Offsets are 32 bits wide, and one bit tells unescaped strings from the source, so this is the end whatever the limit.
pub(super) const MOST_BYTES: usize = (u32::MAX / 2) as usize - 1;

/// Decodes a document: UTF-8, or UTF-16 by its byte order mark or the NUL bytes at its start.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<String, SpecError> {
    let limit = limits.bytes.min(MOST_BYTES);
    if bytes.len() > limit {
        return Err(SpecError::TooLarge { size: bytes.len(), limit });
    }
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?.to_owned(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, "UTF-16LE", u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, "UTF-16BE", u16::from_be_bytes)?,
        [1..=255, 0, 1..=255, 0, ..] => utf16(bytes, "UTF-16LE", u16::from_le_bytes)?,
        [0, 1..=255, 0, 1..=255, ..] => utf16(bytes, "UTF-16BE", u16::from_be_bytes)?,
        _ => utf8(bytes)?.to_owned(),
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err(SpecError::Binary { at: Position::of(&text, at) });
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<&str, SpecError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        // Zeros before the first wrong byte tell a program or an archive from a mistyped text.
        match memchr::memchr(0, valid.as_bytes()) {
            Some(at) => SpecError::Binary { at: Position::of(valid, at) },
            None => SpecError::Encoding { encoding: "UTF-8", at: Position::of(valid, valid.len()) },
        }
    })
}

fn utf16(bytes: &[u8], encoding: &'static str, unit: fn([u8; 2]) -> u16) -> Result<String, SpecError> {
    let (units, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(units.iter().copied().map(unit)) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(SpecError::Encoding { encoding, at: Position::of(&text, text.len()) }),
        }
    }
    if !rest.is_empty() {
        return Err(SpecError::Encoding { encoding, at: Position::of(&text, text.len()) });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, SpecError> {
        decode(bytes, &Limits::default())
    }

    fn code(bytes: &[u8]) -> &'static str {
        decoded(bytes).unwrap_err().code()
    }

    fn utf16_bytes(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn strips_the_byte_order_mark() {
        assert_eq!(decoded(b"\xef\xbb\xbf{}").unwrap(), "{}");
    }

    #[test]
    fn converts_utf16_with_and_without_a_mark() {
        let text = "{\"ä\": \"😀\"}";
        for marked in [text.to_owned(), format!("\u{feff}{text}")] {
            assert_eq!(decoded(&utf16_bytes(&marked, u16::to_le_bytes)).unwrap(), text);
            assert_eq!(decoded(&utf16_bytes(&marked, u16::to_be_bytes)).unwrap(), text);
        }
    }

    #[test]
    fn refuses_broken_utf16() {
        assert_eq!(code(b"\xff\xfe{\0}"), "encoding");
        assert_eq!(code(b"\xff\xfe\x00\xd8{\0"), "encoding");
    }

    #[test]
    fn refuses_what_is_not_utf8_where_it_breaks() {
        let error = decoded("ä: 1\nö: \u{e9}".to_owned().as_bytes().split_last().unwrap().1).unwrap_err();
        assert_eq!((error.code(), error.line(), error.column()), ("encoding", Some(2), Some(4)));
        assert_eq!(error.to_string(), "the document is not valid UTF-8 at line 2, column 4");
    }

    #[test]
    fn refuses_binary_content() {
        assert_eq!(code(b"\x7fELF\x02\x01\x01\0\0\0\xff\xff"), "binary");
        assert_eq!(code(b"openapi: 3.0.0\0"), "binary");
        assert_eq!(code(b"\xff\xfe\0\0{\0\0\0"), "binary");
    }

    #[test]
    fn refuses_by_size_before_reading() {
        let limits = Limits::default().with_bytes(4);
        assert_eq!(decode(b"\xff\xff\xff\xff\xff", &limits), Err(SpecError::TooLarge { size: 5, limit: 4 }));
    }
}
