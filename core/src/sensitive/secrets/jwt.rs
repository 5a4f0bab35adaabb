//! JSON Web Tokens: signed, without signature (RFC 7519), encrypted (RFC 7516).

use serde_json::{Map, Value};

use super::{Secret, Validity, base64, placeholder};

/// The shortest signature: that of the weakest algorithm has more.
const SIGNATURE: usize = 32;
/// The longest token that is read.
const LONGEST: usize = 16 * 1024;

/// When tokens count as expired, in seconds since 1970: 2026-01-01. The core has no clock, so each release raises it.
const EXPIRED: f64 = 1_767_225_600.0;
/// Seconds of a token's life that are few.
const DAY: f64 = 86_400.0;

/// How a token is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Signed,
    /// Its algorithm is `none`: anybody can write one.
    Unsecured,
    Encrypted,
}

/// Reads a token at a place of a text where a word begins. Its header has to decode; its claims are not looked at.
pub(crate) fn at(text: &[u8], start: usize) -> Option<(Kind, usize)> {
    let parts = Parts::read(text, start)?;
    let header = object(parts.header)?;
    let algorithm = header.get("alg")?.as_str()?;
    let is_unsecured = algorithm.eq_ignore_ascii_case("none");
    let kind = match (parts.count, header.contains_key("enc")) {
        (5, true) => Kind::Encrypted,
        (3, false) if is_unsecured && parts.signature.is_empty() => Kind::Unsecured,
        (3, false) if !is_unsecured && is_signature(parts.signature) => Kind::Signed,
        _ => return None,
    };
    Some((kind, parts.end))
}

/// Reads a signed token at a place of a text, unless it is one that documents are full of.
pub(super) fn in_document(text: &[u8], start: usize) -> Option<Secret> {
    let parts = Parts::read(text, start)?;
    if parts.count != 3 || !is_signature(parts.signature) {
        return None;
    }
    object(parts.header)?.get("alg")?.as_str().filter(|algorithm| !algorithm.eq_ignore_ascii_case("none"))?;
    let claims = object(parts.claims)?;
    (!is_sample(&claims)).then(|| Secret::JsonWebToken(validity(&claims)))
}

/// The first three parts of a token, still in Base64.
struct Parts<'a> {
    header: &'a [u8],
    claims: &'a [u8],
    signature: &'a [u8],
    count: usize,
    end: usize,
}

impl<'a> Parts<'a> {
    /// Splits the text up to the first byte that belongs to no token. No byte is looked at again and again: a token begins
    /// only where it could not have begun before.
    fn read(text: &'a [u8], start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        let before = start.checked_sub(1).and_then(|before| text.get(before));
        if !rest.starts_with(b"eyJ") || before.is_some_and(|before| is_inside(*before)) {
            return None;
        }
        let rest = rest.get(..LONGEST.min(rest.len()))?;
        let length = rest.iter().position(|byte| !is_inside(*byte)).unwrap_or(rest.len());
        let token = rest.get(..length).filter(|_| length < LONGEST)?;
        // A full stop at the end is that of the sentence.
        let stops = token.iter().rev().take_while(|byte| **byte == b'.').count();
        let token = token.get(..length - stops)?;
        let (header, rest) = split(token)?;
        let (claims, signature) = split(rest).map_or((rest, None), |(claims, rest)| (claims, Some(rest)));
        // But one without signature ends with a dot too.
        let (signature, count, dot) = match signature {
            Some(rest) => {
                let more = memchr::memchr_iter(b'.', rest).count();
                (Some(split(rest).map_or(rest, |(signature, _)| signature)), 3 + more, 0)
            }
            None => (None, 2 + stops.min(1), stops.min(1)),
        };
        let end = start + length - stops + dot;
        Some(Self { header, claims, signature: signature.unwrap_or_default(), count, end })
    }
}

/// Splits at the first dot.
fn split(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (part, rest) = text.split_at_checked(memchr::memchr(b'.', text)?)?;
    Some((part, rest.get(1..)?))
}

/// Tells whether a byte belongs to a token or to the dots between its parts.
fn is_inside(byte: u8) -> bool {
    base64::is_url(byte) || byte == b'.'
}

fn is_signature(part: &[u8]) -> bool {
    part.len() >= SIGNATURE && !placeholder::is_made_up(part)
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

fn object(part: &[u8]) -> Option<Map<String, Value>> {
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
