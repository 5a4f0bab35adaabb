//! The checksum at the end of tokens of GitHub and npm.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Digits of the checksum.
const LENGTH: usize = 6;

/// Tells whether the last six characters are the CRC-32 of those before, to the base 62.
pub(super) fn is_valid(token: &str) -> bool {
    let Some(split) = token.len().checked_sub(LENGTH) else { return false };
    let Some((body, checksum)) = token.split_at_checked(split) else { return false };
    checksum.as_bytes() == base62(crc32(body.as_bytes()))
}

/// CRC-32 as in zip and Ethernet.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

fn base62(mut number: u32) -> [u8; LENGTH] {
    let mut digits = [b'0'; LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS.get(number as usize % DIGITS.len()).copied().unwrap_or(b'0');
        number /= 62;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_check_value_of_the_algorithm() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(base62(61), *b"00000z");
        assert_eq!(base62(62), *b"000010");
    }

    #[test]
    fn tells_a_token_from_one_that_was_made_up() {
        let body = "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ";
        let token = format!("{body}{}", String::from_utf8(base62(crc32(body.as_bytes())).to_vec()).unwrap());
        assert!(is_valid(&token));
        assert!(!is_valid(&token.replace('z', "y")));
        assert!(!is_valid("short") && !is_valid("é12345"));
    }
}
