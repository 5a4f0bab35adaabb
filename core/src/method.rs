//! HTTP methods as documents and requests name them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An HTTP request method (RFC 9110, section 9), case-sensitive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// Any other token.
    Other(Box<str>),
}

impl Method {
    /// The methods that a path item of OpenAPI 3.0 and 3.1 may carry, in the order of the specification.
    pub const STANDARD: [Self; 8] =
        [Self::Get, Self::Put, Self::Post, Self::Delete, Self::Options, Self::Head, Self::Patch, Self::Trace];

    /// Returns the method's token, for example `POST`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Other(token) => token,
        }
    }

    /// Returns the token of the standard method that a text names in any case of letters.
    pub(crate) fn standard(text: &str) -> Option<&'static str> {
        let standard = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
        standard.into_iter().find(|token| token.eq_ignore_ascii_case(text))
    }

    /// Tells whether the method only reads: `GET`, `HEAD`, `OPTIONS`, `TRACE` (safe methods, RFC 9110, section 9.2.1), and
    /// `QUERY`, which asks with a body (OpenAPI 3.2).
    #[must_use]
    pub fn is_safe(&self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Options | Self::Trace => true,
            Self::Other(token) => &**token == "QUERY",
            _ => false,
        }
    }
}

impl From<&str> for Method {
    fn from(token: &str) -> Self {
        Self::STANDARD
            .into_iter()
            .find(|method| method.as_str() == token)
            .unwrap_or_else(|| Self::Other(token.into()))
    }
}

impl From<String> for Method {
    fn from(token: String) -> Self {
        Self::from(token.as_str())
    }
}

impl From<Method> for String {
    fn from(method: Method) -> Self {
        method.as_str().to_owned()
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_case_of_an_unknown_token() {
        assert_eq!(Method::from("get"), Method::Other("get".into()));
        assert_eq!(Method::from("GET"), Method::Get);
    }
}
