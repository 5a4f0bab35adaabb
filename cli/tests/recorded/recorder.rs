//! A client over HTTP that writes down what it sent and what came back, as HAR 1.2.
//!
//! It stands where a proxy stands that ends TLS: what it writes has the public name of the service, what it sends goes to this
//! machine.

use std::io::Read;
use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// A call to be made.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: &'static str,
    /// The public URL.
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<String>,
}

/// Makes the calls one after the other, and returns the recording.
pub(crate) async fn record(service: SocketAddr, calls: impl IntoIterator<Item = Call>) -> Value {
    let mut entries = Vec::new();
    for call in calls {
        entries.push(entry(service, &call).await);
    }
    json!({"log": {"version": "1.2", "creator": {"name": "recorder", "version": "1"}, "entries": entries}})
}

async fn entry(service: SocketAddr, call: &Call) -> Value {
    let (_, rest) = call.url.split_once("://").unwrap();
    let (host, target) = rest.split_at(rest.find('/').unwrap());
    let mut request = Request::builder().method(call.method).uri(target).header("host", host);
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    if let Some(body) = &call.body {
        request = request.header("content-length", body.len());
    }
    let request = request.body(Full::new(Bytes::from(call.body.clone().unwrap_or_default()))).unwrap();
    let sent = lines(request.headers());
    let response = send(service, request).await;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    json!({
        "startedDateTime": watchgate::Timestamp::now().to_string(),
        "time": 1.5,
        "request": {
            "method": call.method, "url": call.url, "httpVersion": "HTTP/1.1", "headers": sent,
            "queryString": [], "cookies": [], "headersSize": -1,
            "bodySize": call.body.as_ref().map_or(0, String::len),
            "postData": call.body.as_ref().map(|text| {
                let kind = call.headers.iter().find(|(name, _)| *name == "content-type");
                json!({"mimeType": kind.map_or("", |(_, value)| value), "text": text})
            }),
        },
        "response": {
            "status": parts.status.as_u16(), "statusText": parts.status.canonical_reason(),
            "httpVersion": "HTTP/1.1", "headers": lines(&parts.headers), "cookies": [], "redirectURL": "",
            "headersSize": -1, "bodySize": body.len(), "content": content(&parts.headers, &body),
        },
        "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0.5},
    })
}

async fn send(service: SocketAddr, request: Request<Full<Bytes>>) -> Response<hyper::body::Incoming> {
    let stream = TcpStream::connect(service).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    sender.send_request(request).await.unwrap()
}

fn lines(headers: &HeaderMap) -> Vec<Value> {
    let lines = headers.iter();
    lines.map(|(name, value)| json!({"name": name.as_str(), "value": value.to_str().unwrap()})).collect()
}

/// Returns a body as browsers record it: without its content coding, and in Base64 where it is no text.
fn content(headers: &HeaderMap, body: &[u8]) -> Value {
    let mut plain = Vec::new();
    match headers.get("content-encoding") {
        Some(_) => flate2::read::GzDecoder::new(body).read_to_end(&mut plain).unwrap(),
        None => std::io::Cursor::new(body).read_to_end(&mut plain).unwrap(),
    };
    let kind = headers.get("content-type").map_or("", |value| value.to_str().unwrap());
    let size = plain.len();
    match String::from_utf8(plain) {
        Ok(text) => json!({"size": size, "mimeType": kind, "text": text}),
        Err(error) => {
            let text = STANDARD.encode(error.as_bytes());
            json!({"size": size, "mimeType": kind, "text": text, "encoding": "base64"})
        }
    }
}
