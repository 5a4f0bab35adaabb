//! Keyed hashes of credentials: the same one is known again, and nobody can count back to it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::digest::common::Key;
use sha2::{Digest, Sha256};

use super::Credential;

/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// What is hashed before a credential, so that its hash is never that of another kind of value.
const DOMAIN: &[u8] = b"credential\0";

/// A key that credentials are hashed with (HMAC-SHA256, RFC 2104). `Debug` does not show it.
#[derive(Clone)]
pub struct FingerprintKey(Hmac<Sha256>);

/// The keyed hash of a credential, 128 bits. Under one key the same credential always has the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CredentialHash([u8; 16]);

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
        let mut state = Hmac::new(&block);
        state.update(DOMAIN);
        Self(state)
    }
}

impl CredentialHash {
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
    pub fn hash(&self, key: &FingerprintKey) -> CredentialHash {
        let mut state = key.0.clone();
        state.update(&self.value);
        let mut own = [0; 16];
        for (to, from) in own.iter_mut().zip(state.finalize().into_bytes()) {
            *to = from;
        }
        CredentialHash(own)
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
            expected.update(DOMAIN);
            let expected = expected.finalize().into_bytes();
            assert_eq!(FingerprintKey::new(key).0.finalize().into_bytes(), expected);
        }
        assert_eq!(format!("{:?}", FingerprintKey::new(b"hunter2")), "FingerprintKey");
    }
}
