//! Denmark, Finland, Iceland, Norway, Sweden.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::stands;
use crate::sensitive::validators::date::{day_first, is_birth, is_day, is_short, two, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const DK_CPR: Scheme = Scheme {
    id: "dk-cpr",
    label: "a Danish CPR number",
    group: Pii,
    names: &["cpr", "cpr nummer", "cprnr", "personnummer", "cpr number"],
    lengths: (10, 10),
    check: is_cpr,
    written: &["dddddd-dddd"],
    strength: Strength::Weak,
};

pub(super) const FI_HETU: Scheme = Scheme {
    id: "fi-hetu",
    label: "a Finnish personal identity code",
    group: Pii,
    names: &["hetu", "henkilotunnus", "personbeteckning", "personal identity code", "sotu"],
    lengths: (10, 11),
    check: is_hetu,
    written: &["dddddd-dddN", "dddddd+dddN", "ddddddAdddN"],
    strength: Strength::Strong,
};

pub(super) const IS_KENNITALA: Scheme = Scheme {
    id: "is-kennitala",
    label: "an Icelandic kennitala",
    group: Pii,
    names: &["kennitala", "kt"],
    lengths: (10, 10),
    check: is_kennitala,
    written: &["dddddd-dddd"],
    strength: Strength::Strong,
};

pub(super) const NO_FODSELSNUMMER: Scheme = Scheme {
    id: "no-fodselsnummer",
    label: "a Norwegian national identity number",
    group: Pii,
    names: &["fodselsnummer", "fnr", "personnummer", "d nummer", "dnr"],
    lengths: (11, 11),
    check: is_fodselsnummer,
    written: &["dddddd ddddd", "dddddd-ddddd"],
    strength: Strength::Strong,
};

pub(super) const NO_ORGNR: Scheme = Scheme {
    id: "no-orgnr",
    label: "a Norwegian organization number",
    group: Pii,
    names: &["orgnr", "organisasjonsnummer", "org nr"],
    lengths: (9, 9),
    check: is_no_orgnr,
    written: &["ddd ddd ddd"],
    strength: Strength::Fair,
};

pub(super) const SE_ORGNR: Scheme = Scheme {
    id: "se-orgnr",
    label: "a Swedish organization number",
    group: Pii,
    names: &["orgnr", "organisationsnummer", "org nr"],
    lengths: (10, 10),
    check: is_se_orgnr,
    written: &["dddddd-dddd"],
    strength: Strength::Weak,
};

pub(super) const SE_PERSONNUMMER: Scheme = Scheme {
    id: "se-personnummer",
    label: "a Swedish personal identity number",
    group: Pii,
    names: &["personnummer", "pnr", "samordningsnummer", "personal identity number"],
    lengths: (10, 12),
    check: is_personnummer,
    written: &["dddddd-dddd", "dddddd+dddd", "dddddddd-dddd"],
    strength: Strength::Fair,
};

/// Birth, with the century in the seventh digit, and a serial number. Since 2007 there is no check digit, so many more
/// numbers pass than those given out before (CPR-kontoret, Personnummeret i CPR).
fn is_cpr(text: &[u8]) -> bool {
    let Some(d) = digits::<10>(text) else { return false };
    let Some((year, month, day)) = day_first(&d) else { return false };
    let century = match (d[6], year) {
        (0..=3, _) | (4 | 9, 37..) => 1900,
        (5..=8, 58..) => 1800,
        _ => 2000,
    };
    // Where numbers run out the day gets 60 added.
    is_birth(century + year, month, if day > 60 { day - 60 } else { day })
        && number(&d[6..]) > 0
        && !are_same(&d)
}

/// Birth, a sign for the century (`+`, `-`, Y to U, A to F; Valtioneuvoston asetus 690/2022), a serial number, and the
/// rest by 31. Serial numbers from 900 on are temporary. Without the sign, of which the compact form may have been
/// stripped, any century goes.
fn is_hetu(text: &[u8]) -> bool {
    let Some((date, rest)) = text.split_first_chunk::<6>() else { return false };
    let (century, rest) = match rest {
        [b'A'..=b'F', rest @ ..] => (Some(2000), rest),
        [b'-' | b'U'..=b'Y', rest @ ..] => (Some(1900), rest),
        [b'+', rest @ ..] => (Some(1800), rest),
        rest => (None, rest),
    };
    let (Some(d), Some((serial, [check]))) = (digits::<6>(date), rest.split_first_chunk::<3>()) else {
        return false;
    };
    let Some(serial) = digits::<3>(serial).map(|d| number(&d)) else { return false };
    let is_date = |(year, month, day)| match century {
        Some(century) => is_birth(century + year, month, day),
        None => is_short(year, month, day),
    };
    let rest = (number(&d) * 1000 + serial) % 31;
    day_first(&d).is_some_and(is_date)
        && serial > 1
        && u32::try_from(rest).is_ok_and(|rest| stands(b"0123456789ABCDEFHJKLMNPRSTUVWXY", rest, *check))
}

/// Birth (40 added to the day for companies), a serial number, a check digit, the century (Act 140/2019).
fn is_kennitala(text: &[u8]) -> bool {
    let Some(d) = digits::<10>(text) else { return false };
    let Some((year, month, day)) = day_first(&d) else { return false };
    let century = match d[9] {
        9 => 1900,
        0 => 2000,
        _ => return false,
    };
    is_birth(century + year, month, if day > 40 { day - 40 } else { day })
        && weighted(&d[..9], &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// Birth, a serial number that tells the century, and two check digits by eleven. D-numbers have 40 added to the day,
/// H-numbers and synthetic ones 40 or 80 to the month (Skatteetaten). From 2032 on the first check may have other
/// rests.
fn is_fodselsnummer(text: &[u8]) -> bool {
    let Some(d) = digits::<11>(text) else { return false };
    let Some((year, month, day)) = day_first(&d) else { return false };
    let century = match (number(&d[6..9]), year) {
        (0..=499, _) | (900..=999, 40..) => 1900,
        (500..=749, 54..) => 1800,
        (500..=999, 0..=39) => 2000,
        _ => return false,
    };
    is_day(century + year, month % 40, if day > 40 { day - 40 } else { day })
        && weighted(&d, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11)
        && weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// It begins with 8 or 9, and its check digit by eleven is never ten (Bronnoysundregistrene).
fn is_no_orgnr(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| {
        matches!(d[0], 8 | 9)
            && weighted(&d, &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
            && !are_same(&d)
    })
}

/// Where a month would stand there is at least 20 (Act 1974:174).
fn is_se_orgnr(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| d[0] > 0 && d[2] > 1 && luhn::is_valid(d) && !are_same(&d))
}

/// Birth, with or without century, a serial number, Luhn's check digit. Coordination numbers have 60 added to the day
/// (SKV 704, 707). A `+` for those over a hundred is not part of the compact form.
fn is_personnummer(text: &[u8]) -> bool {
    let short = match text.len() {
        10 => text,
        12 => text.get(2..).unwrap_or_default(),
        _ => return false,
    };
    let Some(d) = digits::<10>(short) else { return false };
    let Some((year, month, day)) = year_first(&d) else { return false };
    let day = if day > 60 { day - 60 } else { day };
    let is_date = match text.first_chunk().filter(|_| text.len() == 12) {
        None => is_short(year, month, day),
        Some([tens, ones]) if tens.is_ascii_digit() && ones.is_ascii_digit() => {
            is_birth(two(u32::from(tens & 15), u32::from(ones & 15)) * 100 + year, month, day)
        }
        Some(_) => false,
    };
    is_date && luhn::is_valid(d)
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_dk_cpr() {
        verify(
            &DK_CPR,
            &["1105268432", "0502128619", "0905424497"],
            &["1105668432", "0902788366", "110526843", "7777777777"],
        );
    }

    #[test]
    fn knows_fi_hetu() {
        verify(
            &FI_HETU,
            &["140292-575X", "061283U291B", "010234-242U"],
            &["140292-575A", "060302+6005", "140292-575", "140292-575x"],
        );
    }

    #[test]
    fn knows_is_kennitala() {
        verify(
            &IS_KENNITALA,
            &["1306020020", "6909978789", "1211049549"],
            &["1306020021", "6100600569", "130602002", "7777777777"],
        );
    }

    #[test]
    fn knows_no_fodselsnummer() {
        verify(
            &NO_FODSELSNUMMER,
            &["63085540736", "57065624062", "04071994231"],
            &["63085540730", "12531253505", "6308554073", "77777777777"],
        );
    }

    #[test]
    fn knows_no_orgnr() {
        verify(&NO_ORGNR, &["902067108", "994391178", "810387440"], &["902067100", "90206710", "777777777"]);
    }

    #[test]
    fn knows_se_orgnr() {
        verify(
            &SE_ORGNR,
            &["4465050922", "4767402409", "9525618881"],
            &["4465050920", "446505092", "7777777777"],
        );
    }

    #[test]
    fn knows_se_personnummer() {
        verify(
            &SE_PERSONNUMMER,
            &["7105228766", "7610255601", "3108042080"],
            &["7105228760", "7313873700", "710522876", "7777777777"],
        );
    }
}
