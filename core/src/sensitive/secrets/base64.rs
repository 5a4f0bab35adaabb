//! Base64 (RFC 4648), both alphabets, with padding or without.

/// Characters that are decoded at most. Longer ones are no tokens.
const LENGTH: usize = 8192;

/// Tells whether a byte belongs to the standard alphabet or its padding.
pub(super) fn is_standard(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Tells whether a byte belongs to the alphabet for URLs.
pub(super) fn is_url(byte: u8) -> bool {
    URL.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The bytes of the alphabet for URLs.
#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
static URL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x80_u8 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        byte += 1;
    }
    table
};

/// Decodes a text of either alphabet.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let text = text.get(..text.len() - padding)?;
    if text.len() > LENGTH || text.len() % 4 == 1 {
        return None;
    }
    let mut decoded = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.chunks(4) {
        let (mut bits, mut all) = (0_u32, 0);
        for byte in group {
            let value = VALUES.get(usize::from(*byte)).copied().unwrap_or(NONE);
            all |= value;
            bits = bits << 6 | u32::from(value & 0x3f);
        }
        if all == NONE {
            return None;
        }
        let [_, bytes @ ..] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        decoded.extend_from_slice(bytes.get(..group.len() - 1)?);
    }
    Some(decoded)
}

/// What is no digit.
const NONE: u8 = 0xff;

/// The digit that each byte stands for in either alphabet.
#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
static VALUES: [u8; 256] = {
    let mut table = [NONE; 256];
    let mut byte = 0;
    while byte < 0x80_u8 {
        table[byte as usize] = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => NONE,
        };
        byte += 1;
    }
    table
};

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
