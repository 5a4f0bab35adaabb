//! Numbers of payment cards: who issues them, how long they are, and their check digit.

mod ranges;
mod test_numbers;

use super::luhn;
use ranges::RANGES;

/// The shortest and the longest number of any brand.
pub(crate) const LENGTHS: (usize, usize) = (12, 19);

/// The network that a card belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brand {
    AmericanExpress,
    Cabal,
    Carnet,
    Dankort,
    DinersClub,
    Discover,
    Elo,
    Hipercard,
    Humo,
    InstaPayment,
    InterPayment,
    Jcb,
    Maestro,
    Mastercard,
    Mir,
    Napas,
    Naranja,
    RuPay,
    Troy,
    UnionPay,
    Uzcard,
    Verve,
    Visa,
}

/// Returns the brand of a card number, where the check digit is right and some brand has numbers that begin so and are
/// this long.
pub(crate) fn brand(text: &[u8]) -> Option<Brand> {
    if !(LENGTHS.0..=LENGTHS.1).contains(&text.len()) || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    if !luhn::is_valid(text.iter().map(|byte| u32::from(byte & 0x0f))) {
        return None;
    }
    let start = text.iter().take(6).fold(0, |start, byte| start * 10 + u32::from(byte & 0x0f));
    let length = 1_u32 << text.len();
    RANGES
        .iter()
        .find(|range| (range.first..=range.last).contains(&start) && range.lengths & length != 0)
        .map(|range| range.brand)
}

/// Tells whether a card number is one that payment providers publish for tests.
pub(crate) fn is_test(text: &[u8]) -> bool {
    test_numbers::has(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that begins so, is so long, and has the right check digit.
    fn made(start: &str, length: usize) -> String {
        let body: String = start.chars().chain("7302951846039".chars().cycle()).take(length - 1).collect();
        let digits =
            |last: u32| body.bytes().map(|byte| u32::from(byte - b'0')).chain([last]).collect::<Vec<_>>();
        let last = (0..10).find(|last| luhn::is_valid(digits(*last))).unwrap();
        format!("{body}{last}")
    }

    #[test]
    fn knows_the_brands() {
        for (start, length, expected) in [
            ("4", 13, Brand::Visa),
            ("4", 16, Brand::Visa),
            ("4", 19, Brand::Visa),
            ("51", 16, Brand::Mastercard),
            ("55", 16, Brand::Mastercard),
            ("222100", 16, Brand::Mastercard),
            ("272099", 16, Brand::Mastercard),
            ("34", 15, Brand::AmericanExpress),
            ("37", 15, Brand::AmericanExpress),
            ("6011", 16, Brand::Discover),
            ("644", 16, Brand::Discover),
            ("659", 19, Brand::Discover),
            ("300", 14, Brand::DinersClub),
            ("36", 14, Brand::DinersClub),
            ("38", 16, Brand::DinersClub),
            ("3528", 16, Brand::Jcb),
            ("2131", 15, Brand::Jcb),
            ("1800", 15, Brand::Jcb),
            ("62", 16, Brand::UnionPay),
            ("62", 19, Brand::UnionPay),
            ("8100", 16, Brand::UnionPay),
            ("5018", 12, Brand::Maestro),
            ("6759", 19, Brand::Maestro),
            ("6304", 18, Brand::Maestro),
            ("2200", 16, Brand::Mir),
            ("2204", 19, Brand::Mir),
            ("606985", 16, Brand::RuPay),
            ("508500", 16, Brand::RuPay),
            ("401178", 16, Brand::Elo),
            ("636297", 16, Brand::Elo),
            ("606282", 16, Brand::Hipercard),
            ("506099", 19, Brand::Verve),
            ("9792", 16, Brand::Troy),
            ("5019", 16, Brand::Dankort),
            ("604201", 16, Brand::Cabal),
            ("589562", 16, Brand::Naranja),
            ("286900", 16, Brand::Carnet),
            ("8600", 16, Brand::Uzcard),
            ("9860", 16, Brand::Humo),
            ("9704", 19, Brand::Napas),
            ("636", 16, Brand::InterPayment),
            ("638", 16, Brand::InstaPayment),
        ] {
            let number = made(start, length);
            assert_eq!(brand(number.as_bytes()), Some(expected), "{number}");
            assert!(!is_test(number.as_bytes()), "{number}");
        }
    }

    #[test]
    fn refuses_numbers_outside_of_the_ranges() {
        // Milliseconds and nanoseconds since 1970, two brands at a wrong length, numbers next to a range.
        for (start, length) in [
            ("1732", 13),
            ("1732", 19),
            ("4", 15),
            ("34", 16),
            ("222099", 16),
            ("272100", 16),
            ("3527", 16),
            ("3590", 16),
            ("0", 16),
            ("7", 16),
            ("9", 16),
            ("2132", 15),
        ] {
            let number = made(start, length);
            assert_eq!(brand(number.as_bytes()), None, "{number}");
        }
    }

    #[test]
    fn refuses_wrong_check_digits_and_other_signs() {
        let number = made("4539", 16);
        for wrong in '0'..='9' {
            let other = format!("{}{wrong}", number.split_at(15).0);
            assert_eq!(brand(other.as_bytes()).is_some(), other == number, "{other}");
        }
        for text in ["", "4", "453973029518460A", "\u{664}539730295184603", &made("4", 20)] {
            assert_eq!(brand(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn gives_every_brand_a_label_of_its_own() {
        let mut labels: Vec<_> = RANGES.iter().map(|range| format!("{:?}", range.brand)).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), 23);
    }
}
