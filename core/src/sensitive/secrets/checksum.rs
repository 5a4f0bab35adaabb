//! The checksums inside tokens.

use sha2::{Digest, Sha256};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SMALL_DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Digits of the checksum to the base 62.
const LENGTH: usize = 6;
/// Digits of the checksum to the base 36.
const SMALL_LENGTH: usize = 7;
/// Where the checksum of a fine-grained token begins.
const FINE_GRAINED: usize = 77;

/// Tells whether the last six characters are the CRC-32 of those before, to the base 62: tokens of GitHub, npm and Vercel.
pub(super) fn is_valid(token: &[u8]) -> bool {
    token.split_last_chunk().is_some_and(|(body, checksum)| *checksum == base62(crc32(body)))
}

/// Tells whether the last seven characters are the CRC-32 of those before, to the base 36: routable tokens of GitLab.
pub(super) fn is_valid_routable(token: &[u8]) -> bool {
    token.split_last_chunk().is_some_and(|(body, checksum)| *checksum == base36(crc32(body)))
}

/// Tells whether a fine-grained token of GitHub holds the checksum of what stands before it.
pub(super) fn is_valid_fine_grained(token: &[u8]) -> bool {
    token
        .split_at_checked(FINE_GRAINED)
        .is_some_and(|(body, behind)| behind.first_chunk() == Some(&fine_grained(body)))
}

/// The beginning of SHA-256, in Base32.
pub(super) fn fine_grained(body: &[u8]) -> [u8; 8] {
    let bits = Sha256::digest(body).iter().take(5).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    [35, 30, 25, 20, 15, 10, 5, 0].map(|shift| base32(bits >> shift))
}

/// CRC-32 as in zip and Ethernet.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

pub(super) fn base62(number: u32) -> [u8; LENGTH] {
    digits(number, DIGITS)
}

pub(super) fn base36(number: u32) -> [u8; SMALL_LENGTH] {
    digits(number, SMALL_DIGITS)
}

fn digits<const BASE: usize, const COUNT: usize>(mut number: u32, alphabet: &[u8; BASE]) -> [u8; COUNT] {
    let mut digits = [b'0'; COUNT];
    for digit in digits.iter_mut().rev() {
        *digit = alphabet.get(number as usize % BASE).copied().unwrap_or(b'0');
        number = (number as usize / BASE) as u32;
    }
    digits
}

/// Returns the digit of the five last bits (RFC 4648).
fn base32(bits: u64) -> u8 {
    match (bits & 31) as u8 {
        letter @ 0..=25 => b'A' + letter,
        digit => b'2' + digit - 26,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_check_value_of_the_algorithm() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(base62(61), *b"00000z");
        assert_eq!(base62(62), *b"000010");
        assert_eq!(base36(37), *b"0000011");
        assert_eq!(base36(u32::MAX), *b"1z141z3");
    }

    #[test]
    fn tells_a_token_from_one_that_was_made_up() {
        let body = b"zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ";
        let token = [&body[..], &base62(crc32(body))].concat();
        assert!(is_valid(&token));
        let last = token.len() - 1;
        for at in [0, 12, last] {
            let mut wrong = token.clone();
            wrong[at] = if wrong[at] == b'y' { b'z' } else { b'y' };
            assert!(!is_valid(&wrong), "{at}");
        }
        assert!(!is_valid(b"short") && !is_valid("é12345".as_bytes()));
    }

    #[test]
    fn finds_the_hash_inside_a_fine_grained_token() {
        // printf abc | sha256sum | cut -c1-10 | xxd -r -p | base32
        assert_eq!(&fine_grained(b"abc"), b"XJ4BNP4P");
        let body = [&b"github_pat_"[..], &[b'q'; 22], b"_", &[b'w'; 43]].concat();
        let token = [&body[..], &fine_grained(&body), b"12345678"].concat();
        assert_eq!(token.len(), 93);
        assert!(is_valid_fine_grained(&token));
        assert!(!is_valid_fine_grained(&token[..84]));
        assert!(!is_valid_fine_grained(&token[1..]));
    }
}
