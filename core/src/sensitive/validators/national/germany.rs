//! Germany.

use crate::sensitive::SensitiveGroup::{Health, Pii};
use crate::sensitive::validators::alphabet::{base36, fits, rank};
use crate::sensitive::validators::date::{day_first, is_short};
use crate::sensitive::validators::digits::{digits, number, weighted_cross};
use crate::sensitive::validators::iso7064::is_mod_11_10;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const ID_CARD: Scheme = Scheme {
    id: "de-id-card",
    label: "a German identity card number",
    group: Pii,
    names: &[
        "personalausweis",
        "personalausweisnummer",
        "ausweisnummer",
        "perso",
        "identity card",
        "id card",
    ],
    lengths: (9, 10),
    check: is_id_card,
    written: &["ANNNNNNNN", "ANNNNNNNNd"],
    strength: Strength::Weak,
};

pub(super) const KVNR: Scheme = Scheme {
    id: "de-kvnr",
    label: "a German health insurance number",
    group: Health,
    names: &["kvnr", "krankenversichertennummer", "krankenversicherungsnummer", "versichertennummer"],
    lengths: (10, 10),
    check: is_kvnr,
    written: &["Addddddddd"],
    strength: Strength::Weak,
};

pub(super) const PASSPORT: Scheme = Scheme {
    id: "de-passport",
    label: "a German passport number",
    group: Pii,
    names: &["reisepass", "reisepassnummer", "passnummer", "passport", "passport number"],
    lengths: (9, 10),
    check: is_passport,
    written: &["ANNNNNNNN", "ANNNNNNNNd"],
    strength: Strength::Fair,
};

pub(super) const RVNR: Scheme = Scheme {
    id: "de-rvnr",
    label: "a German pension insurance number",
    group: Pii,
    names: &[
        "rvnr",
        "rentenversicherungsnummer",
        "sozialversicherungsnummer",
        "sv nummer",
        "versicherungsnummer",
    ],
    lengths: (12, 12),
    check: is_rvnr,
    written: &["dd dddddd A ddd", "ddddddddAddd", "dddddddd A ddd"],
    strength: Strength::Strong,
};

pub(super) const STEUER_ID: Scheme = Scheme {
    id: "de-steuer-id",
    label: "a German tax identification number",
    group: Pii,
    names: &[
        "steuer id",
        "steueridentifikationsnummer",
        "steuer identifikationsnummer",
        "idnr",
        "steuerid",
        "tin",
    ],
    lengths: (11, 11),
    check: is_steuer_id,
    written: &["dd ddd ddd ddd"],
    strength: Strength::Strong,
};

/// The first letters that offices which issue cards have.
fn is_id_card(text: &[u8]) -> bool {
    matches!(text.first(), Some(b'L'..=b'N' | b'P' | b'R' | b'T' | b'V'..=b'Z')) && is_serial(text)
}

fn is_passport(text: &[u8]) -> bool {
    matches!(text.first(), Some(b'C' | b'F'..=b'H' | b'J' | b'K')) && is_serial(text)
}

/// Four signs of the office and five at random, out of digits and letters that make no words; a tenth sign, where it is
/// there, is the check digit of ICAO Doc 9303 (PAuswV, annex). Without it a number of letters only is none.
fn is_serial(text: &[u8]) -> bool {
    let Some((number, check)) = text.split_at_checked(9) else { return false };
    let sum = number.iter().zip([7, 3, 1].into_iter().cycle()).try_fold(0, |sum, (byte, weight)| {
        let is_used = byte.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(byte);
        Some(sum + base36(*byte).filter(|_| is_used)? * weight)
    });
    let is_right = |sum: u32| match check {
        [] => number.iter().any(u8::is_ascii_digit),
        [check] => u32::from(*check) == u32::from(b'0') + sum % 10,
        _ => false,
    };
    sum.is_some_and(is_right)
}

/// The letter counts as the two digits of its place; weights 1 and 2 (GKV-Spitzenverband, Anlage 1 to section 290 SGB
/// V).
fn is_kvnr(text: &[u8]) -> bool {
    let Some((letter, rest)) = text.split_first() else { return false };
    let (Some(letter), Some(d)) = (rank(*letter), digits::<9>(rest)) else { return false };
    let sum = weighted_cross(&[letter / 10, letter % 10], &[1, 2])
        + weighted_cross(&d[..8], &[1, 2, 1, 2, 1, 2, 1, 2]);
    sum % 10 == d[8] && number(&d) > 0
}

/// The insurer, date of birth, first letter of the name, a serial number and a check digit (VKVV, section 2).
fn is_rvnr(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<12>().filter(|_| fits(text, b"ddddddddAddd")) else { return false };
    let (Some(head), Some(tail), Some(letter)) =
        (digits::<8>(&text[..8]), digits::<3>(&text[9..]), rank(text[8]))
    else {
        return false;
    };
    let Some((year, month, day)) = day_first(&head[2..]) else { return false };
    let sum = weighted_cross(&head, &[2, 1, 2, 5, 7, 1, 2, 1])
        + weighted_cross(&[letter / 10, letter % 10, tail[0], tail[1]], &[2, 1, 2, 1]);
    number(&head[..2]) >= 2 && is_short(year, month, day) && sum % 10 == tail[2]
}

/// Of the first ten digits just one comes more than once, twice or three times but not three times in a row (section
/// 139b AO; BZSt). The check digit is that of ISO 7064.
fn is_steuer_id(text: &[u8]) -> bool {
    let Some(d) = digits::<11>(text) else { return false };
    let mut counts = [0_u8; 10];
    for digit in &d[..10] {
        if let Some(count) = counts.get_mut(*digit as usize) {
            *count += 1;
        }
    }
    d[0] != 0
        && counts.iter().filter(|count| **count > 1).count() == 1
        && counts.iter().all(|count| *count <= 3)
        && !d[..10].windows(3).any(|three| three.first() == three.get(1) && three.first() == three.last())
        && is_mod_11_10(&d)
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_de_id_card() {
        verify(&ID_CARD, &["TYMM64XR0", "LY2NM543K0", "N8ZTY8H1T"], &["TYMM64XA0", "TYMM64XR", "tymm64xr0"]);
    }

    #[test]
    fn knows_de_kvnr() {
        verify(
            &KVNR,
            &["P449254952", "B388079515", "Z104665885"],
            &["P449254950", "P44925495", "p449254952"],
        );
    }

    #[test]
    fn knows_de_passport() {
        verify(&PASSPORT, &["F2K1H9FTZ", "GXRFH4T425", "CXL63G78W"], &["F2K1H9FTA", "F2K1H9FT", "f2k1h9ftz"]);
    }

    #[test]
    fn knows_de_rvnr() {
        verify(
            &RVNR,
            &["40090203B936", "46110878C799", "73091004E617"],
            &["40090203B930", "20170008D905", "40090203B93", "40090203b936"],
        );
    }

    #[test]
    fn knows_de_steuer_id() {
        verify(
            &STEUER_ID,
            &["60123705084", "31627707541", "97430869510"],
            &["60123705080", "6012370508", "77777777777"],
        );
    }
}
