//! What `Authorization` carries (RFC 9110 11).

use std::ops::Range;

use super::field::is_blank;
use super::headers::name;
use super::hint::Hint;
use super::kind::Kind;
use super::sweep::Found;
use super::{Detection, Scanner, detection};
use crate::sensitive::SensitiveType;
use crate::sensitive::secrets::{Worth, basic, jwt};

/// Parameters that prove who somebody is: Digest (RFC 7616), OAuth 1 (RFC 5849), AWS, Hawk, HTTP signatures.
const PROOFS: [&[u8]; 9] = [
    b"response",
    b"signature",
    b"mac",
    b"sig",
    b"oauth_signature",
    b"oauth_token",
    b"token",
    b"hash",
    b"access_token",
];

/// How sure credentials are that stand where credentials stand.
pub(super) const SURE: u8 = 97;
/// How sure they are if they look like an example, or like nothing at all.
const LIKELY: u8 = 80;

/// Schemes that stand before credentials.
const SCHEMES: [&[u8]; 8] =
    [b"apikey", b"basic", b"bearer", b"digest", b"jwt", b"negotiate", b"ntlm", b"token"];

/// Tells whether a value begins with a scheme that is followed by a token.
pub(super) fn has_scheme(value: &[u8]) -> bool {
    split(value).is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty())
}

fn is_scheme(text: &[u8]) -> bool {
    SCHEMES.iter().any(|scheme| text.eq_ignore_ascii_case(scheme))
}

/// Finds the credentials in the value of `Authorization`.
pub(super) fn scan(scanner: &Scanner, value: &[u8]) -> Vec<Detection> {
    let start = value.len() - value.trim_ascii_start().len();
    let own = value.trim_ascii();
    let Some((scheme, rest)) = split(own) else {
        if is_scheme(own) {
            return Vec::new();
        }
        // No scheme: the token itself.
        return token(scanner, value, start..start + own.len(), SensitiveType::AccessToken);
    };
    let rest = start + own.len() - rest.len()..start + own.len();
    if scheme.eq_ignore_ascii_case(b"basic") {
        return basic(value, rest);
    }
    if value.get(rest.clone()).is_some_and(has_parameters) {
        return parameters(scanner, value, rest);
    }
    let kind = match () {
        () if scheme.eq_ignore_ascii_case(b"bearer") => SensitiveType::BearerToken,
        () if [&b"apikey"[..], b"api-key", b"key"].iter().any(|own| scheme.eq_ignore_ascii_case(own)) => {
            SensitiveType::ApiKey
        }
        () => SensitiveType::AccessToken,
    };
    token(scanner, value, rest, kind)
}

/// Splits a value into its scheme and what follows.
fn split(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let value = value.trim_ascii();
    let end = value.iter().position(u8::is_ascii_whitespace)?;
    let (scheme, rest) = value.split_at_checked(end)?;
    let is_scheme = scheme.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_scheme.then(|| (scheme, rest.trim_ascii_start()))
}

fn basic(value: &[u8], range: Range<usize>) -> Vec<Detection> {
    let worth = value.get(range.clone()).and_then(basic::worth);
    let score = if worth == Some(Worth::Real) { SURE } else { LIKELY };
    found(value, range, SensitiveType::BasicCredentials, score)
}

/// Takes a whole token for what its form says, else for what its scheme says.
fn token(scanner: &Scanner, value: &[u8], range: Range<usize>, kind: SensitiveType) -> Vec<Detection> {
    let text = value.get(range.clone()).unwrap_or_default();
    if jwt::at(text, 0).is_some_and(|(_, end)| end == text.len()) {
        return vec![certain(value, range, SensitiveType::JsonWebToken, SURE)];
    }
    let mut own = scanner.scan_value(text, Hint::None);
    match own.as_mut_slice() {
        [one] if (one.start, one.end) == (0, text.len()) => {
            (one.start, one.end) = (range.start, range.end);
            own
        }
        _ => found(value, range, kind, SURE),
    }
}

/// Returns a token, unless it is blank.
fn found(value: &[u8], range: Range<usize>, kind: SensitiveType, score: u8) -> Vec<Detection> {
    let text = value.get(range.clone()).unwrap_or_default();
    let is_blank = std::str::from_utf8(text).is_ok_and(is_blank);
    if is_blank || !text.iter().any(u8::is_ascii_alphanumeric) {
        return Vec::new();
    }
    vec![certain(value, range, kind, score)]
}

fn certain(value: &[u8], range: Range<usize>, kind: SensitiveType, score: u8) -> Detection {
    let text = value.get(range.clone()).unwrap_or_default();
    detection(text, Found { range, kind: Kind::Data(kind), score, is_test: false }, None)
}

/// Tells whether what follows a scheme is a list of parameters, not a token with padding.
fn has_parameters(text: &[u8]) -> bool {
    let Some(cut) = text.iter().position(|byte| *byte == b'=') else { return false };
    text.get(cut..).is_some_and(|rest| rest.iter().any(|byte| *byte != b'='))
}

/// Looks at each parameter: `response="..."`.
fn parameters(scanner: &Scanner, value: &[u8], range: Range<usize>) -> Vec<Detection> {
    let mut detections = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = value.get(at..range.end).unwrap_or_default();
        let cut = rest.iter().position(|byte| *byte == b'=').unwrap_or(rest.len());
        let own = rest.get(..cut).unwrap_or_default();
        let own = own.rsplit(|byte| matches!(byte, b',' | b' ' | b'\t' | b';')).next().unwrap_or_default();
        let start = (at + cut + 1).min(range.end);
        let inside = value.get(start..range.end).unwrap_or_default();
        let (length, quotes) = match inside {
            [b'"', quoted @ ..] => (quoted.iter().position(|byte| *byte == b'"').unwrap_or(quoted.len()), 1),
            _ => (inside.iter().position(|byte| matches!(byte, b',' | b' ')).unwrap_or(inside.len()), 0),
        };
        let text = start + quotes..start + quotes + length;
        at = text.end + quotes.max(1);
        if PROOFS.iter().any(|proof| own.eq_ignore_ascii_case(proof)) {
            detections.extend(found(value, text, SensitiveType::Secret, SURE));
        } else {
            let shift = text.start;
            let text = value.get(text).unwrap_or_default();
            let found = scanner.scan_value(text, scanner.named(Some(name(own)), name(own).hint()));
            detections.extend(found.into_iter().map(|own| Detection {
                start: own.start + shift,
                end: own.end + shift,
                ..own
            }));
        }
    }
    detections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(value: &str) -> Vec<(String, String)> {
        let detections = scan(&Scanner::default(), value.as_bytes());
        detections
            .into_iter()
            .map(|own| (own.kind.into_owned(), value.get(own.start..own.end).unwrap().to_owned()))
            .collect()
    }

    fn row(kind: &str, text: &str) -> Vec<(String, String)> {
        vec![(kind.to_owned(), text.to_owned())]
    }

    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEiLCJleHAiOjE4OTM0NTYwMDB9.\
        q3Xr8ZkPn5vW2yLt7uJb4mHc9sDf1gKa6eRoTiUxYzA";

    #[test]
    fn finds_credentials_of_every_scheme_exactly() {
        for (value, kind, text) in [
            ("Basic c2hvcDpUcjB1YjRkb3ImMw==", "basic-credentials", "c2hvcDpUcjB1YjRkb3ImMw=="),
            (" basic   !broken! ", "basic-credentials", "!broken!"),
            ("Bearer 9f86d081-884c", "bearer-token", "9f86d081-884c"),
            ("bearer abc", "bearer-token", "abc"),
            ("ApiKey abc123==", "api-key", "abc123=="),
            ("Token abc123", "access-token", "abc123"),
            ("Negotiate YIIabc==", "access-token", "YIIabc=="),
            ("9f86d081884c", "access-token", "9f86d081884c"),
            ("Hawk id=\"dh37\", mac=6R4rV5iE, ext=\"x\"", "secret", "6R4rV5iE"),
        ] {
            assert_eq!(found(value), row(kind, text), "{value}");
        }
        let digest = "Digest username=\"ada\", realm=\"a, b\", response=\"6629fae49393a053\", nc=00000001";
        let expected = [row("user-name", "ada"), row("secret", "6629fae49393a053")].concat();
        assert_eq!(found(digest), expected);
        assert_eq!(found(&format!("Bearer {JWT}")), row("jwt", JWT));
        assert_eq!(found(JWT), row("jwt", JWT));
    }

    #[test]
    fn finds_nothing_in_blanks() {
        for value in [
            "",
            " ",
            "Bearer",
            "Bearer ",
            "Bearer ****",
            "Bearer <token>",
            "Basic ",
            "Bearer null",
            "Digest =",
        ] {
            assert_eq!(found(value), [], "{value}");
        }
    }
}
