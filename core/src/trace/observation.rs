//! What a catalog keeps of an exchange.

mod names;
mod operation;
mod origin;
mod source;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::net::IpAddr;

use jiff::Timestamp;
use serde::Serialize;

pub use names::{HeaderNames, ParameterName, ParameterNames};
pub use operation::ObservedOperation;
pub(super) use origin::Lookup;
pub use origin::{AddressLookup, Country, Origin};
pub use source::{ClientAddress, ObservedPrincipal, ObservedSource};

use super::call::{Bodies, CallPlace};
use super::{Call, Inspector};
use crate::{
    Content, Credential, CredentialSchemes, Destination, Direction, ExchangeRef, NotInspected, TrafficPart,
};

/// What is known of one exchange after inspection, without any raw sensitive value.
///
/// It borrows from the exchange and makes little until it is asked: names, templates and JSON are made when they are read.
///
/// # Examples
/// ```
/// use watchgate::{Exchange, FingerprintKey, Inspector};
///
/// let inspector = Inspector::builder().key(FingerprintKey::new(b"of 32 random bytes")).build()?;
/// let exchange = Exchange::parse(br#"{"source": {"ip": "203.0.113.9", "principal": "ada"},
///     "request": {"method": "GET", "target": "/pets?page=2", "headers": [["Accept", "*/*"]]}}"#)?;
/// let inspection = inspector.inspect(&exchange);
/// let observation = inspection.observation();
/// let address = observation.source.address.ok_or("no address")?;
/// assert_eq!(address.network.map(|own| own.to_string()).as_deref(), Some("203.0.113.0/24"));
/// assert_eq!(observation.parameters.iter().map(|own| own.name).collect::<Vec<_>>(), ["page"]);
/// assert!(observation.headers.is_some_and(|own| own.iter().eq(["accept"])));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Observation<'a> {
    /// The name of the API: the document's, else the host.
    pub api: &'a str,
    /// The operation, or a template of the path where no document has it.
    pub operation: ObservedOperation<'a>,
    /// Whether a document has the operation.
    pub is_documented: bool,
    /// Who calls whom.
    pub direction: Direction,
    /// When the request came.
    pub timestamp: Option<Timestamp>,
    /// Who called.
    pub source: ObservedSource<'a>,
    /// What was called.
    pub destination: ObservedDestination<'a>,
    /// The status of the response.
    pub status: Option<u16>,
    /// Bytes of the request's and of the response's body.
    pub bytes: (Option<u64>, Option<u64>),
    /// From the request's first byte to the response's last, in microseconds.
    pub duration_us: Option<u64>,
    /// The kinds of credentials that the call carried. Where nobody looked at the headers, only those of the URL.
    pub credentials: CredentialSchemes,
    /// The names of the request's headers; `None` where nobody has looked at them.
    pub headers: Option<HeaderNames<'a>>,
    /// The names of the parameters in path, query and cookies.
    pub parameters: ParameterNames<'a>,
    /// The types of sensitive data, each with its places.
    pub sensitive: Vec<SensitivePlace>,
    /// The bodies that were not looked into, and why. They are not clean; nobody knows.
    pub not_inspected: BTreeMap<TrafficPart, NotInspected>,
}

/// What was called, as far as an observation tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ObservedDestination<'a> {
    /// The host without its port; `None` also for a text that is none.
    pub host: Option<&'a str>,
    /// The port.
    pub port: Option<u16>,
    /// The called workload.
    pub workload: Option<&'a str>,
    /// Whose network it is in.
    pub network: Option<Destination>,
}

/// A type of sensitive data at a place of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SensitivePlace {
    /// The part of the exchange.
    #[serde(rename = "in")]
    pub part: TrafficPart,
    /// The name of the field there, without places in lists; `*` for a name that looks like data.
    pub name: String,
    /// The type, for example `payment-card`.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// How many values.
    pub count: u32,
}

impl<'a> Observation<'a> {
    pub(super) fn of(
        inspector: &'a Inspector,
        exchange: &ExchangeRef<'a>,
        place: CallPlace<'a>,
        bodies: &Bodies<'_>,
        call: &Call<'_>,
    ) -> Self {
        Self {
            api: place.api_name(),
            operation: ObservedOperation::new(place),
            is_documented: place.operation.is_some(),
            direction: exchange.request.direction,
            timestamp: exchange.timestamp,
            source: ObservedSource::of(inspector, exchange, call.client),
            destination: ObservedDestination {
                host: place.shown_host(),
                port: exchange.port,
                workload: exchange.request.destination_workload,
                network: exchange.request.destination,
            },
            status: exchange.answer.map(|(status, _)| status),
            bytes: (exchange.sent.size, exchange.answer.and_then(|(_, message)| message.size)),
            duration_us: exchange.duration_us,
            credentials: call.credentials.iter().map(Credential::scheme).collect(),
            headers: exchange.sent.headers.map(HeaderNames::new),
            parameters: ParameterNames::new(place, exchange.sent.headers),
            sensitive: sensitive(call),
            not_inspected: not_inspected(bodies),
        }
    }
}

/// Returns the address of who called, behind the proxies that are trusted. A call that we make comes from us, whatever
/// headers it hands on.
pub(super) fn client(inspector: &Inspector, exchange: &ExchangeRef<'_>) -> Option<IpAddr> {
    let peer = exchange.request.source_ip?;
    if exchange.request.direction == Direction::Outbound {
        return Some(peer.to_canonical());
    }
    Some(inspector.trusted_proxies.client(peer, exchange.sent.known_headers()))
}

/// Returns the types that were found, each place once.
fn sensitive(call: &Call<'_>) -> Vec<SensitivePlace> {
    let mut places: BTreeMap<(TrafficPart, &str, &Cow<'static, str>), u32> = BTreeMap::new();
    for own in &call.sensitive {
        *places.entry((own.part, &own.name, &own.detection.kind)).or_default() += 1;
    }
    let places = places.into_iter().map(|((part, name, kind), count)| SensitivePlace {
        part,
        name: name.to_owned(),
        kind: kind.clone(),
        count,
    });
    places.collect()
}

/// Returns which bodies were not looked into, and why.
fn not_inspected(bodies: &Bodies<'_>) -> BTreeMap<TrafficPart, NotInspected> {
    let parts = [(TrafficPart::RequestBody, &bodies.sent), (TrafficPart::ResponseBody, &bodies.answer)];
    let reason = |(part, body): (_, &Option<Content<'_>>)| match body {
        Some(Content::NotInspected(why)) => Some((part, *why)),
        _ => None,
    };
    parts.into_iter().filter_map(reason).collect()
}
