//! The digits of a compact number, and sums over them.

/// Reads a text of exactly so many digits, as numbers.
pub(super) fn digits<const N: usize>(text: &[u8]) -> Option<[u32; N]> {
    let bytes = text.first_chunk::<N>().filter(|_| text.len() == N)?;
    bytes.iter().all(u8::is_ascii_digit).then(|| bytes.map(|byte| u32::from(byte & 0x0f)))
}

/// Returns the number that digits write.
pub(super) fn number(digits: &[u32]) -> u64 {
    digits.iter().fold(0, |number, digit| number * 10 + u64::from(*digit))
}

/// Returns the sum of each digit times its weight.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Returns the sum of each digit times its weight, both digits of a product added up.
pub(super) fn weighted_cross(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).map(|part| part / 10 + part % 10).sum()
}

/// Returns the sum of each digit times its weight, counted from the last: 2, 3, 4 and so on to `highest`, then 2 again.
pub(super) fn rising(digits: &[u32], highest: u32) -> u32 {
    digits.iter().rev().zip((2..=highest).cycle()).map(|(digit, weight)| digit * weight).sum()
}

/// Tells whether a number is one digit over and over. Such numbers pass many checks, and people make them up.
pub(super) fn are_same(digits: &[u32]) -> bool {
    digits.windows(2).all(|pair| pair.first() == pair.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_nothing_but_so_many_digits() {
        assert_eq!(digits::<3>(b"907"), Some([9, 0, 7]));
        for text in ["90", "9070", "90a", "9 7", "\u{0669}7", ""] {
            assert_eq!(digits::<3>(text.as_bytes()), None, "{text}");
        }
        assert_eq!(number(&[0, 4, 2]), 42);
    }

    #[test]
    fn sums_by_weights() {
        assert_eq!(weighted(&[1, 2, 3], &[5, 4, 3]), 22);
        assert_eq!(weighted_cross(&[9, 6, 1], &[2, 2, 2]), 9 + 3 + 2);
        assert_eq!(rising(&[1, 1, 1, 1], 4), 2 + 3 + 4 + 2);
    }

    #[test]
    fn tells_one_digit_over_and_over() {
        assert!(are_same(&[7, 7, 7]) && !are_same(&[7, 7, 8]) && !are_same(&[8, 7, 7]));
    }
}
