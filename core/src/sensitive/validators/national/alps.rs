//! Austria and Switzerland.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::date::{day_first, is_short};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const AT_SVNR: Scheme = Scheme {
    id: "at-svnr",
    label: "an Austrian social insurance number",
    group: Pii,
    names: &["svnr", "sozialversicherungsnummer", "sv nummer", "versicherungsnummer"],
    lengths: (10, 10),
    check: is_svnr,
    written: &["dddd dddddd", "dddd-dddddd"],
    strength: Strength::Fair,
};

pub(super) const CH_AHV: Scheme = Scheme {
    id: "ch-ahv",
    label: "a Swiss social insurance number",
    group: Pii,
    names: &["ahv", "avs", "ahv nummer", "ahvn13", "numero avs", "sozialversicherungsnummer", "navs13"],
    lengths: (13, 13),
    check: is_ahv,
    written: &["756.dddd.dddd.dd"],
    strength: Strength::Strong,
};

pub(super) const CH_UID: Scheme = Scheme {
    id: "ch-uid",
    label: "a Swiss company number",
    group: Pii,
    names: &["uid", "unternehmens identifikationsnummer", "ide", "mwst nummer"],
    lengths: (12, 12),
    check: is_uid,
    written: &["CHE-ddd.ddd.ddd", "CHEddddddddd"],
    strength: Strength::Weak,
};

/// A serial number, its check digit in fourth place, and the date of birth, in which months 13 to 15 stand for those
/// whose number of the day ran out.
fn is_svnr(text: &[u8]) -> bool {
    let Some(d) = digits::<10>(text) else { return false };
    let is_date = |(year, month, day)| {
        is_short(year, month, day) || (13..=15).contains(&month) && (1..=31).contains(&day)
    };
    d[0] != 0
        && !are_same(&d)
        && day_first(&d[4..]).is_some_and(is_date)
        && weighted(&d, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == d[3]
}

/// The country's 756 and the check digit of EAN-13 (BSV, Wegleitung ZAS).
fn is_ahv(text: &[u8]) -> bool {
    digits::<13>(text).is_some_and(|d| {
        number(&d[..3]) == 756
            && number(&d[3..12]) > 0
            && weighted(&d, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10)
    })
}

/// Weights by eleven over eight digits (eCH-0097).
fn is_uid(text: &[u8]) -> bool {
    text.strip_prefix(b"CHE").and_then(digits::<9>).is_some_and(|d| {
        let check = (11 - weighted(&d[..8], &[5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11;
        check == d[8] && number(&d) > 0
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_at_svnr() {
        verify(
            &AT_SVNR,
            &["1412080566", "5692100848", "1989250304"],
            &["1412080560", "5090280044", "141208056", "7777777777"],
        );
    }

    #[test]
    fn knows_ch_ahv() {
        verify(
            &CH_AHV,
            &["7561615690541", "7565598066799", "7562936990839"],
            &["7561615690540", "756161569054", "7777777777777"],
        );
    }

    #[test]
    fn knows_ch_uid() {
        verify(
            &CH_UID,
            &["CHE337886021", "CHE273385889", "CHE906867410"],
            &["CHE337886020", "CHE33788602", "che337886021"],
        );
    }
}
