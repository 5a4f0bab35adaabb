//! China, Hong Kong, Taiwan.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits, place};
use crate::sensitive::validators::date::{is_birth, two};
use crate::sensitive::validators::digits::{digits, number, weighted};
use crate::sensitive::validators::iso7064::is_mod_11_2;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const CN_RIC: Scheme = Scheme {
    id: "cn-ric",
    label: "a Chinese resident identity number",
    group: Pii,
    names: &["ric", "shenfenzheng", "sfz", "id card", "idcard", "identity card", "shenfenzhenghao"],
    lengths: (18, 18),
    check: is_ric,
    written: &["dddddddddddddddddN"],
    strength: Strength::Strong,
};

pub(super) const CN_USCC: Scheme = Scheme {
    id: "cn-uscc",
    label: "a Chinese unified social credit code",
    group: Pii,
    names: &["uscc", "usci", "unified social credit code", "social credit code"],
    lengths: (18, 18),
    check: is_uscc,
    written: &["NNddddddNNNNNNNNNN"],
    strength: Strength::Strong,
};

pub(super) const HK_HKID: Scheme = Scheme {
    id: "hk-hkid",
    label: "a Hong Kong identity card number",
    group: Pii,
    names: &["hkid", "hkid number", "hong kong id", "identity card", "hkic"],
    lengths: (8, 9),
    check: is_hkid,
    written: &["Adddddd(N)", "AAdddddd(N)", "AddddddN", "AAddddddN"],
    strength: Strength::Weak,
};

pub(super) const TW_ID: Scheme = Scheme {
    id: "tw-id",
    label: "a Taiwanese identity number",
    group: Pii,
    names: &["national id", "shenfenzheng", "id number", "arc number", "resident certificate"],
    lengths: (10, 10),
    check: is_tw_id,
    written: &["Addddddddd"],
    strength: Strength::Weak,
};

/// A place, birth, a serial number with the sex, and a check digit, X for ten (GB 11643-1999). Of the place the
/// province is looked at: counties come and go.
fn is_ric(text: &[u8]) -> bool {
    let Some((last, head)) = text.split_last() else { return false };
    let Some(d) = digits::<17>(head) else { return false };
    let check = match last {
        b'X' => 10,
        b'0'..=b'9' => u32::from(last - b'0'),
        _ => return false,
    };
    let mut values = [check; 18];
    values.iter_mut().zip(d).for_each(|(value, digit)| *value = digit);
    is_province(number(&d[..2]))
        && is_birth(two(d[6], d[7]) * 100 + two(d[8], d[9]), two(d[10], d[11]), two(d[12], d[13]))
        && is_mod_11_2(&values)
}

/// GB/T 2260; 83 is for residents of Taiwan who live elsewhere.
const fn is_province(code: u64) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

/// The registering department, the kind, a place, an organization, and a check sign by 31 (GB 32100-2015).
fn is_uscc(text: &[u8]) -> bool {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let Some(text) = text.first_chunk::<18>().filter(|_| fits(text, b"NNddddddNNNNNNNNNN")) else {
        return false;
    };
    let mut power = 1;
    let sum = text[..17].iter().try_fold(0, |sum, byte| {
        let part = place(ALPHABET, *byte)? * power;
        power = power * 3 % 31;
        Some(sum + part)
    });
    let Some(region) = digits::<2>(&text[2..4]).map(|d| number(&d)) else { return false };
    matches!(text[0], b'1'..=b'9' | b'A' | b'N' | b'Y')
        && (region == 10 || is_province(region))
        && sum.is_some_and(|sum| place(ALPHABET, text[17]) == Some((31 - sum % 31) % 31))
}

/// One or two letters, six digits, a check digit by eleven, A for ten. A missing letter counts 36.
fn is_hkid(text: &[u8]) -> bool {
    let (first, rest) = match text.len() {
        8 => (Some(36), text),
        9 => match text.split_first() {
            Some((first @ b'A'..=b'Z', rest)) => (base36(*first), rest),
            _ => return false,
        },
        _ => return false,
    };
    let (Some(first), Some(&[second, a, b, c, d, e, f, check])) = (first, rest.first_chunk()) else {
        return false;
    };
    let (Some(second), Some(d)) =
        (base36(second).filter(|_| second.is_ascii_uppercase()), digits::<6>(&[a, b, c, d, e, f]))
    else {
        return false;
    };
    let check = match check {
        b'A' => 10,
        b'0'..=b'9' => u32::from(check - b'0'),
        _ => return false,
    };
    (first * 9 + second * 8 + weighted(&d, &[7, 6, 5, 4, 3, 2]) + check).is_multiple_of(11)
}

/// The letter of a county counts as two digits, the sex follows (8 and 9 for foreigners since 2021), weights 9 to 1.
fn is_tw_id(text: &[u8]) -> bool {
    let Some((letter, rest)) = text.split_first() else { return false };
    // In the order of the numbers from 10 on: the letters that were added later stand behind.
    let Some(county) = place(b"ABCDEFGHJKLMNPQRSTUVXYWZIO", *letter).map(|place| place + 10) else {
        return false;
    };
    digits::<9>(rest).is_some_and(|d| {
        matches!(d[0], 1 | 2 | 8 | 9)
            && (county / 10 + county % 10 * 9 + weighted(&d, &[8, 7, 6, 5, 4, 3, 2, 1, 1])).is_multiple_of(10)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_cn_ric() {
        verify(
            &CN_RIC,
            &["110101205202248028", "310105205510181649", "110101188307167273"],
            &["110101205202248020", "310105185309256121", "11010120520224802", "777777777777777777"],
        );
    }

    #[test]
    fn knows_cn_uscc() {
        verify(
            &CN_USCC,
            &["92440300JYWX7HBK5G", "92310000TB2TL09TKR", "91310000EPK86QBJ9D"],
            &["92440300JYWX7HBK5A", "92440300JYWX7HBK5", "92440300jywx7hbk5g"],
        );
    }

    #[test]
    fn knows_hk_hkid() {
        verify(&HK_HKID, &["XW6144818", "H1559798", "QI507503A"], &["XW6144810", "XW614481", "xw6144818"]);
    }

    #[test]
    fn knows_tw_id() {
        verify(
            &TW_ID,
            &["U148022231", "F178561990", "T233183102"],
            &["U148022230", "U14802223", "u148022231"],
        );
    }
}
