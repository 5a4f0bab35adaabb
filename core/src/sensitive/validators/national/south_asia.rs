//! India, Pakistan, Sri Lanka.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::fits;
use crate::sensitive::validators::digits::{are_same, digits, number};
use crate::sensitive::validators::scheme::{Scheme, Strength};
use crate::sensitive::validators::{luhn, verhoeff};

pub(super) const IN_AADHAAR: Scheme = Scheme {
    id: "in-aadhaar",
    label: "an Aadhaar number",
    group: Pii,
    names: &["aadhaar", "aadhar", "adhaar", "uidai", "aadhaar number", "aadhaar no"],
    lengths: (12, 12),
    check: is_aadhaar,
    written: &["dddd dddd dddd", "dddd-dddd-dddd"],
    strength: Strength::Weak,
};

pub(super) const IN_EPIC: Scheme = Scheme {
    id: "in-epic",
    label: "an Indian voter number",
    group: Pii,
    names: &["voter id", "epic number", "elector photo identity card"],
    lengths: (10, 10),
    check: is_epic,
    written: &["AAAddddddd"],
    strength: Strength::Weak,
};

pub(super) const IN_GSTIN: Scheme = Scheme {
    id: "in-gstin",
    label: "an Indian GSTIN",
    group: Pii,
    names: &["gstin", "gst number", "gst no", "gst identification number"],
    lengths: (15, 15),
    check: is_gstin,
    written: &["ddAAAAAddddANAN"],
    strength: Strength::Strong,
};

pub(super) const IN_PAN: Scheme = Scheme {
    id: "in-pan",
    label: "an Indian PAN",
    group: Pii,
    names: &["pan", "pan number", "pan no", "permanent account number", "pan card"],
    lengths: (10, 10),
    check: is_pan,
    written: &["AAAAAddddA"],
    strength: Strength::Weak,
};

pub(super) const LK_NIC: Scheme = Scheme {
    id: "lk-nic",
    label: "a Sri Lankan identity card number",
    group: Pii,
    names: &["nic", "nic number", "nic no", "national identity card"],
    lengths: (10, 12),
    check: is_nic,
    written: &["dddddddddA"],
    strength: Strength::Weak,
};

pub(super) const PK_CNIC: Scheme = Scheme {
    id: "pk-cnic",
    label: "a Pakistani identity card number",
    group: Pii,
    names: &["cnic", "nicop", "cnic number", "cnic no", "national identity card"],
    lengths: (13, 13),
    check: is_cnic,
    written: &["ddddd-ddddddd-d"],
    strength: Strength::Weak,
};

/// It begins with 2 to 9, has Verhoeff's check digit and reads otherwise backwards (UIDAI, A UID Numbering Scheme).
fn is_aadhaar(text: &[u8]) -> bool {
    digits::<12>(text).is_some_and(|d| d[0] > 1 && verhoeff::is_valid(&d) && !d.iter().eq(d.iter().rev()))
}

/// Three letters and seven digits with Luhn's check digit (Election Commission).
fn is_epic(text: &[u8]) -> bool {
    fits(text, b"AAAddddddd") && text.get(3..).and_then(digits::<7>).is_some_and(luhn::is_valid)
}

/// The state, the holder's PAN, a count, Z (C and D for those who collect and deduct tax), and Luhn's check sign to the
/// base 36.
fn is_gstin(text: &[u8]) -> bool {
    fits(text, b"ddAAAAAddddANAN")
        && text.get(..2).and_then(digits::<2>).is_some_and(|d| matches!(number(&d), 1..=38 | 97 | 99))
        && text.get(2..12).is_some_and(is_pan)
        && text.get(12) != Some(&b'0')
        && matches!(text.get(13), Some(b'C' | b'D' | b'Z'))
        && luhn::is_valid_36(text)
}

/// Three letters, the kind of holder, the first letter of the name, a number, a letter. The check letter's rule is not
/// published.
fn is_pan(text: &[u8]) -> bool {
    fits(text, b"AAAAAddddA")
        && matches!(text.get(3), Some(b'A'..=b'C' | b'F'..=b'H' | b'J' | b'K' | b'L' | b'P' | b'T'))
        && text.get(5..9) != Some(b"0000")
}

/// The year, the day of the year (500 more for women), a serial number; the rule of the check digit in it is not
/// published. Until 2016 two digits of the year, and V or X behind.
fn is_nic(text: &[u8]) -> bool {
    let is_day = |day: u64| (1..=366).contains(&if day > 500 { day - 500 } else { day });
    match text.split_last() {
        Some((b'V' | b'X', number)) => digits::<9>(number).is_some_and(|d| is_day(self::number(&d[2..5]))),
        _ => digits::<12>(text)
            .is_some_and(|d| (1880..=2059).contains(&number(&d[..4])) && is_day(number(&d[4..7]))),
    }
}

/// A region, a family, and a digit for the sex.
fn is_cnic(text: &[u8]) -> bool {
    digits::<13>(text).is_some_and(|d| matches!(d[0], 1..=7) && d[12] != 0 && !are_same(&d))
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_in_aadhaar() {
        verify(
            &IN_AADHAAR,
            &["492701070274", "319972996989", "716379872505"],
            &["492701070270", "49270107027", "777777777777"],
        );
    }

    #[test]
    fn knows_in_epic() {
        verify(
            &IN_EPIC,
            &["WET6084156", "WLI6110464", "AYN8356883"],
            &["WET6084150", "WET608415", "wet6084156"],
        );
    }

    #[test]
    fn knows_in_gstin() {
        verify(
            &IN_GSTIN,
            &["19LMBCP1261K8Z6", "34YOSAD0631J5Z5", "18XGHKA6148L1ZU"],
            &["19LMBCP1261K8Z0", "19LMBCP1261K8Z", "19lmbcp1261k8z6"],
        );
    }

    #[test]
    fn knows_in_pan() {
        verify(
            &IN_PAN,
            &["BVBLZ4605N", "IVQPJ6841J", "ZHDTV2232T"],
            &["BVBDZ4605N", "BVBLZ4605", "bvblz4605n"],
        );
    }

    #[test]
    fn knows_lk_nic() {
        verify(
            &LK_NIC,
            &["199526363271", "192923215316", "188466876559"],
            &["199546363271", "19952636327", "777777777777"],
        );
    }

    #[test]
    fn knows_pk_cnic() {
        verify(
            &PK_CNIC,
            &["4898465337858", "1959890055814", "2847767365377"],
            &["4898465337850", "489846533785", "7777777777777"],
        );
    }
}
