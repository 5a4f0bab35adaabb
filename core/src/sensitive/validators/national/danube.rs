//! Czechia and Slovakia, Hungary, Moldova, Romania.

use crate::sensitive::SensitiveGroup::{Health, Pii};
use crate::sensitive::validators::date::{is_birth, is_short, two, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const CZ_RC: Scheme = Scheme {
    id: "cz-rc",
    label: "a Czech or Slovak birth number",
    group: Pii,
    names: &["rodne cislo", "rc", "birth number", "rodnecislo"],
    lengths: (9, 10),
    check: is_rc,
    written: &["dddddd/dddd", "dddddd/ddd"],
    strength: Strength::Weak,
};

pub(super) const HU_ADO: Scheme = Scheme {
    id: "hu-adoazonosito",
    label: "a Hungarian tax number",
    group: Pii,
    names: &["adoazonosito", "adoazonosito jel", "ado azonosito"],
    lengths: (10, 10),
    check: is_ado,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const HU_SZEMELYI: Scheme = Scheme {
    id: "hu-szemelyi",
    label: "a Hungarian personal number",
    group: Pii,
    names: &["szemelyi szam", "szemelyi azonosito", "szemelyi azonosito jel", "szemelyi"],
    lengths: (11, 11),
    check: is_szemelyi,
    written: &["d-dddddd-dddd", "d dddddd dddd"],
    strength: Strength::Strong,
};

pub(super) const HU_TAJ: Scheme = Scheme {
    id: "hu-taj",
    label: "a Hungarian health insurance number",
    group: Health,
    names: &["taj", "taj szam", "tarsadalombiztositasi azonosito jel"],
    lengths: (9, 9),
    check: is_taj,
    written: &["ddd-ddd-ddd", "ddd ddd ddd"],
    strength: Strength::Weak,
};

pub(super) const MD_IDNP: Scheme = Scheme {
    id: "md-idnp",
    label: "a Moldovan personal number",
    group: Pii,
    names: &["idnp", "cod personal", "numar de identificare"],
    lengths: (13, 13),
    check: is_idnp,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const RO_CNP: Scheme = Scheme {
    id: "ro-cnp",
    label: "a Romanian CNP",
    group: Pii,
    names: &["cnp", "cod numeric personal"],
    lengths: (13, 13),
    check: is_cnp,
    written: &[],
    strength: Strength::Strong,
};

/// Birth, with 50 added to the month for women and 20 where a day's numbers ran out, and a number that makes the whole
/// divisible by eleven. Up to 1953 it was shorter and had no check.
fn is_rc(text: &[u8]) -> bool {
    let is_date = |d: &[u32]| {
        year_first(d).is_some_and(|(year, month, day)| {
            let month = month % 50;
            is_short(year, if month > 20 { month - 20 } else { month }, day)
        })
    };
    match text.len() {
        9 => digits::<9>(text).is_some_and(|d| {
            is_date(&d)
                && !are_same(&d)
                && two(d[0], d[1]) < 54
                && two(d[2], d[3]) % 50 < 13
                && number(&d[6..]) > 0
        }),
        // Of 1954 to 1985 some have 0 where the rest is ten.
        10 => digits::<10>(text)
            .is_some_and(|d| is_date(&d) && !are_same(&d) && number(&d[..9]) % 11 % 10 == u64::from(d[9])),
        _ => false,
    }
}

/// An 8, days since 1867, a serial number, and the sum by eleven (Act XX of 1996).
fn is_ado(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| {
        d[0] == 8
            && (5_000..70_500).contains(&number(&d[1..6]))
            && weighted(&d[..9], &[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 == d[9]
    })
}

/// Sex and century, birth, a serial number, and the sum by eleven: rising weights up to the end of 1996, falling ones
/// since (Act XX of 1996).
fn is_szemelyi(text: &[u8]) -> bool {
    let Some(d) = digits::<11>(text) else { return false };
    let Some((year, month, day)) = year_first(&d[1..]) else { return false };
    let century = match d[0] {
        1 | 2 | 5 | 6 => 1900,
        3 | 4 if year > 59 => 1800,
        3 | 4 | 7 | 8 => 2000,
        _ => return false,
    };
    let sum = if century + year < 1997 {
        weighted(&d, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    } else {
        weighted(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    };
    is_birth(century + year, month, day) && sum % 11 == d[10]
}

fn is_taj(text: &[u8]) -> bool {
    digits::<9>(text)
        .is_some_and(|d| weighted(&d[..8], &[3, 7, 3, 7, 3, 7, 3, 7]) % 10 == d[8] && !are_same(&d))
}

/// A 2 for people, the year of registration, an office, and a check digit.
fn is_idnp(text: &[u8]) -> bool {
    digits::<13>(text).is_some_and(|d| {
        d[0] == 2
            && number(&d[4..12]) > 0
            && weighted(&d[..12], &[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == d[12]
    })
}

/// Sex and century, birth, county, serial number, and a check digit that is 1 where it would be ten.
fn is_cnp(text: &[u8]) -> bool {
    let Some(d) = digits::<13>(text) else { return false };
    let Some((year, month, day)) = year_first(&d[1..]) else { return false };
    let is_date = match d[0] {
        1 | 2 => is_birth(1900 + year, month, day),
        3 | 4 => is_birth(1800 + year, month, day),
        5 | 6 => is_birth(2000 + year, month, day),
        // Foreigners, of whom it does not tell the century.
        7..=9 => is_short(year, month, day),
        _ => false,
    };
    let check = weighted(&d[..12], &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    is_date
        && matches!(number(&d[7..9]), 1..=48 | 51 | 52 | 70 | 80..=83)
        && number(&d[9..12]) > 0
        && d[12] == if check == 10 { 1 } else { check }
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_cz_rc() {
        verify(
            &CZ_RC,
            &["085323970", "5157115799", "0174124203"],
            &["085333970", "475015861", "08532397", "777777777"],
        );
    }

    #[test]
    fn knows_hu_adoazonosito() {
        verify(
            &HU_ADO,
            &["8241523548", "8402719597", "8376130137"],
            &["8241523540", "824152354", "7777777777"],
        );
    }

    #[test]
    fn knows_hu_szemelyi() {
        verify(
            &HU_SZEMELYI,
            &["12904264300", "20104016881", "27203173946"],
            &["12904264301", "42100008556", "1290426430", "77777777777"],
        );
    }

    #[test]
    fn knows_hu_taj() {
        verify(&HU_TAJ, &["446724850", "726357118", "467944015"], &["446724851", "44672485", "777777777"]);
    }

    #[test]
    fn knows_md_idnp() {
        verify(
            &MD_IDNP,
            &["2660088394385", "2895894318984", "2973341003985"],
            &["2660088394380", "266008839438", "7777777777777"],
        );
    }

    #[test]
    fn knows_ro_cnp() {
        verify(
            &RO_CNP,
            &["1040706203722", "6430720062910", "8280910142801"],
            &["1040706203720", "4310412406173", "104070620372", "7777777777777"],
        );
    }
}
