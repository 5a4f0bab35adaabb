//! Cyprus, Greece, Italy.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits, place, stands};
use crate::sensitive::validators::date::{day_first, is_short, two};
use crate::sensitive::validators::digits::{digits, number};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const CY_TIC: Scheme = Scheme {
    id: "cy-tic",
    label: "a Cypriot tax number",
    group: Pii,
    names: &["tic", "tax identification code", "tin"],
    lengths: (9, 9),
    check: is_tic,
    written: &["ddddddddA"],
    strength: Strength::Weak,
};

pub(super) const GR_AFM: Scheme = Scheme {
    id: "gr-afm",
    label: "a Greek tax number",
    group: Pii,
    names: &["afm", "arithmos forologikou mitroou", "tax registration number"],
    lengths: (9, 9),
    check: is_afm,
    written: &[],
    strength: Strength::Weak,
};

pub(super) const GR_AMKA: Scheme = Scheme {
    id: "gr-amka",
    label: "a Greek social security number",
    group: Pii,
    names: &["amka", "arithmos mitroou koinonikis asfalisis"],
    lengths: (11, 11),
    check: is_amka,
    written: &["dddddd ddddd", "dddddd-ddddd"],
    strength: Strength::Fair,
};

pub(super) const IT_CODICE_FISCALE: Scheme = Scheme {
    id: "it-codice-fiscale",
    label: "an Italian codice fiscale",
    group: Pii,
    names: &["codice fiscale", "codicefiscale", "cf", "fiscal code"],
    lengths: (16, 16),
    check: is_codice_fiscale,
    written: &["AAAAAAddAddAdddA", "AAA AAA ddAdd AdddA", "AAAAAANNANNANNNA"],
    strength: Strength::Fair,
};

pub(super) const IT_PARTITA_IVA: Scheme = Scheme {
    id: "it-partita-iva",
    label: "an Italian partita IVA",
    group: Pii,
    names: &["partita iva", "partitaiva", "p iva", "piva", "vat number"],
    lengths: (11, 11),
    check: is_partita_iva,
    written: &[],
    strength: Strength::Fair,
};

/// What a digit counts in the odd places of a codice fiscale, and the letters A to J with it.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn odd(value: u32) -> Option<u32> {
    ODD.get(usize::try_from(value).ok()?).copied()
}

/// Eight digits and a letter for their sum by 26.
fn is_tic(text: &[u8]) -> bool {
    let Some((letter, number)) = text.split_last() else { return false };
    let Some(d) = digits::<8>(number) else { return false };
    let odds = d.iter().step_by(2).filter_map(|digit| odd(*digit)).sum::<u32>();
    let evens = d.iter().skip(1).step_by(2).sum::<u32>();
    two(d[0], d[1]) != 12 && stands(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", (odds + evens) % 26, *letter)
}

/// Powers of two from the last digit on.
fn is_afm(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| {
        let sum = d[..8].iter().fold(0, |sum, digit| (sum + digit) * 2);
        sum % 11 % 10 == d[8] && number(&d) > 0
    })
}

fn is_amka(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        day_first(&d).is_some_and(|(year, month, day)| is_short(year, month, day)) && luhn::is_valid(d)
    })
}

/// Letters of the names, birth, place, check letter (DM 12/03/1974 n. 2227). Where two people would have the same,
/// digits become letters, the last first.
fn is_codice_fiscale(text: &[u8]) -> bool {
    let Some(text) = text.first_chunk::<16>().filter(|_| fits(text, b"AAAAAANNANNANNNA")) else {
        return false;
    };
    let digit = |at: u8| match at {
        b'0'..=b'9' => Some(u32::from(at - b'0')),
        letter => place(b"LMNPQRSTUV", letter),
    };
    let (Some(y), Some(z), Some(d), Some(e)) =
        (digit(text[6]), digit(text[7]), digit(text[9]), digit(text[10]))
    else {
        return false;
    };
    let Some(month) = place(b"ABCDEHLMPRST", text[8]) else { return false };
    let day = two(d, e);
    let sum = text[..15].iter().enumerate().try_fold(0, |sum, (at, byte)| {
        let value = base36(*byte)?;
        let value = if value > 9 { value - 10 } else { value };
        Some(sum + if at % 2 == 0 { odd(value)? } else { value })
    });
    is_short(two(y, z), month + 1, if day > 40 { day - 40 } else { day })
        && text[12..15].iter().all(|byte| digit(*byte).is_some())
        && sum.is_some_and(|sum| stands(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", sum % 26, text[15]))
}

/// A number, the province's office, and Luhn's check digit.
fn is_partita_iva(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        number(&d[..7]) > 0
            && matches!(number(&d[7..10]), 1..=100 | 120 | 121 | 888 | 999)
            && luhn::is_valid(d)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_cy_tic() {
        verify(&CY_TIC, &["63117171D", "80848964L", "64079623K"], &["63117171A", "63117171", "63117171d"]);
    }

    #[test]
    fn knows_gr_afm() {
        verify(&GR_AFM, &["584570969", "077284332", "475170790"], &["584570960", "58457096", "777777777"]);
    }

    #[test]
    fn knows_gr_amka() {
        verify(
            &GR_AMKA,
            &["29045058210", "08013348407", "18033049315"],
            &["29045058211", "10002840568", "2904505821", "77777777777"],
        );
    }

    #[test]
    fn knows_it_codice_fiscale() {
        verify(
            &IT_CODICE_FISCALE,
            &["AXJXQM82M07G063G", "SGPVZJ14E11A246I", "NCBHMI14B06Q616R"],
            &["AXJXQM82M07G063A", "FKLSSC11S31I308F", "AXJXQM82M07G063", "axjxqm82m07g063g"],
        );
    }

    #[test]
    fn knows_it_partita_iva() {
        verify(
            &IT_PARTITA_IVA,
            &["50728940011", "24187761218", "62520571209"],
            &["50728940010", "5072894001", "77777777777"],
        );
    }
}
