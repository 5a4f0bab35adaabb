//! With which digits the numbers of each brand begin, and how long they are (ISO/IEC 7812; what the networks publish
//! for merchants).

use super::Brand;

/// Numbers from one start to another.
#[derive(Debug)]
pub(super) struct Range {
    /// The first six digits, from here to there.
    pub(super) first: u32,
    pub(super) last: u32,
    /// A bit for each length.
    pub(super) lengths: u32,
    pub(super) brand: Brand,
}

/// A range by the first digits, at least two of them, that all its numbers share with one of the bounds.
const fn range(first: u32, last: u32, lengths: u32, brand: Brand) -> Range {
    let (mut first, mut last) = (first, last);
    while last < 100_000 {
        first *= 10;
        last = last * 10 + 9;
    }
    Range { first, last, lengths, brand }
}

const fn one(start: u32, lengths: u32, brand: Brand) -> Range {
    range(start, start, lengths, brand)
}

const L13: u32 = 1 << 13;
const L14: u32 = 1 << 14;
const L15: u32 = 1 << 15;
const L16: u32 = 1 << 16;
const L18: u32 = 1 << 18;
const L19: u32 = 1 << 19;
/// From 16 to 19 digits.
const LONG: u32 = L16 | 1 << 17 | L18 | L19;
/// From 12 to 19 digits.
const ANY: u32 = 1 << 12 | L13 | L14 | L15 | LONG;

/// The narrow ranges, then the wide ones that they are cut out of.
pub(super) static RANGES: &[Range] = &[
    range(401_178, 401_179, L16, Brand::Elo),
    one(431_274, L16, Brand::Elo),
    one(438_935, L16, Brand::Elo),
    one(451_416, L16, Brand::Elo),
    one(457_393, L16, Brand::Elo),
    range(457_631, 457_632, L16, Brand::Elo),
    one(4, L13 | L16 | L19, Brand::Visa),
    range(51, 55, L16, Brand::Mastercard),
    range(222_100, 272_099, L16, Brand::Mastercard),
    one(34, L15, Brand::AmericanExpress),
    one(37, L15, Brand::AmericanExpress),
    range(2200, 2204, LONG, Brand::Mir),
    one(286_900, L16, Brand::Carnet),
    one(384_100, L16, Brand::Hipercard),
    one(384_140, L16, Brand::Hipercard),
    one(384_160, L16, Brand::Hipercard),
    range(300, 305, L14 | LONG, Brand::DinersClub),
    one(3088, L16, Brand::Jcb),
    one(3095, L14 | LONG, Brand::DinersClub),
    one(36, L14 | L15 | LONG, Brand::DinersClub),
    range(38, 39, L14 | LONG, Brand::DinersClub),
    range(3528, 3589, LONG, Brand::Jcb),
    one(2131, L15, Brand::Jcb),
    one(1800, L15, Brand::Jcb),
    one(502_275, L16, Brand::Carnet),
    one(504_175, L16, Brand::Elo),
    range(506_099, 506_198, L16 | L18 | L19, Brand::Verve),
    range(506_199, 506_499, L16, Brand::Carnet),
    range(506_699, 506_778, L16, Brand::Elo),
    range(507_865, 507_964, L16 | L18 | L19, Brand::Verve),
    range(508_500, 508_999, L16, Brand::RuPay),
    range(509_000, 509_999, L16, Brand::Elo),
    one(5019, L16, Brand::Dankort),
    one(5018, ANY, Brand::Maestro),
    one(5020, ANY, Brand::Maestro),
    one(5038, ANY, Brand::Maestro),
    one(5893, ANY, Brand::Maestro),
    one(589_562, L16, Brand::Naranja),
    one(589_657, L16, Brand::Cabal),
    one(50, LONG, Brand::Maestro),
    range(56, 58, LONG, Brand::Maestro),
    range(604_201, 604_219, L16, Brand::Cabal),
    one(606_282, L16, Brand::Hipercard),
    range(606_985, 607_984, L16, Brand::RuPay),
    range(608_001, 608_500, L16, Brand::RuPay),
    one(6011, LONG, Brand::Discover),
    one(627_170, L16, Brand::Cabal),
    one(627_780, L16, Brand::Elo),
    one(62, LONG, Brand::UnionPay),
    one(6304, ANY, Brand::Maestro),
    one(636_297, L16, Brand::Elo),
    one(636_368, L16, Brand::Elo),
    one(636, LONG, Brand::InterPayment),
    one(637_095, L16, Brand::Hipercard),
    one(637_568, L16, Brand::Hipercard),
    one(637_599, L16, Brand::Hipercard),
    one(637_609, L16, Brand::Hipercard),
    one(637_612, L16, Brand::Hipercard),
    range(637, 639, L16, Brand::InstaPayment),
    one(639, LONG, Brand::Maestro),
    range(644, 649, LONG, Brand::Discover),
    range(650_002, 650_027, L18, Brand::Verve),
    range(650_031, 650_051, L16, Brand::Elo),
    range(650_405, 650_439, L16, Brand::Elo),
    range(650_485, 650_598, L16, Brand::Elo),
    range(650_700, 650_727, L16, Brand::Elo),
    range(650_901, 650_978, L16, Brand::Elo),
    range(651_652, 651_679, L16, Brand::Elo),
    range(655_000, 655_058, L16, Brand::Elo),
    range(652_150, 653_149, L16, Brand::RuPay),
    one(65, LONG, Brand::Discover),
    one(6759, ANY, Brand::Maestro),
    range(6761, 6763, ANY, Brand::Maestro),
    one(67, LONG, Brand::Maestro),
    range(810_000, 817_199, LONG, Brand::UnionPay),
    range(817_200, 820_199, L16, Brand::RuPay),
    one(8600, L16, Brand::Uzcard),
    one(9704, L16 | L19, Brand::Napas),
    one(9792, L16, Brand::Troy),
    one(9860, L16, Brand::Humo),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_short_starts() {
        assert_eq!((one(4, L16, Brand::Visa).first, one(4, L16, Brand::Visa).last), (400_000, 499_999));
        for range in RANGES {
            assert!((100_000..=range.last).contains(&range.first) && range.last <= 999_999, "{range:?}");
            assert!(range.lengths & !ANY == 0 && range.lengths != 0, "{range:?}");
        }
    }

    #[test]
    fn hides_no_range_behind_a_wider_one() {
        for (at, range) in RANGES.iter().enumerate() {
            let is_hidden = RANGES.iter().take(at).any(|before| {
                before.first <= range.first
                    && range.last <= before.last
                    && range.lengths & !before.lengths == 0
            });
            assert!(!is_hidden, "{range:?}");
        }
    }
}
