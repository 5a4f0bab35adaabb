//! The business identifier codes of ISO 9362, which banks use as SWIFT codes.

use crate::sensitive::validators::alphabet::fits;
use crate::sensitive::validators::countries::is_country;

/// Tells whether a text can be one: four letters of the institution, a country, a place, perhaps a branch. There is no
/// check digit, and some words of eight letters hold a country in the middle, so a field or a word must speak for it.
pub(crate) fn is_bic(text: &[u8]) -> bool {
    let Some((head, branch)) = text.split_at_checked(8) else { return false };
    // Neither O nor a digit is assigned in the second sign of the place by itself; 0 marks a test code, 1 a passive
    // one.
    fits(head, b"AAAAAANN")
        && head.get(4..6).is_some_and(is_country)
        && !matches!(head.get(6..8), Some([b'0' | b'1', _] | [_, b'O' | b'0']))
        && (branch.is_empty() || fits(branch, b"NNN"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_code() {
        for text in ["QWXZDEFF", "QWXZDEFFXXX", "ABCDUS33", "WXYZGB2LA12"] {
            assert!(is_bic(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        // No such country, a digit in the institution, wrong lengths, a test code, letters in lower case.
        for text in
            ["QWXZXXFF", "QW1ZDEFF", "QWXZDEF", "QWXZDEFFX", "QWXZDEFFXXXX", "QWXZDEF0", "qwxzdeff", ""]
        {
            assert!(!is_bic(text.as_bytes()), "{text}");
        }
    }
}
