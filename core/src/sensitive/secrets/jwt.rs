//! Signed JSON Web Tokens (RFC 7519).

use serde_json::{Map, Value};

use super::{Secret, Validity, base64, placeholder};

/// The shortest signature: that of the weakest algorithm has more.
const SIGNATURE: usize = 32;

/// Tells whether a byte belongs to a token or to the dots between its parts.
pub(super) fn is_inside(byte: u8) -> bool {
    base64::is_url(byte) || byte == b'.'
}

/// Reads a token at the start of a text, unless it is one that documents are full of.
pub(super) fn at(text: &str) -> Option<Secret> {
    let end = text.bytes().position(|byte| !is_inside(byte)).unwrap_or(text.len());
    let mut parts = text.get(..end)?.trim_end_matches('.').split('.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || signature.len() < SIGNATURE || placeholder::is_made_up(signature) {
        return None;
    }
    object(header)?.get("alg")?.as_str().filter(|algorithm| !algorithm.eq_ignore_ascii_case("none"))?;
    let claims = object(claims)?;
    if is_sample(&claims) {
        return None;
    }
    let validity = if claims.contains_key("exp") { Validity::Limited } else { Validity::Unlimited };
    Some(Secret::JsonWebToken(validity))
}

fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&base64::decode(part)?).ok()
}

/// Tells whether the claims are those of the well-known samples, or speak of an example.
fn is_sample(claims: &Map<String, Value>) -> bool {
    claims.is_empty()
        || claims.values().filter_map(Value::as_str).any(|claim| {
            let claim = claim.to_ascii_lowercase();
            matches!(claim.as_str(), "1234567890" | "john doe" | "jane doe" | "joe")
                || ["example", "sample", "test", "foo"].iter().any(|word| claim.contains(word))
        })
}
