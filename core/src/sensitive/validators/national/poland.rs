//! Poland.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits};
use crate::sensitive::validators::date::{is_birth, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const DOWOD: Scheme = Scheme {
    id: "pl-dowod",
    label: "a Polish identity card number",
    group: Pii,
    names: &["dowod osobisty", "numer dowodu", "dowod", "seria i numer dowodu"],
    lengths: (9, 9),
    check: is_dowod,
    written: &["AAAdddddd", "AAA dddddd"],
    strength: Strength::Weak,
};

pub(super) const NIP: Scheme = Scheme {
    id: "pl-nip",
    label: "a Polish NIP",
    group: Pii,
    names: &["nip", "numer identyfikacji podatkowej"],
    lengths: (10, 10),
    check: is_nip,
    written: &["ddd-ddd-dd-dd", "ddd-dd-dd-ddd"],
    strength: Strength::Weak,
};

pub(super) const PASZPORT: Scheme = Scheme {
    id: "pl-paszport",
    label: "a Polish passport number",
    group: Pii,
    names: &["paszport", "numer paszportu", "passport", "passport number"],
    lengths: (9, 9),
    check: is_paszport,
    written: &["AAddddddd", "AA ddddddd"],
    strength: Strength::Weak,
};

pub(super) const PESEL: Scheme = Scheme {
    id: "pl-pesel",
    label: "a Polish PESEL",
    group: Pii,
    names: &["pesel", "numer pesel"],
    lengths: (11, 11),
    check: is_pesel,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const REGON: Scheme = Scheme {
    id: "pl-regon",
    label: "a Polish REGON",
    group: Pii,
    names: &["regon", "numer regon"],
    lengths: (9, 14),
    check: is_regon,
    written: &["ddd-ddd-ddd"],
    strength: Strength::Weak,
};

/// Three letters and six digits, the first of which is the check digit.
fn is_dowod(text: &[u8]) -> bool {
    fits(text, b"AAAdddddd") && is_divisible(text, [7, 3, 1, 9, 7, 3, 1, 7, 3])
}

/// Two letters and seven digits, the first of which is the check digit.
fn is_paszport(text: &[u8]) -> bool {
    fits(text, b"AAddddddd") && is_divisible(text, [7, 3, 9, 1, 7, 3, 1, 7, 3])
}

fn is_divisible(text: &[u8], weights: [u32; 9]) -> bool {
    let sum = text.iter().zip(weights).try_fold(0, |sum, (byte, weight)| Some(sum + base36(*byte)? * weight));
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// Weights by eleven; none has the check ten.
fn is_nip(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        weighted(&d[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9] && number(&d[..3]) > 0 && !are_same(&d)
    })
}

/// Birth, with the century in the month, a serial number with the sex, and a check digit.
fn is_pesel(text: &[u8]) -> bool {
    let Some(d) = digits::<11>(text) else { return false };
    let Some((year, month, day)) = year_first(&d) else { return false };
    let century = match month / 20 {
        4 => 1800,
        0 => 1900,
        1 => 2000,
        _ => return false,
    };
    !are_same(&d)
        && is_birth(century + year, month % 20, day)
        && weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
}

/// Nine digits, or fourteen for a branch, which has a check digit of its own.
fn is_regon(text: &[u8]) -> bool {
    let is_company = |d: &[u32]| {
        weighted(d, &[8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == d.get(8).copied().unwrap_or(10) && !are_same(d)
    };
    match text.len() {
        9 => digits::<9>(text).is_some_and(|d| is_company(&d)),
        14 => digits::<14>(text).is_some_and(|d| {
            is_company(&d[..9])
                && weighted(&d[..13], &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10 == d[13]
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_pl_dowod() {
        verify(&DOWOD, &["EXR128818", "NKH434724", "OWZ486409"], &["EXR128810", "EXR12881", "exr128818"]);
    }

    #[test]
    fn knows_pl_nip() {
        verify(&NIP, &["0485271889", "9037092606", "5430829353"], &["0485271880", "048527188", "7777777777"]);
    }

    #[test]
    fn knows_pl_paszport() {
        verify(&PASZPORT, &["VU5791382", "IA7817038", "PB8750486"], &["VU5791380", "VU579138", "vu5791382"]);
    }

    #[test]
    fn knows_pl_pesel() {
        verify(
            &PESEL,
            &["46071671114", "58291926772", "70100808048"],
            &["46071671110", "68222417592", "4607167111", "77777777777"],
        );
    }

    #[test]
    fn knows_pl_regon() {
        verify(&REGON, &["072574481", "877446981", "731207548"], &["072574480", "07257448", "777777777"]);
    }
}
