//! Whether a token is signed with a secret that everybody can guess (RFC 7518, section 3.2).

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha384, Sha512};

use super::algorithm::{Algorithm, Hash};
use super::secrets::WeakSecrets;
use super::{Jwt, decode};
use crate::sensitive::secrets::base64 as lenient;

impl Jwt {
    /// Tells whether a token's signature is made with one of the secrets: as it is, with a line break behind it, as it comes
    /// out of a file, or decoded from Base64.
    ///
    /// Each secret costs a few microseconds, once a token: this is not for the request path.
    pub(crate) fn has_weak_secret(&self, token: &[u8], secrets: &WeakSecrets) -> bool {
        let Algorithm::Hmac(hash) = self.header.algorithm else { return false };
        let (Some(signed), Some(signature)) = (token.get(..self.signed), token.get(self.signed + 1..)) else {
            return false;
        };
        let Some(signature) = decode(signature) else { return false };
        let is_key = |key: &[u8]| is_signature(hash, key, signed, &signature);
        secrets.once(token, || {
            secrets.iter().any(|secret| {
                is_key(secret)
                    || is_key(&[secret, b"\n"].concat())
                    || lenient::decode(secret).is_some_and(|decoded| !decoded.is_empty() && is_key(&decoded))
            })
        })
    }
}

fn is_signature(hash: Hash, key: &[u8], signed: &[u8], signature: &[u8]) -> bool {
    match hash {
        Hash::Sha256 => is_mac::<Hmac<Sha256>>(key, signed, signature),
        Hash::Sha384 => is_mac::<Hmac<Sha384>>(key, signed, signature),
        Hash::Sha512 => is_mac::<Hmac<Sha512>>(key, signed, signature),
    }
}

fn is_mac<M: Mac + KeyInit>(key: &[u8], signed: &[u8], signature: &[u8]) -> bool {
    <M as KeyInit>::new_from_slice(key)
        .is_ok_and(|mac| mac.chain_update(signed).verify_slice(signature).is_ok())
}
