//! What an application can tell the layer about a request.

use std::borrow::Cow;

use http::request::Parts;

use crate::{Callee, Source};

/// Tells who calls. Closures from `&Parts` to [`Source`] do.
///
/// Tell what the application has verified (the peer of the connection, a client certificate, a header of a trusted
/// proxy), never what any caller can claim: a policy may let a caller in for it.
pub trait FindSource: Send + Sync + 'static {
    /// Returns what is known of the caller.
    fn find_source(&self, parts: &Parts) -> Source;
}

impl<F> FindSource for F
where
    F: Fn(&Parts) -> Source + Send + Sync + 'static,
{
    fn find_source(&self, parts: &Parts) -> Source {
        self(parts)
    }
}

/// Tells who is called. Closures from `&Parts` to [`Callee`] do.
pub trait FindDestination: Send + Sync + 'static {
    /// Returns what is known of the called side.
    fn find_destination(&self, parts: &Parts) -> Callee;
}

impl<F> FindDestination for F
where
    F: Fn(&Parts) -> Callee + Send + Sync + 'static,
{
    fn find_destination(&self, parts: &Parts) -> Callee {
        self(parts)
    }
}

/// Tells on whose behalf the call is made. Closures from `&Parts` to an optional text do.
///
/// Return a principal only when the application has verified it.
pub trait FindPrincipal: Send + Sync + 'static {
    /// Returns the verified principal.
    fn find_principal(&self, parts: &Parts) -> Option<Cow<'static, str>>;
}

impl<F, T> FindPrincipal for F
where
    F: Fn(&Parts) -> Option<T> + Send + Sync + 'static,
    T: Into<Cow<'static, str>>,
{
    fn find_principal(&self, parts: &Parts) -> Option<Cow<'static, str>> {
        self(parts).map(Into::into)
    }
}

/// Tells which route the framework matched. Closures from `&Parts` to an optional text do.
///
/// Return the template, for example `/users/{id}`, with the prefixes of nested routers, and only when that route is
/// what runs.
pub trait FindRoute: Send + Sync + 'static {
    /// Returns the route template.
    fn find_route(&self, parts: &Parts) -> Option<Cow<'static, str>>;
}

impl<F, T> FindRoute for F
where
    F: Fn(&Parts) -> Option<T> + Send + Sync + 'static,
    T: Into<Cow<'static, str>>,
{
    fn find_route(&self, parts: &Parts) -> Option<Cow<'static, str>> {
        self(parts).map(Into::into)
    }
}
