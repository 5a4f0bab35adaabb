//! What observations may say of people.

use crate::words::words;

words! {
    /// How much of a client's address an observation tells. With a key it also holds the keyed hash of the whole.
    AddressPrivacy {
        /// All of it.
        Full => "full",
        /// The network: /24 of IPv4, /48 of IPv6.
        Prefix => "prefix",
        /// Nothing but the keyed hash.
        Hash => "hash",
    }
}

words! {
    /// How an observation tells who the caller is.
    PrincipalPrivacy {
        /// As the exchange names it.
        Full => "full",
        /// By a keyed hash; without a key not at all.
        Hash => "hash",
    }
}

/// What observations may say of people. By default addresses are cut to their networks, and principals hashed.
///
/// # Examples
/// ```
/// use watchgate::{AddressPrivacy, Privacy};
///
/// let privacy = Privacy::default().with_addresses(AddressPrivacy::Hash);
/// assert_ne!(privacy, Privacy::default());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    addresses: AddressPrivacy,
    principals: PrincipalPrivacy,
}

impl Default for Privacy {
    fn default() -> Self {
        Self { addresses: AddressPrivacy::Prefix, principals: PrincipalPrivacy::Hash }
    }
}

impl Privacy {
    /// Sets how much is told of addresses.
    #[must_use]
    pub const fn with_addresses(mut self, addresses: AddressPrivacy) -> Self {
        self.addresses = addresses;
        self
    }

    /// Sets how principals are told.
    #[must_use]
    pub const fn with_principals(mut self, principals: PrincipalPrivacy) -> Self {
        self.principals = principals;
        self
    }

    /// Returns how much is told of addresses.
    #[must_use]
    pub const fn addresses(&self) -> AddressPrivacy {
        self.addresses
    }

    /// Returns how principals are told.
    #[must_use]
    pub const fn principals(&self) -> PrincipalPrivacy {
        self.principals
    }
}
