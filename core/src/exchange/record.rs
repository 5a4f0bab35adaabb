//! One request with what is known of it, as a JSON record.

use std::net::IpAddr;

use serde::Deserialize;
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
    #[serde(default = "inbound")]
    direction: Direction,
    /// The route template that the framework matched.
    #[serde(default)]
    route: Option<String>,
    /// The caller.
    #[serde(default)]
    source: Source,
    /// The called side.
    #[serde(default)]
    destination: Called,
    /// The request's head.
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
        serde_json::from_slice(json).map_err(|error| {
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

const fn inbound() -> Direction {
    Direction::Inbound
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
}
