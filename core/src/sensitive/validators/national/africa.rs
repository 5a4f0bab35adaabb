//! Egypt, Ghana, Kenya, Mauritius, Morocco, Nigeria, South Africa.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits, place};
use crate::sensitive::validators::date::{day_first, is_birth, is_short, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const EG_NID: Scheme = Scheme {
    id: "eg-nid",
    label: "an Egyptian national number",
    group: Pii,
    names: &["national id", "raqam qawmi", "alraqam alqawmi", "egyptian id", "national number"],
    lengths: (14, 14),
    check: is_eg_nid,
    written: &[],
    strength: Strength::Strong,
};

pub(super) const GH_CARD: Scheme = Scheme {
    id: "gh-card",
    label: "a Ghana card number",
    group: Pii,
    names: &["ghana card", "ghana card number", "nia number", "national id"],
    lengths: (13, 13),
    check: is_gh_card,
    written: &["GHA-ddddddddd-d", "GHAdddddddddd"],
    strength: Strength::Weak,
};

pub(super) const KE_PIN: Scheme = Scheme {
    id: "ke-pin",
    label: "a Kenyan tax number",
    group: Pii,
    names: &["kra pin", "pin number", "kra pin number", "tax pin"],
    lengths: (11, 11),
    check: is_ke_pin,
    written: &["AdddddddddA"],
    strength: Strength::Weak,
};

pub(super) const MA_ICE: Scheme = Scheme {
    id: "ma-ice",
    label: "a Moroccan company number",
    group: Pii,
    names: &["ice", "identifiant commun de l entreprise", "numero ice"],
    lengths: (15, 15),
    check: is_ice,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const MU_NID: Scheme = Scheme {
    id: "mu-nid",
    label: "a Mauritian national identity number",
    group: Pii,
    names: &["nid", "nic", "national identity card", "national identity number"],
    lengths: (14, 14),
    check: is_mu_nid,
    written: &["AddddddddddddN"],
    strength: Strength::Strong,
};

pub(super) const NG_NIN: Scheme = Scheme {
    id: "ng-nin",
    label: "a Nigerian national identification number",
    group: Pii,
    names: &["nin", "national identification number", "nimc"],
    lengths: (11, 11),
    check: is_nin,
    written: &["dddd ddd dddd"],
    strength: Strength::Weak,
};

pub(super) const ZA_ID: Scheme = Scheme {
    id: "za-id",
    label: "a South African identity number",
    group: Pii,
    names: &["id number", "identity number", "sa id", "rsa id", "idnumber"],
    lengths: (13, 13),
    check: is_za_id,
    written: &["dddddd dddd ddd", "dddddd dddd d d d"],
    strength: Strength::Strong,
};

/// The century, birth, governorate (88 for births abroad), a serial number. How the last digit is made is not
/// published.
fn is_eg_nid(text: &[u8]) -> bool {
    let Some(d) = digits::<14>(text) else { return false };
    let century = match d[0] {
        2 => 1900,
        3 => 2000,
        _ => return false,
    };
    year_first(&d[1..]).is_some_and(|(year, month, day)| is_birth(century + year, month, day))
        && matches!(number(&d[7..9]), 1..=4 | 11..=19 | 21..=29 | 31..=35 | 88)
        && number(&d[9..13]) > 0
}

/// Its prefix and ten digits. How the last digit is made is not published.
fn is_gh_card(text: &[u8]) -> bool {
    text.strip_prefix(b"GHA").and_then(digits::<10>).is_some_and(|d| !are_same(&d))
}

/// A for people, P for companies, nine digits, a letter; there is no published check.
fn is_ke_pin(text: &[u8]) -> bool {
    fits(text, b"AdddddddddA") && matches!(text.first(), Some(b'A' | b'P'))
}

/// A company, an establishment, and two check digits by 97.
fn is_ice(text: &[u8]) -> bool {
    digits::<15>(text).is_some_and(|d| number(&d).is_multiple_of(97) && number(&d) > 0)
}

/// The first letter of the name, birth, a serial number, and a check sign by 17.
fn is_mu_nid(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<14>().filter(|_| fits(text, b"AddddddddddddN")) else { return false };
    let Some(d) = digits::<6>(&text[1..7]) else { return false };
    let sum = text[..13]
        .iter()
        .zip((2..=14).rev())
        .try_fold(0, |sum, (byte, weight)| Some(sum + base36(*byte)? * weight));
    day_first(&d).is_some_and(|(year, month, day)| is_short(year, month, day))
        && sum.is_some_and(|sum| place(b"0123456789ABCDEFG", text[13]) == Some((17 - sum % 17) % 17))
}

/// Eleven digits at random; no check digit is published.
fn is_nin(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| d[0] != 0 && !are_same(&d))
}

/// Birth, a serial number with the sex, citizenship (2 for refugees), a digit that used to be the race, Luhn's check
/// digit.
fn is_za_id(text: &[u8]) -> bool {
    let Some(d) = digits::<13>(text) else { return false };
    year_first(&d).is_some_and(|(year, month, day)| is_short(year, month, day))
        && d[10] <= 2
        && matches!(d[11], 8 | 9)
        && luhn::is_valid(d)
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_eg_nid() {
        verify(
            &EG_NID,
            &["27807233278745", "26712091575535", "32307232228711"],
            &["27807233078745", "38303032941503", "2780723327874", "77777777777777"],
        );
    }

    #[test]
    fn knows_gh_card() {
        verify(
            &GH_CARD,
            &["GHA7157693703", "GHA4200316776", "GHA0968069140"],
            &["GHB7157693703", "GHA715769370", "gha7157693703"],
        );
    }

    #[test]
    fn knows_ke_pin() {
        verify(
            &KE_PIN,
            &["P733708058E", "A445227670Y", "P516774521S"],
            &["B733708058E", "P733708058", "p733708058e"],
        );
    }

    #[test]
    fn knows_ma_ice() {
        verify(
            &MA_ICE,
            &["999616194246781", "600616210032626", "980873621082934"],
            &["999616194246780", "99961619424678", "777777777777777"],
        );
    }

    #[test]
    fn knows_mu_nid() {
        verify(
            &MU_NID,
            &["D280368193720G", "D160103851116E", "A270982980579E"],
            &["D280368193720A", "H190005580057G", "D280368193720", "d280368193720g"],
        );
    }

    #[test]
    fn knows_ng_nin() {
        verify(
            &NG_NIN,
            &["54237903701", "58874826717", "49526589733"],
            &["04237903701", "5423790370", "77777777777"],
        );
    }

    #[test]
    fn knows_za_id() {
        verify(
            &ZA_ID,
            &["1210231376181", "3605063926185", "5008166137180"],
            &["1210231376180", "7902291498186", "121023137618", "7777777777777"],
        );
    }
}
