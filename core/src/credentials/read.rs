//! From an exchange to its credentials.

use std::fmt;

use smallvec::SmallVec;

use super::authorization::{self, Expected};
use super::credential::{Credential, CredentialScheme, Spot};
use super::key_names::ApiKeyNames;
use super::names::{self, NameKind};
use super::{certificate, cookies, target};
use crate::ExchangeRef;

/// Credentials of one call that are looked at. Nobody needs so many.
const MOST: usize = 16;

/// What a call carried to prove who makes it: a set, in the order of the target and the headers.
///
/// # Examples
/// ```
/// use watchgate::{ApiKeyNames, CredentialScheme, Credentials, Exchange};
///
/// let exchange = Exchange::parse(
///     br#"{"request": {"method": "GET", "target": "/pets", "headers": [["X-Api-Key", "9f86d081884c7d65"]]}}"#,
/// )?;
/// let view = exchange.to_view();
/// let credentials = Credentials::read(&view, &ApiKeyNames::default());
/// let schemes: Vec<_> = credentials.iter().map(|own| own.scheme()).collect();
/// assert_eq!(schemes, [CredentialScheme::ApiKey]);
/// # Ok::<(), watchgate::ExchangeError>(())
/// ```
#[derive(Clone, PartialEq, Default)]
pub struct Credentials<'a> {
    list: SmallVec<[Credential<'a>; 2]>,
    authorizations: usize,
    is_joined: bool,
    has_headers: bool,
    has_unknown_cookies: bool,
}

impl<'a> Credentials<'a> {
    /// Reads the credentials of a request. Nothing is verified.
    ///
    /// `declared` are the names under which the API expects keys; others are known by the words of their names.
    #[must_use]
    pub fn read(exchange: &ExchangeRef<'a>, declared: &ApiKeyNames) -> Self {
        let mut own = Self { has_headers: exchange.sent.headers.is_some(), ..Self::default() };
        target::read(exchange.request.target, declared, &mut |credential| own.push(credential));
        for (name, value) in exchange.sent.known_headers().iter() {
            own.header(name, value, declared);
        }
        own
    }

    /// Returns each credential.
    pub fn iter(&self) -> impl Iterator<Item = &Credential<'a>> {
        self.list.iter()
    }

    /// Tells whether nothing was carried, not even a placeholder.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Tells whether the headers were looked at: without them nothing can be said to be lacking.
    pub(crate) const fn has_headers(&self) -> bool {
        self.has_headers
    }

    /// Tells whether there is more than one `Authorization`. Servers and proxies disagree which of them counts.
    pub(crate) const fn has_several_authorizations(&self) -> bool {
        self.authorizations > 1 || self.is_joined
    }

    /// Tells whether there are cookies that may be a session under a name of the API's own.
    pub(crate) const fn has_unknown_cookies(&self) -> bool {
        self.has_unknown_cookies
    }

    fn push(&mut self, credential: Credential<'a>) {
        if self.list.len() < MOST {
            self.list.push(credential);
        }
    }

    fn header(&mut self, name: &'a str, value: &'a [u8], declared: &ApiKeyNames) {
        let spot = Spot::header(name);
        if name.len() == 13 && name.eq_ignore_ascii_case("authorization") {
            self.authorizations += 1;
            self.is_joined |= authorization::is_joined(value);
            let expected = if declared.has_header(name) { Expected::Key } else { Expected::Scheme };
            return self.push(authorization::read(spot, value, expected));
        }
        if name.len() == 6 && name.eq_ignore_ascii_case("cookie") {
            self.has_unknown_cookies |= cookies::has_unknown(value);
            return cookies::read(value, declared, &mut |credential| self.push(credential));
        }
        if declared.has_header(name) {
            return self.push(key(CredentialScheme::ApiKey, spot, value));
        }
        match names::kind(name.as_bytes()) {
            NameKind::Key => self.push(key(CredentialScheme::ApiKey, spot, value)),
            NameKind::Session | NameKind::Signature => self.push(key(CredentialScheme::Other, spot, value)),
            // The proof of RFC 9449 is a token too, of a key and not of a caller.
            NameKind::Nothing if may_be_jwt(value) && !name.eq_ignore_ascii_case("dpop") => {
                let own = authorization::token(CredentialScheme::Other, spot, value);
                if own.scheme == CredentialScheme::Jwt {
                    self.push(own);
                }
            }
            NameKind::Nothing if certificate::is_shown(name, value) && !self.has(CredentialScheme::Mtls) => {
                self.push(Credential::new(CredentialScheme::Mtls, spot, value));
            }
            NameKind::Nothing => {}
        }
    }

    fn has(&self, scheme: CredentialScheme) -> bool {
        self.list.iter().any(|own| own.scheme == scheme)
    }
}

/// Reads a key in a header of its own, before which some clients write a scheme.
fn key<'a>(scheme: CredentialScheme, spot: Spot<'a>, value: &'a [u8]) -> Credential<'a> {
    let value = authorization::trim(value);
    let rest = value.split_at_checked(7).filter(|(word, _)| word.eq_ignore_ascii_case(b"bearer "));
    authorization::token(scheme, spot, rest.map_or(value, |(_, rest)| rest))
}

/// Tells whether a value begins as the Base64 of a JSON object does.
pub(super) fn may_be_jwt(value: &[u8]) -> bool {
    authorization::trim(value).starts_with(b"eyJ")
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.list).finish()
    }
}
