//! Signed JSON Web Tokens (RFC 7519).

use serde_json::{Map, Value};

use super::{Secret, Validity, base64, placeholder};

/// The shortest signature: that of the weakest algorithm has more.
const SIGNATURE: usize = 32;

/// When tokens count as expired, in seconds since 1970: 2026-01-01. The core has no clock, so each release raises it.
const EXPIRED: f64 = 1_767_225_600.0;
/// Seconds of a token's life that are few.
const DAY: f64 = 86_400.0;

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
    Some(Secret::JsonWebToken(validity(&claims)))
}

fn validity(claims: &Map<String, Value>) -> Validity {
    let time = |name| claims.get(name).and_then(Value::as_f64);
    let start = time("iat").or_else(|| time("nbf"));
    match (time("exp"), start) {
        (Some(end), _) if end < EXPIRED => Validity::Expired,
        (Some(end), Some(start)) if (0.0..=DAY).contains(&(end - start)) => Validity::Short,
        _ if claims.contains_key("exp") => Validity::Limited,
        _ => Validity::Unlimited,
    }
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
                || is_blank_guid(&claim)
        })
}

/// Tells whether a claim is a GUID of one digit: `dddddddd-dddd-dddd-dddd-dddddddddddd`. That of zeros is real: it means
/// nobody.
fn is_blank_guid(claim: &str) -> bool {
    let mut digits = claim.bytes().filter(|byte| *byte != b'-');
    let Some(first) = digits.next().filter(|byte| byte.is_ascii_hexdigit() && *byte != b'0') else {
        return false;
    };
    claim.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && digits.all(|byte| byte == first)
}
