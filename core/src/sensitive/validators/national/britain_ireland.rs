//! The United Kingdom and Ireland.

use crate::sensitive::SensitiveGroup::{Health, Pii};
use crate::sensitive::validators::alphabet::{fits, rank, stands};
use crate::sensitive::validators::date::{is_short, two};
use crate::sensitive::validators::digits::{are_same, digits, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const IE_PPS: Scheme = Scheme {
    id: "ie-pps",
    label: "an Irish PPS number",
    group: Pii,
    names: &["pps", "ppsn", "pps number", "personal public service number"],
    lengths: (8, 9),
    check: is_pps,
    written: &["dddddddAA", "dddddddA"],
    strength: Strength::Weak,
};

pub(super) const UK_DRIVING_LICENCE: Scheme = Scheme {
    id: "uk-driving-licence",
    label: "a British driving licence number",
    group: Pii,
    names: &["driving licence", "driving licence number", "driver licence", "licence number"],
    lengths: (16, 16),
    check: is_driving_licence,
    written: &["AAAAAddddddAAdAA", "AAAAAddddddANdAA", "NNNNNddddddANNAA", "NNNNN dddddd ANNAA"],
    strength: Strength::Weak,
};

pub(super) const UK_NHS: Scheme = Scheme {
    id: "uk-nhs",
    label: "an NHS number",
    group: Health,
    names: &["nhs", "nhs number", "nhs no", "national health service number"],
    lengths: (10, 10),
    check: is_nhs,
    written: &["ddd ddd dddd", "ddd-ddd-dddd"],
    strength: Strength::Weak,
};

pub(super) const UK_NINO: Scheme = Scheme {
    id: "uk-nino",
    label: "a UK national insurance number",
    group: Pii,
    names: &["nino", "ni number", "national insurance number", "national insurance no", "national insurance"],
    lengths: (9, 9),
    check: is_nino,
    written: &["AA dd dd dd A", "AAddddddA", "AA dddddd A"],
    strength: Strength::Weak,
};

pub(super) const UK_UTR: Scheme = Scheme {
    id: "uk-utr",
    label: "a UK unique taxpayer reference",
    group: Pii,
    names: &["utr", "unique taxpayer reference", "tax reference"],
    lengths: (10, 10),
    check: is_utr,
    written: &["ddddd ddddd"],
    strength: Strength::Weak,
};

/// Weights 8 to 2; a second letter counts nine times, and the old W, T and X of spouses nothing (Revenue).
fn is_pps(text: &[u8]) -> bool {
    let Some((number, letters)) = text.split_first_chunk::<7>() else { return false };
    let (check, more) = match letters {
        [check] => (*check, 0),
        [check, b'W' | b'T' | b'X'] => (*check, 0),
        [check, more @ (b'A' | b'B' | b'H')] => (*check, rank(*more).unwrap_or(0)),
        _ => return false,
    };
    digits::<7>(number).is_some_and(|d| {
        let rest = (weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) + more * 9) % 23;
        stands(b"WABCDEFGHIJKLMNOPQRSTUV", rest, check) && !are_same(&d)
    })
}

/// Five signs of the surname filled up with 9, the tens of the year, month (50 more for women), day, the ones of the
/// year, initials, and signs of the DVLA's own.
fn is_driving_licence(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<16>().filter(|_| fits(text, b"NNNNNddddddNNNAA")) else {
        return false;
    };
    let Some([tens, m, n, d, e, ones]) = digits::<6>(&text[5..11]) else { return false };
    let letters = text[..5].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let month = two(m, n);
    letters > 0
        && text[..5].iter().skip(letters).all(|byte| *byte == b'9')
        && is_short(two(tens, ones), if month > 50 { month - 50 } else { month }, two(d, e))
        && text[11].is_ascii_uppercase()
        && (text[12].is_ascii_uppercase() || text[12] == b'9')
}

/// Weights 10 to 2; no number has the check ten (NHS Data Dictionary).
fn is_nhs(text: &[u8]) -> bool {
    digits::<10>(text)
        .is_some_and(|d| weighted(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11) && !are_same(&d))
}

/// Two letters that are given out, six digits, A to D (HMRC, NIM39110). There is no check digit.
fn is_nino(text: &[u8]) -> bool {
    let Some([first, second, .., last]) = text.first_chunk::<9>() else { return false };
    fits(text, b"AAddddddA")
        && !matches!(first, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V')
        && !matches!(second, b'D' | b'F' | b'I' | b'O' | b'Q' | b'U' | b'V')
        && !matches!([*first, *second], [b'B', b'G'] | [b'G', b'B'] | [b'K', b'N'] | [b'N', b'K'])
        && !matches!([*first, *second], [b'N', b'T'] | [b'T', b'N'] | [b'Z', b'Z'])
        && matches!(last, b'A'..=b'D')
}

/// The check digit stands in front.
fn is_utr(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        let rest = weighted(&d[1..], &[6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11;
        [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1].get(rest as usize) == Some(&d[0]) && !are_same(&d[1..])
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_ie_pps() {
        verify(&IE_PPS, &["8188148G", "4599198AB", "7404978P"], &["8188148A", "8188148", "8188148g"]);
    }

    #[test]
    fn knows_uk_driving_licence() {
        verify(
            &UK_DRIVING_LICENCE,
            &["BRQX9657141GA9QD", "ZW999902113MB9RH", "ZW999556223CB9NF"],
            &["BRQX9657341GA9QD", "BRQX9657141GA9Q", "brqx9657141ga9qd"],
        );
    }

    #[test]
    fn knows_uk_nhs() {
        verify(
            &UK_NHS,
            &["5616899496", "1531220193", "5516244528"],
            &["5616899490", "561689949", "7777777777"],
        );
    }

    #[test]
    fn knows_uk_nino() {
        verify(&UK_NINO, &["NJ252339A", "WK732273A", "RP384823D"], &["NJ252339E", "NJ252339", "nj252339a"]);
    }

    #[test]
    fn knows_uk_utr() {
        verify(
            &UK_UTR,
            &["5706549356", "1605697702", "5266932900"],
            &["5706549350", "570654935", "7777777777"],
        );
    }
}
