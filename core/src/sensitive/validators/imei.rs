//! The identity of mobile equipment (3GPP TS 23.003).

use super::digits::{are_same, digits};
use super::luhn;

/// Tells whether fifteen digits are an IMEI: they begin with a body that hands out type codes (GSMA TS.06), and the
/// last is the check digit.
pub(crate) fn is_imei(text: &[u8]) -> bool {
    let Some(d) = digits::<15>(text) else { return false };
    let body = d[0] * 10 + d[1];
    matches!(body, 1 | 10 | 30 | 33 | 35 | 44 | 45 | 49..=54 | 86 | 91 | 98 | 99)
        && !d.get(2..14).is_some_and(are_same)
        && luhn::is_valid(d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_an_identity() {
        assert!(is_imei(b"490154203237518") && is_imei(b"352099001761481"));
    }

    #[test]
    fn refuses_what_is_none() {
        // A wrong check digit, no such body, a digit short, one over (a software version), one digit over and over.
        for text in
            ["490154203237517", "170154203237518", "49015420323751", "4901542032375180", "333333333333333"]
        {
            assert!(!is_imei(text.as_bytes()), "{text}");
        }
    }
}
