//! From a request's head to the decision.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::request::Parts;
use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, Uri, header};
use watchgate::{Decision, Direction, Guard, Request};

use crate::hooks::{FindDestination, FindPrincipal, FindRoute, FindSource};
use crate::matched::Matched;

/// The guard with all that the layer was told: what the services of one layer share.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) guard: Arc<Guard>,
    pub(crate) direction: Direction,
    pub(crate) source: Option<Arc<dyn FindSource>>,
    pub(crate) destination: Option<Arc<dyn FindDestination>>,
    pub(crate) principal: Option<Arc<dyn FindPrincipal>>,
    pub(crate) route: Option<Arc<dyn FindRoute>>,
}

impl Gate {
    pub(crate) const fn new(guard: Arc<Guard>) -> Self {
        Self {
            guard,
            direction: Direction::Inbound,
            source: None,
            destination: None,
            principal: None,
            route: None,
        }
    }

    /// Decides a request on its head.
    pub(crate) fn decide(&self, parts: &Parts) -> Decision {
        // A proxy's call may carry the extensions of the call that it serves: they tell nothing of this one.
        let inbound = self.direction == Direction::Inbound;
        let matched = if inbound { Matched::of(parts) } else { Matched::default() };
        let uri = matched.uri.unwrap_or(&parts.uri);
        let source = self.source.as_deref().map(|own| own.find_source(parts)).unwrap_or_default();
        let callee = self.destination.as_deref().map(|own| own.find_destination(parts)).unwrap_or_default();
        let principal = self.principal.as_deref().and_then(|own| own.find_principal(parts));
        let route = self.route.as_deref().and_then(|own| own.find_route(parts));
        let scopes: Vec<&str> = source.scopes.iter().map(Cow::as_ref).collect();

        let mut request = Request::new(parts.method.as_str(), target(uri));
        request.route = route.as_deref().or(matched.route);
        request.host = host(uri, &parts.headers);
        request.direction = self.direction;
        request.destination = callee.network;
        request.source_ip = source.ip.or(matched.peer);
        request.country = source.country.as_deref();
        request.asn = source.asn;
        request.workload = source.workload.as_deref();
        request.destination_workload = callee.workload.as_deref();
        request.principal = principal.as_deref();
        request.scopes = &scopes;
        self.guard.decide(&request)
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate").field("direction", &self.direction).finish_non_exhaustive()
    }
}

/// Returns the target without scheme and authority: path and query, `*`, or the authority of a `CONNECT`.
fn target(uri: &Uri) -> &str {
    match uri.path_and_query().map(PathAndQuery::as_str) {
        // `http://host?query` has the path `/`, which `as_str` leaves out.
        Some(target) if target.starts_with('?') => uri.path(),
        Some(target) => target,
        None => uri.authority().map_or("", Authority::as_str),
    }
}

/// Returns the called host: the target's own, which comes before the header (RFC 9112, section 3.2.2). Several headers
/// contradict each other, so they tell nothing.
fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    uri.host().or_else(|| {
        let mut values = headers.get_all(header::HOST).iter();
        let only = values.next().filter(|_| values.next().is_none())?;
        only.to_str().ok().filter(|host| !host.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target_of(uri: &str) -> String {
        target(&uri.parse().unwrap()).to_owned()
    }

    fn host_of(uri: &str, headers: &[&str]) -> Option<String> {
        let headers = headers.iter().map(|value| (header::HOST, value.parse().unwrap())).collect();
        host(&uri.parse().unwrap(), &headers).map(str::to_owned)
    }

    #[test]
    fn keeps_the_target_as_it_was_written() {
        for (uri, expected) in [
            ("/a%2fb;x/../c?d=1", "/a%2fb;x/../c?d=1"),
            ("//admin/x", "//admin/x"),
            ("http://u:p@other:80/admin?a", "/admin?a"),
            ("http://other", "/"),
            ("http://other?a", "/"),
            ("*", "*"),
            ("example.com:443", "example.com:443"),
        ] {
            assert_eq!(target_of(uri), expected, "{uri}");
        }
    }

    #[test]
    fn takes_the_host_of_the_target_before_the_header() {
        assert_eq!(host_of("http://u:p@pay.example.com:80/x", &["other"]).unwrap(), "pay.example.com");
        assert_eq!(host_of("/x", &["pay.example.com:8080"]).unwrap(), "pay.example.com:8080");
    }

    #[test]
    fn knows_no_host_where_headers_contradict_or_say_nothing() {
        assert_eq!(host_of("/x", &["a", "b"]), None);
        assert_eq!(host_of("/x", &["a", "a"]), None);
        assert_eq!(host_of("/x", &[""]), None);
        assert_eq!(host_of("/x", &[]), None);
    }
}
