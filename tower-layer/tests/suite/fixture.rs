//! What the tests share: a document, policies, a server on a socket and a client that writes what it is told.

use std::net::SocketAddr;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Empty, combinators::BoxBody};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use watchgate_tower::{Api, Guard, Policy, WatchgateLayer};

const DOCUMENT: &[u8] = b"
openapi: 3.1.0
info: {title: payments, version: '1'}
servers: [{url: https://pay.example.com}]
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
paths:
  /PaymentAuth: {post: {}, get: {}}
  /payments/{paymentId}: {get: {security: [{token: []}]}}
  /payments/latest: {get: {security: [{token: []}]}}
  /health: {get: {security: [{token: []}]}}
";

/// Denies both methods of `/PaymentAuth`.
pub(crate) const BLOCK: &str = "
version: 1
rules:
  - {name: block-payment-auth, when: {path: [/PaymentAuth]}, action: deny}
";

pub(crate) fn guard(policy: &str) -> Guard {
    let api = Api::parse(DOCUMENT).unwrap();
    Guard::builder().api(api).policy(Policy::parse(policy.as_bytes()).unwrap()).build().unwrap()
}

pub(crate) fn layer(policy: &str) -> WatchgateLayer {
    WatchgateLayer::new(guard(policy))
}

/// Serves a router on a free port of the loopback until the test ends.
pub(crate) async fn serve(router: axum::Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

/// Sends a request over a connection of its own, its target as it is.
pub(crate) async fn send(
    address: SocketAddr,
    request: Request<BoxBody<Bytes, hyper::Error>>,
) -> Response<Incoming> {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection.with_upgrades());
    sender.send_request(request).await.unwrap()
}

/// Returns a request without a body.
pub(crate) fn request(method: &str, target: &str) -> Request<BoxBody<Bytes, hyper::Error>> {
    let builder = Request::builder().method(method).uri(target).header("host", "pay.example.com");
    builder.body(Empty::new().map_err(|never| match never {}).boxed()).unwrap()
}

pub(crate) async fn text<B: http_body::Body<Data = Bytes, Error: std::fmt::Debug>>(body: B) -> String {
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

pub(crate) async fn json<B: http_body::Body<Data = Bytes, Error: std::fmt::Debug>>(body: B) -> Value {
    serde_json::from_str(&text(body).await).unwrap()
}
