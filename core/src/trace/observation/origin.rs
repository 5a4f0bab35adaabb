//! Where addresses are.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A country by the two letters of ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads two letters in any case. Codes that are none, as `T1` for anonymous networks, are no country.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [one, two] if one.is_ascii_alphabetic() && two.is_ascii_alphabetic() => {
                Some(Self([one.to_ascii_uppercase(), two.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// Returns the two letters, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Two letters of ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Where an address is, as a database says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin<'d> {
    /// The country.
    pub country: Option<Country>,
    /// The autonomous system.
    pub asn: Option<u32>,
    /// Whose network it is.
    pub organization: Option<Cow<'d, str>>,
}

/// Says where addresses are, by a database of the user's. It is asked on the path of every inspection whose exchange does not
/// say it, so it should answer out of memory.
///
/// # Examples
/// ```
/// use std::net::IpAddr;
/// use watchgate::{Country, Exchange, Inspector, Origin};
///
/// let lookup = |_: IpAddr| Some(Origin { country: Country::parse("DE"), ..Origin::default() });
/// let inspector = Inspector::builder().lookup(lookup).build()?;
/// let exchange = Exchange::parse(br#"{"source": {"ip": "203.0.113.9"}, "request": {"method": "GET", "target": "/"}}"#)?;
/// assert_eq!(inspector.inspect(&exchange).observation().source.country, Country::parse("de"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait AddressLookup: Send + Sync {
    /// Returns where an address is, as far as it is known.
    fn look_up(&self, address: IpAddr) -> Option<Origin<'_>>;
}

impl<F: Fn(IpAddr) -> Option<Origin<'static>> + Send + Sync> AddressLookup for F {
    fn look_up(&self, address: IpAddr) -> Option<Origin<'_>> {
        self(address)
    }
}

/// A lookup that is shared. `Debug` does not ask it.
#[derive(Clone)]
pub(in crate::trace) struct Lookup(pub(in crate::trace) Arc<dyn AddressLookup>);

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lookup")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Exchange, ForwardingHeader, Inspector, TrustedProxies};

    #[test]
    fn takes_two_letters_for_a_country() {
        assert_eq!(Country::parse("de").map(|own| own.to_string()).as_deref(), Some("DE"));
        for text in ["", "D", "DEU", "T1", "é", "  "] {
            assert_eq!(Country::parse(text), None, "{text}");
        }
    }

    #[test]
    fn asks_for_the_client_what_the_exchange_does_not_say() {
        let of = |address: IpAddr| Origin {
            country: Country::parse("FR"),
            asn: Some(64_496),
            organization: Some(Cow::Owned(format!("net of {address}"))),
        };
        let proxies = TrustedProxies::parse(ForwardingHeader::XForwardedFor, ["10.0.0.0/8"]).unwrap();
        let inspector = Inspector::builder()
            .trusted_proxies(proxies)
            .lookup(move |address: IpAddr| (!address.is_loopback()).then(|| of(address)))
            .build()
            .unwrap();
        for (source, expected) in [
            (r#""ip": "10.0.0.1""#, (Some("FR"), Some(64_496), Some("net of 203.0.113.9"))),
            (
                r#""ip": "10.0.0.1", "country": "DE", "asn": 7"#,
                (Some("DE"), Some(7), Some("net of 203.0.113.9")),
            ),
            (
                r#""ip": "10.0.0.1", "country": "T1", "organization": "own""#,
                (Some("FR"), Some(64_496), Some("own")),
            ),
            (r#""ip": "127.0.0.1", "asn": 7"#, (None, Some(7), None)),
            (r#""asn": 7"#, (None, Some(7), None)),
        ] {
            let record = format!(
                r#"{{"source": {{{source}}}, "request": {{"method": "GET", "target": "/",
                "headers": [["x-forwarded-for", "203.0.113.9"]]}}}}"#
            );
            let exchange = Exchange::parse(record.as_bytes()).unwrap();
            let inspection = inspector.inspect(&exchange);
            let own = &inspection.observation().source;
            let country = own.country.map(|own| own.to_string());
            assert_eq!((country.as_deref(), own.asn, own.organization.as_deref()), expected, "{source}");
        }
    }
}
