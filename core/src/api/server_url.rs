//! A server's URL, taken apart.

/// A server's URL, taken apart. A relative URL has neither scheme nor host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerUrl {
    pub(crate) scheme: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) path: String,
}

impl ServerUrl {
    /// Takes a URL reference apart (RFC 3986, section 4.2). User information, query and fragment are dropped.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim();
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme.to_ascii_lowercase()), Some(rest)),
            _ => (None, text.strip_prefix("//")),
        };
        let (host, path) = match rest {
            None => (None, text),
            Some(rest) => {
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
                (Some(host_of(authority)), path)
            }
        };
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let path =
            if path.is_empty() || path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Self { scheme, host, path: if path == "/." { String::new() } else { path } }
    }

    /// Tells whether the URL is served without TLS.
    pub(crate) fn is_cleartext(&self) -> bool {
        matches!(self.scheme.as_deref(), Some("http" | "ws"))
    }

    /// Tells whether the host is the machine itself.
    pub(crate) fn is_loopback(&self) -> bool {
        self.host.as_deref().is_some_and(|host| {
            host == "localhost"
                || host.ends_with(".localhost")
                || host == "[::1]"
                || host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        })
    }

    /// Tells whether the host's name is reserved for examples and tests (RFC 6761): nothing is served there.
    pub(crate) fn is_reserved(&self) -> bool {
        let reserved = ["example.com", "example.net", "example.org", "example", "test", "invalid"];
        self.host.as_deref().is_some_and(|host| reserved.iter().any(|domain| is_below(host, domain)))
    }
}

/// Tells whether a host is a domain or below it.
pub(crate) fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Tells whether the text is a URL scheme, or a variable that stands for one.
fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.{}_".contains(&b))
}

/// Returns the host of an authority in lower case, without user information and port.
fn host_of(authority: &str) -> String {
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    host.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(scheme: Option<&str>, host: Option<&str>, path: &str) -> ServerUrl {
        ServerUrl { scheme: scheme.map(Into::into), host: host.map(Into::into), path: path.into() }
    }

    #[test]
    fn takes_a_url_apart() {
        for (text, expected) in [
            ("https://api.example.com/v1/", url(Some("https"), Some("api.example.com"), "/v1")),
            ("HTTP://User:x@API.example.com.:8080", url(Some("http"), Some("api.example.com"), "")),
            ("/v2", url(None, None, "/v2")),
            ("v2", url(None, None, "/v2")),
            ("/", url(None, None, "")),
            ("", url(None, None, "")),
            ("//cdn.example.com/x?y#z", url(None, Some("cdn.example.com"), "/x")),
            ("http://[::1]:80/a", url(Some("http"), Some("[::1]"), "/a")),
        ] {
            assert_eq!(ServerUrl::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_the_loopback_hosts() {
        for text in ["http://localhost:80", "http://127.0.0.1", "http://[::1]:80/a", "http://app.localhost"] {
            assert!(ServerUrl::parse(text).is_loopback(), "{text}");
        }
        assert!(!ServerUrl::parse("http://localhost.example.com").is_loopback());
    }

    #[test]
    fn knows_the_hosts_of_examples() {
        for text in ["http://example.com", "http://api.Example.org.:80", "ws://shop.test", "http://x.invalid"]
        {
            assert!(ServerUrl::parse(text).is_reserved(), "{text}");
        }
        for text in ["http://example.com.evil.com", "http://myexample.com", "http://latest", "/example.com"] {
            assert!(!ServerUrl::parse(text).is_reserved(), "{text}");
        }
    }
}
