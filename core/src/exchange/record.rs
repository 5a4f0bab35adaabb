//! One request with what is known of it, as a JSON record.

use std::net::IpAddr;

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::{Destination, Direction, Request};

/// A request as the native trace record writes it. Only `request.method` and `request.target` are required; fields that
/// a decision does not need are passed over.
///
/// # Examples
/// ```
/// use watchgate::Exchange;
///
/// let exchange = Exchange::parse(br#"{"request": {"method": "POST", "target": "/PaymentAuth"}}"#)?;
/// assert_eq!(exchange.to_request().method, "POST");
/// # Ok::<(), watchgate::ExchangeError>(())
/// ```
#[derive(Clone, Deserialize)]
pub struct Exchange {
    /// Who calls whom.
    #[serde(default)]
    direction: Option<Direction>,
    /// The route template that the framework matched.
    #[serde(default)]
    route: Option<String>,
    /// The caller.
    #[serde(default, deserialize_with = "object_or_null")]
    source: Source,
    /// The called side.
    #[serde(default, deserialize_with = "object_or_null")]
    destination: Called,
    /// The request's head.
    #[serde(deserialize_with = "object")]
    request: RequestHead,
}

/// The caller of an exchange.
#[derive(Clone, Default, Deserialize)]
struct Source {
    /// Its address.
    #[serde(default)]
    ip: Option<IpAddr>,
    /// The calling workload.
    #[serde(default)]
    workload: Option<String>,
    /// Who it is.
    #[serde(default)]
    principal: Option<String>,
    /// Its country, ISO 3166-1 alpha-2.
    #[serde(default)]
    country: Option<String>,
    /// Its autonomous system.
    #[serde(default)]
    asn: Option<u32>,
}

/// The called side of an exchange.
#[derive(Clone, Default, Deserialize)]
struct Called {
    /// The host.
    #[serde(default)]
    host: Option<String>,
    /// The called workload.
    #[serde(default)]
    workload: Option<String>,
    /// Whose network it is in.
    #[serde(default)]
    network: Option<Destination>,
}

/// The request of an exchange.
#[derive(Clone, Deserialize)]
struct RequestHead {
    /// The method.
    method: String,
    /// The request target.
    target: String,
}

/// Why a record is none. It never repeats what the record holds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message} (line {line}, column {column})")]
pub struct ExchangeError {
    message: &'static str,
    line: u32,
    column: u32,
}

impl ExchangeError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "exchange"
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
    /// Reads one record.
    ///
    /// # Errors
    /// Returns [`ExchangeError`] for text that is no JSON, or an object without `request.method` and `request.target`.
    pub fn parse(json: &[u8]) -> Result<Self, ExchangeError> {
        let mut text = serde_json::Deserializer::from_slice(json);
        object(&mut text).and_then(|exchange| text.end().map(|()| exchange)).map_err(|error| {
            // The library's own message quotes values; a record may hold secrets.
            let message = match error.classify() {
                serde_json::error::Category::Data => {
                    "not an exchange: `request.method` and `request.target` are required, and every field has its type"
                }
                _ => "not a JSON document",
            };
            // The library counts lines and columns from 1, and nothing at all as column 0.
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
            ExchangeError { message, line: number(error.line()), column: number(error.column()) }
        })
    }

    /// Returns the request as a guard decides it.
    #[must_use]
    pub fn to_request(&self) -> Request<'_> {
        Request {
            route: self.route.as_deref(),
            host: self.destination.host.as_deref(),
            direction: self.direction.unwrap_or(Direction::Inbound),
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

/// Reads an object: serde would also take an array for a struct, field by field.
fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_any(Object { null: |()| None, of: PhantomData })
}

/// Reads an object; `null` is the same as no field.
fn object_or_null<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_any(Object { null: |()| Some(T::default()), of: PhantomData })
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

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_request().fmt(f)
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
        let json = br#"{"direction": null, "route": null, "source": null, "destination": null,
            "request": {"method": "GET", "target": "/x"}}"#;
        let exchange = Exchange::parse(json).unwrap();
        assert_eq!(format!("{exchange:?}"), format!("{:?}", Request::new("GET", "/x")));
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
        ] {
            assert_eq!(Exchange::parse(json.as_bytes()).unwrap_err().message, shape, "{json}");
        }
        let trailing = Exchange::parse(format!(r#"{{"request": {request}}} x"#).as_bytes()).unwrap_err();
        assert_ne!(trailing.message, shape);
    }
}
