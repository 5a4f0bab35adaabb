//! What is known of a call when it is decided.

use std::net::IpAddr;

use crate::words::words;

words! {
    /// Who calls whom.
    Direction {
        /// Somebody calls us.
        Inbound => "inbound",
        /// We call somebody.
        Outbound => "outbound",
    }
}

/// A service is called before it calls.
impl Default for Direction {
    fn default() -> Self {
        Self::Inbound
    }
}

words! {
    /// Whose network the destination is in.
    Destination {
        /// Ours.
        Internal => "internal",
        /// Somebody else's.
        External => "external",
    }
}

/// The place of an operation in the list that a policy was compiled against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationIndex(pub(crate) u32);

impl OperationIndex {
    /// Wraps a place in the list given to [`PolicySet::compile`](super::PolicySet::compile).
    #[must_use]
    pub const fn new(index: u32) -> Self {
        Self(index)
    }
}

/// The facts of one call. What is not known stays `None`, and no condition over it holds.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Facts<'a> {
    /// The documented operation.
    pub operation: Option<OperationIndex>,
    /// The request's method.
    pub method: &'a str,
    /// The request's path, canonical.
    pub path: &'a str,
    /// Whether the path is in lower case because some servers do not tell cases apart; patterns then do not either.
    pub path_is_folded: bool,
    /// The host that is called.
    pub host: Option<&'a str>,
    /// Whether the host is one that the application has configured, not merely what the caller claims.
    pub host_is_known: bool,
    /// Who calls whom.
    pub direction: Direction,
    /// Whose network the destination is in.
    pub destination: Option<Destination>,
    /// The caller's address.
    pub source_ip: Option<IpAddr>,
    /// The caller's country, ISO 3166-1 alpha-2.
    pub country: Option<&'a str>,
    /// The caller's autonomous system.
    pub asn: Option<u32>,
    /// The calling workload.
    pub source_workload: Option<&'a str>,
    /// The called workload.
    pub destination_workload: Option<&'a str>,
    /// Who the caller is, verified by the application.
    pub principal: Option<&'a str>,
    /// The scopes of the caller's verified token.
    pub scopes: &'a [&'a str],
}

impl std::fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A path may carry a key, a principal is a person: neither belongs in a log.
        f.debug_struct("Facts")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("direction", &self.direction)
            .finish_non_exhaustive()
    }
}

impl<'a> Facts<'a> {
    /// Returns the facts of an inbound call of which only method and path are known.
    #[must_use]
    pub const fn new(method: &'a str, path: &'a str) -> Self {
        Self {
            operation: None,
            method,
            path,
            path_is_folded: false,
            host: None,
            host_is_known: false,
            direction: Direction::Inbound,
            destination: None,
            source_ip: None,
            country: None,
            asn: None,
            source_workload: None,
            destination_workload: None,
            principal: None,
            scopes: &[],
        }
    }
}
