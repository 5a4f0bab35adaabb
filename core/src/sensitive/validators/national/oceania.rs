//! Australia and New Zealand.

use crate::sensitive::SensitiveGroup::{Health, Pii};
use crate::sensitive::validators::alphabet::{fits, place};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const AU_ABN: Scheme = Scheme {
    id: "au-abn",
    label: "an Australian business number",
    group: Pii,
    names: &["abn", "australian business number"],
    lengths: (11, 11),
    check: is_abn,
    written: &["dd ddd ddd ddd"],
    strength: Strength::Fair,
};

pub(super) const AU_ACN: Scheme = Scheme {
    id: "au-acn",
    label: "an Australian company number",
    group: Pii,
    names: &["acn", "australian company number"],
    lengths: (9, 9),
    check: is_acn,
    written: &["ddd ddd ddd"],
    strength: Strength::Weak,
};

pub(super) const AU_MEDICARE: Scheme = Scheme {
    id: "au-medicare",
    label: "an Australian Medicare number",
    group: Health,
    names: &["medicare", "medicare number", "medicare card", "medicare no", "medicare card number"],
    lengths: (10, 11),
    check: is_medicare,
    written: &["dddd ddddd d", "dddd ddddd d d", "dddd ddddd d/d", "dddd-ddddd-d"],
    strength: Strength::Weak,
};

pub(super) const AU_TFN: Scheme = Scheme {
    id: "au-tfn",
    label: "an Australian tax file number",
    group: Pii,
    names: &["tfn", "tax file number", "tax file no"],
    lengths: (8, 9),
    check: is_tfn,
    written: &["ddd ddd ddd", "ddd-ddd-ddd", "dd ddd ddd"],
    strength: Strength::Weak,
};

pub(super) const NZ_IRD: Scheme = Scheme {
    id: "nz-ird",
    label: "a New Zealand IRD number",
    group: Pii,
    names: &["ird", "ird number", "ird no", "inland revenue number"],
    lengths: (8, 9),
    check: is_ird,
    written: &["ddd-ddd-ddd", "dd-ddd-ddd"],
    strength: Strength::Weak,
};

pub(super) const NZ_NHI: Scheme = Scheme {
    id: "nz-nhi",
    label: "a New Zealand NHI number",
    group: Health,
    names: &["nhi", "nhi number", "national health index"],
    lengths: (7, 7),
    check: is_nhi,
    written: &["AAAdddd", "AAAddNN"],
    strength: Strength::Weak,
};

/// The first digit less one, weights 10, 1, 3 and so on, by 89; the first two digits are the check digits (ABR).
fn is_abn(text: &[u8]) -> bool {
    digits::<11>(text).is_some_and(|d| {
        // One less in the first place is ten less in the sum.
        number(&d[..2]) > 10
            && (weighted(&d, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) + 89 - 10).is_multiple_of(89)
    })
}

/// Weights 8 to 1 (ASIC).
fn is_acn(text: &[u8]) -> bool {
    digits::<9>(text)
        .is_some_and(|d| weighted(&d, &[8, 7, 6, 5, 4, 3, 2, 1, 1]).is_multiple_of(10) && number(&d) > 0)
}

/// It begins with 2 to 6; the ninth digit is the check digit, then come the issue and perhaps the person on the card.
fn is_medicare(text: &[u8]) -> bool {
    let Some((card, rest)) = text.split_at_checked(9) else { return false };
    let is_issue = matches!(rest, [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9']);
    is_issue
        && digits::<9>(card).is_some_and(|d| {
            matches!(d[0], 2..=6) && weighted(&d[..8], &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == d[8]
        })
}

/// Weights by eleven; the old ones are a digit shorter and have weights of their own (ATO).
fn is_tfn(text: &[u8]) -> bool {
    match text.len() {
        8 => digits::<8>(text)
            .is_some_and(|d| weighted(&d, &[10, 7, 8, 4, 6, 3, 5, 1]).is_multiple_of(11) && !are_same(&d)),
        9 => digits::<9>(text)
            .is_some_and(|d| weighted(&d, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11) && !are_same(&d)),
        _ => false,
    }
}

/// From 10 to 150 millions; weights by eleven, and other weights where the rest would be ten (Inland Revenue, Resident
/// withholding tax specification).
fn is_ird(text: &[u8]) -> bool {
    let padded = match text.first_chunk::<8>() {
        Some(&[a, b, c, d, e, f, g, h]) if text.len() == 8 => digits::<9>(&[b'0', a, b, c, d, e, f, g, h]),
        _ => digits::<9>(text),
    };
    padded.is_some_and(|d| {
        let check = |weights: &[u32]| (11 - weighted(&d[..8], weights) % 11) % 11;
        let expected = match check(&[3, 2, 7, 6, 5, 4, 3, 2]) {
            10 => check(&[7, 4, 3, 2, 5, 2, 7, 6]),
            digit => digit,
        };
        (10_000_000..150_000_000).contains(&number(&d)) && expected == d[8] && !are_same(&d)
    })
}

/// Three letters without I and O, then three digits and a check digit by eleven, or, of the new form, two digits, a
/// letter and a check letter by 23 (HISO 10046).
fn is_nhi(text: &[u8]) -> bool {
    const LETTERS: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    let Some((check, head)) = text.split_last() else { return false };
    let value = |byte: u8| match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        letter => place(LETTERS, letter).map(|place| place + 1),
    };
    let sum = head
        .iter()
        .zip([7, 6, 5, 4, 3, 2])
        .try_fold(0, |sum, (byte, weight)| Some(sum + value(*byte)? * weight));
    let Some(sum) = sum else { return false };
    if fits(text, b"AAAdddd") {
        sum % 11 != 0 && u32::from(check - b'0') == (11 - sum % 11) % 10
    } else {
        fits(text, b"AAAddAA") && value(*check) == Some(23 - sum % 23)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_au_abn() {
        verify(
            &AU_ABN,
            &["79936460831", "28002576797", "76986023670"],
            &["79936460830", "7993646083", "77777777777"],
        );
    }

    #[test]
    fn knows_au_acn() {
        verify(&AU_ACN, &["482384887", "311224807", "556970364"], &["482384880", "48238488", "777777777"]);
    }

    #[test]
    fn knows_au_medicare() {
        verify(
            &AU_MEDICARE,
            &["4731151718", "59552753772", "2484052053"],
            &["4731151710", "473115171", "7777777777"],
        );
    }

    #[test]
    fn knows_au_tfn() {
        verify(&AU_TFN, &["161904183", "60933730", "551061993"], &["161904180", "1619041830", "777777777"]);
    }

    #[test]
    fn knows_nz_ird() {
        verify(&NZ_IRD, &["55250553", "053331874", "147619669"], &["55250550", "5525055", "77777777"]);
    }

    #[test]
    fn knows_nz_nhi() {
        verify(&NZ_NHI, &["JJZ4922", "FWR7093", "GZN4834"], &["JJZ4920", "JJZ492", "jjz4922"]);
    }
}
