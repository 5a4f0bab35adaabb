//! Credentials in the URL.

use std::borrow::Cow;

use super::authorization::judge;
use super::basic;
use super::credential::{Credential, CredentialPlace, CredentialScheme, Spot};
use super::jwt::Jwt;
use super::key_names::ApiKeyNames;
use super::names::{self, NameKind};
use super::read::may_be_jwt;
use crate::Target;

/// Bytes of the shortest value under a name that says little.
const RANDOM: usize = 16;

/// Finds what a request target carries.
pub(super) fn read<'a>(target: &'a str, declared: &ApiKeyNames, found: &mut dyn FnMut(Credential<'a>)) {
    // Origin-form has no authority, and most targets no query.
    if !target.starts_with('/') {
        found_user(target, found);
    }
    let (path, query) =
        match memchr::memchr(b'?', target.as_bytes()).and_then(|cut| target.split_at_checked(cut)) {
            Some((path, query)) => (path, query.get(1..).unwrap_or_default()),
            None => (target, ""),
        };
    // Java servers take the session from the path where there is no cookie (Jakarta Servlet 7.1.3).
    let first = memchr::memchr(b';', path.as_bytes()).and_then(|cut| path.get(cut + 1..));
    for part in first.into_iter().flat_map(|parts| parts.split(';')) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.split('/').next().unwrap_or_default();
        if name.eq_ignore_ascii_case("jsessionid") && !value.is_empty() {
            let spot = Spot { place: CredentialPlace::Path, name };
            found(Credential::new(CredentialScheme::Other, spot, value.as_bytes()));
        }
    }
    if query.is_empty() {
        return;
    }
    let query = query.split('#').next().unwrap_or_default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let Some((name, value)) = pair.split_once('=').filter(|(_, value)| !value.is_empty()) else {
            continue;
        };
        if let Some(own) = parameter(name, value, declared) {
            found(own);
        }
    }
}

/// Finds the user before the host of an absolute-form target.
fn found_user<'a>(target: &'a str, found: &mut dyn FnMut(Credential<'a>)) {
    if Target::parse(target).host().is_none() {
        return;
    }
    let Some((_, rest)) = target.split_once("://") else { return };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@').filter(|(user, _)| !user.is_empty()) else { return };
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let spot = Spot { place: CredentialPlace::UserInformation, name: "" };
    found(basic::of_url(spot, &plain(user), &plain(password)));
}

fn parameter<'a>(name: &'a str, value: &'a str, declared: &ApiKeyNames) -> Option<Credential<'a>> {
    let plain_name = plain(name);
    let own_name = std::str::from_utf8(&plain_name).ok()?;
    let scheme = match () {
        () if declared.has_parameter(own_name) => CredentialScheme::ApiKey,
        // RFC 6750, section 2.3.
        () if own_name.eq_ignore_ascii_case("access_token") => CredentialScheme::OAuth2,
        // A name that says little is asked last, though it may be that of a key too: `token`.
        () if names::is_ambiguous(own_name.as_bytes()) => {
            if !is_random(value) {
                return None;
            }
            match own_name.to_ascii_lowercase().as_str() {
                "sig" | "session" | "sid" => CredentialScheme::Other,
                _ => CredentialScheme::ApiKey,
            }
        }
        () => match names::kind(own_name.as_bytes()) {
            NameKind::Key => CredentialScheme::ApiKey,
            NameKind::Session | NameKind::Signature => CredentialScheme::Other,
            NameKind::Nothing if may_be_jwt(value.as_bytes()) && Jwt::read(value.as_bytes()).is_some() => {
                CredentialScheme::Jwt
            }
            NameKind::Nothing => return None,
        },
    };
    let spot = Spot { place: CredentialPlace::Query, name };
    let value = plain(value);
    let (scheme, strength, details) = judge(scheme, spot.place, &value);
    Some(Credential { details, ..Credential::new(scheme, spot, value).of_strength(strength) })
}

/// Tells whether a value looks like one that nobody chose.
fn is_random(value: &str) -> bool {
    may_be_jwt(value.as_bytes())
        || value.len() >= RANDOM
            && value.bytes().any(|byte| byte.is_ascii_digit())
            && value.bytes().any(|byte| byte.is_ascii_alphabetic())
            && value.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',' && byte != b':')
            && !is_uuid(value)
}

/// An identifier, not a secret.
fn is_uuid(value: &str) -> bool {
    value.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && value.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Returns a part of a URL without its percent signs. What is no escape stays.
fn plain(text: &str) -> Cow<'_, [u8]> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)),
            _ => None,
        };
        let (byte, length) = match (escaped, first) {
            (Some((high, low)), _) => (high << 4 | low, 2),
            (None, b'+') => (b' ', 0),
            (None, byte) => (*byte, 0),
        };
        plain.push(byte);
        rest = behind.get(length..).unwrap_or_default();
    }
    Cow::Owned(plain)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
