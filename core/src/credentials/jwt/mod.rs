//! JSON Web Tokens (RFC 7519), read without verifying them.

mod algorithm;
mod claims;
mod header;
mod members;
mod secrets;
mod signature;

pub(crate) use algorithm::Algorithm;
pub(crate) use claims::{Claims, DAY};
pub(crate) use header::{Header, KeySource};
pub(crate) use secrets::WeakSecrets;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::sensitive::secrets::base64 as lenient;

/// Bytes of the longest token that is read.
const LONGEST: usize = 8 * 1024;

/// A token by its form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// JWS in the compact form (RFC 7515), also without a signature.
    Signed(Jwt),
    /// JWE (RFC 7516): only its header can be read.
    Encrypted,
}

/// The parts of a token whose claims can be read. `Debug` shows none of them.
#[derive(Clone, PartialEq)]
pub(crate) struct Jwt {
    pub(crate) header: Header,
    pub(crate) claims: Claims,
    /// The claims as JSON.
    json: Vec<u8>,
    /// Bytes before the dot that begins the signature.
    signed: usize,
}

impl Jwt {
    /// Reads a token, if the whole of a value is one: its header, and unless it is encrypted its claims, are JSON objects.
    pub(crate) fn read(token: &[u8]) -> Option<Token> {
        if !token.starts_with(b"ey") && !token.starts_with(b"ew") || token.len() > LONGEST {
            return None;
        }
        let mut parts = token.split(|byte| *byte == b'.');
        let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let header = Header::read(&decode(header)?)?;
        match parts.count() {
            0 => {}
            2 if header.is_encrypted => return Some(Token::Encrypted),
            _ => return None,
        }
        let json = decode(claims)?;
        let claims = Claims::read(&json)?;
        Some(Token::Signed(Self { header, claims, json, signed: token.len() - signature.len() - 1 }))
    }

    /// Returns the claims as JSON, for what only looks at them.
    pub(crate) fn json(&self) -> &[u8] {
        &self.json
    }
}

impl fmt::Debug for Jwt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jwt").field("algorithm", &self.header.algorithm).finish_non_exhaustive()
    }
}

/// Decodes a part as RFC 7515 writes it, else in any spelling of Base64.
fn decode(part: &[u8]) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(part).ok().or_else(|| lenient::decode(part))
}

#[cfg(test)]
mod tests;
