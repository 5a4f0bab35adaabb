//! Addresses of cryptocurrencies. Their letter case carries meaning, so these checks take a text as it stands.

mod base58;
mod bech32;
mod ethereum;
mod keccak;

/// Whose address it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coin {
    Bitcoin,
    Dash,
    Dogecoin,
    Ethereum,
    Litecoin,
    Ripple,
    Tron,
}

/// Returns whose address a text is, where its checksum says so. An address of Ethereum in one letter case has none and
/// is known by its form alone.
pub(crate) fn coin(text: &[u8]) -> Option<Coin> {
    match text.first()? {
        b'0' => ethereum::is_address(text).then_some(Coin::Ethereum),
        b'b' | b'B' | b'l' => bech32::coin(text),
        // The prefix of Litecoin begins like its older addresses.
        b'L' => bech32::coin(text).or_else(|| base58::coin(text)),
        _ => base58::coin(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_whose_address_it_is() {
        for (text, expected) in [
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Coin::Bitcoin),
            ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", Coin::Bitcoin),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Coin::Ethereum),
        ] {
            assert_eq!(coin(text.as_bytes()), Some(expected), "{text}");
        }
        for text in ["", "0", "b", "L", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "hello"] {
            assert_eq!(coin(text.as_bytes()), None, "{text}");
        }
    }
}
