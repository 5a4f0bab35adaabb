//! The telemetry that APIClarity's traffic sources send: one object a call.

use std::borrow::Cow;

use serde::Deserialize;

use super::draft::{Draft, Parsed, base64};
use super::lax::Lax;
use super::rejected::Refusal;
use super::time::Moment;
use crate::exchange::address::Address;
use crate::exchange::record::{object, object_or_null};
use crate::exchange::{Header, Octets};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Telemetry<'a> {
    #[serde(borrow, default, rename = "requestID")]
    id: Lax<'a>,
    #[serde(borrow, default)]
    scheme: Lax<'a>,
    #[serde(borrow, default)]
    destination_address: Lax<'a>,
    #[serde(borrow, default)]
    source_address: Lax<'a>,
    #[serde(borrow, deserialize_with = "object")]
    request: Request<'a>,
    #[serde(borrow, default, deserialize_with = "object_or_null")]
    response: Response<'a>,
}

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow, default)]
    host: Lax<'a>,
    #[serde(borrow, default, deserialize_with = "object_or_null")]
    common: Common<'a>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    #[serde(borrow, default)]
    status_code: Lax<'a>,
    #[serde(borrow, default, deserialize_with = "object_or_null")]
    common: Common<'a>,
}

#[derive(Default, Deserialize)]
struct Common<'a> {
    #[serde(borrow, default)]
    headers: Option<Vec<Pair<'a>>>,
    #[serde(borrow, default)]
    body: Lax<'a>,
    #[serde(borrow, default, rename = "TruncatedBody", alias = "truncatedBody")]
    truncated: Lax<'a>,
    #[serde(borrow, default)]
    time: Lax<'a>,
}

#[derive(Deserialize)]
struct Pair<'a> {
    #[serde(borrow)]
    key: Cow<'a, str>,
    #[serde(borrow, default)]
    value: Lax<'a>,
}

/// Reads one call.
pub(super) fn read(text: &[u8]) -> Parsed {
    let mut json = serde_json::Deserializer::from_slice(text);
    let call: Telemetry<'_> = object(&mut json)
        .and_then(|call| json.end().map(|()| call))
        .map_err(|error| Refusal::of_json(&error))?;
    let mut draft = Draft::new(&call.request.method, &call.request.path)?;
    draft.exchange.id = call.id.text().map(Cow::into_owned);
    draft.scheme(&call.scheme.text().unwrap_or_default());
    draft.host(&call.request.host.text().unwrap_or_default());
    draft.source(&call.source_address.text().unwrap_or_default());
    let (sent, received) = (call.request.common, call.response.common);
    let (from, to) = (time(&sent.time), time(&received.time));
    draft.at(from);
    draft.took(from.timestamp(), to.timestamp());
    if let Some(headers) = sent.headers {
        draft.headers(lines(headers));
    }
    let destination = call.destination_address.text().and_then(|text| Address::parse(&text));
    draft.port(destination.and_then(|address| address.port));
    draft.exchange.request.body = body(&sent.body)?;
    draft.exchange.request.truncated = sent.truncated.is_true();
    draft.status(call.response.status_code.text().as_deref())?;
    if let Some(headers) = received.headers {
        draft.response_headers(lines(headers));
    }
    if let Some(response) = &mut draft.exchange.response {
        response.body = body(&received.body)?;
        response.truncated = received.truncated.is_true();
    }
    Ok(draft)
}

/// Reads a time in milliseconds; Go's zero stands for none.
fn time(own: &Lax<'_>) -> Moment {
    if own.integer() == Some(0) { Moment::Absent } else { own.moment() }
}

fn body(text: &Lax<'_>) -> Result<Option<Octets>, Refusal> {
    text.verbatim().filter(|text| !text.is_empty()).map(|text| base64(text).map(Octets::from)).transpose()
}

fn lines(pairs: Vec<Pair<'_>>) -> Vec<Header> {
    let line =
        |pair: Pair<'_>| (pair.key.into_owned(), Octets::from(pair.value.verbatim().unwrap_or_default()));
    pairs.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::rejected::Rejection;
    use super::*;

    #[test]
    fn reads_a_call() {
        let exchange = read(
            br#"{"requestID":"r1","scheme":"http","destinationAddress":"10.0.0.7:8080","destinationNamespace":"shop",
            "sourceAddress":"[2001:db8::9%eth0]:4711",
            "request":{"method":"POST","path":"/carts?x=1","host":"","common":{"version":"1.1","headers":[
              {"key":"Host","value":"carts.shop"},{"key":":path","value":"/carts"}],"body":"eyJhIjoxfQ==","TruncatedBody":false,
              "time":1795255200123}},
            "response":{"statusCode":"201","common":{"version":"1.1","headers":[],"body":"","TruncatedBody":true,
              "time":1795255200125}}}"#,
        )
        .unwrap()
        .exchange;
        assert_eq!(exchange.timestamp.unwrap().to_string(), "2026-11-21T10:00:00.123Z");
        assert_eq!((exchange.id.as_deref(), exchange.duration_us), (Some("r1"), Some(2000)));
        assert_eq!(exchange.destination.host.as_deref(), Some("carts.shop"));
        assert_eq!((exchange.destination.port, exchange.scheme.as_deref()), (Some(8080), Some("http")));
        assert_eq!(exchange.source.ip.unwrap().to_string(), "2001:db8::9");
        assert_eq!(exchange.request.target, "/carts?x=1");
        assert_eq!(exchange.request.headers.unwrap().len(), 1);
        assert_eq!((exchange.request.body, exchange.request.decoded), (Some("{\"a\":1}".into()), false));
        let response = exchange.response.unwrap();
        assert_eq!((response.status, response.body, response.truncated), (201, None, true));
    }

    #[test]
    fn says_what_is_wrong() {
        for (json, reason) in [
            (r#"{"request":{"method":"GET"}}"#, Rejection::WrongShape),
            (r#"{"request":{"method":"GET","path":"/"}} x"#, Rejection::NotJson),
            (r#"{"request":{"method":"GET","path":"/","common":{"body":"@"}}}"#, Rejection::BadBase64),
            (
                r#"{"request":{"method":"GET","path":"/"},"response":{"statusCode":"two"}}"#,
                Rejection::BadStatus,
            ),
        ] {
            let Err(Refusal::Broken(found, _)) = read(json.as_bytes()) else { panic!("{json}") };
            assert_eq!(found, reason, "{json}");
        }
    }
}
