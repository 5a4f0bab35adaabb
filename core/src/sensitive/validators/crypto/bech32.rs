//! Segwit addresses in bech32 and bech32m (BIP 173, BIP 350).

use super::Coin;

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// What is left of the checksum of a right address, for version 0 and for later ones.
const BECH32: u32 = 1;
const BECH32M: u32 = 0x2bc8_30a3;

/// Returns whose address a text is.
pub(super) fn coin(text: &[u8]) -> Option<Coin> {
    let at = text.iter().take(4).position(|byte| *byte == b'1')?;
    let (prefix, rest) = text.split_at_checked(at)?;
    let (_, data) = rest.split_first()?;
    let coin = match prefix {
        b"bc" | b"BC" => Coin::Bitcoin,
        b"ltc" | b"LTC" => Coin::Litecoin,
        _ => return None,
    };
    let is_upper = prefix.first().is_some_and(u8::is_ascii_uppercase);
    is_program(prefix, data, is_upper).then_some(coin)
}

/// Tells whether data are a version, a program of a length that it may have, and the checksum.
fn is_program(prefix: &[u8], data: &[u8], is_upper: bool) -> bool {
    // A version, a program of 2 to 40 bytes, six signs of checksum.
    if !(11..=71).contains(&data.len()) {
        return false;
    }
    let mut checksum = Checksum(1);
    prefix.iter().for_each(|byte| checksum.add(u32::from(byte.to_ascii_lowercase() >> 5)));
    checksum.add(0);
    prefix.iter().for_each(|byte| checksum.add(u32::from(byte & 31)));
    let mut version = None;
    for byte in data {
        if byte.is_ascii_alphabetic() && byte.is_ascii_uppercase() != is_upper {
            return false;
        }
        let lower = byte.to_ascii_lowercase();
        let Some(value) = ALPHABET.iter().position(|sign| *sign == lower) else { return false };
        version.get_or_insert(value);
        checksum.add(value as u32);
    }
    let signs = data.len() - 7;
    // Five bits a sign; what is over is less than a sign.
    let (bytes, is_whole) = (signs * 5 / 8, signs * 5 % 8 < 5);
    is_whole
        && match version {
            Some(0) => checksum.0 == BECH32 && matches!(bytes, 20 | 32),
            Some(1) => checksum.0 == BECH32M && bytes == 32,
            Some(2..=16) => checksum.0 == BECH32M,
            _ => false,
        }
}

/// The code of BIP 173 over GF(32).
struct Checksum(u32);

impl Checksum {
    fn add(&mut self, value: u32) {
        const GENERATORS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
        let top = self.0 >> 25;
        self.0 = (self.0 & 0x01ff_ffff) << 5 ^ value;
        for (bit, generator) in GENERATORS.iter().enumerate() {
            if top >> bit & 1 == 1 {
                self.0 ^= generator;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_vectors_of_the_proposals() {
        for text in [
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "BC1SW50QGDZ25J",
        ] {
            let expected = (!text.contains("pw508d6")).then_some(Coin::Bitcoin);
            assert_eq!(coin(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn refuses_the_invalid_vectors_of_the_proposals() {
        for text in [
            // The other code's checksum, mixed case, a program of a wrong length, no data, bits left over.
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
            "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
            "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
            "bc1pw5dgrnzv",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
            "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
            "bc1gmk9yu",
            "bc1",
            "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7KV8F3T4",
        ] {
            assert_eq!(coin(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn sees_every_changed_sign() {
        let text = b"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
        assert_eq!(coin(text), Some(Coin::Bitcoin));
        for at in 3..text.len() {
            let mut changed = *text;
            changed[at] = if changed[at] == b'q' { b'p' } else { b'q' };
            assert_eq!(coin(&changed), None, "{at}");
        }
    }
}
