//! The check characters of ISO/IEC 7064.

use super::alphabet::base36;

/// Tells whether the last digit is the check digit by mod 11, 10: a hybrid system, with two moduli next to each other.
pub(super) fn is_mod_11_10(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + check) % 10 == 1
}

/// Tells whether the last of these values is the check by mod 11-2, where ten is written X.
pub(super) fn is_mod_11_2(values: &[u32]) -> bool {
    values.iter().fold(0, |product, value| (product * 2 + value) % 11) == 1
}

/// Returns the remainder by 97 of a text in which each letter stands for two digits, A for 10 to Z for 35.
pub(super) fn mod_97<'a>(text: impl Iterator<Item = &'a u8>) -> Option<u32> {
    /// Below it there is room for two digits more.
    const ROOM: u64 = 1 << 56;
    let mut value = 0_u64;
    for byte in text {
        let sign = base36(*byte)?;
        value = value * if sign < 10 { 10 } else { 100 } + u64::from(sign);
        if value >= ROOM {
            value %= 97;
        }
    }
    u32::try_from(value % 97).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_examples_of_the_standard() {
        assert!(is_mod_11_10(&[0, 7, 9, 4, 5]) && !is_mod_11_10(&[0, 7, 9, 4, 6]));
        assert!(is_mod_11_2(&[0, 7, 9, 4, 0]) && is_mod_11_2(&[0, 7, 9, 10]) && !is_mod_11_2(&[0, 7, 9, 9]));
        assert_eq!(mod_97(b"79444".iter()), Some(1));
    }

    #[test]
    fn knows_nothing_of_nothing() {
        assert!(!is_mod_11_10(&[]) && !is_mod_11_2(&[]));
        assert_eq!(mod_97(b"1-2".iter()), None);
    }

    #[test]
    fn keeps_the_remainder_of_a_long_text() {
        let long = "9".repeat(40);
        let slow = long.bytes().fold(0, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97);
        assert_eq!(mod_97(long.as_bytes().iter()), Some(slow));
    }
}
