//! Brazil.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::fits;
use crate::sensitive::validators::digits::{are_same, digits, number, rising, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const CNPJ: Scheme = Scheme {
    id: "br-cnpj",
    label: "a Brazilian CNPJ",
    group: Pii,
    names: &["cnpj", "cadastro nacional da pessoa juridica", "cgc"],
    lengths: (14, 14),
    check: is_cnpj,
    written: &["dd.ddd.ddd/dddd-dd", "NN.NNN.NNN/NNNN-dd", "NNNNNNNNNNNNdd"],
    strength: Strength::Fair,
};

pub(super) const CPF: Scheme = Scheme {
    id: "br-cpf",
    label: "a Brazilian CPF",
    group: Pii,
    names: &["cpf", "cadastro de pessoas fisicas", "cadastro de pessoa fisica"],
    lengths: (11, 11),
    check: is_cpf,
    written: &["ddd.ddd.ddd-dd"],
    strength: Strength::Fair,
};

pub(super) const PIS: Scheme = Scheme {
    id: "br-pis",
    label: "a Brazilian PIS or NIS number",
    group: Pii,
    names: &["pis", "pasep", "nis", "nit", "pis pasep"],
    lengths: (11, 11),
    check: is_pis,
    written: &["ddd.ddddd.dd-d"],
    strength: Strength::Weak,
};

pub(super) const TITULO: Scheme = Scheme {
    id: "br-titulo-eleitor",
    label: "a Brazilian voter registration number",
    group: Pii,
    names: &["titulo de eleitor", "titulo eleitor", "titulo eleitoral"],
    lengths: (12, 12),
    check: is_titulo,
    written: &["dddd dddd dddd"],
    strength: Strength::Strong,
};

/// Two check digits; each is what the weighted sum lacks to a multiple of eleven, and 0 where that is ten or eleven.
fn is_cpf(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        lacking(weighted(&d[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2])) == d[9]
            && lacking(weighted(&d[..10], &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) == d[10]
            && !are_same(&d)
    })
}

/// The same, weights 2 to 9 from the last. Since July 2026 letters may stand in the first twelve places and count as
/// far behind 0 as in ASCII (IN RFB 2.229/2024).
fn is_cnpj(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<14>().filter(|_| fits(text, b"NNNNNNNNNNNNdd")) else { return false };
    let d = text.map(|byte| u32::from(byte) - u32::from(b'0'));
    lacking(rising(&d[..12], 9)) == d[12] && lacking(rising(&d[..13], 9)) == d[13] && !are_same(&d)
}

fn is_pis(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        lacking(weighted(&d[..10], &[3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == d[10] && !are_same(&d)
    })
}

/// A serial number, the state, and two check digits; the second is over the state and the first (TSE, Resolucao
/// 21.538/2003). In Sao Paulo and Minas Gerais no check digit is 0.
fn is_titulo(text: &[u8]) -> bool {
    let Some(d) = digits::<12>(text) else { return false };
    let state = number(&d[8..10]);
    let check = |sum: u32| match sum % 11 {
        0 if state <= 2 => 1,
        10 => 0,
        rest => rest,
    };
    (1..=28).contains(&state)
        && check(weighted(&d[..8], &[2, 3, 4, 5, 6, 7, 8, 9])) == d[10]
        && check(weighted(&d[8..11], &[7, 8, 9])) == d[11]
}

fn lacking(sum: u32) -> u32 {
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_br_cnpj() {
        verify(
            &CNPJ,
            &["68611154000153", "79573104775643", "72568402815592"],
            &["68611154000150", "6861115400015", "77777777777777"],
        );
    }

    #[test]
    fn knows_br_cpf() {
        verify(
            &CPF,
            &["53301916104", "29511944630", "34500237488"],
            &["53301916100", "5330191610", "77777777777"],
        );
    }

    #[test]
    fn knows_br_pis() {
        verify(
            &PIS,
            &["28625496159", "79543340460", "86941508274"],
            &["28625496150", "2862549615", "77777777777"],
        );
    }

    #[test]
    fn knows_br_titulo_eleitor() {
        verify(
            &TITULO,
            &["465856660370", "613407552259", "549293130728"],
            &["465856660371", "46585666037", "777777777777"],
        );
    }
}
