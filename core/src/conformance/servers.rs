//! The hosts and schemes that a document names.

use crate::Server;

/// What the servers of an operation say of where it is called.
#[derive(Debug, Default)]
pub(crate) struct Servers {
    hosts: Vec<String>,
    /// Whether it may be called at any host: a server is relative, or its host is a variable.
    is_anywhere: bool,
    is_encrypted: bool,
}

impl Servers {
    pub(super) fn new(servers: &[Server]) -> Self {
        let urls: Vec<_> = servers.iter().flat_map(Server::urls).collect();
        let is_encrypted = |scheme: &Option<String>| matches!(scheme.as_deref(), Some("https" | "wss"));
        let is_open = |host: &String| host.is_empty() || host.contains(['{', '}', '*']);
        Self {
            is_anywhere: urls.is_empty() || urls.iter().any(|url| url.host.as_ref().is_none_or(is_open)),
            is_encrypted: !urls.is_empty() && urls.iter().all(|url| is_encrypted(&url.scheme)),
            hosts: urls.into_iter().filter_map(|url| url.host).collect(),
        }
    }

    /// Tells whether a host without its port is one of the servers', or may be.
    pub(crate) fn has_host(&self, host: &str) -> bool {
        self.is_anywhere || self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
    }

    /// Tells whether every server has TLS.
    pub(crate) const fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }
}
