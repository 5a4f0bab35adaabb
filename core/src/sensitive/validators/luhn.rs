//! The check digit of ISO/IEC 7812-1, annex B: every second digit doubled, from the last but one on.

use super::alphabet::base36;

/// Tells whether the last digit is the check digit of those before.
pub(super) fn is_valid<I>(digits: I) -> bool
where
    I: IntoIterator<Item = u32, IntoIter: DoubleEndedIterator>,
{
    sum(digits).is_multiple_of(10)
}

/// Returns the sum that a check digit makes divisible by ten.
pub(super) fn sum<I>(digits: I) -> u32
where
    I: IntoIterator<Item = u32, IntoIter: DoubleEndedIterator>,
{
    let mut doubles = false;
    let mut sum = 0;
    for digit in digits.into_iter().rev() {
        sum += if !doubles {
            digit
        } else if digit > 4 {
            digit * 2 - 9
        } else {
            digit * 2
        };
        doubles = !doubles;
    }
    sum
}

/// Tells the same of a text to the base 36, where a product's digits to that base are added up.
pub(super) fn is_valid_36(text: &[u8]) -> bool {
    let sum = text.iter().rev().zip([1, 2].into_iter().cycle()).try_fold(0, |sum, (byte, weight)| {
        let product = base36(*byte)? * weight;
        Some(sum + product / 36 + product % 36)
    });
    sum.is_some_and(|sum| sum % 36 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_example_of_the_standard() {
        assert!(is_valid([7, 9, 9, 2, 7, 3, 9, 8, 7, 1, 3]));
        assert!((0..=9).filter(|last| is_valid([7, 9, 9, 2, 7, 3, 9, 8, 7, 1, *last])).eq([3]));
    }

    #[test]
    fn counts_letters_to_the_base_36() {
        assert!(is_valid_36(b"27AAPFU0939F1ZV") && !is_valid_36(b"27AAPFU0939F1ZW") && !is_valid_36(b"a0"));
    }

    #[test]
    fn sees_a_swap_of_neighbours() {
        assert!(!is_valid([7, 9, 9, 2, 7, 3, 9, 8, 1, 7, 3]));
    }
}
