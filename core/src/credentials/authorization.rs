//! What `Authorization` carries (RFC 9110, section 11.6.2).

use super::credential::{
    Credential, CredentialPlace, CredentialScheme, CredentialStrength, Details, Fault, Spot,
};
use super::jwt::{Algorithm, Jwt, Token};
use super::{basic, placeholder};

/// Schemes whose credentials say nothing of their strength.
const OTHERS: [&[u8]; 12] = [
    b"aws4-hmac-sha256",
    b"gnap",
    b"hawk",
    b"hoba",
    b"mac",
    b"mutual",
    b"negotiate",
    b"ntlm",
    b"sharedkey",
    b"signature",
    b"ssws",
    b"vapid",
];

/// Bytes of a token that can be tried out: fewer than 48 bits in any alphabet.
const SHORT: usize = 8;

/// A scheme that is read further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Basic,
    Digest,
    Token(CredentialScheme),
    Other,
    Unknown,
}

impl Word {
    /// Schemes have no case.
    fn of(scheme: &[u8]) -> Self {
        let is = |word: &str| scheme.eq_ignore_ascii_case(word.as_bytes());
        match () {
            () if is("bearer") || is("token") || is("jwt") => Self::Token(CredentialScheme::Bearer),
            () if is("basic") => Self::Basic,
            () if is("digest") => Self::Digest,
            () if is("dpop") || is("oauth") => Self::Token(CredentialScheme::OAuth2),
            () if is("apikey") || is("api-key") || is("key") => Self::Token(CredentialScheme::ApiKey),
            () if OTHERS.iter().any(|own| own.eq_ignore_ascii_case(scheme)) => Self::Other,
            () => Self::Unknown,
        }
    }
}

/// Whether an API expects a key under the name of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Key,
    Scheme,
}

/// Reads a value of `Authorization`.
pub(super) fn read<'a>(spot: Spot<'a>, value: &'a [u8], expected: Expected) -> Credential<'a> {
    let value = trim(value);
    let (scheme, rest) = split(value);
    match Word::of(scheme) {
        Word::Basic => basic::read(spot, rest),
        Word::Digest => digest(spot, rest),
        // OAuth 1 (RFC 5849) has parameters where OAuth 2 has a token.
        Word::Token(CredentialScheme::OAuth2)
            if rest.starts_with(b"oauth_") || rest.starts_with(b"realm=") =>
        {
            Credential::new(CredentialScheme::Other, spot, rest)
        }
        Word::Token(scheme) => token(scheme, spot, rest),
        Word::Other => other(spot, rest),
        Word::Unknown if rest.is_empty() => without_scheme(spot, value, expected),
        Word::Unknown if placeholder::is_placeholder(value) => {
            Credential::new(CredentialScheme::Other, spot, value).of_strength(CredentialStrength::Placeholder)
        }
        // A scheme of the API's own.
        Word::Unknown => other(spot, rest),
    }
}

/// Reads a key or a token: a JSON Web Token is known by its form, wherever it stands.
pub(super) fn token<'a>(scheme: CredentialScheme, spot: Spot<'a>, value: &'a [u8]) -> Credential<'a> {
    let value = unquoted(trim(value));
    let (scheme, strength, details) = judge(scheme, spot.place, value);
    Credential { details, ..Credential::new(scheme, spot, value).of_strength(strength) }
}

/// Tells what a token is, how strong, and what else is known of it.
pub(super) fn judge(
    scheme: CredentialScheme,
    place: CredentialPlace,
    value: &[u8],
) -> (CredentialScheme, CredentialStrength, Details) {
    let is_many = || place == CredentialPlace::Header && value.iter().any(u8::is_ascii_whitespace);
    let malformed = |fault| (scheme, CredentialStrength::Malformed, Details::Fault(fault));
    match Jwt::read(value) {
        Some(Token::Signed(jwt)) => {
            let is_weak = jwt.header.algorithm == Algorithm::None;
            let strength = if is_weak { CredentialStrength::Weak } else { CredentialStrength::Ordinary };
            (CredentialScheme::Jwt, strength, Details::Jwt(Box::new(jwt)))
        }
        Some(Token::Encrypted) => (CredentialScheme::Jwt, CredentialStrength::Ordinary, Details::Nothing),
        None if placeholder::is_placeholder(value) => {
            (scheme, CredentialStrength::Placeholder, Details::Nothing)
        }
        None if value.iter().any(|byte| byte.is_ascii_control() && !is_space(byte)) => {
            malformed(Fault::ControlCharacter)
        }
        None if is_many() => malformed(Fault::MoreThanOneToken),
        None if value.len() < SHORT => (scheme, CredentialStrength::Weak, Details::Nothing),
        None => (scheme, CredentialStrength::Ordinary, Details::Nothing),
    }
}

/// Reads what has no scheme. Some APIs expect a bare key, and say so.
fn without_scheme<'a>(spot: Spot<'a>, value: &'a [u8], expected: Expected) -> Credential<'a> {
    let own = token(CredentialScheme::ApiKey, spot, value);
    let is_key = expected == Expected::Key || own.scheme == CredentialScheme::Jwt || !own.is_usable();
    if is_key {
        return own;
    }
    let fault = if has_separator(value) { Fault::Separator } else { Fault::WithoutScheme };
    Credential::new(CredentialScheme::Other, spot, value).with_fault(fault)
}

/// Tells whether a value begins with a scheme and a sign that is no space: `Bearer:abc`.
fn has_separator(value: &[u8]) -> bool {
    let cut = value.iter().position(|byte| matches!(byte, b':' | b'=' | b','));
    let scheme = cut.and_then(|cut| value.get(..cut)).unwrap_or_default();
    !matches!(Word::of(scheme), Word::Unknown)
}

fn digest<'a>(spot: Spot<'a>, parameters: &'a [u8]) -> Credential<'a> {
    let own = Credential::new(CredentialScheme::Digest, spot, parameters);
    if placeholder::is_placeholder(parameters) {
        return own.of_strength(CredentialStrength::Placeholder);
    }
    let has_response = parameters.windows(9).any(|part| part.eq_ignore_ascii_case(b"response="));
    if has_response { own } else { own.with_fault(Fault::WithoutResponse) }
}

fn other<'a>(spot: Spot<'a>, rest: &'a [u8]) -> Credential<'a> {
    let is_placeholder = placeholder::is_placeholder(rest);
    let strength =
        if is_placeholder { CredentialStrength::Placeholder } else { CredentialStrength::Ordinary };
    Credential::new(CredentialScheme::Other, spot, rest).of_strength(strength)
}

/// Tells whether a value holds several credentials: a proxy joined the lines of two headers.
pub(super) fn is_joined(value: &[u8]) -> bool {
    let mut parts = value.split(|byte| *byte == b',').map(trim);
    let names_scheme = |part: &[u8]| {
        let (scheme, rest) = split(part);
        !rest.is_empty() && matches!(Word::of(scheme), Word::Basic | Word::Digest | Word::Token(_))
    };
    parts.next().is_some_and(names_scheme) && parts.any(names_scheme)
}

/// Splits a value into its scheme and what follows, whatever spaces stand between.
fn split(value: &[u8]) -> (&[u8], &[u8]) {
    let cut = value.iter().position(is_space).unwrap_or(value.len());
    let (scheme, rest) = value.split_at_checked(cut).unwrap_or((value, &[]));
    (scheme, trim(rest))
}

/// Returns a value without the spaces around it, also those that HTTP has no place for.
pub(super) fn trim(mut value: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = value
        && is_space(first)
    {
        value = rest;
    }
    while let [rest @ .., last] = value
        && is_space(last)
    {
        value = rest;
    }
    value
}

fn is_space(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0x0b
}

fn unquoted(value: &[u8]) -> &[u8] {
    match value {
        [b'"', inside @ .., b'"'] => inside,
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CredentialScheme::{ApiKey, Basic, Bearer, Digest, OAuth2, Other};
    use CredentialStrength::{Malformed, Ordinary, Placeholder, Weak};

    fn seen(value: &str) -> (CredentialScheme, CredentialStrength) {
        let own = read(Spot::header("authorization"), value.as_bytes(), Expected::Scheme);
        (own.scheme, own.strength)
    }

    #[test]
    fn knows_schemes_in_any_case_behind_any_spaces() {
        for (value, expected) in [
            ("Basic c2hvcDpUcjB1YjRkb3ImMw==", (Basic, Ordinary)),
            ("basic c2hvcDpUcjB1YjRkb3ImMw==", (Basic, Ordinary)),
            ("BASIC \t  c2hvcDpUcjB1YjRkb3ImMw==  ", (Basic, Ordinary)),
            ("bearer 9f86d081884c7d65", (Bearer, Ordinary)),
            ("BEARER\u{b}9f86d081884c7d65", (Bearer, Ordinary)),
            ("Token 9f86d081884c7d65", (Bearer, Ordinary)),
            ("DPoP 9f86d081884c7d65", (OAuth2, Ordinary)),
            ("OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\"", (Other, Ordinary)),
            ("ApiKey 9f86d081884c7d65", (ApiKey, Ordinary)),
            ("Negotiate YIIabc==", (Other, Ordinary)),
            ("Digest username=\"ada\", response=\"6629fae49393a053\"", (Digest, Ordinary)),
            ("Digest username=\"ada\"", (Digest, Malformed)),
            ("AcmeScheme 9f86d081", (Other, Ordinary)),
            ("Bearer 1|9f86d081884c7d65", (Bearer, Ordinary)),
            ("Bearer 9f86d", (Bearer, Weak)),
        ] {
            assert_eq!(seen(value), expected, "{value}");
        }
    }

    #[test]
    fn knows_what_is_none() {
        for value in [
            "Bearer",
            "Bearer ",
            "bearer null",
            "Bearer undefined",
            "Bearer {{token}}",
            "Bearer \"\"",
            "Bearer <your token>",
            "Basic ",
            "Basic Og==",
            "Basic bnVsbDpudWxs",
            "null",
            "undefined",
            "${TOKEN}",
            "Digest ",
        ] {
            assert_eq!(seen(value).1, Placeholder, "{value}");
        }
    }

    #[test]
    fn says_what_is_malformed() {
        for (value, fault) in [
            ("9f86d081884c7d65", Fault::WithoutScheme),
            ("Bearer:9f86d081884c7d65", Fault::Separator),
            ("Bearer=9f86d081884c7d65", Fault::Separator),
            ("Bearer Bearer 9f86d081884c7d65", Fault::MoreThanOneToken),
            ("Bearer 9f86d081 884c7d65", Fault::MoreThanOneToken),
            ("Bearer 9f86\u{1}d081884c7d65", Fault::ControlCharacter),
        ] {
            let own = read(Spot::header("authorization"), value.as_bytes(), Expected::Scheme);
            assert_eq!((own.strength, own.fault()), (Malformed, Some(fault)), "{value}");
        }
        let own = read(Spot::header("authorization"), b"9f86d081884c7d65", Expected::Key);
        assert_eq!((own.scheme, own.strength), (ApiKey, Ordinary));
    }

    #[test]
    fn knows_joined_lines() {
        assert!(is_joined(b"Bearer 9f86d081, Basic c2hvcDpUcjB1YjRkb3ImMw=="));
        assert!(!is_joined(b"Digest username=\"ada\", response=\"6629fae4\""));
        assert!(!is_joined(b"Bearer a,b"));
    }
}
