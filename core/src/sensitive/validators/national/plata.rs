//! Argentina, Paraguay, Uruguay; Guatemala and the Dominican Republic.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::digits::{are_same, digits, number, rising, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const AR_CBU: Scheme = Scheme {
    id: "ar-cbu",
    label: "an Argentine bank account number",
    group: Pii,
    names: &["cbu", "cvu", "clave bancaria uniforme", "clave virtual uniforme"],
    lengths: (22, 22),
    check: is_cbu,
    written: &["dddddddd dddddddddddddd", "dddddddd-dddddddddddddd"],
    strength: Strength::Fair,
};

pub(super) const AR_CUIT: Scheme = Scheme {
    id: "ar-cuit",
    label: "an Argentine CUIT or CUIL",
    group: Pii,
    names: &[
        "cuit",
        "cuil",
        "clave unica de identificacion tributaria",
        "clave unica de identificacion laboral",
    ],
    lengths: (11, 11),
    check: is_cuit,
    written: &["dd-dddddddd-d"],
    strength: Strength::Fair,
};

pub(super) const DO_CEDULA: Scheme = Scheme {
    id: "do-cedula",
    label: "a Dominican identity card number",
    group: Pii,
    names: &["cedula", "cedula de identidad", "cedula de identidad y electoral"],
    lengths: (11, 11),
    check: is_do_cedula,
    written: &["ddd-ddddddd-d"],
    strength: Strength::Weak,
};

pub(super) const DO_RNC: Scheme = Scheme {
    id: "do-rnc",
    label: "a Dominican RNC",
    group: Pii,
    names: &["rnc", "registro nacional de contribuyentes", "registro nacional del contribuyente"],
    lengths: (9, 9),
    check: is_rnc,
    written: &["d-dd-ddddd-d"],
    strength: Strength::Weak,
};

pub(super) const GT_NIT: Scheme = Scheme {
    id: "gt-nit",
    label: "a Guatemalan NIT",
    group: Pii,
    names: &["nit", "numero de identificacion tributaria"],
    lengths: (7, 9),
    check: is_gt_nit,
    written: &["dddddddd-N", "ddddddd-N", "dddddd-N"],
    strength: Strength::Weak,
};

pub(super) const PY_RUC: Scheme = Scheme {
    id: "py-ruc",
    label: "a Paraguayan RUC",
    group: Pii,
    names: &["ruc", "registro unico de contribuyentes"],
    lengths: (7, 9),
    check: is_py_ruc,
    written: &["dddddddd-d", "ddddddd-d", "dddddd-d"],
    strength: Strength::Weak,
};

pub(super) const UY_CI: Scheme = Scheme {
    id: "uy-ci",
    label: "a Uruguayan identity card number",
    group: Pii,
    names: &["cedula", "cedula de identidad", "documento de identidad"],
    lengths: (8, 8),
    check: is_ci,
    written: &["d.ddd.ddd-d", "ddddddd-d"],
    strength: Strength::Weak,
};

pub(super) const UY_RUT: Scheme = Scheme {
    id: "uy-rut",
    label: "a Uruguayan RUT",
    group: Pii,
    names: &["rut", "ruc", "registro unico tributario"],
    lengths: (12, 12),
    check: is_uy_rut,
    written: &["dd-dddddd-ddd-d"],
    strength: Strength::Strong,
};

/// Bank and branch with a check digit, the account with another (BCRA, Comunicacion A 2622).
fn is_cbu(text: &[u8]) -> bool {
    digits::<22>(text).is_some_and(|d| {
        weighted(&d[..8], &[7, 1, 3, 9, 7, 1, 3, 1]).is_multiple_of(10)
            && weighted(&d[8..], &[3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3, 1]).is_multiple_of(10)
            && !are_same(&d)
    })
}

/// Kinds of people, companies and foreigners, and a check digit by eleven. Where it would be ten another kind is given.
fn is_cuit(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        let check = (11 - weighted(&d[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
        matches!(number(&d[..2]), 20 | 23..=27 | 30 | 33 | 34 | 50 | 51 | 55) && d[10] == check.min(9)
    })
}

fn is_do_cedula(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| luhn::is_valid(d) && !are_same(&d))
}

/// Weights by eleven, brought to the digits 1 to 9.
fn is_rnc(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| {
        let rest = weighted(&d[..8], &[7, 9, 8, 6, 5, 4, 3, 2]) % 11;
        (10 - rest) % 9 + 1 == d[8] && !are_same(&d)
    })
}

/// Weights from 2 on, counted from the last digit; ten is written K.
fn is_gt_nit(text: &[u8]) -> bool {
    lacking(text).is_some_and(|(check, lacks)| match lacks {
        10 => check == b'K',
        lacks => u32::from(check) == u32::from(b'0') + lacks,
    })
}

/// The same, but ten is written 0.
fn is_py_ruc(text: &[u8]) -> bool {
    lacking(text).is_some_and(|(check, lacks)| u32::from(check) == u32::from(b'0') + lacks % 10)
}

/// Returns the last sign and what the sum over six to eight digits before it lacks to a multiple of eleven.
fn lacking(text: &[u8]) -> Option<(u8, u32)> {
    let (check, body) = text.split_last()?;
    let sum = match body.len() {
        6 => digits::<6>(body).filter(|d| !are_same(d)).map(|d| rising(&d, 20)),
        7 => digits::<7>(body).filter(|d| !are_same(d)).map(|d| rising(&d, 20)),
        8 => digits::<8>(body).filter(|d| !are_same(d)).map(|d| rising(&d, 20)),
        _ => None,
    };
    sum.map(|sum| (*check, (11 - sum % 11) % 11))
}

fn is_ci(text: &[u8]) -> bool {
    digits::<8>(text)
        .is_some_and(|d| weighted(&d, &[2, 9, 8, 7, 6, 3, 4, 1]).is_multiple_of(10) && !are_same(&d))
}

/// An office, a number, always 001, and a check digit by eleven (DGI).
fn is_uy_rut(text: &[u8]) -> bool {
    digits::<12>(text).is_some_and(|d| {
        matches!(number(&d[..2]), 1..=22)
            && number(&d[2..8]) > 0
            && number(&d[8..11]) == 1
            && (11 - weighted(&d[..11], &[4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[11]
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_ar_cbu() {
        verify(
            &AR_CBU,
            &["6451458345101189401505", "8114859606453774477028", "2963139525655910459580"],
            &["6451458345101189401500", "645145834510118940150", "7777777777777777777777"],
        );
    }

    #[test]
    fn knows_ar_cuit() {
        verify(
            &AR_CUIT,
            &["51228819029", "20822245928", "20744065810"],
            &["51228819020", "5122881902", "77777777777"],
        );
    }

    #[test]
    fn knows_do_cedula() {
        verify(
            &DO_CEDULA,
            &["50894062244", "57013290606", "68326920219"],
            &["50894062240", "5089406224", "77777777777"],
        );
    }

    #[test]
    fn knows_do_rnc() {
        verify(&DO_RNC, &["222457015", "095202428", "895718539"], &["222457010", "22245701", "777777777"]);
    }

    #[test]
    fn knows_gt_nit() {
        verify(&GT_NIT, &["3036936", "47254580", "054053420"], &["3036930", "303693", "7777777"]);
    }

    #[test]
    fn knows_py_ruc() {
        verify(&PY_RUC, &["057322309", "9843205", "59304111"], &["057322300", "05732230", "777777777"]);
    }

    #[test]
    fn knows_uy_ci() {
        verify(&UY_CI, &["09614787", "65622269", "20266472"], &["09614780", "0961478", "77777777"]);
    }

    #[test]
    fn knows_uy_rut() {
        verify(
            &UY_RUT,
            &["163321820015", "212889570015", "197647890010"],
            &["163321820010", "16332182001", "777777777777"],
        );
    }
}
