//! Portugal and Spain.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits, stands};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const ES_CIF: Scheme = Scheme {
    id: "es-cif",
    label: "a Spanish CIF",
    group: Pii,
    names: &["cif", "codigo de identificacion fiscal", "nif"],
    lengths: (9, 9),
    check: is_cif,
    written: &["AdddddddN", "A-dddddddN", "A-ddddddd-N"],
    strength: Strength::Weak,
};

pub(super) const ES_DNI: Scheme = Scheme {
    id: "es-dni",
    label: "a Spanish DNI",
    group: Pii,
    names: &["dni", "documento nacional de identidad", "nif", "numero de identificacion fiscal"],
    lengths: (9, 9),
    check: is_dni,
    written: &["ddddddddA", "dddddddd-A", "dd.ddd.ddd-A"],
    strength: Strength::Weak,
};

pub(super) const ES_NIE: Scheme = Scheme {
    id: "es-nie",
    label: "a Spanish NIE",
    group: Pii,
    names: &["nie", "numero de identidad de extranjero", "nif"],
    lengths: (9, 9),
    check: is_nie,
    written: &["AdddddddA", "A-ddddddd-A", "Addddddd-A"],
    strength: Strength::Fair,
};

pub(super) const ES_NUSS: Scheme = Scheme {
    id: "es-nuss",
    label: "a Spanish social security number",
    group: Pii,
    names: &["nuss", "naf", "numero de la seguridad social", "seguridad social", "numero de afiliacion"],
    lengths: (12, 12),
    check: is_nuss,
    written: &["dd/dddddddd/dd", "dd dddddddd dd", "dd-dddddddd-dd"],
    strength: Strength::Fair,
};

pub(super) const PT_CC: Scheme = Scheme {
    id: "pt-cc",
    label: "a Portuguese citizen card number",
    group: Pii,
    names: &["cartao de cidadao", "cartao cidadao", "numero de documento", "bi", "nic"],
    lengths: (12, 12),
    check: is_cc,
    written: &["dddddddd d NNd", "dddddddddNNd", "dddddddd-d-NNd"],
    strength: Strength::Weak,
};

pub(super) const PT_NIF: Scheme = Scheme {
    id: "pt-nif",
    label: "a Portuguese NIF",
    group: Pii,
    names: &["nif", "numero de contribuinte", "contribuinte", "nipc", "numero de identificacao fiscal"],
    lengths: (9, 9),
    check: is_nif,
    written: &["ddd ddd ddd"],
    strength: Strength::Weak,
};

pub(super) const PT_NISS: Scheme = Scheme {
    id: "pt-niss",
    label: "a Portuguese social security number",
    group: Pii,
    names: &["niss", "seguranca social", "numero de identificacao da seguranca social"],
    lengths: (11, 11),
    check: is_niss,
    written: &["ddd ddd ddd dd"],
    strength: Strength::Fair,
};

const LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// The letter is the number's rest by 23.
fn is_dni(text: &[u8]) -> bool {
    let Some((letter, number)) = text.split_last() else { return false };
    digits::<8>(number).is_some_and(|d| is_letter(*letter, &d) && !are_same(&d))
}

/// X, Y or Z stands for a first digit 0, 1 or 2.
fn is_nie(text: &[u8]) -> bool {
    let Some((first @ b'X'..=b'Z', rest)) = text.split_first() else { return false };
    let Some((letter, number)) = rest.split_last() else { return false };
    digits::<7>(number).is_some_and(|[a, b, c, d, e, f, g]| {
        is_letter(*letter, &[u32::from(first - b'X'), a, b, c, d, e, f, g])
    })
}

fn is_letter(letter: u8, digits: &[u32]) -> bool {
    u32::try_from(number(digits) % 23).is_ok_and(|rest| stands(LETTERS, rest, letter))
}

/// What kind of body, a number, and Luhn's check digit, as a digit or as a letter (Orden EHA/451/2008). K, L and M are
/// people without a DNI, whose letter is that of a DNI.
fn is_cif(text: &[u8]) -> bool {
    let Some(&[kind, .., check]) = text.first_chunk::<9>().filter(|_| text.len() == 9) else { return false };
    let Some(d) = text.get(1..8).and_then(digits::<7>) else { return false };
    let [a, b, c, d, e, f, g] = d;
    let expected = (10 - luhn::sum([a, b, c, d, e, f, g, 0]) % 10) % 10;
    let is_digit = u32::from(check) == u32::from(b'0') + expected;
    let is_control = stands(b"JABCDEFGHI", expected, check);
    match kind {
        b'A' | b'B' | b'E' | b'H' => is_digit,
        b'N' | b'P' | b'Q' | b'R' | b'S' | b'W' => is_control,
        b'C' | b'D' | b'F' | b'G' | b'J' | b'U' | b'V' => is_digit || is_control,
        b'K' | b'L' | b'M' => is_letter(check, &[a, b, c, d, e, f, g]),
        _ => false,
    }
}

/// A province, a number and the rest by 97, for which small numbers lose the zeros in front.
fn is_nuss(text: &[u8]) -> bool {
    let Some(d) = digits::<12>(text) else { return false };
    let (province, serial, check) = (number(&d[..2]), number(&d[2..10]), number(&d[10..]));
    let whole = serial + province * if serial < 10_000_000 { 10_000_000 } else { 100_000_000 };
    matches!(province, 1..=53 | 66) && serial > 0 && whole % 97 == check
}

/// The civil number with its check digit, two signs of the card, and Luhn's check digit over digits and letters.
fn is_cc(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<12>().filter(|_| fits(text, b"dddddddddNNd")) else { return false };
    let sum = text.iter().rev().zip([1, 2].into_iter().cycle()).try_fold(0, |sum, (byte, weight)| {
        let value = base36(*byte)? * weight;
        Some(sum + if weight == 2 && value > 9 { value - 9 } else { value })
    });
    text[..9].iter().any(|byte| *byte != text[0]) && sum.is_some_and(|sum| sum % 10 == 0)
}

/// What kind of taxpayer, and a check digit by eleven. Of those with 4 only 45 are given out.
fn is_nif(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| {
        let rest = weighted(&d[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        let check = if rest < 2 { 0 } else { 11 - rest };
        d[0] != 0 && (d[0] != 4 || d[1] == 5) && d[8] == check && !are_same(&d)
    })
}

/// Prime weights, and 9 less the rest by ten.
fn is_niss(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        matches!(d[0], 1 | 2) && 9 - weighted(&d[..10], &[29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10 == d[10]
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_es_cif() {
        verify(&ES_CIF, &["J4837935H", "U87042610", "F9881071F"], &["J4837935A", "J4837935", "j4837935h"]);
    }

    #[test]
    fn knows_es_dni() {
        verify(&ES_DNI, &["74899708R", "62101858H", "53510484H"], &["74899708A", "74899708", "74899708r"]);
    }

    #[test]
    fn knows_es_nie() {
        verify(&ES_NIE, &["X6128394K", "X9620855R", "Y1479488G"], &["X6128394A", "X6128394", "x6128394k"]);
    }

    #[test]
    fn knows_es_nuss() {
        verify(
            &ES_NUSS,
            &["255374756345", "136229870149", "155663126803"],
            &["255374756340", "25537475634", "777777777777"],
        );
    }

    #[test]
    fn knows_pt_cc() {
        verify(
            &PT_CC,
            &["784901618AG5", "922794455MM4", "0422396657O9"],
            &["784901618AG0", "784901618AG", "784901618ag5"],
        );
    }

    #[test]
    fn knows_pt_nif() {
        verify(&PT_NIF, &["189373482", "709435487", "843254530"], &["189373480", "18937348", "777777777"]);
    }

    #[test]
    fn knows_pt_niss() {
        verify(
            &PT_NISS,
            &["28965550512", "19311277953", "13672077626"],
            &["28965550510", "2896555051", "77777777777"],
        );
    }
}
