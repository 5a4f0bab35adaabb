//! What a wrapper tells of a request.

use std::net::IpAddr;

use crate::policy::{Destination, Direction};

/// A request's head, borrowed. Only method and target are required; what is not known stays out, and no policy
/// condition over it holds.
///
/// `workload`, `principal` and `scopes` are the application's word: give what it has verified, never what a caller
/// claims.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Request<'a> {
    /// The method.
    pub method: &'a str,
    /// The request target as it came (RFC 9112, section 3.2).
    pub target: &'a str,
    /// The route template that the framework matched.
    pub route: Option<&'a str>,
    /// The host that is called, with or without a port.
    pub host: Option<&'a str>,
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
    pub workload: Option<&'a str>,
    /// The called workload.
    pub destination_workload: Option<&'a str>,
    /// Who the caller is.
    pub principal: Option<&'a str>,
    /// The scopes of the caller's token.
    pub scopes: &'a [&'a str],
}

impl<'a> Request<'a> {
    /// Returns an inbound request of which nothing but method and target is known.
    #[must_use]
    pub const fn new(method: &'a str, target: &'a str) -> Self {
        Self {
            method,
            target,
            route: None,
            host: None,
            direction: Direction::Inbound,
            destination: None,
            source_ip: None,
            country: None,
            asn: None,
            workload: None,
            destination_workload: None,
            principal: None,
            scopes: &[],
        }
    }
}

impl std::fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A target may carry a key, a principal is a person: neither belongs in a log.
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("route", &self.route)
            .field("direction", &self.direction)
            .finish_non_exhaustive()
    }
}
