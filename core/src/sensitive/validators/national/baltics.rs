//! Estonia, Latvia, Lithuania.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::date::{day_first, is_birth, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const EE_ISIKUKOOD: Scheme = Scheme {
    id: "ee-isikukood",
    label: "an Estonian personal code",
    group: Pii,
    names: &["isikukood", "ik", "personal code", "personal identification code"],
    lengths: (11, 11),
    check: is_isikukood,
    written: &[],
    strength: Strength::Strong,
};

pub(super) const LT_ASMENS_KODAS: Scheme = Scheme {
    id: "lt-asmens-kodas",
    label: "a Lithuanian personal code",
    group: Pii,
    names: &["asmens kodas", "asmenskodas", "personal code", "personal identification code"],
    lengths: (11, 11),
    check: is_asmens_kodas,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const LV_PERSONAS_KODS: Scheme = Scheme {
    id: "lv-personas-kods",
    label: "a Latvian personal code",
    group: Pii,
    names: &["personas kods", "personaskods", "personal code", "personal identification code"],
    lengths: (11, 11),
    check: is_personas_kods,
    written: &["dddddd-ddddd"],
    strength: Strength::Fair,
};

/// Sex and century, birth, a serial number, and a check digit.
fn is_isikukood(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| is_dated(&d) && d[10] == check(&d))
}

/// The same. Those whose birth is not known have a 9 in front.
fn is_asmens_kodas(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| (is_dated(&d) && d[0] < 7 || d[0] == 9) && d[10] == check(&d))
}

fn is_dated(digits: &[u32; 11]) -> bool {
    let century = match digits[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return false,
    };
    year_first(&digits[1..]).is_some_and(|(year, month, day)| is_birth(century + year, month, day))
}

/// By eleven; where the rest is ten, with the weights moved on by two, and 0 where it is ten again.
fn check(digits: &[u32; 11]) -> u32 {
    match weighted(&digits[..10], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
        10 => weighted(&digits[..10], &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10,
        rest => rest,
    }
}

/// Birth with the century behind it, or, since July 2017, a number that begins with 32 to 39 and tells nothing. The
/// check digit is the same.
fn is_personas_kods(text: &[u8]) -> bool {
    let Some(d) = digits::<11>(text) else { return false };
    let is_dated = || {
        let century = match d[6] {
            0 => 1800,
            1 => 1900,
            2 => 2000,
            _ => return false,
        };
        day_first(&d).is_some_and(|(year, month, day)| is_birth(century + year, month, day))
    };
    let sum = 1101 - weighted(&d[..10], &[1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    ((32..=39).contains(&number(&d[..2])) || is_dated()) && sum % 11 % 10 == d[10] && !are_same(&d)
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_ee_isikukood() {
        verify(
            &EE_ISIKUKOOD,
            &["49708169561", "18705106367", "35707259460"],
            &["49708169560", "27810111250", "4970816956", "77777777777"],
        );
    }

    #[test]
    fn knows_lt_asmens_kodas() {
        verify(
            &LT_ASMENS_KODAS,
            &["99809100886", "36212145185", "35111231066"],
            &["99809100880", "16101197396", "9980910088", "77777777777"],
        );
    }

    #[test]
    fn knows_lv_personas_kods() {
        verify(
            &LV_PERSONAS_KODS,
            &["32078627230", "32515716101", "18028902766"],
            &["32078627231", "19094604630", "3207862723", "77777777777"],
        );
    }
}
