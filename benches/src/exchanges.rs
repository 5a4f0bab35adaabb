//! Recorded exchanges of the made-up API.

use serde_json::{Map, Value, json};
use watchgate::{Exchange, Method};

use crate::{Declared, Detail, document, operations};

/// What properties are called: a name says what a scanner looks for, and made-up ones with numbers would say too much.
const NAMES: [&str; 8] = ["id", "title", "stock", "active", "price", "state", "created_at", "tags"];

/// Returns a full document of the first `count` operations, whose properties have names as in other APIs.
#[must_use]
pub fn shop(count: usize) -> Value {
    let mut document = document(count, Detail::Full);
    rename(&mut document);
    document
}

/// Gives properties that are numbered plain names.
fn rename(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let own = std::mem::take(members).into_iter();
            *members = own
                .map(|(key, mut member)| {
                    rename(&mut member);
                    (plain(&key).map_or(key, str::to_owned), member)
                })
                .collect();
        }
        Value::Array(items) => items.iter_mut().for_each(rename),
        Value::String(text) => {
            if let Some(name) = plain(text) {
                name.clone_into(text);
            }
        }
        _ => {}
    }
}

fn plain(name: &str) -> Option<&'static str> {
    let (resource, number) = name.rsplit_once('_')?;
    NAMES.get(number.parse::<usize>().ok().filter(|_| resource.contains('-'))?).copied()
}

/// How much a record tells of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// What an access log has: neither headers nor bodies.
    Line,
    /// Headers of both directions, no bodies.
    Heads,
    /// Headers, and JSON bodies of about so many bytes, as the document says, in both directions.
    Bodies(usize),
}

/// Returns one exchange of each of the first `count` operations.
///
/// # Panics
/// Never: the records are its own.
#[must_use]
#[allow(clippy::expect_used, reason = "the records are made here")]
pub fn exchanges(count: usize, recorded: Recorded) -> Vec<Exchange> {
    let parse = |record: Value| Exchange::parse(record.to_string().as_bytes()).expect("an exchange");
    records(count, recorded).into_iter().map(parse).collect()
}

/// Returns the same as native records.
#[must_use]
pub fn records(count: usize, recorded: Recorded) -> Vec<Value> {
    let operations = operations(count);
    let own = operations.iter().enumerate();
    match recorded {
        // What sends a body both ways.
        Recorded::Bodies(size) => own
            .filter(|(_, own)| matches!(own.method, Method::Post | Method::Patch))
            .map(|(index, own)| record(index, own, Some(size), recorded))
            .collect(),
        Recorded::Line | Recorded::Heads => {
            own.map(|(index, own)| record(index, own, None, recorded)).collect()
        }
    }
}

fn record(index: usize, own: &Declared, size: Option<usize>, recorded: Recorded) -> Value {
    let sent = size.map(|size| body(size, Direction::Sent).to_string());
    let answered = size.map(|size| body(size, Direction::Answered).to_string());
    let mut request = json!({"method": own.method.as_str(), "target": format!("/v1{}", own.path)});
    let mut response = json!({"status": 200});
    for (message, body, headers) in
        [(&mut request, sent, request_headers(index)), (&mut response, answered, response_headers(index))]
    {
        let Value::Object(message) = message else { continue };
        if recorded != Recorded::Line {
            message.insert("headers".to_owned(), headers);
        }
        message.insert("size".to_owned(), body.as_ref().map_or(17, String::len).into());
        message.extend(body.map(|body| ("body".to_owned(), body.into())));
    }
    json!({
        "timestamp": format!("2026-11-21T10:{:02}:{:02}.{:03}Z", index / 60 % 60, index % 60, index % 1000),
        "scheme": "https",
        "tls": "1.3",
        "source": {"ip": format!("203.0.113.{}", index % 250), "workload": "storefront"},
        "destination": {"host": "api.example.com", "port": 443, "workload": own.area},
        "request": request,
        "response": response,
        "duration_us": 1800 + index,
    })
}

/// An RS256 token of an hour with issuer and audience; its signature is of nobody.
const TOKEN: &str = "Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjcifQ.eyJpc3MiOiJodHRwczovL2xvZ2luLmV4YW1wbGUuY29tIiwiYXVkIjoic2hvcCIsInN1YiI6IjcxMyIsImlhdCI6MTc5NTI1NDYwMCwiZXhwIjoxNzk1MjU4ODAwLCJzY29wZSI6InNob3AifQ.c2lnbmF0dXJlLW9mLW5vYm9keS1hdC1hbGwtYW5kLW5vdC1ldmVuLXZhbGlk";

fn request_headers(index: usize) -> Value {
    json!([
        ["host", "api.example.com"],
        ["user-agent", "shop/4.2 (linux; x86_64)"],
        ["accept", "application/json"],
        ["accept-encoding", "gzip, br"],
        ["content-type", "application/json"],
        ["authorization", TOKEN],
        ["x-request-id", format!("0193b3a4-77ce-7d22-8000-{index:012x}")],
        ["traceparent", format!("00-4bf92f3577b34da6a3ce929d0e0e{index:04x}-00f067aa0ba902b7-01")],
    ])
}

fn response_headers(index: usize) -> Value {
    json!([
        ["date", "Sat, 21 Nov 2026 10:00:00 GMT"],
        ["content-type", "application/json; charset=utf-8"],
        ["cache-control", "no-store"],
        ["strict-transport-security", "max-age=31536000; includeSubDomains"],
        ["x-content-type-options", "nosniff"],
        ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
        ["vary", "accept-encoding"],
        ["x-request-id", format!("0193b3a4-77ce-7d22-8000-{index:012x}")],
    ])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Sent,
    Answered,
}

/// Returns a body of the operation's schema, of about so many bytes.
fn body(size: usize, direction: Direction) -> Value {
    let entry = |number: usize| base(number, direction);
    let mut object = entry(0);
    object.insert("owner".to_owned(), "7c9e6679-7425-40de-944b-e07fc1f90ae7".into());
    object.insert("labels".to_owned(), json!({"team": "platform", "tier": "gold"}));
    let begun = json!(object).to_string().len();
    let each = json!(entry(1)).to_string().len() + 1;
    let history: Vec<Value> =
        (1..=size.saturating_sub(begun + 12) / each).map(|at| entry(at).into()).collect();
    object.insert("history".to_owned(), history.into());
    match direction {
        Direction::Sent => object.into(),
        Direction::Answered => json!({"data": [object], "has_more": false}),
    }
}

fn base(number: usize, direction: Direction) -> Map<String, Value> {
    let values = [
        json!(format!("0193b3a4-77ce-7d22-8000-{number:012x}")),
        json!("Spring delivery of garden chairs"),
        json!(48_000 + number),
        json!(number.is_multiple_of(2)),
        json!(129.95),
        json!("open"),
        json!("2026-11-21T10:00:00Z"),
        json!(["new", "fragile"]),
    ];
    // The first is for reading only.
    let first = usize::from(direction == Direction::Sent);
    NAMES.iter().map(|name| (*name).to_owned()).zip(values).skip(first).collect()
}
