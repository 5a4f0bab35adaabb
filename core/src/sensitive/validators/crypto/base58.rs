//! Addresses to the base 58 with a checksum, as Bitcoin introduced them.

use sha2::{Digest, Sha256};

use super::Coin;

const BITCOIN: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const RIPPLE: &[u8; 58] = b"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

/// Each sign's place in an alphabet, 255 where it has none.
const fn places(alphabet: &[u8; 58]) -> [u8; 256] {
    let mut places = [u8::MAX; 256];
    let mut at = 0;
    while at < alphabet.len() {
        #[expect(clippy::indexing_slicing, reason = "the compiler runs it")]
        let sign = alphabet[at] as usize;
        #[expect(clippy::indexing_slicing, reason = "the compiler runs it")]
        {
            places[sign] = at as u8;
        }
        at += 1;
    }
    places
}

static BITCOIN_PLACES: [u8; 256] = places(BITCOIN);
static RIPPLE_PLACES: [u8; 256] = places(RIPPLE);

/// A version, the hash of a key or script, and a checksum.
const BYTES: usize = 25;

/// Returns whose address a text is, by the version in front of the hash.
pub(super) fn coin(text: &[u8]) -> Option<Coin> {
    if text.first() == Some(&b'r') {
        return (version(text, &RIPPLE_PLACES)? == 0).then_some(Coin::Ripple);
    }
    match version(text, &BITCOIN_PLACES)? {
        0x00 | 0x05 => Some(Coin::Bitcoin),
        0x30 | 0x32 => Some(Coin::Litecoin),
        0x1e | 0x16 => Some(Coin::Dogecoin),
        0x4c | 0x10 => Some(Coin::Dash),
        0x41 => Some(Coin::Tron),
        _ => None,
    }
}

/// Returns the version of an address whose checksum is right.
fn version(text: &[u8], places: &[u8; 256]) -> Option<u8> {
    let bytes = decode(text, places)?;
    let (body, checksum) = bytes.split_last_chunk::<4>()?;
    let hash = Sha256::digest(Sha256::digest(body));
    (hash.first_chunk() == Some(checksum)).then_some(bytes[0])
}

fn decode(text: &[u8], places: &[u8; 256]) -> Option<[u8; BYTES]> {
    // 58^35 is more than 25 bytes hold.
    if !(26..=35).contains(&text.len()) {
        return None;
    }
    // The lowest 32 bits first.
    let mut limbs = [0_u32; 7];
    for byte in text {
        let mut carry = u64::from(*places.get(usize::from(*byte)).filter(|place| **place < 58)?);
        for limb in &mut limbs {
            let value = u64::from(*limb) * 58 + carry;
            *limb = value as u32;
            carry = value >> 32;
        }
    }
    let mut bytes = [0_u8; 28];
    for (part, limb) in bytes.chunks_exact_mut(4).zip(limbs.iter().rev()) {
        part.copy_from_slice(&limb.to_be_bytes());
    }
    let ([0, 0, 0], bytes) = bytes.split_first_chunk()? else { return None };
    let bytes = *bytes.first_chunk::<BYTES>()?;
    // Each zero byte in front is written as one zero digit.
    let zero = |byte: &&u8| places.get(usize::from(**byte)) == Some(&0);
    let written = text.iter().take_while(zero).count();
    (written == bytes.iter().take_while(|byte| **byte == 0).count()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes an address for a hash.
    fn written(version: u8, hash: [u8; 20], alphabet: &[u8; 58]) -> String {
        let mut bytes = [&[version], &hash[..]].concat();
        let checksum = Sha256::digest(Sha256::digest(&bytes));
        bytes.extend_from_slice(&checksum[..4]);
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let mut text = Vec::new();
        while bytes.iter().any(|byte| *byte > 0) {
            let mut rest = 0;
            for byte in &mut bytes {
                let value = rest * 256 + u32::from(*byte);
                *byte = (value / 58) as u8;
                rest = value % 58;
            }
            text.push(alphabet[rest as usize]);
        }
        text.extend(std::iter::repeat_n(alphabet[0], zeros));
        text.reverse();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn knows_every_coin_by_its_version() {
        let mut hash = [0x5c; 20];
        for seed in 0..40_u8 {
            hash[usize::from(seed) % 20] = seed.wrapping_mul(37);
            for (version, first, expected) in [
                (0x00, "1", Coin::Bitcoin),
                (0x05, "3", Coin::Bitcoin),
                (0x30, "L", Coin::Litecoin),
                (0x32, "M", Coin::Litecoin),
                (0x1e, "D", Coin::Dogecoin),
                (0x4c, "X", Coin::Dash),
                (0x41, "T", Coin::Tron),
            ] {
                let text = written(version, hash, BITCOIN);
                assert!(text.starts_with(first), "{text}");
                assert_eq!(coin(text.as_bytes()), Some(expected), "{text}");
            }
            let text = written(0, hash, RIPPLE);
            assert_eq!(coin(text.as_bytes()), Some(Coin::Ripple), "{text}");
            assert_eq!(coin(written(0x6f, hash, BITCOIN).as_bytes()), None, "a test network");
        }
    }

    #[test]
    fn keeps_zeros_in_front() {
        let mut hash = [0; 20];
        hash[19] = 7;
        let text = written(0, hash, BITCOIN);
        assert!(text.starts_with("111111111"));
        assert_eq!(coin(text.as_bytes()), Some(Coin::Bitcoin));
        assert_eq!(coin(&text.as_bytes()[1..]), None);
        assert_eq!(coin(format!("1{text}").as_bytes()), None);
    }

    #[test]
    fn sees_every_changed_sign() {
        let text = written(0, *b"not a hash of a key.", BITCOIN);
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
            assert_eq!(coin(&bytes), None, "{at}");
        }
        for bad in ["0OIl0OIl0OIl0OIl0OIl0OIl0OIl", &"z".repeat(35), &"1".repeat(35), "1"] {
            assert_eq!(coin(bad.as_bytes()), None, "{bad}");
        }
    }
}
