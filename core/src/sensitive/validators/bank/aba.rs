//! Routing numbers of banks in the United States.

use crate::sensitive::validators::digits::{are_same, digits, weighted};

/// Tells whether nine digits are a routing number: weights 3, 7, 1, and a Federal Reserve district in front (ABA
/// Routing Number Policy).
pub(crate) fn is_aba(text: &[u8]) -> bool {
    let Some(d) = digits::<9>(text) else { return false };
    // Government, twelve districts, the same for thrifts and for electronic transfers, traveller's cheques.
    matches!(d[0] * 10 + d[1], 0..=12 | 21..=32 | 61..=72 | 80)
        && weighted(&d, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
        && !are_same(&d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_routing_number() {
        for text in ["123123123", "064100852", "310400002"] {
            assert!(is_aba(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn refuses_what_no_bank_has() {
        // A wrong check digit, districts that there are not, a digit short and one over, nothing but zeros.
        for text in
            ["123123124", "200000006", "990000003", "06410085", "0641008520", "000000000", "12312312A"]
        {
            assert!(!is_aba(text.as_bytes()), "{text}");
        }
    }
}
