//! Keyed hashes of credentials, addresses and principals: the same one is known again, and nobody can count back to it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Serialize, Serializer};
use sha2::digest::common::Key;
use sha2::{Digest, Sha256};

use super::Credential;

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// What is hashed before a value, so that its hash is never that of another kind of value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Domain {
    Credential,
    /// The four or sixteen bytes of an address.
    Address,
    Principal,
}

impl Domain {
    const fn as_bytes(self) -> &'static [u8] {
        match self {
            Self::Credential => b"credential\0",
            Self::Address => b"address\0",
            Self::Principal => b"principal\0",
        }
    }
}

/// A key that credentials, addresses and principals are hashed with (HMAC-SHA256, RFC 2104). `Debug` does not show it.
///
/// Who has the key can try values: it belongs where secrets are kept. Hashes compare only under the same key.
#[derive(Clone)]
pub struct FingerprintKey(Hmac<Sha256>);

/// The keyed hash of a credential, an address or a principal, 128 bits. Under one key the same value always has the same.
///
/// Text and JSON are 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyedHash([u8; 16]);

impl FingerprintKey {
    /// Prepares a key of any length. One of 32 random bytes is best.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        // As HMAC does it: a long key is hashed, a short one filled up with zeros.
        let hashed = Sha256::digest(key);
        let own = if key.len() > BLOCK { hashed.as_slice() } else { key };
        let mut block = Key::<Hmac<Sha256>>::default();
        for (to, from) in block.iter_mut().zip(own) {
            *to = *from;
        }
        Self(Hmac::new(&block))
    }

    /// Hashes a value of a kind.
    pub(crate) fn hash(&self, domain: Domain, value: &[u8]) -> KeyedHash {
        let mut state = self.0.clone();
        state.update(domain.as_bytes());
        state.update(value);
        let mut own = [0; 16];
        for (to, from) in own.iter_mut().zip(state.finalize().into_bytes()) {
            *to = from;
        }
        KeyedHash(own)
    }
}

impl KeyedHash {
    /// Returns the bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Credential<'_> {
    /// Returns the keyed hash of what it holds, wherever and however it was written: user and password are hashed, not
    /// their Base64.
    #[must_use]
    pub fn hash(&self, key: &FingerprintKey) -> KeyedHash {
        key.hash(Domain::Credential, &self.value)
    }
}

impl fmt::Display for KeyedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl Serialize for KeyedHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Debug for FingerprintKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FingerprintKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test cases 2 and 6, whose data follow the domain here.
    #[test]
    fn is_hmac_for_short_and_long_keys() {
        for key in [&b"Jefe"[..], &[0xaa; 131]] {
            let mut expected = <Hmac<Sha256> as KeyInit>::new_from_slice(key).unwrap();
            expected.update(b"credential\0what do ya want for nothing?");
            let expected = expected.finalize().into_bytes();
            let own = FingerprintKey::new(key).hash(Domain::Credential, b"what do ya want for nothing?");
            assert_eq!(Some(own.as_bytes().as_slice()), expected.get(..16));
        }
        assert_eq!(format!("{:?}", FingerprintKey::new(b"hunter2")), "FingerprintKey");
    }

    #[test]
    fn tells_kinds_of_values_apart_and_keys() {
        let hash = |key: &[u8], domain| FingerprintKey::new(key).hash(domain, b"ada");
        let own = hash(b"a", Domain::Principal);
        assert_eq!(own, hash(b"a", Domain::Principal));
        for other in
            [hash(b"a", Domain::Credential), hash(b"a", Domain::Address), hash(b"b", Domain::Principal)]
        {
            assert_ne!(own, other);
        }
    }

    #[test]
    fn writes_a_hash_as_thirty_two_digits() {
        assert_eq!(KeyedHash([0xa; 16]).to_string(), "0a".repeat(16));
        assert_eq!(serde_json::to_string(&KeyedHash([0; 16])).unwrap(), format!("\"{}\"", "0".repeat(32)));
    }
}
