//! One request with its response, as a JSON record.

use std::fmt;
use std::marker::PhantomData;
use std::net::IpAddr;

use jiff::Timestamp;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use super::Octets;
use crate::{Destination, Direction, Request};

/// A header's name and its value, as they came.
pub type Header = (String, Octets);

/// One request with its response: the native trace record. Only `request.method` and `request.target` are required.
///
/// `Debug` leaves out whatever may hold a secret or say who called.
///
/// # Shape
/// In JSON `{"id","timestamp","direction","scheme","tls","route","source":{"ip","workload","principal","country","asn",
/// "organization"},"destination":{"host","port","workload","network"},"request":{"method","target","headers","body","size",
/// "truncated"},"response":{"status","headers","body","size","truncated"},"duration_us"}`.
///
/// # Examples
/// ```
/// use watchgate::Exchange;
///
/// let exchange = Exchange::parse(br#"{"request": {"method": "POST", "target": "/PaymentAuth"}}"#)?;
/// assert_eq!(exchange.to_request().method, "POST");
/// # Ok::<(), watchgate::ExchangeError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Exchange {
    /// What the producer calls it.
    #[serde(default)]
    pub id: Option<String>,
    /// When the request came, RFC 3339.
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    /// Who calls whom.
    #[serde(default, deserialize_with = "or_default")]
    pub direction: Direction,
    /// The scheme of the URL: `http` or `https`.
    #[serde(default)]
    pub scheme: Option<String>,
    /// The version of TLS, for example `1.3`.
    #[serde(default)]
    pub tls: Option<String>,
    /// The route template that the framework matched.
    #[serde(default)]
    pub route: Option<String>,
    /// The caller.
    #[serde(default, deserialize_with = "object_or_null")]
    pub source: Source,
    /// The called side.
    #[serde(default, deserialize_with = "object_or_null")]
    pub destination: Called,
    /// The request.
    #[serde(deserialize_with = "object")]
    pub request: RequestMessage,
    /// The response; `None` where there was none, or it was not seen.
    #[serde(default, deserialize_with = "some_object")]
    pub response: Option<ResponseMessage>,
    /// From the request's first byte to the response's last, in microseconds.
    #[serde(default)]
    pub duration_us: Option<u64>,
}

/// The caller of an exchange.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source {
    /// Its address.
    #[serde(default)]
    pub ip: Option<IpAddr>,
    /// The calling workload.
    #[serde(default)]
    pub workload: Option<String>,
    /// Who it is.
    #[serde(default)]
    pub principal: Option<String>,
    /// Its country, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// Its autonomous system.
    #[serde(default)]
    pub asn: Option<u32>,
    /// Whose network it is in.
    #[serde(default)]
    pub organization: Option<String>,
}

/// The called side of an exchange.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Called {
    /// The host.
    #[serde(default)]
    pub host: Option<String>,
    /// The port.
    #[serde(default)]
    pub port: Option<u16>,
    /// The called workload.
    #[serde(default)]
    pub workload: Option<String>,
    /// Whose network it is in.
    #[serde(default)]
    pub network: Option<Destination>,
}

/// The request of an exchange.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RequestMessage {
    /// The method.
    pub method: String,
    /// The request target as it came (RFC 9112, section 3.2).
    pub target: String,
    /// The headers in their order, each line by itself; `None` where nobody has looked at them.
    #[serde(default)]
    pub headers: Option<Vec<Header>>,
    /// The body, as it travelled: with its content coding.
    #[serde(default)]
    pub body: Option<Octets>,
    /// Bytes of the body, also where it is not here.
    #[serde(default)]
    pub size: Option<u64>,
    /// Whether `body` is only the beginning. One that is shorter than `size` or its `Content-Length` is taken for one too.
    #[serde(default, deserialize_with = "or_default")]
    pub truncated: bool,
    /// Whether `body` has no content coding left, whatever the headers say: browsers record bodies after decoding them.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    pub decoded: bool,
    /// Single headers that are known where `headers` is `None`: of an access log the user agent. Others may have been there.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub some_headers: Vec<Header>,
}

/// The response of an exchange.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ResponseMessage {
    /// The status code.
    pub status: u16,
    /// The headers in their order, each line by itself; `None` where nobody has looked at them.
    #[serde(default)]
    pub headers: Option<Vec<Header>>,
    /// The body, as it travelled: with its content coding.
    #[serde(default)]
    pub body: Option<Octets>,
    /// Bytes of the body, also where it is not here.
    #[serde(default)]
    pub size: Option<u64>,
    /// Whether `body` is only the beginning. One that is shorter than `size` or its `Content-Length` is taken for one too.
    #[serde(default, deserialize_with = "or_default")]
    pub truncated: bool,
    /// Whether `body` has no content coding left, whatever the headers say: browsers record bodies after decoding them.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    pub decoded: bool,
    /// Single headers that are known where `headers` is `None`: of an access log the user agent. Others may have been there.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub some_headers: Vec<Header>,
}

/// Why a record is none. It never repeats what the record holds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message} (line {line}, column {column})")]
pub struct ExchangeError {
    message: &'static str,
    is_json: bool,
    line: u32,
    column: u32,
}

impl ExchangeError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "exchange"
    }

    /// Tells whether the text was JSON at all.
    pub(super) const fn is_json(&self) -> bool {
        self.is_json
    }

    /// Returns the line, from 1.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// Returns the column, from 1.
    #[must_use]
    pub const fn column(&self) -> u32 {
        self.column
    }
}

impl Exchange {
    /// Returns an inbound request of which nothing but method and target is known.
    #[must_use]
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            id: None,
            timestamp: None,
            direction: Direction::Inbound,
            scheme: None,
            tls: None,
            route: None,
            source: Source::default(),
            destination: Called::default(),
            request: RequestMessage {
                method: method.into(),
                target: target.into(),
                headers: None,
                body: None,
                size: None,
                truncated: false,
                decoded: false,
                some_headers: Vec::new(),
            },
            response: None,
            duration_us: None,
        }
    }

    /// Reads one record.
    ///
    /// # Errors
    /// Returns [`ExchangeError`] for text that is no JSON, or an object without `request.method` and `request.target`.
    pub fn parse(json: &[u8]) -> Result<Self, ExchangeError> {
        let mut text = serde_json::Deserializer::from_slice(json);
        object(&mut text).and_then(|exchange| text.end().map(|()| exchange)).map_err(|error| {
            // The library's own message quotes values; a record may hold secrets.
            let is_json = error.classify() == serde_json::error::Category::Data;
            let message = if is_json {
                "not an exchange: `request.method` and `request.target` are required, and every field has its type"
            } else {
                "not a JSON document"
            };
            // The library counts lines and columns from 1, and nothing at all as column 0.
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
            ExchangeError { message, is_json, line: number(error.line()), column: number(error.column()) }
        })
    }

    /// Returns the request as a guard decides it.
    #[must_use]
    pub fn to_request(&self) -> Request<'_> {
        Request {
            route: self.route.as_deref(),
            host: self.destination.host.as_deref(),
            direction: self.direction,
            destination: self.destination.network,
            source_ip: self.source.ip,
            country: self.source.country.as_deref(),
            asn: self.source.asn,
            workload: self.source.workload.as_deref(),
            destination_workload: self.destination.workload.as_deref(),
            principal: self.source.principal.as_deref(),
            ..Request::new(&self.request.method, &self.request.target)
        }
    }
}

impl ResponseMessage {
    /// Returns a response of which nothing but the status is known.
    #[must_use]
    pub const fn new(status: u16) -> Self {
        Self {
            status,
            headers: None,
            body: None,
            size: None,
            truncated: false,
            decoded: false,
            some_headers: Vec::new(),
        }
    }
}

/// Reads a value; `null` is the same as no field.
fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Reads an object: serde would also take an array for a struct, field by field.
pub(super) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_any(Object { null: |()| None, of: PhantomData })
}

/// Reads an object; `null` is the same as no field.
pub(super) fn object_or_null<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    from: D,
) -> Result<T, D::Error> {
    from.deserialize_any(Object { null: |()| Some(T::default()), of: PhantomData })
}

/// Reads an object, or `null` for none.
fn some_object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    from.deserialize_any(MaybeObject(PhantomData))
}

/// Takes objects, and `null` where it stands for a value.
struct Object<T> {
    null: fn(()) -> Option<T>,
    of: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        (self.null)(()).ok_or_else(|| E::invalid_type(serde::de::Unexpected::Unit, &"an object"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// Takes objects and `null`.
struct MaybeObject<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MaybeObject<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("timestamp", &self.timestamp)
            .field("direction", &self.direction)
            .field("route", &self.route)
            .field("request", &self.request)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address and a principal are a person's.
        f.debug_struct("Source").field("workload", &self.workload).finish_non_exhaustive()
    }
}

impl fmt::Debug for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Called")
            .field("port", &self.port)
            .field("workload", &self.workload)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for RequestMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestMessage")
            .field("method", &self.method)
            .field("headers", &self.headers.as_ref().map(Vec::len))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ResponseMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMessage")
            .field("status", &self.status)
            .field("headers", &self.headers.as_ref().map(Vec::len))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_repeats_what_a_bad_record_holds() {
        let error =
            Exchange::parse(br#"{"request": {"method": 1, "target": "/x"}, "source": {"ip": "hunter2"}}"#)
                .unwrap_err();
        assert!(!error.to_string().contains("hunter2"));
        assert_eq!((error.line(), error.column()), (1, 24));
    }

    #[test]
    fn takes_null_for_no_field() {
        let json =
            br#"{"direction": null, "route": null, "source": null, "destination": null, "response": null,
            "request": {"method": "GET", "target": "/x", "headers": null, "truncated": null}}"#;
        assert_eq!(Exchange::parse(json).unwrap(), Exchange::new("GET", "/x"));
    }

    #[test]
    fn reads_what_it_writes() {
        let json = r#"{"id":"1","timestamp":"2026-11-21T10:00:00Z","direction":"inbound","scheme":"https","tls":"1.3","route":null,
            "source":{"ip":"203.0.113.9","workload":"storefront","principal":null,"country":null,"asn":null,"organization":null},
            "destination":{"host":"pay.example.com","port":443,"workload":"payments","network":null},
            "request":{"method":"POST","target":"/PaymentAuth?ref=1","headers":[["content-type","application/json"]],"body":"{}","size":2,"truncated":false},
            "response":{"status":200,"headers":[["x",{"base64":"/w=="}]],"body":{"base64":"/wA="},"size":2,"truncated":false},
            "duration_us":1800}"#;
        let exchange = Exchange::parse(json.as_bytes()).unwrap();
        let written: serde_json::Value = serde_json::to_value(&exchange).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(json).unwrap());
        assert_eq!(exchange.response.unwrap().body.unwrap().as_bytes(), [0xff, 0]);
    }

    #[test]
    fn shows_nothing_of_a_person_or_a_secret() {
        let json = br#"{"source": {"ip": "203.0.113.9", "principal": "ada"}, "destination": {"host": "ada.example"},
            "request": {"method": "GET", "target": "/users/ada", "headers": [["cookie", "hunter2"]], "body": "hunter2"}}"#;
        let shown = format!("{:?}", Exchange::parse(json).unwrap());
        for raw in ["203", "ada", "hunter2"] {
            assert!(!shown.contains(raw), "{shown}");
        }
    }

    #[test]
    fn refuses_arrays_in_place_of_objects() {
        let shape = Exchange::parse(b"{}").unwrap_err().message;
        let request = r#"{"method": "GET", "target": "/x"}"#;
        for json in [
            format!("[null, null, {{}}, {{}}, {request}]"),
            r#"{"request": ["GET", "/x"]}"#.to_owned(),
            r#"{"request": null}"#.to_owned(),
            format!(r#"{{"source": [], "request": {request}}}"#),
            format!(r#"{{"response": [200], "request": {request}}}"#),
            format!(r#"{{"response": {{}}, "request": {request}}}"#),
        ] {
            assert_eq!(Exchange::parse(json.as_bytes()).unwrap_err().message, shape, "{json}");
        }
        let trailing = Exchange::parse(format!(r#"{{"request": {request}}} x"#).as_bytes()).unwrap_err();
        assert_ne!(trailing.message, shape);
    }
}
