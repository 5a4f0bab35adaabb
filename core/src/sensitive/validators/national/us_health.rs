//! Health care in the United States.

use crate::sensitive::SensitiveGroup::Health;
use crate::sensitive::validators::alphabet::fits;
use crate::sensitive::validators::digits::{digits, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const NPI: Scheme = Scheme {
    id: "us-npi",
    label: "a US national provider identifier",
    group: Health,
    names: &["npi", "national provider identifier", "provider npi", "npi number"],
    lengths: (10, 10),
    check: is_npi,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const DEA: Scheme = Scheme {
    id: "us-dea",
    label: "a US DEA registration number",
    group: Health,
    names: &["dea", "dea number", "dea no", "dea registration", "dea registration number"],
    lengths: (9, 9),
    check: is_dea,
    written: &["AAddddddd", "A9ddddddd"],
    strength: Strength::Weak,
};

pub(super) const MBI: Scheme = Scheme {
    id: "us-mbi",
    label: "a US Medicare beneficiary identifier",
    group: Health,
    names: &["mbi", "medicare beneficiary identifier", "medicare number", "medicare id", "medicare"],
    lengths: (11, 11),
    check: is_mbi,
    written: &["dANdANdAAdd", "dANd-ANd-AAdd"],
    strength: Strength::Weak,
};

/// The check digit counts the prefix 80840 of health care, which alone makes 24 (45 CFR 162.406).
fn is_npi(text: &[u8]) -> bool {
    digits::<10>(text).is_some_and(|d| matches!(d[0], 1 | 2) && (luhn::sum(d) + 24) % 10 == 0)
}

/// What the registrant is, the first letter of the name or 9, and seven digits: the first, third and fifth, and twice
/// the second, fourth and sixth end in the last.
fn is_dea(text: &[u8]) -> bool {
    let Some(([kind, name], rest)) = text.split_first_chunk() else { return false };
    let Some(d) = digits::<7>(rest) else { return false };
    matches!(kind, b'A'..=b'H' | b'J'..=b'M' | b'P' | b'R' | b'S' | b'T' | b'U' | b'X')
        && (name.is_ascii_uppercase() || *name == b'9')
        && d.iter().any(|digit| *digit != 0)
        && weighted(&d[..6], &[1, 2, 1, 2, 1, 2]) % 10 == d[6]
}

/// The form that CMS describes (Understanding the MBI format): no letter looks like a digit. It has no check digit.
fn is_mbi(text: &[u8]) -> bool {
    fits(text, b"dANdANdAAdd")
        && text.first() != Some(&b'0')
        && !text.iter().any(|byte| matches!(byte, b'S' | b'L' | b'O' | b'I' | b'B' | b'Z'))
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_us_npi() {
        verify(&NPI, &["2336791233", "2974847198", "1253393700"], &["2336791230", "233679123", "7777777777"]);
    }

    #[test]
    fn knows_us_dea() {
        verify(&DEA, &["FU7619591", "PM1059749", "GI5875337"], &["FU7619590", "FU761959", "fu7619591"]);
    }

    #[test]
    fn knows_us_mbi() {
        verify(
            &MBI,
            &["4N38FD5QY14", "3RA7AD5VW76", "2TH9E34RY43"],
            &["4N38FD5QB14", "4N38FD5QY1", "4n38fd5qy14"],
        );
    }
}
