//! France.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::digits::{are_same, digits, number};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const NIF: Scheme = Scheme {
    id: "fr-nif",
    label: "a French tax number",
    group: Pii,
    names: &["numero fiscal", "numero fiscal de reference", "spi", "nif"],
    lengths: (13, 13),
    check: is_nif,
    written: &["dd dd ddd ddd ddd"],
    strength: Strength::Strong,
};

pub(super) const NIR: Scheme = Scheme {
    id: "fr-nir",
    label: "a French social security number",
    group: Pii,
    names: &["nir", "numero de securite sociale", "securite sociale", "numero secu", "insee"],
    lengths: (15, 15),
    check: is_nir,
    written: &["d dd dd dN ddd ddd dd", "d dd dd dN ddd ddd | dd", "ddddddNdddddddd"],
    strength: Strength::Strong,
};

pub(super) const SIREN: Scheme = Scheme {
    id: "fr-siren",
    label: "a French SIREN",
    group: Pii,
    names: &["siren", "numero siren"],
    lengths: (9, 9),
    check: is_siren,
    written: &["ddd ddd ddd"],
    strength: Strength::Weak,
};

pub(super) const SIRET: Scheme = Scheme {
    id: "fr-siret",
    label: "a French SIRET",
    group: Pii,
    names: &["siret", "numero siret"],
    lengths: (14, 14),
    check: is_siret,
    written: &["ddd ddd ddd ddddd"],
    strength: Strength::Fair,
};

/// The last three digits are the rest of the others by 511, and the first is at most 3 (OECD, TIN of France).
fn is_nif(text: &[u8]) -> bool {
    digits::<13>(text)
        .is_some_and(|d| d[0] <= 3 && number(&d[..10]) > 0 && number(&d[..10]) % 511 == number(&d[10..]))
}

/// Sex, year, month, place of birth, order, and 97 less the rest by 97 (INSEE). Months above twelve stand for unknown
/// ones. Corsica's 2A and 2B count as 19 and 18.
fn is_nir(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<15>().filter(|_| text.len() == 15) else { return false };
    let mut plain = *text;
    match (text[5], text[6]) {
        (b'2', b'A') => (plain[5], plain[6]) = (b'1', b'9'),
        (b'2', b'B') => (plain[5], plain[6]) = (b'1', b'8'),
        _ => {}
    }
    let Some(d) = digits::<15>(&plain) else { return false };
    matches!(d[0], 1..=4 | 7 | 8)
        && matches!(number(&d[3..5]), 1..=12 | 20 | 30..=42 | 50..=99)
        && number(&d[5..7]) > 0
        && number(&d[7..10]) > 0
        && number(&d[10..13]) > 0
        && 97 - number(&d[..13]) % 97 == number(&d[13..])
}

fn is_siren(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| luhn::is_valid(d) && number(&d) > 0)
}

/// A SIREN and an establishment under one check digit. The post office has too many for it: theirs add up to a multiple
/// of five.
fn is_siret(text: &[u8]) -> bool {
    const POST: u64 = 356_000_000;
    digits::<14>(text).is_some_and(|d| {
        let (company, head) = (number(&d[..9]), luhn::is_valid(d[..9].iter().copied()));
        head && company > 0
            && !are_same(&d)
            && (luhn::is_valid(d) || company == POST && d.iter().sum::<u32>() % 5 == 0)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_fr_nif() {
        verify(
            &NIF,
            &["1954578552486", "2650101816117", "3407990674347"],
            &["1954578552480", "195457855248", "7777777777777"],
        );
    }

    #[test]
    fn knows_fr_nir() {
        verify(
            &NIR,
            &["164111351897410", "178057557537928", "172021301601273"],
            &["164111351897411", "16411135189741", "777777777777777"],
        );
    }

    #[test]
    fn knows_fr_siren() {
        verify(&SIREN, &["540492592", "780672911", "750280349"], &["540492590", "54049259", "777777777"]);
    }

    #[test]
    fn knows_fr_siret() {
        verify(
            &SIRET,
            &["35600000011068", "35600000067774", "35600000032556"],
            &["35600000011061", "3560000001106", "77777777777777"],
        );
    }
}
