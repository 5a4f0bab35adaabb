//! Letters and digits as the numbers that they stand for.

/// Returns the place of a capital letter in the alphabet, from 1 on.
pub(super) fn rank(byte: u8) -> Option<u32> {
    byte.is_ascii_uppercase().then(|| u32::from(byte - b'A') + 1)
}

/// Returns what a sign is worth to the base 36: digits as themselves, A to Z as 10 to 35.
pub(super) fn base36(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 10),
        _ => None,
    }
}

/// Returns the place of a sign in an alphabet of its own, from 0 on.
pub(super) fn place(alphabet: &[u8], byte: u8) -> Option<u32> {
    alphabet.iter().position(|sign| *sign == byte).and_then(|place| u32::try_from(place).ok())
}

/// Tells whether a sign stands at this place of an alphabet.
pub(super) fn stands(alphabet: &[u8], place: u32, byte: u8) -> bool {
    usize::try_from(place).ok().and_then(|place| alphabet.get(place)) == Some(&byte)
}

/// Tells whether a text has digits where the form has `d`, capital letters where it has `A`, either where it has `N`,
/// and every other sign as it stands.
pub(super) fn fits(text: &[u8], form: &[u8]) -> bool {
    text.len() == form.len()
        && text.iter().zip(form).all(|(byte, kind)| match kind {
            b'd' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_uppercase(),
            b'N' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            sign => byte == sign,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters() {
        assert_eq!((rank(b'A'), rank(b'Z'), rank(b'a'), rank(b'1')), (Some(1), Some(26), None, None));
        assert_eq!(
            (base36(b'9'), base36(b'A'), base36(b'Z'), base36(b'-')),
            (Some(9), Some(10), Some(35), None)
        );
        assert_eq!((place(b"XYZ", b'Z'), place(b"XYZ", b'A')), (Some(2), None));
        assert!(stands(b"XYZ", 2, b'Z') && !stands(b"XYZ", 3, b'Z'));
    }

    #[test]
    fn holds_a_text_to_its_form() {
        assert!(fits(b"AB12C", b"AAddN") && fits(b"AB123", b"AAddN") && fits(b"CHE1", b"CHEd"));
        assert!(!fits(b"AB12", b"AAddN") && !fits(b"A012C", b"AAddN") && !fits(b"CHF1", b"CHEd"));
        assert!(!fits("AB1\u{e9}".as_bytes(), b"AAddN"));
    }
}
