//! The API keys that a document declares.

use crate::{Api, ApiKeyLocation, SchemeKind};

/// The names under which an API expects keys, so that they are known exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiKeyNames {
    headers: Vec<Box<str>>,
    parameters: Vec<Box<str>>,
    cookies: Vec<Box<str>>,
}

impl ApiKeyNames {
    /// Returns the names of the schemes that a document declares.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        Self::default().with(api)
    }

    /// Adds the names of another document.
    #[must_use]
    pub fn with(mut self, api: &Api) -> Self {
        for scheme in api.security_schemes() {
            if let SchemeKind::ApiKey { location, name } = scheme.kind() {
                self.insert(*location, name);
            }
        }
        self
    }

    /// Adds a name. A key in a path has no name that a call would show.
    pub fn insert(&mut self, location: ApiKeyLocation, name: &str) {
        let list = match location {
            ApiKeyLocation::Header => &mut self.headers,
            ApiKeyLocation::Query => &mut self.parameters,
            ApiKeyLocation::Cookie => &mut self.cookies,
            ApiKeyLocation::Path => return,
        };
        if !name.is_empty() && !list.iter().any(|own| **own == *name) {
            list.push(name.into());
        }
    }

    /// Names of headers have no case (RFC 9110, section 5.1).
    pub(super) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    pub(super) fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|own| **own == *name)
    }

    pub(super) fn has_cookie(&self, name: &str) -> bool {
        self.cookies.iter().any(|own| **own == *name)
    }
}
