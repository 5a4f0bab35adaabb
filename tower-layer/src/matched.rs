//! What axum has put into a request's extensions.

use std::net::IpAddr;

use http::Uri;
use http::request::Parts;

/// What a framework tells of a request. Without the feature `axum`: nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Matched<'a> {
    /// The template of the route that runs.
    pub(crate) route: Option<&'a str>,
    /// The target before nested routers took their prefixes off.
    pub(crate) uri: Option<&'a Uri>,
    /// The other end of the connection.
    pub(crate) peer: Option<IpAddr>,
}

impl<'a> Matched<'a> {
    #[cfg(feature = "axum")]
    pub(crate) fn of(parts: &'a Parts) -> Self {
        use std::net::SocketAddr;

        use axum::extract::{ConnectInfo, MatchedPath, OriginalUri};

        let extensions = &parts.extensions;
        Self {
            route: extensions.get::<MatchedPath>().map(MatchedPath::as_str),
            uri: extensions.get::<OriginalUri>().map(|OriginalUri(uri)| uri),
            peer: extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip()),
        }
    }

    #[cfg(not(feature = "axum"))]
    pub(crate) fn of(_: &'a Parts) -> Self {
        Self::default()
    }
}
