//! Belgium, Luxembourg, the Netherlands.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::date::{is_birth, is_short, two, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};
use crate::sensitive::validators::{luhn, verhoeff};

pub(super) const BE_NRN: Scheme = Scheme {
    id: "be-nrn",
    label: "a Belgian national register number",
    group: Pii,
    names: &[
        "nrn",
        "rijksregisternummer",
        "numero de registre national",
        "registre national",
        "niss",
        "insz",
    ],
    lengths: (11, 11),
    check: is_nrn,
    written: &["dd.dd.dd-ddd.dd", "dd.dd.dd.ddd.dd", "dddddd-ddd-dd", "dddddd ddd dd"],
    strength: Strength::Strong,
};

pub(super) const LU_NIN: Scheme = Scheme {
    id: "lu-nin",
    label: "a Luxembourgish national identification number",
    group: Pii,
    names: &["matricule", "matricule nationale", "numero national d identification", "nin"],
    lengths: (13, 13),
    check: is_nin,
    written: &["dddd dd dd ddddd", "dddddddd ddddd", "dddd dddd ddd dd"],
    strength: Strength::Strong,
};

pub(super) const NL_BSN: Scheme = Scheme {
    id: "nl-bsn",
    label: "a Dutch BSN",
    group: Pii,
    names: &["bsn", "burgerservicenummer", "sofinummer", "burger service nummer", "sofi nummer"],
    lengths: (9, 9),
    check: is_bsn,
    written: &["dddd.dd.ddd", "ddd.ddd.ddd", "dddd dd ddd"],
    strength: Strength::Weak,
};

/// Birth, a serial number, and 97 less the rest by 97; since 2000 with a 2 in front of the number that is divided.
/// Month and day may be 0 where they are unknown, and those who are not in the register have 20 or 40 added to the
/// month.
fn is_nrn(text: &[u8]) -> bool {
    let Some(d) = digits::<11>(text) else { return false };
    let Some((year, month, day)) = year_first(&d) else { return false };
    let check = number(&d[9..]);
    let rest = |number: u64| 97 - number % 97 == check;
    // A month that is not known goes with any day: when a day's numbers ran out, they went on there.
    let is_date = match month % 20 {
        0 if month <= 40 => day <= 31,
        month @ 1..=12 => day == 0 || is_short(year, month, day),
        _ => false,
    };
    let head = number(&d[..9]);
    is_date
        && month <= 52
        && (1..=998).contains(&number(&d[6..9]))
        && (rest(head) || rest(head + 2_000_000_000))
}

/// Birth, a serial number, and two check digits over the same eleven digits: Luhn's and Verhoeff's (Reglement
/// grand-ducal du 18 juin 2014).
fn is_nin(text: &[u8]) -> bool {
    let Some(d) = digits::<13>(text) else { return false };
    let [y, e, a, r, ..] = d;
    let mut other = [0; 12];
    for (to, from) in other.iter_mut().zip(d[..11].iter().chain([&d[12]])) {
        *to = *from;
    }
    is_birth(two(y, e) * 100 + two(a, r), two(d[4], d[5]), two(d[6], d[7]))
        && luhn::is_valid(d[..12].iter().copied())
        && verhoeff::is_valid(&other)
}

/// The test of eleven: weights 9 to 2, and the last digit taken away.
fn is_bsn(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| {
        weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2, 10]).is_multiple_of(11)
            && number(&d) >= 1_000_000
            && !are_same(&d)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_be_nrn() {
        verify(
            &BE_NRN,
            &["77310103325", "24282886492", "53030100433"],
            &["77310103320", "22063157368", "7731010332", "77777777777"],
        );
    }

    #[test]
    fn knows_lu_nin() {
        verify(
            &LU_NIN,
            &["2014111381875", "2043122867664", "1927012341352"],
            &["2014111381870", "1870062875497", "201411138187", "7777777777777"],
        );
    }

    #[test]
    fn knows_nl_bsn() {
        verify(&NL_BSN, &["736913944", "802086111", "189096561"], &["736913940", "73691394", "777777777"]);
    }
}
