//! Addresses of Ethereum and of the chains that share its form.

use super::keccak::keccak256;

/// Tells whether a text is an address. In mixed letter case the case is a checksum (ERC-55).
pub(super) fn is_address(text: &[u8]) -> bool {
    let Some((b"0x", digits)) = text.split_first_chunk() else { return false };
    let Some(digits) = digits.first_chunk::<40>().filter(|_| digits.len() == 40) else { return false };
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let is_mixed = digits.iter().any(u8::is_ascii_lowercase) && digits.iter().any(u8::is_ascii_uppercase);
    // Nothing but one digit is no address that somebody owns.
    digits.iter().any(|digit| *digit != digits[0]) && (!is_mixed || has_checksum(digits))
}

/// Tells whether each letter is in upper case just where the hash of the address has a digit above seven.
fn has_checksum(digits: &[u8; 40]) -> bool {
    let hash = keccak256(&digits.map(|digit| digit.to_ascii_lowercase()));
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .iter()
        .zip(nibbles)
        .all(|(digit, nibble)| digit.is_ascii_digit() || digit.is_ascii_uppercase() == (nibble > 7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_examples_of_the_proposal() {
        for text in [
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        ] {
            assert!(is_address(text.as_bytes()), "{text}");
            assert!(is_address(text.to_lowercase().as_bytes()), "{text}");
        }
    }

    #[test]
    fn refuses_a_wrong_case_and_a_wrong_form() {
        for text in [
            "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
            "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed00",
            "0x0000000000000000000000000000000000000000",
        ] {
            assert!(!is_address(text.as_bytes()), "{text}");
        }
    }
}
