//! Bulgaria, Croatia, Slovenia, Serbia and the other countries of former Yugoslavia.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::date::{is_birth, two, year_first};
use crate::sensitive::validators::digits::{are_same, digits, weighted};
use crate::sensitive::validators::iso7064::is_mod_11_10;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const BG_EGN: Scheme = Scheme {
    id: "bg-egn",
    label: "a Bulgarian EGN",
    group: Pii,
    names: &["egn", "edinen grazhdanski nomer"],
    lengths: (10, 10),
    check: is_egn,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const BG_LNCH: Scheme = Scheme {
    id: "bg-lnch",
    label: "a Bulgarian number of a foreigner",
    group: Pii,
    names: &["lnch", "lnc", "lichen nomer na chuzhdenets"],
    lengths: (10, 10),
    check: is_lnch,
    written: &[],
    strength: Strength::Weak,
};

pub(super) const HR_OIB: Scheme = Scheme {
    id: "hr-oib",
    label: "a Croatian OIB",
    group: Pii,
    names: &["oib", "osobni identifikacijski broj"],
    lengths: (11, 11),
    check: is_oib,
    written: &[],
    strength: Strength::Weak,
};

pub(super) const RS_JMBG: Scheme = Scheme {
    id: "rs-jmbg",
    label: "a JMBG of a country of former Yugoslavia",
    group: Pii,
    names: &["jmbg", "jedinstveni maticni broj gradjana", "maticni broj", "embg", "mbg"],
    lengths: (13, 13),
    check: is_jmbg,
    written: &[],
    strength: Strength::Strong,
};

pub(super) const SI_EMSO: Scheme = Scheme {
    id: "si-emso",
    label: "a Slovenian EMSO",
    group: Pii,
    names: &["emso", "enotna maticna stevilka obcana"],
    lengths: (13, 13),
    check: is_emso,
    written: &[],
    strength: Strength::Strong,
};

/// Birth, with the century in the month, and a check digit by eleven.
fn is_egn(text: &[u8]) -> bool {
    let Some(d) = digits::<10>(text) else { return false };
    let Some((year, month, day)) = year_first(&d) else { return false };
    let century = match month / 20 {
        0 => 1900,
        1 => 1800,
        2 => 2000,
        _ => return false,
    };
    is_birth(century + year, month % 20, day)
        && weighted(&d[..9], &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == d[9]
}

fn is_lnch(text: &[u8]) -> bool {
    digits::<10>(text)
        .is_some_and(|d| weighted(&d[..9], &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == d[9] && !are_same(&d))
}

fn is_oib(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| is_mod_11_10(&d) && !are_same(&d))
}

/// Birth with three digits of the year, a region, a serial number, and a check digit by eleven that is never ten.
fn is_jmbg(text: &[u8]) -> bool {
    let Some(d) = digits::<13>(text) else { return false };
    let [a, b, c, e, f, g, h, ..] = d;
    let year = f * 100 + two(g, h);
    let year = if f > 7 { 1000 + year } else { 2000 + year };
    is_birth(year, two(c, e), two(a, b))
        && weighted(&d, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// The same with a region of Slovenia.
fn is_emso(text: &[u8]) -> bool {
    is_jmbg(text) && text.get(7) == Some(&b'5')
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_bg_egn() {
        verify(
            &BG_EGN,
            &["0848024178", "3612027237", "0450110518"],
            &["0848024170", "0040197584", "084802417", "7777777777"],
        );
    }

    #[test]
    fn knows_bg_lnch() {
        verify(
            &BG_LNCH,
            &["2593093137", "5252633455", "8275835620"],
            &["2593093130", "259309313", "7777777777"],
        );
    }

    #[test]
    fn knows_hr_oib() {
        verify(
            &HR_OIB,
            &["08362395004", "58235069069", "93384384686"],
            &["08362395000", "0836239500", "77777777777"],
        );
    }

    #[test]
    fn knows_rs_jmbg() {
        verify(
            &RS_JMBG,
            &["2705937842466", "0903967348341", "1611930143912"],
            &["2705937842460", "0100994951720", "270593784246", "7777777777777"],
        );
    }

    #[test]
    fn knows_si_emso() {
        verify(
            &SI_EMSO,
            &["0810941535471", "0904928506785", "1007980590060"],
            &["0810941535470", "3106970507756", "081094153547", "7777777777777"],
        );
    }
}
