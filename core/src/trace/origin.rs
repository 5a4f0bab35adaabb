//! Hosts of URLs, and which of them belong together.

use std::net::IpAddr;

use super::Call;
use super::address::is_internal;
use super::headers::Known;
use crate::policy::bare_host;
use crate::{Direction, Server};

/// Ends of names that only a network of one's own knows (RFC 6762, RFC 8375, and habit).
const INTERNAL_ENDS: [&str; 8] =
    [".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".svc", ".consul"];

/// Returns the host of a URL without its port: of an absolute one, or of one without a scheme (`//host/`). Browsers read
/// backslashes as slashes (WHATWG URL).
pub(crate) fn host_of(url: &str) -> Option<&str> {
    let rest = match url.split_once(':') {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => rest,
        _ => url,
    };
    let is_slash = |c: char| matches!(c, '/' | '\\');
    let authority = rest.strip_prefix(is_slash)?.strip_prefix(is_slash)?;
    let authority = authority.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Some(bare_host(host)).filter(|host| !host.is_empty())
}

/// Tells whether two hosts are of one site: the same, or with the same two last labels. Which suffixes anybody may
/// register under is not known here, so of two customers under `co.uk` nothing is said.
pub(crate) fn is_same_site(one: &str, other: &str) -> bool {
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    let is_address = |host: &str| host.starts_with('[') || host.parse::<IpAddr>().is_ok();
    let site = |host: &str| {
        let mut labels = host.rsplit('.').map(str::to_ascii_lowercase);
        (labels.next(), labels.next())
    };
    !is_address(one) && !is_address(other) && site(one) == site(other)
}

/// Returns the host of a literal address of a private network (RFC 1918, RFC 4193).
pub(crate) fn is_private_literal(host: &str) -> bool {
    let literal = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match literal.parse() {
        Ok(IpAddr::V4(own)) => own.is_private(),
        Ok(IpAddr::V6(own)) => own.is_unique_local(),
        Err(_) => false,
    }
}

/// Returns the called host without its port.
pub(crate) fn called_host<'a>(call: &Call<'a>) -> Option<&'a str> {
    let header = || call.sent.headers.as_ref()?.text(Known::Host).map(bare_host);
    call.place.host.or_else(header).filter(|host| !host.is_empty())
}

/// Tells whether the called host is known, and one that others can reach: no address of a private network, and no name that
/// only such a network knows.
pub(crate) fn is_called_from_outside(call: &Call<'_>) -> bool {
    let Some(host) = called_host(call) else { return false };
    let literal = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if let Ok(address) = literal.parse() {
        return !is_internal(address);
    }
    let lower = host.to_ascii_lowercase();
    lower.contains('.') && !INTERNAL_ENDS.iter().any(|end| lower.ends_with(end))
}

/// What the called host is to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// A server of the document, or for all that is known one.
    Own,
    /// Of the same site as a server.
    Site,
    /// Somebody else's.
    None,
}

/// Tells what the called host is to the document that was found.
pub(crate) fn kinship(call: &Call<'_>) -> Kinship {
    let servers = call.place.api.map(|api| api.model.servers.as_slice()).unwrap_or_default();
    let mut hosts = servers.iter().flatten().flat_map(Server::urls).filter_map(|url| url.host).peekable();
    let Some(called) = called_host(call).filter(|_| is_called_from_outside(call)) else {
        return Kinship::Own;
    };
    if hosts.peek().is_none() {
        return Kinship::Own;
    }
    let mut kinship = Kinship::None;
    for host in hosts {
        match () {
            () if host.eq_ignore_ascii_case(called) => return Kinship::Own,
            () if is_same_site(&host, called) => kinship = Kinship::Site,
            () => {}
        }
    }
    kinship
}

/// Tells whether a call went to somebody else than the document's servers: one that we make, or one that a browser recorded
/// which was on another site.
pub(crate) fn is_to_others(call: &Call<'_>) -> bool {
    let is_outbound = call.exchange.request.direction == Direction::Outbound;
    (is_outbound || is_from_another_site(call)) && kinship(call) == Kinship::None
}

/// Tells whether a browser says that the calling page is of another site than the called host (Fetch Metadata; RFC 9110,
/// section 10.1.3).
fn is_from_another_site(call: &Call<'_>) -> bool {
    let Some((headers, called)) = call.sent.headers.as_ref().zip(called_host(call)) else { return false };
    let is_other = |page: &str| host_of(page).is_some_and(|own| !is_same_site(own, called));
    headers.text(Known::SecFetchSite) == Some("cross-site")
        || headers.text(Known::Origin).is_some_and(is_other)
        || headers.text(Known::Referer).is_some_and(is_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_hosts_of_urls() {
        for (url, expected) in [
            ("https://a.shop.dev:8443/x?y", Some("a.shop.dev")),
            ("//evil.example\\@shop.dev/", Some("evil.example")),
            ("/\\evil.example", Some("evil.example")),
            ("https://ada@evil.example#shop.dev", Some("evil.example")),
            ("http://[fd00::1]:80/", Some("[fd00::1]")),
            ("/orders/7", None),
            ("orders", None),
            ("mailto:ada", None),
            ("", None),
        ] {
            assert_eq!(host_of(url), expected, "{url}");
        }
    }

    #[test]
    fn tells_sites_apart() {
        assert!(is_same_site("app.shop.dev", "API.shop.dev") && is_same_site("10.0.0.1", "10.0.0.1"));
        assert!(!is_same_site("shop.dev", "shop.example") && !is_same_site("10.0.0.1", "11.0.0.1"));
        assert!(!is_same_site("[fd00::1]", "[fd00::2]"));
    }

    #[test]
    fn knows_private_literals() {
        assert!(is_private_literal("10.1.2.3") && is_private_literal("[fd12::1]"));
        for host in ["127.0.0.1", "8.8.8.8", "10.1.2.3.example.com", "[fe80::1]", "10.1.2"] {
            assert!(!is_private_literal(host), "{host}");
        }
    }
}
