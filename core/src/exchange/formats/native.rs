//! The native record: an exchange as JSON.

use std::net::IpAddr;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::draft::{Draft, Parsed, is_method};
use super::rejected::{Refusal, Rejection};
use crate::exchange::Octets;
use crate::exchange::record::object_or_null;
use crate::{Exchange, Timestamp};

/// Reads a native record. It is a contract: a time is RFC 3339 and an address nothing else, as their producer writes them on
/// purpose. What is no call in any format is none here.
pub(super) fn read(text: &[u8]) -> Parsed {
    let mut exchange = match Exchange::parse(text) {
        Ok(exchange) => exchange,
        Err(error) if error.is_json() => return Err(wrong_field(text)),
        Err(_) => return Err(Refusal::Broken(Rejection::NotJson, "not a JSON document")),
    };
    if !is_method(&exchange.request.method) {
        return Err(Refusal::NO_METHOD);
    }
    if exchange.request.target.is_empty() {
        return Err(Refusal::NO_TARGET);
    }
    match exchange.response.as_ref().map(|response| response.status) {
        // A response that never came.
        Some(0) => exchange.response = None,
        Some(1..=99 | 1000..) => return Err(Refusal::STATUS),
        _ => {}
    }
    let undated = exchange.timestamp.is_some_and(|at| at < Timestamp::UNIX_EPOCH);
    exchange.timestamp = exchange.timestamp.filter(|_| !undated);
    Ok(Draft { exchange, undated })
}

/// What producers get wrong most.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Probe<'a> {
    #[serde(borrow)]
    timestamp: Option<&'a RawValue>,
    #[serde(borrow, deserialize_with = "object_or_null")]
    source: ProbedSource<'a>,
    #[serde(borrow, deserialize_with = "object_or_null")]
    request: ProbedMessage<'a>,
    #[serde(borrow, deserialize_with = "object_or_null")]
    response: ProbedMessage<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ProbedSource<'a> {
    #[serde(borrow)]
    ip: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ProbedMessage<'a> {
    #[serde(borrow)]
    status: Option<&'a RawValue>,
    #[serde(borrow)]
    body: Option<&'a RawValue>,
}

/// Says which field of a record is wrong.
fn wrong_field(text: &[u8]) -> Refusal {
    let probe: Probe<'_> = serde_json::from_slice(text).unwrap_or_default();
    let bodies = [probe.request.body, probe.response.body];
    match () {
        () if is_not::<Timestamp>(probe.timestamp) => {
            wrong("`timestamp` is no time of RFC 3339 with its zone")
        }
        () if is_not::<IpAddr>(probe.source.ip) => wrong("`source.ip` is no IP address"),
        () if is_not::<u16>(probe.response.status) => Refusal::STATUS,
        () if bodies.into_iter().any(is_not::<Octets>) => {
            Refusal::Broken(Rejection::BadBase64, "a body is neither text nor base64")
        }
        () => wrong("`request.method` and `request.target` are required, and every field has its type"),
    }
}

const fn wrong(message: &'static str) -> Refusal {
    Refusal::Broken(Rejection::WrongShape, message)
}

/// Tells whether a field has a value that is not of its type.
fn is_not<'a, T: Deserialize<'a>>(field: Option<&'a RawValue>) -> bool {
    field.is_some_and(|own| serde_json::from_str::<T>(own.get()).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> (Rejection, &'static str) {
        match read(json.as_bytes()) {
            Err(Refusal::Broken(reason, message)) => (reason, message),
            _ => panic!("{json}"),
        }
    }

    #[test]
    fn says_which_field_is_wrong() {
        for (fields, reason, message) in [
            (r#""timestamp":"2026-11-21T10:00:00""#, Rejection::WrongShape, "`timestamp`"),
            (r#""timestamp":1795255200"#, Rejection::WrongShape, "`timestamp`"),
            (r#""source":{"ip":"fe80::1%eth0"}"#, Rejection::WrongShape, "`source.ip`"),
            (r#""source":{"ip":"10.0.0.1:80"}"#, Rejection::WrongShape, "`source.ip`"),
            (r#""source":"10.0.0.1""#, Rejection::WrongShape, "`request.method`"),
            (r#""response":{"status":"200"}"#, Rejection::BadStatus, "the status"),
            (r#""response":{"status":-1}"#, Rejection::BadStatus, "the status"),
            (r#""response":{"status":99}"#, Rejection::BadStatus, "the status"),
            (r#""response":{"status":1000}"#, Rejection::BadStatus, "the status"),
            (r#""response":{"status":200,"body":{"base64":"?"}}"#, Rejection::BadBase64, "a body"),
            (r#""response":{"status":200,"body":[1]}"#, Rejection::BadBase64, "a body"),
            (r#""duration_us":-1"#, Rejection::WrongShape, "`request.method`"),
        ] {
            let (found, said) =
                refused(&format!(r#"{{"request":{{"method":"GET","target":"/a"}},{fields}}}"#));
            assert_eq!((found, said.starts_with(message)), (reason, true), "{fields}: {said}");
        }
        for (request, reason) in [
            (r#"{"method":"","target":"/a"}"#, Rejection::NotHttp),
            (r#"{"method":"GET /a","target":"/a"}"#, Rejection::NotHttp),
            (r#"{"method":"GET","target":""}"#, Rejection::NotHttp),
            (r#"{"method":"GET"}"#, Rejection::WrongShape),
            (r#""GET /a""#, Rejection::WrongShape),
        ] {
            assert_eq!(refused(&format!(r#"{{"request":{request}}}"#)).0, reason, "{request}");
        }
    }

    #[test]
    fn takes_no_answer_for_none() {
        let json = br#"{"request":{"method":"GET","target":"/a"},"response":{"status":0}}"#;
        assert!(read(json).unwrap().exchange.response.is_none());
    }
}
