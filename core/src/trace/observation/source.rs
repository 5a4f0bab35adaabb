//! Who called, as far as an observation tells.

use std::borrow::Cow;
use std::net::IpAddr;

use ipnet::IpNet;
use serde::{Serialize, Serializer};

use super::origin::Country;
use crate::credentials::Domain;
use crate::trace::Inspector;
use crate::{AddressPrivacy, ExchangeRef, FingerprintKey, KeyedHash, PrincipalPrivacy, Privacy};

/// Who called, as far as an observation tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ObservedSource<'a> {
    /// The address of the client, behind the proxies that are trusted.
    pub address: Option<ClientAddress>,
    /// The calling workload.
    pub workload: Option<&'a str>,
    /// Who it is.
    pub principal: Option<ObservedPrincipal<'a>>,
    /// Its country: what the exchange says, else the lookup.
    pub country: Option<Country>,
    /// Its autonomous system: what the exchange says, else the lookup.
    pub asn: Option<u32>,
    /// Whose network it is in: what the exchange says, else the lookup.
    pub organization: Option<Cow<'a, str>>,
}

/// The address of a client, as [`Privacy`] has it told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClientAddress {
    /// Its network: /24 of IPv4, /48 of IPv6; /32 and /128 where the whole address is told.
    #[serde(serialize_with = "network")]
    pub network: Option<IpNet>,
    /// The keyed hash of the whole address; `None` without a key.
    pub hash: Option<KeyedHash>,
}

/// Who a caller is, as [`Privacy`] has it told. JSON is the hash or the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum ObservedPrincipal<'a> {
    /// The keyed hash of the name.
    Hash(KeyedHash),
    /// The name itself.
    Full(&'a str),
}

impl<'a> ObservedSource<'a> {
    pub(super) fn of(inspector: &'a Inspector, exchange: &ExchangeRef<'a>, client: Option<IpAddr>) -> Self {
        let (request, key) = (&exchange.request, inspector.key.as_ref());
        let privacy = inspector.privacy;
        let country = request.country.and_then(Country::parse);
        let (asn, organization) = (request.asn, exchange.organization);
        let is_known = country.is_some() && asn.is_some() && organization.is_some();
        let lookup = inspector.lookup.as_ref().filter(|_| !is_known);
        let origin = lookup.zip(client).and_then(|(lookup, client)| lookup.0.look_up(client));
        let origin = origin.unwrap_or_default();
        Self {
            address: client.and_then(|client| ClientAddress::of(client, privacy, key)),
            workload: request.workload,
            principal: request.principal.and_then(|name| ObservedPrincipal::of(name, privacy, key)),
            country: country.or(origin.country),
            asn: asn.or(origin.asn),
            organization: organization.map(Cow::Borrowed).or(origin.organization),
        }
    }
}

impl ClientAddress {
    fn of(client: IpAddr, privacy: Privacy, key: Option<&FingerprintKey>) -> Option<Self> {
        let own = Self {
            network: network_of(client, privacy.addresses()),
            hash: key.map(|key| match client {
                IpAddr::V4(own) => key.hash(Domain::Address, &own.octets()),
                IpAddr::V6(own) => key.hash(Domain::Address, &own.octets()),
            }),
        };
        (own.network.is_some() || own.hash.is_some()).then_some(own)
    }
}

impl<'a> ObservedPrincipal<'a> {
    fn of(name: &'a str, privacy: Privacy, key: Option<&FingerprintKey>) -> Option<Self> {
        match privacy.principals() {
            PrincipalPrivacy::Full => Some(Self::Full(name)),
            PrincipalPrivacy::Hash => key.map(|key| Self::Hash(key.hash(Domain::Principal, name.as_bytes()))),
        }
    }
}

/// Returns what is told of an address without a key.
fn network_of(address: IpAddr, privacy: AddressPrivacy) -> Option<IpNet> {
    let length = match (privacy, address) {
        (AddressPrivacy::Hash, _) => return None,
        (AddressPrivacy::Full, IpAddr::V4(_)) => 32,
        (AddressPrivacy::Full, IpAddr::V6(_)) => 128,
        (AddressPrivacy::Prefix, IpAddr::V4(_)) => 24,
        (AddressPrivacy::Prefix, IpAddr::V6(_)) => 48,
    };
    IpNet::new(address, length).ok().map(|network| network.trunc())
}

#[expect(clippy::ref_option, reason = "serde asks with a reference")]
fn network<S: Serializer>(network: &Option<IpNet>, serializer: S) -> Result<S::Ok, S::Error> {
    match network {
        Some(network) => serializer.collect_str(network),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_addresses_to_their_networks() {
        for (address, privacy, expected) in [
            ("203.0.113.9", AddressPrivacy::Prefix, Some("203.0.113.0/24")),
            ("203.0.113.9", AddressPrivacy::Full, Some("203.0.113.9/32")),
            ("203.0.113.9", AddressPrivacy::Hash, None),
            ("2001:db8:1:2:3::4", AddressPrivacy::Prefix, Some("2001:db8:1::/48")),
            ("2001:db8:1:2:3::4", AddressPrivacy::Full, Some("2001:db8:1:2:3::4/128")),
        ] {
            let own = network_of(address.parse().unwrap(), privacy).map(|own| own.to_string());
            assert_eq!(own.as_deref(), expected);
        }
    }
}
