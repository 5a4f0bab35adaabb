//! Vehicle identification numbers (ISO 3779; 49 CFR 565 for the check digit).

/// What each place counts for; the ninth is the check digit itself.
const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// Tells whether a text can be a vehicle identification number. The check digit must be right where the law wants one:
/// North America (49 CFR 565) and China (GB 16735). Elsewhere the last four signs are digits, and the number has some
/// letters.
pub(crate) fn is_vin(text: &[u8]) -> bool {
    let Some(number) = text.first_chunk::<17>().filter(|_| text.len() == 17) else { return false };
    let letters = number.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let has_serial = number.iter().rev().take(4).all(u8::is_ascii_digit);
    // Model years are never written U, Z or 0; the first sign is the continent, and none has 0.
    match number[0] {
        b'1'..=b'5' | b'L' => has_check_digit(text) && has_serial && letters > 0 && is_year(number[9]),
        first => {
            first != b'0' && has_serial && letters > 2 && number.iter().all(|byte| value(*byte).is_some())
        }
    }
}

/// Tells whether the ninth sign is the check digit of the others.
pub(crate) fn has_check_digit(text: &[u8]) -> bool {
    let Some(number) = text.first_chunk::<17>().filter(|_| text.len() == 17) else { return false };
    let sum =
        number.iter().zip(WEIGHTS).try_fold(0, |sum, (byte, weight)| Some(sum + value(*byte)? * weight));
    sum.is_some_and(|sum| number[8] == if sum % 11 == 10 { b'X' } else { b'0' + (sum % 11) as u8 })
}

const fn is_year(byte: u8) -> bool {
    !matches!(byte, b'0' | b'U' | b'Z')
}

/// What a sign counts. I, O and Q are never used.
const fn value(byte: u8) -> Option<u32> {
    Some(match byte {
        b'0'..=b'9' => (byte - b'0') as u32,
        b'A'..=b'H' => (byte - b'A') as u32 + 1,
        b'J'..=b'N' => (byte - b'J') as u32 + 1,
        b'P' => 7,
        b'R' => 9,
        b'S'..=b'Z' => (byte - b'S') as u32 + 2,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_number_with_its_check_digit() {
        for text in ["11111111111111111", "1M8GDM9AXKP042788"] {
            assert!(has_check_digit(text.as_bytes()), "{text}");
        }
        assert!(is_vin(b"1M8GDM9AXKP042788"));
        assert!(!is_vin(b"1M8GDM9A1KP042788") && !is_vin(b"1M8GDM9AXKP042789"));
    }

    #[test]
    fn asks_for_no_check_digit_in_europe() {
        assert!(is_vin(b"WWXZZZ99ZTR000123") && is_vin(b"VF1WWXYZ012345678"));
        // A letter that is not used, a letter in the serial number, too few letters, a continent that there is not.
        for text in ["WWXZZZ99ZTR0O0123", "WWXZZZ99ZTR00012A", "W1234567890123456", "0WXZZZ99ZTR000123"] {
            assert!(!is_vin(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn refuses_other_lengths_and_nothing_but_digits() {
        assert!(!is_vin(b"1M8GDM9AXKP04278") && !is_vin(b"1M8GDM9AXKP0427880") && !is_vin(b""));
        assert!(!is_vin(b"11111111111111111"));
    }
}
