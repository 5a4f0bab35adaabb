//! Security schemes and requirements, with the places they are written at.

use std::borrow::Cow;
use std::fmt;

use super::masking::shown;
use super::oauth::{OAuthFlow, SchemeUrl};
use super::tree::NodeId;

/// A declared way to authenticate. `Debug` leaves out what the document says of it in its own words.
#[derive(Clone)]
pub struct SecurityScheme {
    pub(crate) name: String,
    pub(crate) kind: SchemeKind,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) node: NodeId,
}

impl SecurityScheme {
    /// Returns the name it is declared under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns what kind of credential it asks for.
    #[must_use]
    pub const fn kind(&self) -> &SchemeKind {
        &self.kind
    }

    /// Returns what the document says of it.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// Tells whether the document calls it deprecated (OpenAPI 3.2).
    #[must_use]
    pub const fn is_deprecated(&self) -> bool {
        self.deprecated
    }
}

impl fmt::Debug for SecurityScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecurityScheme")
            .field("name", &shown(&self.name))
            .field("kind", &self.kind)
            .field("deprecated", &self.deprecated)
            .field("node", &self.node)
            .finish_non_exhaustive()
    }
}

/// What a security scheme asks for. `Debug` describes it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A key in a query parameter, a header or a cookie.
    ApiKey {
        /// Where the key travels.
        location: ApiKeyLocation,
        /// The parameter's name.
        name: String,
    },
    /// An HTTP authentication scheme (RFC 9110, section 11), in lower case: `basic`, `bearer`, `digest` and others.
    Http {
        /// The scheme's name.
        scheme: String,
        /// What a bearer token is, in the author's words: `JWT`.
        bearer_format: Option<String>,
    },
    /// OAuth 2.0.
    OAuth2 {
        /// The ways to get a token.
        flows: Vec<OAuthFlow>,
        /// Where the authorization server describes itself (RFC 8414, OpenAPI 3.2).
        metadata_url: Option<SchemeUrl>,
    },
    /// OpenID Connect discovery. Its scopes are not in the document.
    OpenIdConnect {
        /// Where the provider describes itself.
        url: Option<SchemeUrl>,
    },
    /// A client certificate.
    MutualTls,
    /// A type that no version of OpenAPI defines, or none at all.
    Unknown,
}

impl fmt::Debug for SchemeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(&self.describe()).field(&self.urls().map(|(_, url)| url).collect::<Vec<_>>()).finish()
    }
}

/// Returns an HTTP authentication scheme for a message. What follows its name is a credential, if anything.
pub(crate) fn shown_http(scheme: &str) -> Cow<'_, str> {
    let name = scheme.split([' ', '\t', ',', '=', ':', '"']).next().unwrap_or_default();
    if name.len() == scheme.trim_end().len() { shown(name) } else { format!("{} ***", shown(name)).into() }
}

impl SchemeKind {
    /// Tells whether the scheme's requirements name OAuth 2.0 scopes.
    #[must_use]
    pub const fn has_scopes(&self) -> bool {
        matches!(self, Self::OAuth2 { .. } | Self::OpenIdConnect { .. })
    }

    /// Returns the flows of OAuth 2.0; of other kinds none.
    #[must_use]
    pub fn flows(&self) -> &[OAuthFlow] {
        match self {
            Self::OAuth2 { flows, .. } => flows,
            _ => &[],
        }
    }

    /// Returns the scopes that any flow offers, in order and each once.
    #[must_use]
    pub fn scopes(&self) -> Vec<&str> {
        let mut scopes: Vec<&str> =
            self.flows().iter().flat_map(|flow| flow.scopes.iter().map(String::as_str)).collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes
    }

    /// Tells whether any flow offers a scope.
    pub(crate) fn offers(&self, scope: &str) -> bool {
        let is_in = |flow: &OAuthFlow| flow.scopes.binary_search_by(|own| own.as_str().cmp(scope)).is_ok();
        self.flows().iter().any(is_in)
    }

    /// Returns every URL with the field it is in.
    pub(crate) fn urls(&self) -> impl Iterator<Item = (&'static str, &SchemeUrl)> {
        let own = match self {
            Self::OAuth2 { metadata_url: Some(url), .. } => Some(("oauth2MetadataUrl", url)),
            Self::OpenIdConnect { url: Some(url) } => Some(("openIdConnectUrl", url)),
            _ => None,
        };
        self.flows().iter().flat_map(OAuthFlow::urls).chain(own)
    }

    /// Returns a short name for a person: `HTTP basic`, `API key`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::ApiKey { location, .. } => format!("API key in the {location}"),
            Self::Http { scheme, .. } => {
                let name = shown_http(scheme);
                let name = name.split(' ').next().unwrap_or_default();
                format!("HTTP {}", name.chars().filter(char::is_ascii_graphic).take(20).collect::<String>())
            }
            Self::OAuth2 { .. } => "OAuth 2.0".to_owned(),
            Self::OpenIdConnect { .. } => "OpenID Connect".to_owned(),
            Self::MutualTls => "mutual TLS".to_owned(),
            Self::Unknown => "unknown type".to_owned(),
        }
    }
}

/// Where an API key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyLocation {
    /// In the URL.
    Query,
    /// In the URL, as a part of the path. No version of OpenAPI defines it; some documents say so.
    Path,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl std::fmt::Display for ApiKeyLocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Query => "query",
            Self::Path => "path",
            Self::Header => "header",
            Self::Cookie => "cookie",
        })
    }
}

/// A `security` field: a caller must satisfy one of its requirements. An empty list asks for nothing.
#[derive(Debug, Clone)]
pub struct Security {
    pub(crate) requirements: Vec<SecurityRequirement>,
    pub(crate) node: NodeId,
}

impl Security {
    /// Returns the alternatives.
    #[must_use]
    pub fn requirements(&self) -> &[SecurityRequirement] {
        &self.requirements
    }

    /// Returns the alternative that asks for nothing (`{}`), if there is one.
    pub(crate) fn anonymous(&self) -> Option<&SecurityRequirement> {
        self.requirements.iter().find(|requirement| requirement.uses.is_empty())
    }

    /// Returns every use of a scheme in any alternative.
    pub(crate) fn uses(&self) -> impl Iterator<Item = &SchemeUse> {
        self.requirements.iter().flat_map(|requirement| &requirement.uses)
    }
}

/// One alternative of a `security` field: all of its schemes together. Without any, everybody may call.
#[derive(Debug, Clone)]
pub struct SecurityRequirement {
    pub(crate) uses: Vec<SchemeUse>,
    pub(crate) node: NodeId,
}

impl SecurityRequirement {
    /// Returns the schemes that are needed together.
    #[must_use]
    pub fn schemes(&self) -> &[SchemeUse] {
        &self.uses
    }
}

/// A scheme as a requirement names it.
#[derive(Debug, Clone)]
pub struct SchemeUse {
    pub(crate) name: String,
    /// The index of the declared scheme; `None` when nothing declares the name.
    pub(crate) scheme: Option<usize>,
    /// Whether the name is a reference (OpenAPI 3.2) to a scheme outside of the declared ones, whose kind is not read.
    pub(crate) is_elsewhere: bool,
    pub(crate) scopes: Vec<(String, NodeId)>,
    pub(crate) node: NodeId,
}

impl SchemeUse {
    /// Returns the name that the requirement gives.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What an operation asks of a caller, and where that is written.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum EffectiveSecurity<'a> {
    /// Neither the operation nor the root says anything: everybody may call.
    Absent,
    /// The operation inherits the root's `security`.
    Root(&'a Security),
    /// The operation has a `security` of its own.
    Operation(&'a Security),
}

impl<'a> EffectiveSecurity<'a> {
    /// Returns the `security` field that counts, if any.
    #[must_use]
    pub const fn get(self) -> Option<&'a Security> {
        match self {
            Self::Absent => None,
            Self::Root(security) | Self::Operation(security) => Some(security),
        }
    }

    /// Tells whether a call without any credential satisfies it.
    #[must_use]
    pub fn allows_anonymous(self) -> bool {
        self.get().is_none_or(|security| security.requirements.is_empty() || security.anonymous().is_some())
    }
}
