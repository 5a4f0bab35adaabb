//! Japan and South Korea.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::date::{is_birth, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, rising, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const JP_CORPORATE: Scheme = Scheme {
    id: "jp-corporate",
    label: "a Japanese corporate number",
    group: Pii,
    names: &["corporate number", "hojin bango", "houjin bangou"],
    lengths: (13, 13),
    check: is_corporate,
    written: &["d-dddd-dddd-dddd"],
    strength: Strength::Weak,
};

pub(super) const JP_MY_NUMBER: Scheme = Scheme {
    id: "jp-my-number",
    label: "a Japanese My Number",
    group: Pii,
    names: &["my number", "mynumber", "kojin bango", "individual number"],
    lengths: (12, 12),
    check: is_my_number,
    written: &["dddd dddd dddd", "dddd-dddd-dddd"],
    strength: Strength::Weak,
};

pub(super) const KR_BRN: Scheme = Scheme {
    id: "kr-brn",
    label: "a Korean business registration number",
    group: Pii,
    names: &["brn", "business registration number", "saeopja", "corp reg no"],
    lengths: (10, 10),
    check: is_brn,
    written: &["ddd-dd-ddddd"],
    strength: Strength::Weak,
};

pub(super) const KR_RRN: Scheme = Scheme {
    id: "kr-rrn",
    label: "a Korean resident registration number",
    group: Pii,
    names: &[
        "rrn",
        "jumin",
        "resident registration number",
        "jumin number",
        "foreigner registration number",
        "frn",
    ],
    lengths: (13, 13),
    check: is_rrn,
    written: &["dddddd-ddddddd"],
    strength: Strength::Fair,
};

/// The check digit stands in front: nine less the rest of the sum, in which every second digit counts twice (National
/// Tax Agency).
fn is_corporate(text: &[u8]) -> bool {
    digits::<13>(text).is_some_and(|d| {
        9 - weighted(&d[1..], &[2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9 == d[0] && !are_same(&d)
    })
}

/// Weights 2 to 7 from the last digit (Ordinance 85 of 2014 of the Ministry of Internal Affairs).
fn is_my_number(text: &[u8]) -> bool {
    digits::<12>(text).is_some_and(|d| {
        // The weights end at 6 in the first place.
        let rest = rising(&d[..11], 7) % 11;
        d[11] == if rest < 2 { 0 } else { 11 - rest } && !are_same(&d)
    })
}

/// An office, a kind, a serial number, a check digit; the ninth digit counts five times, both digits of the product.
fn is_brn(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        let sum = weighted(&d[..9], &[1, 3, 7, 1, 3, 7, 1, 3, 5]) + d[8] * 5 / 10;
        number(&d[..3]) > 100 && number(&d[3..5]) > 0 && (10 - sum % 10) % 10 == d[9] && !are_same(&d)
    })
}

/// Birth, and a digit for sex, century and nationality. Numbers given out since October 2020 have neither place nor
/// check digit, also those of people who were born long before, so neither is asked for.
fn is_rrn(text: &[u8]) -> bool {
    let Some(d) = digits::<13>(text) else { return false };
    let Some((year, month, day)) = year_first(&d) else { return false };
    let century = match d[6] {
        1 | 2 | 5 | 6 => 1900,
        3 | 4 | 7 | 8 => 2000,
        _ => return false,
    };
    is_birth(century + year, month, day) && !are_same(&d[7..])
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_jp_corporate() {
        verify(
            &JP_CORPORATE,
            &["4329839287167", "5630771081316", "4072953382858"],
            &["4329839287160", "432983928716", "7777777777777"],
        );
    }

    #[test]
    fn knows_jp_my_number() {
        verify(
            &JP_MY_NUMBER,
            &["080172161239", "879037885179", "587399897565"],
            &["080172161230", "08017216123", "777777777777"],
        );
    }

    #[test]
    fn knows_kr_brn() {
        verify(
            &KR_BRN,
            &["5078755588", "9695115941", "4480114722"],
            &["5078755580", "507875558", "7777777777"],
        );
    }

    #[test]
    fn knows_kr_rrn() {
        verify(
            &KR_RRN,
            &["3310114759181", "4512193216360", "1405144711141"],
            &["3310110759181", "6801223287747", "331011475918", "7777777777777"],
        );
    }
}
