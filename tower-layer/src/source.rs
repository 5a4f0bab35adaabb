//! Both ends of a call as the application knows them.

use std::borrow::Cow;
use std::net::IpAddr;

use watchgate::Destination;

/// The caller. What is not told stays unknown, and no policy condition over it holds.
///
/// # Examples
/// ```
/// use std::net::Ipv4Addr;
/// use watchgate_tower::Source;
///
/// let source = Source::new().ip(Ipv4Addr::new(203, 0, 113, 9)).workload("storefront");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Source {
    pub(crate) ip: Option<IpAddr>,
    pub(crate) country: Option<Cow<'static, str>>,
    pub(crate) asn: Option<u32>,
    pub(crate) workload: Option<Cow<'static, str>>,
    pub(crate) scopes: Vec<Cow<'static, str>>,
}

impl Source {
    /// Returns a caller of whom nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the address. It takes the place of the connection's peer.
    #[must_use]
    pub fn ip(mut self, ip: impl Into<IpAddr>) -> Self {
        self.ip = Some(ip.into());
        self
    }

    /// Sets the country, ISO 3166-1 alpha-2.
    #[must_use]
    pub fn country(mut self, country: impl Into<Cow<'static, str>>) -> Self {
        self.country = Some(country.into());
        self
    }

    /// Sets the number of the autonomous system.
    #[must_use]
    pub const fn asn(mut self, asn: u32) -> Self {
        self.asn = Some(asn);
        self
    }

    /// Sets the workload.
    #[must_use]
    pub fn workload(mut self, workload: impl Into<Cow<'static, str>>) -> Self {
        self.workload = Some(workload.into());
        self
    }

    /// Sets the scopes of the caller's verified token.
    #[must_use]
    pub fn scopes<T: Into<Cow<'static, str>>>(mut self, scopes: impl IntoIterator<Item = T>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // An address is personal data: it does not belong in a log.
        f.debug_struct("Source").field("workload", &self.workload).finish_non_exhaustive()
    }
}

/// The called side. What is not told stays unknown, and no policy condition over it holds.
///
/// # Examples
/// ```
/// use watchgate_tower::{Callee, Destination};
///
/// let callee = Callee::new().network(Destination::External);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Callee {
    pub(crate) network: Option<Destination>,
    pub(crate) workload: Option<Cow<'static, str>>,
}

impl Callee {
    /// Returns a callee of whom nothing but the host is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whose network it is in.
    #[must_use]
    pub const fn network(mut self, network: Destination) -> Self {
        self.network = Some(network);
        self
    }

    /// Sets the workload.
    #[must_use]
    pub fn workload(mut self, workload: impl Into<Cow<'static, str>>) -> Self {
        self.workload = Some(workload.into());
        self
    }
}
