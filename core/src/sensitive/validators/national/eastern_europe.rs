//! Belarus, Kazakhstan, Russia, Ukraine, Uzbekistan.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits};
use crate::sensitive::validators::date::{day_first, is_birth, is_short, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const BY_PERSONAL: Scheme = Scheme {
    id: "by-personal",
    label: "a Belarusian personal number",
    group: Pii,
    names: &["lichnyy nomer", "identifikatsionnyy nomer", "identification number", "lichny nomer"],
    lengths: (14, 14),
    check: is_by_personal,
    written: &["dddddddAdddAAd"],
    strength: Strength::Strong,
};

pub(super) const KZ_IIN: Scheme = Scheme {
    id: "kz-iin",
    label: "a Kazakh individual identification number",
    group: Pii,
    names: &["iin", "zhsn", "individual identification number"],
    lengths: (12, 12),
    check: is_iin,
    written: &[],
    strength: Strength::Strong,
};

pub(super) const RU_INN: Scheme = Scheme {
    id: "ru-inn",
    label: "a Russian INN",
    group: Pii,
    names: &["inn", "taxpayer identification number"],
    lengths: (10, 12),
    check: is_inn,
    written: &[],
    strength: Strength::Weak,
};

pub(super) const RU_OGRN: Scheme = Scheme {
    id: "ru-ogrn",
    label: "a Russian OGRN",
    group: Pii,
    names: &["ogrn", "ogrnip"],
    lengths: (13, 15),
    check: is_ogrn,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const RU_SNILS: Scheme = Scheme {
    id: "ru-snils",
    label: "a Russian SNILS",
    group: Pii,
    names: &["snils", "strakhovoy nomer"],
    lengths: (11, 11),
    check: is_snils,
    written: &["ddd-ddd-ddd dd", "ddd-ddd-ddd-dd"],
    strength: Strength::Fair,
};

pub(super) const UA_RNOKPP: Scheme = Scheme {
    id: "ua-rnokpp",
    label: "a Ukrainian taxpayer number",
    group: Pii,
    names: &["rnokpp", "ipn", "identyfikatsiynyy nomer", "drfo"],
    lengths: (10, 10),
    check: is_rnokpp,
    written: &[],
    strength: Strength::Weak,
};

pub(super) const UZ_PINFL: Scheme = Scheme {
    id: "uz-pinfl",
    label: "an Uzbek personal identification number",
    group: Pii,
    names: &["pinfl", "jshshir"],
    lengths: (14, 14),
    check: is_pinfl,
    written: &[],
    strength: Strength::Strong,
};

/// Sex and century, birth, region, serial number, citizenship, and the check digit of travel documents.
fn is_by_personal(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<14>().filter(|_| fits(text, b"dddddddAdddAAd")) else { return false };
    let Some(d) = digits::<7>(&text[..7]) else { return false };
    let century = match d[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return false,
    };
    let sum = text[..13]
        .iter()
        .zip([7, 3, 1].into_iter().cycle())
        .try_fold(0, |sum, (byte, weight)| Some(sum + base36(*byte)? * weight));
    day_first(&d[1..]).is_some_and(|(year, month, day)| is_birth(century + year, month, day))
        && matches!(text[7], b'A' | b'B' | b'C' | b'E' | b'H' | b'K' | b'M')
        && matches!([text[11], text[12]], [b'P', b'B'] | [b'B', b'A'] | [b'B', b'I'])
        && sum.is_some_and(|sum| sum % 10 == u32::from(text[13] & 0x0f))
}

/// Birth, sex and century (0 for foreigners), a serial number, a check digit by eleven. Where the rest is ten the
/// weights move on by two; where it is ten again the number is not given out.
fn is_iin(text: &[u8]) -> bool {
    let Some(d) = digits::<12>(text) else { return false };
    let Some((year, month, day)) = year_first(&d) else { return false };
    let is_date = match d[6] {
        0 => is_short(year, month, day),
        1 | 2 => is_birth(1800 + year, month, day),
        3 | 4 => is_birth(1900 + year, month, day),
        5 | 6 => is_birth(2000 + year, month, day),
        _ => false,
    };
    let check = match weighted(&d[..11], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11 {
        10 => weighted(&d[..11], &[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11,
        rest => rest,
    };
    is_date && check == d[11]
}

/// Ten digits for companies with one check digit, twelve for people with two (Order of the FNS ED-7-14/559).
fn is_inn(text: &[u8]) -> bool {
    match text.len() {
        10 => digits::<10>(text).is_some_and(|d| {
            weighted(&d[..9], &[2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[9]
                && is_office(&d)
                && !are_same(&d)
        }),
        12 => digits::<12>(text).is_some_and(|d| {
            weighted(&d[..10], &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[10]
                && weighted(&d[..11], &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == d[11]
                && is_office(&d)
                && !are_same(&d)
        }),
        _ => false,
    }
}

/// The first two digits are a region, and 00 is none.
fn is_office(digits: &[u32]) -> bool {
    digits.get(..2).is_some_and(|region| number(region) > 0)
}

/// Kind, year, region, number; the last digit is the last of the rest by eleven, or by thirteen for people in business.
/// Numbers of single entries in the register begin otherwise.
fn is_ogrn(text: &[u8]) -> bool {
    match text.len() {
        13 => digits::<13>(text).is_some_and(|d| {
            matches!(d[0], 1 | 5) && is_office(&d[3..]) && number(&d[..12]) % 11 % 10 == u64::from(d[12])
        }),
        15 => digits::<15>(text).is_some_and(|d| {
            d[0] == 3 && is_office(&d[3..]) && number(&d[..14]) % 13 % 10 == u64::from(d[14])
        }),
        _ => false,
    }
}

/// Weights 9 to 1, by 101. Numbers up to 001-001-998 have no check digits and belong to the first who were registered.
fn is_snils(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        let check = weighted(&d[..9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100;
        number(&d[..9]) > 1_001_998 && u64::from(check) == number(&d[9..])
    })
}

/// Days since 1899, a serial number with the sex, a check digit by eleven.
fn is_rnokpp(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        // The first weight is -1. No number is for somebody born after 2059.
        let sum = 110 - d[0] + weighted(&d[1..9], &[5, 7, 9, 4, 6, 10, 5, 7]);
        (1..58_500).contains(&number(&d[..5])) && sum % 11 % 10 == d[9]
    })
}

/// Sex and century, birth, district, serial number, and weights 7, 3, 1.
fn is_pinfl(text: &[u8]) -> bool {
    let Some(d) = digits::<14>(text) else { return false };
    let century = match d[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return false,
    };
    day_first(&d[1..]).is_some_and(|(year, month, day)| is_birth(century + year, month, day))
        && weighted(&d[..13], &[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7]) % 10 == d[13]
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_by_personal() {
        verify(
            &BY_PERSONAL,
            &["3060258A645PB5", "5260323A240BA0", "3250580E968BI9"],
            &["3060258A645PB0", "5120584B152BA7", "3060258A645PB", "3060258a645pb5"],
        );
    }

    #[test]
    fn knows_kz_iin() {
        verify(
            &KZ_IIN,
            &["110727402791", "161007413070", "400226674055"],
            &["110727402790", "250623249242", "11072740279", "777777777777"],
        );
    }

    #[test]
    fn knows_ru_inn() {
        verify(
            &RU_INN,
            &["8579979034", "306216674523", "1055490892"],
            &["8579979030", "857997903", "7777777777"],
        );
    }

    #[test]
    fn knows_ru_ogrn() {
        verify(
            &RU_OGRN,
            &["5615760383013", "383690793417133", "5908516890771"],
            &["5615760383010", "561576038301", "7777777777777"],
        );
    }

    #[test]
    fn knows_ru_snils() {
        verify(
            &RU_SNILS,
            &["26489424520", "77382071322", "32254438855"],
            &["26489424521", "2648942452", "77777777777"],
        );
    }

    #[test]
    fn knows_ua_rnokpp() {
        verify(
            &UA_RNOKPP,
            &["0250555586", "0300908349", "3642217401"],
            &["0250555580", "025055558", "7777777777"],
        );
    }

    #[test]
    fn knows_uz_pinfl() {
        verify(
            &UZ_PINFL,
            &["42202210419852", "31306500065160", "30610909487070"],
            &["42202210419850", "33210856772172", "4220221041985", "77777777777777"],
        );
    }
}
