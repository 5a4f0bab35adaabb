//! The United States.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::digits::{are_same, digits, number};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const SSN: Scheme = Scheme {
    id: "us-ssn",
    label: "a US social security number",
    group: Pii,
    names: &["ssn", "social security number", "social security no", "social security", "soc sec"],
    lengths: (9, 9),
    check: is_ssn,
    written: &["ddd-dd-dddd", "ddd dd dddd"],
    strength: Strength::Weak,
};

pub(super) const ITIN: Scheme = Scheme {
    id: "us-itin",
    label: "a US individual taxpayer identification number",
    group: Pii,
    names: &["itin", "individual taxpayer identification number", "taxpayer identification number"],
    lengths: (9, 9),
    check: is_itin,
    written: &["9dd-dd-dddd", "9dd dd dddd"],
    strength: Strength::Weak,
};

pub(super) const EIN: Scheme = Scheme {
    id: "us-ein",
    label: "a US employer identification number",
    group: Pii,
    names: &["ein", "fein", "employer identification number", "federal tax id", "employer id number"],
    lengths: (9, 9),
    check: is_ein,
    written: &["dd-ddddddd"],
    strength: Strength::Weak,
};

/// No area 000, 666 or 900 and up, no group 00, no serial 0000 (SSA, POMS RM 10201.035), and none of the numbers that
/// were printed on sample cards.
fn is_ssn(text: &[u8]) -> bool {
    let Some(d) = digits::<9>(text) else { return false };
    let (area, group, serial) = (number(&d[..3]), number(&d[3..5]), number(&d[5..]));
    !matches!(area, 0 | 666 | 900..)
        && group != 0
        && serial != 0
        && !are_same(&d)
        && !matches!(text, b"078051120" | b"219099999" | b"457555462")
}

/// It begins with 9 and has groups that social security numbers of old did not (IRS, Publication 1915;
/// 50 to 65 were added later).
fn is_itin(text: &[u8]) -> bool {
    let Some(d) = digits::<9>(text) else { return false };
    d[0] == 9 && matches!(number(&d[3..5]), 50..=65 | 70..=88 | 90..=92 | 94..=99) && !are_same(&d)
}

/// The first two digits are those of a campus that gives them out (IRS, How EINs are assigned).
fn is_ein(text: &[u8]) -> bool {
    let Some(d) = digits::<9>(text) else { return false };
    let is_given_out =
        !matches!(number(&d[..2]), 0 | 7..=9 | 17..=19 | 28 | 29 | 49 | 69 | 70 | 78 | 79 | 89 | 96 | 97);
    is_given_out && !are_same(&d)
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_us_ssn() {
        verify(&SSN, &["860492922", "561908554", "321789474"], &["960492922", "86049292", "777777777"]);
    }

    #[test]
    fn knows_us_itin() {
        verify(&ITIN, &["910870940", "938827017", "952782361"], &["910890940", "91087094", "777777777"]);
    }

    #[test]
    fn knows_us_ein() {
        verify(&EIN, &["124665213", "163813526", "439131412"], &["174665213", "12466521", "777777777"]);
    }
}
