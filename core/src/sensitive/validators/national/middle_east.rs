//! Iran, Israel, Kuwait, Saudi Arabia, Turkey, the United Arab Emirates.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::date::{is_birth, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const AE_EMIRATES_ID: Scheme = Scheme {
    id: "ae-emirates-id",
    label: "an Emirates ID",
    group: Pii,
    names: &["emirates id", "eid", "emirates identity", "uae id", "id number"],
    lengths: (15, 15),
    check: is_emirates_id,
    written: &["784-dddd-ddddddd-d", "784 dddd ddddddd d"],
    strength: Strength::Strong,
};

pub(super) const IL_ID: Scheme = Scheme {
    id: "il-id",
    label: "an Israeli identity number",
    group: Pii,
    names: &["teudat zehut", "mispar zehut", "israeli id", "id number"],
    lengths: (9, 9),
    check: is_il_id,
    written: &["dddddddd-d"],
    strength: Strength::Weak,
};

pub(super) const IR_CODE_MELLI: Scheme = Scheme {
    id: "ir-code-melli",
    label: "an Iranian national code",
    group: Pii,
    names: &["code melli", "codemelli", "kode melli", "national code", "melli code"],
    lengths: (10, 10),
    check: is_code_melli,
    written: &["ddd-dddddd-d"],
    strength: Strength::Weak,
};

pub(super) const KW_CIVIL_ID: Scheme = Scheme {
    id: "kw-civil-id",
    label: "a Kuwaiti civil ID",
    group: Pii,
    names: &["civil id", "civilid", "civil number"],
    lengths: (12, 12),
    check: is_civil_id,
    written: &[],
    strength: Strength::Strong,
};

pub(super) const SA_ID: Scheme = Scheme {
    id: "sa-id",
    label: "a Saudi national or resident number",
    group: Pii,
    names: &["iqama", "national id", "saudi id", "iqama number", "huwiyya"],
    lengths: (10, 10),
    check: is_sa_id,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const TR_TCKN: Scheme = Scheme {
    id: "tr-tckn",
    label: "a Turkish identity number",
    group: Pii,
    names: &["tckn", "tc kimlik no", "tc kimlik", "kimlik no", "tc no", "kimlik numarasi"],
    lengths: (11, 11),
    check: is_tckn,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const TR_VKN: Scheme = Scheme {
    id: "tr-vkn",
    label: "a Turkish tax number",
    group: Pii,
    names: &["vkn", "vergi kimlik no", "vergi no", "vergi numarasi", "vergi kimlik numarasi"],
    lengths: (10, 10),
    check: is_vkn,
    written: &[],
    strength: Strength::Weak,
};

/// The country's 784, year of birth, a serial number, Luhn's check digit.
fn is_emirates_id(text: &[u8]) -> bool {
    digits::<15>(text).is_some_and(|d| {
        number(&d[..3]) == 784 && (1880..=2059).contains(&number(&d[3..7])) && luhn::is_valid(d)
    })
}

fn is_il_id(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| luhn::is_valid(d) && number(&d) > 0)
}

/// An office, a serial number, weights 10 to 2 by eleven.
fn is_code_melli(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        let rest = weighted(&d[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        d[9] == if rest < 2 { rest } else { 11 - rest } && number(&d[..3]) > 0 && !are_same(&d)
    })
}

/// The century, birth, a serial number, a check digit by eleven (PACI).
fn is_civil_id(text: &[u8]) -> bool {
    let Some(d) = digits::<12>(text) else { return false };
    let century = match d[0] {
        2 => 1900,
        3 => 2000,
        _ => return false,
    };
    year_first(&d[1..]).is_some_and(|(year, month, day)| is_birth(century + year, month, day))
        && 11 - weighted(&d[..11], &[2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11 == d[11]
}

/// 1 for citizens, 2 for residents, Luhn's check digit.
fn is_sa_id(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| matches!(d[0], 1 | 2) && luhn::is_valid(d) && !are_same(&d))
}

/// The tenth digit is seven times the odd places less the even ones, the eleventh the sum of all before (NVI).
fn is_tckn(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        let odds = d[0] + d[2] + d[4] + d[6] + d[8];
        let evens = d[1] + d[3] + d[5] + d[7];
        d[0] != 0 && (odds * 7 + 40 - evens) % 10 == d[9] && (odds + evens + d[9]) % 10 == d[10]
    })
}

/// Each digit moved by its place, multiplied by a power of two, to the base nine (GIB).
fn is_vkn(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        let sum: u32 = d[..9]
            .iter()
            .zip((1..=9).rev())
            .map(|(digit, place)| {
                let moved = (digit + place) % 10;
                let product = moved * (1 << place) % 9;
                if moved != 0 && product == 0 { 9 } else { product }
            })
            .sum();
        (10 - sum % 10) % 10 == d[9] && !are_same(&d)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_ae_emirates_id() {
        verify(
            &AE_EMIRATES_ID,
            &["784190478055040", "784193012335159", "784204240418954"],
            &["784190478055041", "78419047805504", "777777777777777"],
        );
    }

    #[test]
    fn knows_il_id() {
        verify(&IL_ID, &["533200325", "406864314", "771068269"], &["533200320", "53320032", "777777777"]);
    }

    #[test]
    fn knows_ir_code_melli() {
        verify(
            &IR_CODE_MELLI,
            &["6753242570", "7857815640", "6124420635"],
            &["6753242571", "675324257", "7777777777"],
        );
    }

    #[test]
    fn knows_kw_civil_id() {
        verify(
            &KW_CIVIL_ID,
            &["318050209988", "311031280728", "328090547542"],
            &["318050209980", "385111579924", "31805020998", "777777777777"],
        );
    }

    #[test]
    fn knows_sa_id() {
        verify(
            &SA_ID,
            &["1101048898", "2992797676", "2780496523"],
            &["1101048890", "110104889", "7777777777"],
        );
    }

    #[test]
    fn knows_tr_tckn() {
        verify(
            &TR_TCKN,
            &["79957199860", "47596697474", "91176281904"],
            &["79957199861", "7995719986", "77777777777"],
        );
    }

    #[test]
    fn knows_tr_vkn() {
        verify(
            &TR_VKN,
            &["2122134587", "1360472383", "0413642640"],
            &["2122134580", "212213458", "7777777777"],
        );
    }
}
