//! One credential: its scheme, its place, its strength.

use std::borrow::Cow;
use std::fmt;

use super::basic::Weakness;
use super::jwt::{Jwt, WeakSecrets};
use super::placeholder;
use crate::sensitive::shown_name;
use crate::words::words;

words! {
    /// How a credential proves who calls. A call without any credential has none of these.
    CredentialScheme {
        /// A user and a password with every call (RFC 7617).
        Basic => "basic",
        /// A user and a proof of the password (RFC 7616).
        Digest => "digest",
        /// A key that somebody was given once.
        ApiKey => "api-key",
        /// A token that says nothing by itself (RFC 6750).
        Bearer => "bearer",
        /// A JSON Web Token (RFC 7519).
        Jwt => "jwt",
        /// A token in a form that only OAuth has: `DPoP` (RFC 9449), or the parameter `access_token`.
        OAuth2 => "oauth2",
        /// A client's certificate, as the proxy tells that ended TLS.
        Mtls => "mtls",
        /// A cookie that a framework keeps its session under.
        SessionCookie => "session-cookie",
        /// Another scheme.
        Other => "other",
    }
}

words! {
    /// Where a credential travels.
    CredentialPlace {
        /// In a header.
        Header => "header",
        /// In the query of the URL.
        Query => "query",
        /// In the path of the URL.
        Path => "path",
        /// Before the host of the URL (RFC 3986, section 3.2.1).
        UserInformation => "user-information",
        /// In a cookie.
        Cookie => "cookie",
    }
}

words! {
    /// How strong a credential is, as far as it can be told without asking whoever issued it.
    CredentialStrength {
        /// It stands where a credential belongs and is none: `Bearer undefined`.
        Placeholder => "placeholder",
        /// It cannot be read as what its scheme says.
        Malformed => "malformed",
        /// It can be guessed or written by anybody.
        Weak => "weak",
        /// Nothing is known against it.
        Ordinary => "ordinary",
    }
}

/// Something that a call carried to prove who makes it. `Debug` never shows its value.
#[derive(Clone, PartialEq)]
pub struct Credential<'a> {
    pub(super) scheme: CredentialScheme,
    pub(super) place: CredentialPlace,
    pub(super) name: &'a str,
    pub(super) strength: CredentialStrength,
    pub(super) value: Cow<'a, [u8]>,
    pub(super) details: Details,
}

/// What is known of a credential by its scheme.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Details {
    #[default]
    Nothing,
    /// Why a password is weak.
    Password(Weakness),
    /// Why it cannot be read.
    Fault(Fault),
    Jwt(Box<Jwt>),
}

/// Why a credential cannot be read as what its scheme says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// `Authorization` without a scheme.
    WithoutScheme,
    /// Something else than a space behind the scheme: `Bearer:abc`.
    Separator,
    /// The scheme twice, or words behind the token.
    MoreThanOneToken,
    /// A control character.
    ControlCharacter,
    /// Basic without Base64.
    NotBase64,
    /// Basic without a colon between user and password.
    WithoutColon,
    /// Digest without a response.
    WithoutResponse,
}

impl Fault {
    /// Tells whether nothing can be verified with it, and not only that it is written wrongly.
    pub(crate) const fn is_unreadable(self) -> bool {
        matches!(self, Self::NotBase64 | Self::WithoutColon | Self::WithoutResponse | Self::ControlCharacter)
    }

    /// Says what is wrong, as the rest of a sentence about a credential.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::WithoutScheme => "names no scheme",
            Self::Separator => "has no space behind its scheme",
            Self::MoreThanOneToken => "has more than a scheme and a token",
            Self::ControlCharacter => "has a control character",
            Self::NotBase64 => "is not Base64",
            Self::WithoutColon => "has no colon between user and password",
            Self::WithoutResponse => "has no `response`",
        }
    }
}

impl<'a> Credential<'a> {
    /// Returns a credential of which nothing more is known than what it is and where.
    pub(super) fn new(scheme: CredentialScheme, spot: Spot<'a>, value: impl Into<Cow<'a, [u8]>>) -> Self {
        Self {
            scheme,
            place: spot.place,
            name: spot.name,
            strength: CredentialStrength::Ordinary,
            value: value.into(),
            details: Details::Nothing,
        }
    }

    /// Returns the same with another strength.
    #[must_use]
    pub(super) fn of_strength(mut self, strength: CredentialStrength) -> Self {
        self.strength = strength;
        self
    }

    /// Returns the same as one that cannot be read.
    #[must_use]
    pub(super) fn with_fault(mut self, fault: Fault) -> Self {
        self.details = Details::Fault(fault);
        self.of_strength(CredentialStrength::Malformed)
    }

    /// Returns how it proves who calls.
    #[must_use]
    pub const fn scheme(&self) -> CredentialScheme {
        self.scheme
    }

    /// Returns where it travels.
    #[must_use]
    pub const fn place(&self) -> CredentialPlace {
        self.place
    }

    /// Returns the name of its header, parameter or cookie as it was written; empty where there is none.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Returns how strong it is.
    #[must_use]
    pub const fn strength(&self) -> CredentialStrength {
        self.strength
    }

    /// Returns the token, if it is a JSON Web Token that can be read.
    pub(crate) fn jwt(&self) -> Option<&Jwt> {
        match &self.details {
            Details::Jwt(jwt) => Some(jwt),
            _ => None,
        }
    }

    /// Tells whether its token is signed with one of the secrets.
    pub(crate) fn has_weak_secret(&self, secrets: &WeakSecrets) -> bool {
        self.jwt().is_some_and(|jwt| jwt.has_weak_secret(&self.value, secrets))
    }

    /// Returns its name as findings write it: that of a header in small letters, and what looks like data as `*`.
    pub(crate) fn shown_name(&self) -> String {
        let is_name = self.name.split('.').all(|part| shown_name(part.as_bytes()).is_some());
        match self.place {
            _ if !is_name => "*".to_owned(),
            CredentialPlace::Header => self.name.to_ascii_lowercase(),
            _ => self.name.to_owned(),
        }
    }

    /// Returns why its password is weak.
    pub(crate) const fn weakness(&self) -> Option<Weakness> {
        match self.details {
            Details::Password(weakness) => Some(weakness),
            _ => None,
        }
    }

    /// Returns why it cannot be read.
    pub(crate) const fn fault(&self) -> Option<Fault> {
        match self.details {
            Details::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// Tells whether it may prove anything: it is no placeholder, and it can be read.
    pub(crate) fn is_usable(&self) -> bool {
        self.strength > CredentialStrength::Malformed
    }

    /// Tells whether it stands in the URL, where logs and histories keep it.
    /// Tells whether it is a word that people write to be replaced, and may have left there: `test`, `123`.
    pub(crate) fn is_stand_in(&self) -> bool {
        self.strength == CredentialStrength::Placeholder && placeholder::is_stand_in(&self.value)
    }

    pub(crate) const fn is_in_url(&self) -> bool {
        use CredentialPlace::{Path, Query, UserInformation};
        matches!(self.place, Query | Path | UserInformation)
    }
}

impl fmt::Debug for Credential<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("scheme", &self.scheme)
            .field("place", &self.place)
            .field("strength", &self.strength)
            .finish_non_exhaustive()
    }
}

/// A place with its name.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) place: CredentialPlace,
    pub(super) name: &'a str,
}

impl<'a> Spot<'a> {
    pub(super) const fn header(name: &'a str) -> Self {
        Self { place: CredentialPlace::Header, name }
    }
}
