//! The Andes: Chile, Colombia, Ecuador, Peru, Venezuela.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::digits::{are_same, digits, number, rising, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const CL_RUT: Scheme = Scheme {
    id: "cl-rut",
    label: "a Chilean RUT",
    group: Pii,
    names: &["rut", "run", "rol unico tributario", "rol unico nacional"],
    lengths: (8, 9),
    check: is_rut,
    written: &["dd.ddd.ddd-N", "d.ddd.ddd-N", "dddddddd-N", "ddddddd-N"],
    strength: Strength::Weak,
};

pub(super) const CO_NIT: Scheme = Scheme {
    id: "co-nit",
    label: "a Colombian NIT",
    group: Pii,
    names: &["nit", "rut", "numero de identificacion tributaria"],
    lengths: (8, 11),
    check: is_nit,
    written: &["ddd.ddd.ddd-d", "ddddddddd-d", "dd.ddd.ddd-d", "dddddddd-d", "d.ddd.ddd.ddd-d"],
    strength: Strength::Weak,
};

pub(super) const EC_CEDULA: Scheme = Scheme {
    id: "ec-cedula",
    label: "an Ecuadorian identity card number",
    group: Pii,
    names: &["cedula", "cedula de identidad", "cedula de ciudadania"],
    lengths: (10, 10),
    check: is_cedula,
    written: &["ddddddddd-d"],
    strength: Strength::Fair,
};

pub(super) const EC_RUC: Scheme = Scheme {
    id: "ec-ruc",
    label: "an Ecuadorian RUC",
    group: Pii,
    names: &["ruc", "registro unico de contribuyentes"],
    lengths: (13, 13),
    check: is_ec_ruc,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const PE_RUC: Scheme = Scheme {
    id: "pe-ruc",
    label: "a Peruvian RUC",
    group: Pii,
    names: &["ruc", "registro unico de contribuyentes"],
    lengths: (11, 11),
    check: is_pe_ruc,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const VE_RIF: Scheme = Scheme {
    id: "ve-rif",
    label: "a Venezuelan RIF",
    group: Pii,
    names: &["rif", "registro de informacion fiscal", "registro unico de informacion fiscal"],
    lengths: (10, 10),
    check: is_rif,
    written: &["A-dddddddd-d", "A-ddddddddd", "Addddddddd"],
    strength: Strength::Fair,
};

/// Weights 2 to 7 from the last digit; ten is written K.
fn is_rut(text: &[u8]) -> bool {
    let Some((check, body)) = text.split_last() else { return false };
    let sum = match body.len() {
        7 => digits::<7>(body).filter(|d| !are_same(d)).map(|d| rising(&d, 7)),
        8 => digits::<8>(body).filter(|d| !are_same(d)).map(|d| rising(&d, 7)),
        _ => None,
    };
    sum.is_some_and(|sum| match (11 - sum % 11) % 11 {
        10 => *check == b'K',
        rest => u32::from(*check) == u32::from(b'0') + rest,
    })
}

/// Prime weights from the last digit (DIAN, Orden administrativa 4 de 1989). Citizens' numbers are the same with a
/// check digit.
fn is_nit(text: &[u8]) -> bool {
    let Some((check, body)) = text.split_last() else { return false };
    let weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43];
    let sum = body.iter().rev().zip(weights).try_fold(0, |sum, (byte, weight)| {
        byte.is_ascii_digit().then(|| sum + u32::from(byte & 0x0f) * weight)
    });
    (7..=10).contains(&body.len())
        && body.iter().any(|byte| Some(byte) != body.first())
        && sum.is_some_and(|sum| match sum % 11 {
            rest @ (0 | 1) => u32::from(*check) == u32::from(b'0') + rest,
            rest => u32::from(*check) == u32::from(b'0') + 11 - rest,
        })
}

/// A province, a person (6 in the third place for foreigners), and Luhn's check digit.
fn is_cedula(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| is_province(&d) && d[2] < 7 && luhn::is_valid(d) && !are_same(&d))
}

/// Provinces, and 30 for those who registered abroad.
fn is_province(digits: &[u32]) -> bool {
    digits.get(..2).is_some_and(|province| matches!(number(province), 1..=24 | 30))
}

/// A person's number and an establishment. The state has 6 in the third place and companies 9, with weighted sums of
/// their own; foreigners have 6 and some of the state's bodies 9 as well (SRI).
fn is_ec_ruc(text: &[u8]) -> bool {
    let Some(d) = digits::<13>(text) else { return false };
    let has_branch = number(&d[10..]) > 0;
    let is_person = || luhn::is_valid(d[..10].iter().copied()) && has_branch;
    let is_state = || weighted(&d, &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11) && number(&d[9..]) > 0;
    let is_company = || weighted(&d, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11) && has_branch;
    is_province(&d)
        && !are_same(&d)
        && match d[2] {
            0..=5 => is_person(),
            6 => is_state() || is_person(),
            9 => is_state() || is_company(),
            _ => false,
        }
}

/// What kind of taxpayer, a number, and a check digit by eleven.
fn is_pe_ruc(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        matches!(number(&d[..2]), 10 | 15 | 16 | 17 | 20)
            && (11 - weighted(&d[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10 == d[10]
    })
}

/// A letter for the kind of taxpayer counts four times its place among them; C, for communal councils, counts as J.
fn is_rif(text: &[u8]) -> bool {
    let Some((kind, rest)) = text.split_first() else { return false };
    let kind = match kind {
        b'V' => 4,
        b'E' => 8,
        b'J' | b'C' => 12,
        b'P' => 16,
        b'G' => 20,
        _ => return false,
    };
    digits::<9>(rest).is_some_and(|d| {
        let check = 11 - (kind + weighted(&d[..8], &[3, 2, 7, 6, 5, 4, 3, 2])) % 11;
        d[8] == if check > 9 { 0 } else { check } && !are_same(&d)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_cl_rut() {
        verify(&CL_RUT, &["56249354", "228200271", "622834634"], &["56249350", "5624935", "77777777"]);
    }

    #[test]
    fn knows_co_nit() {
        verify(&CO_NIT, &["83300829", "63570140328", "6090898807"], &["83300820", "8330082", "77777777"]);
    }

    #[test]
    fn knows_ec_cedula() {
        verify(
            &EC_CEDULA,
            &["1218976866", "1707613160", "0655851004"],
            &["1218976860", "121897686", "7777777777"],
        );
    }

    #[test]
    fn knows_ec_ruc() {
        verify(
            &EC_RUC,
            &["0444105001111", "0131675712111", "1538327220111"],
            &["0444105000111", "044410500111", "7777777777777"],
        );
    }

    #[test]
    fn knows_pe_ruc() {
        verify(
            &PE_RUC,
            &["20222773548", "15946164141", "20707487942"],
            &["20222773540", "2022277354", "77777777777"],
        );
    }

    #[test]
    fn knows_ve_rif() {
        verify(
            &VE_RIF,
            &["J533787966", "P973467374", "J898503517"],
            &["J533787960", "J53378796", "j533787966"],
        );
    }
}
