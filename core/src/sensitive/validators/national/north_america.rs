//! Canada and Mexico.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{base36, fits};
use crate::sensitive::validators::date::{is_birth, is_short, year_first};
use crate::sensitive::validators::digits::{digits, number};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const CA_BN: Scheme = Scheme {
    id: "ca-bn",
    label: "a Canadian business number",
    group: Pii,
    names: &["business number", "cra business number", "numero entreprise", "gst number", "hst number"],
    lengths: (15, 15),
    check: is_bn,
    written: &["dddddddddAAdddd", "ddddddddd AA dddd", "ddddddddd AAdddd"],
    strength: Strength::Strong,
};

pub(super) const CA_SIN: Scheme = Scheme {
    id: "ca-sin",
    label: "a Canadian social insurance number",
    group: Pii,
    names: &["sin", "social insurance number", "social insurance", "nas", "numero assurance sociale"],
    lengths: (9, 9),
    check: is_sin,
    written: &["ddd-ddd-ddd", "ddd ddd ddd"],
    strength: Strength::Weak,
};

pub(super) const MX_CURP: Scheme = Scheme {
    id: "mx-curp",
    label: "a Mexican CURP",
    group: Pii,
    names: &["curp", "clave unica de registro de poblacion"],
    lengths: (18, 18),
    check: is_curp,
    written: &["AAAAddddddAAAAAANd"],
    strength: Strength::Strong,
};

pub(super) const MX_RFC: Scheme = Scheme {
    id: "mx-rfc",
    label: "a Mexican RFC",
    group: Pii,
    names: &["rfc", "registro federal de contribuyentes"],
    lengths: (12, 13),
    check: is_rfc,
    written: &["AAAAddddddNNN", "AAAddddddNNN", "AAAA-dddddd-NNN", "AAA-dddddd-NNN"],
    strength: Strength::Fair,
};

/// Luhn over the number, then the account's kind and its number (CRA, RC2).
fn is_bn(text: &[u8]) -> bool {
    let Some((head, account)) = text.split_first_chunk::<9>() else { return false };
    digits::<9>(head).is_some_and(|d| luhn::is_valid(d) && number(&d) != 0)
        && matches!(account.first_chunk(), Some(b"RC" | b"RM" | b"RP" | b"RR" | b"RT" | b"RZ"))
        && account.get(2..).and_then(digits::<4>).is_some_and(|d| number(&d) != 0)
}

/// The first digit is a region; 8 is none, and 0 marks numbers for tax alone, which have names of their own.
fn is_sin(text: &[u8]) -> bool {
    digits::<9>(text).is_some_and(|d| !matches!(d[0], 0 | 8) && luhn::is_valid(d))
}

const STATES: &[&[u8; 2]] = &[
    b"AS", b"BC", b"BS", b"CC", b"CH", b"CL", b"CM", b"CS", b"DF", b"DG", b"GR", b"GT", b"HG", b"JC", b"MC",
    b"MN", b"MS", b"NE", b"NL", b"NT", b"OC", b"PL", b"QR", b"QT", b"SL", b"SP", b"SR", b"TC", b"TL", b"TS",
    b"VZ", b"YN", b"ZS",
];

/// Letters of the names, birth, sex, state, consonants, a sign that tells the century, a check digit (RENAPO,
/// Instructivo normativo para la asignacion de la CURP).
fn is_curp(text: &[u8]) -> bool {
    let Some(text) =
        text.first_chunk::<18>().filter(|text| fits(*text, b"AAAAddddddAAAAAANd") && text.len() == 18)
    else {
        return false;
    };
    let century = if text[16].is_ascii_digit() { 1900 } else { 2000 };
    let Some((year, month, day)) = digits::<6>(&text[4..10]).and_then(|d| year_first(&d)) else {
        return false;
    };
    // Ñ stands between N and O, so the letters behind it are worth one more than to the base 36.
    let value = |byte: u8| base36(byte).map(|value| if byte > b'N' { value + 1 } else { value });
    let sum =
        text[..17].iter().zip(2..=18).try_fold(0, |sum, (byte, at)| Some(sum + value(*byte)? * (20 - at)));
    is_birth(century + year, month, day)
        && matches!(text[10], b'H' | b'M' | b'X')
        && <&[u8; 2]>::try_from(&text[11..13]).is_ok_and(|state| STATES.binary_search(&state).is_ok())
        && sum.is_some_and(|sum| (10 - sum % 10) % 10 == u32::from(text[17] - b'0'))
}

/// Letters of the name, date of birth or foundation, three signs. The last is a check digit, but numbers with a wrong
/// one are in use, so it only has to be one that can be.
fn is_rfc(text: &[u8]) -> bool {
    let Some((name, [date @ .., _, _, last])) =
        text.len().checked_sub(9).and_then(|split| text.split_at_checked(split))
    else {
        return false;
    };
    matches!(name.len(), 3 | 4)
        && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'&')
        && digits::<6>(date)
            .and_then(|d| year_first(&d))
            .is_some_and(|(year, month, day)| is_short(year, month, day))
        && text.iter().rev().take(3).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && (last.is_ascii_digit() || *last == b'A')
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_ca_bn() {
        verify(
            &CA_BN,
            &["149746372RC1040", "993855352RP9717", "345493175RC0570"],
            &["149746372RA1040", "149746372RC104", "149746372rc1040"],
        );
    }

    #[test]
    fn knows_ca_sin() {
        verify(&CA_SIN, &["123107146", "379138779", "371224734"], &["123107140", "12310714", "777777777"]);
    }

    #[test]
    fn knows_mx_curp() {
        verify(
            &MX_CURP,
            &["YOQL330119MNLOXCE7", "UIRB581204MNLVSDI5", "OEMM491006MNLOWIR1"],
            &["YOQL330119MNLOXCE0", "CUNR930213HJCKFPB4", "YOQL330119MNLOXCE", "yoql330119mnloxce7"],
        );
    }

    #[test]
    fn knows_mx_rfc() {
        verify(
            &MX_RFC,
            &["FLNA850903N20", "PQG210609E95", "WSGM201022CF8"],
            &["FLNA850900N20", "AVDJ5400126B6", "FLNA850903N2", "flna850903n20"],
        );
    }
}
