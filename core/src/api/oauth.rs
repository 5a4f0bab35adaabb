//! The flows of OAuth 2.0 as documents describe them.

use std::fmt;

use super::masking::masked;
use super::tree::NodeId;
use crate::words::words;

words! {
    /// A way to get a token (RFC 6749, RFC 8628). Swagger 2.0 calls two of them `application` and `accessCode`.
    FlowKind {
        /// The token is in the redirect's URL.
        Implicit => "implicit",
        /// The client sends the user's password.
        Password => "password",
        /// The client itself is the user.
        ClientCredentials => "client-credentials",
        /// The client trades a code for the token.
        AuthorizationCode => "authorization-code",
        /// The user signs in on another device.
        DeviceAuthorization => "device-authorization",
        /// A name that no version of OpenAPI defines.
        Unknown => "unknown",
    }
}

/// A flow of an OAuth 2.0 scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuthFlow {
    pub(crate) kind: FlowKind,
    pub(crate) authorization_url: Option<SchemeUrl>,
    pub(crate) token_url: Option<SchemeUrl>,
    pub(crate) refresh_url: Option<SchemeUrl>,
    pub(crate) device_authorization_url: Option<SchemeUrl>,
    /// In order, each once.
    pub(crate) scopes: Vec<String>,
    pub(crate) node: NodeId,
}

impl OAuthFlow {
    /// Returns the kind.
    #[must_use]
    pub const fn kind(&self) -> FlowKind {
        self.kind
    }

    /// Returns where the user grants access.
    #[must_use]
    pub const fn authorization_url(&self) -> Option<&SchemeUrl> {
        self.authorization_url.as_ref()
    }

    /// Returns where the client gets its token.
    #[must_use]
    pub const fn token_url(&self) -> Option<&SchemeUrl> {
        self.token_url.as_ref()
    }

    /// Returns where the client renews its token.
    #[must_use]
    pub const fn refresh_url(&self) -> Option<&SchemeUrl> {
        self.refresh_url.as_ref()
    }

    /// Returns where a device asks for a code to show (OpenAPI 3.2).
    #[must_use]
    pub const fn device_authorization_url(&self) -> Option<&SchemeUrl> {
        self.device_authorization_url.as_ref()
    }

    /// Returns the scopes that the flow offers, in order.
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Returns every URL with the field it is in.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (&'static str, &SchemeUrl)> {
        [
            ("authorizationUrl", &self.authorization_url),
            ("tokenUrl", &self.token_url),
            ("refreshUrl", &self.refresh_url),
            ("deviceAuthorizationUrl", &self.device_authorization_url),
        ]
        .into_iter()
        .filter_map(|(field, url)| Some((field, url.as_ref()?)))
    }
}

/// A URL of a security scheme as the document spells it. `Debug` leaves out user information and query values.
#[derive(Clone, PartialEq, Eq)]
pub struct SchemeUrl {
    pub(crate) text: String,
    pub(crate) node: NodeId,
}

impl SchemeUrl {
    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for SchemeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SchemeUrl").field(&masked(&self.text)).finish()
    }
}
