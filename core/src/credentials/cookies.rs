//! Cookies that prove who calls.

use super::authorization::{token, trim};
use super::credential::{Credential, CredentialPlace, CredentialScheme, CredentialStrength, Spot};
use super::key_names::ApiKeyNames;
use super::names::{self, NameKind};
use super::{placeholder, read};
use crate::sensitive::is_session_cookie;

/// Bytes of a cookie that is long enough for a session.
const LONG: usize = 16;
/// Beginnings of the names of cookies that count visitors.
const MEASURES: [&[u8]; 8] = [b"_ga", b"_gid", b"_gcl", b"_fbp", b"_hj", b"_pk_", b"ajs_", b"__utm"];

/// Reads the cookies of a header (RFC 6265, section 4.2).
pub(super) fn read<'a>(header: &'a [u8], declared: &ApiKeyNames, found: &mut dyn FnMut(Credential<'a>)) {
    for cookie in header.split(|byte| *byte == b';') {
        let Some(cut) = cookie.iter().position(|byte| *byte == b'=') else { continue };
        let (Some(name), Some(value)) = (cookie.get(..cut), cookie.get(cut + 1..)) else { continue };
        let Ok(name) = std::str::from_utf8(trim(name)) else { continue };
        let value = match trim(value) {
            [b'"', inside @ .., b'"'] => inside,
            value => value,
        };
        if let Some(own) = credential(name, value, declared) {
            found(own);
        }
    }
}

/// Tells whether a header has a long cookie that is none of those that measure visitors.
pub(super) fn has_unknown(header: &[u8]) -> bool {
    header.split(|byte| *byte == b';').map(trim).any(|cookie| {
        let (name, value) = cookie
            .split_at_checked(cookie.iter().position(|byte| *byte == b'=').unwrap_or(0))
            .unwrap_or_default();
        value.len() > LONG && !MEASURES.iter().any(|own| name.starts_with(own))
    })
}

fn credential<'a>(name: &'a str, value: &'a [u8], declared: &ApiKeyNames) -> Option<Credential<'a>> {
    // A cookie that is empty is one that was taken away; PHP writes a word.
    if name.is_empty() || value.is_empty() || value == b"deleted" {
        return None;
    }
    let spot = Spot { place: CredentialPlace::Cookie, name };
    if declared.has_cookie(name) {
        return Some(token(CredentialScheme::ApiKey, spot, value));
    }
    let is_session = is_session_cookie(name.as_bytes())
        || matches!(names::kind(name.as_bytes()), NameKind::Key | NameKind::Session);
    let own = (is_session || read::may_be_jwt(value))
        .then(|| token(CredentialScheme::SessionCookie, spot, value))?;
    match own.scheme {
        CredentialScheme::Jwt => Some(own),
        _ if !is_session => None,
        _ if placeholder::is_placeholder(value) => Some(own),
        // What frameworks write into a session is theirs: only a whole value can be judged.
        _ => Some(
            Credential::new(CredentialScheme::SessionCookie, spot, value)
                .of_strength(CredentialStrength::Ordinary),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApiKeyLocation;

    fn seen(header: &str, declared: &ApiKeyNames) -> Vec<(String, CredentialScheme, CredentialStrength)> {
        let mut seen = Vec::new();
        read(header.as_bytes(), declared, &mut |own| {
            seen.push((own.name.to_owned(), own.scheme, own.strength))
        });
        seen
    }

    #[test]
    fn knows_sessions_by_the_name_of_the_cookie() {
        use CredentialStrength::{Ordinary, Placeholder};
        let session = |name: &str, strength| (name.to_owned(), CredentialScheme::SessionCookie, strength);
        let header = "theme=dark; PHPSESSID=9f86d081884c; jsessionid=\"A1B2C3\"; connect.sid=s%3Ab7Xk.q2;  sessionid=null; \
            sid=; session=deleted; csrftoken=Zk81pQv7Rt5yUi; access_token=9f86d081884c";
        assert_eq!(
            seen(header, &ApiKeyNames::default()),
            [
                session("PHPSESSID", Ordinary),
                session("jsessionid", Ordinary),
                session("connect.sid", Ordinary),
                session("sessionid", Placeholder),
                session("access_token", Ordinary),
            ]
        );
    }

    #[test]
    fn knows_the_cookie_that_a_document_declares() {
        let mut declared = ApiKeyNames::default();
        declared.insert(ApiKeyLocation::Cookie, "shop");
        let expected = [("shop".to_owned(), CredentialScheme::ApiKey, CredentialStrength::Ordinary)];
        assert_eq!(seen("shop=9f86d081884c; Shop=9f86d081884c", &declared), expected);
    }
}
