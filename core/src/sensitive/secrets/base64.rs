//! Base64 (RFC 4648), both alphabets, with padding or without.

/// Characters that are decoded at most. Longer ones are no tokens.
const LENGTH: usize = 8192;

/// Tells whether a byte belongs to the standard alphabet or its padding.
pub(super) fn is_standard(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Tells whether a byte belongs to the alphabet for URLs.
pub(super) fn is_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Decodes a text of either alphabet.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let text = text.get(..text.len() - padding)?;
    if text.len() > LENGTH || text.len() % 4 == 1 {
        return None;
    }
    let mut decoded = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text {
        bits = (bits << 6 | u32::from(value(*byte)?)) & 0x3fff;
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.extend((bits >> count).to_le_bytes().first());
        }
    }
    Some(decoded)
}

fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_the_examples_of_the_rfc() {
        for (text, expected) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg", "foob"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(decode(text.as_bytes()).unwrap(), expected.as_bytes());
        }
        assert_eq!(decode(b"_-8").unwrap(), [0xff, 0xef]);
        assert_eq!(decode(b"/+8=").unwrap(), [0xff, 0xef]);
        assert_eq!((decode(b"A"), decode(b"A B="), decode(&[b'A'; 10_000])), (None, None, None));
    }
}
