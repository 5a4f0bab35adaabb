//! Protocol upgrades pass.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::any;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::fixture::{BLOCK, layer, request, send, serve};

/// Switches protocols, then sends every byte back.
async fn echo(mut request: Request) -> Response<String> {
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let mut stream = TokioIo::new(upgrade.await.unwrap());
        let mut bytes = [0; 4];
        stream.read_exact(&mut bytes).await.unwrap();
        stream.write_all(&bytes).await.unwrap();
    });
    let mut response = Response::new(String::new());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    response.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("echo"));
    response
}

fn upgrading(
    target: &str,
) -> http::Request<http_body_util::combinators::BoxBody<bytes::Bytes, hyper::Error>> {
    let mut request = request("GET", target);
    request.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    request.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("echo"));
    request
}

#[tokio::test]
async fn bytes_flow_both_ways_after_an_upgrade() {
    let address = serve(Router::new().route("/socket", any(echo)).layer(layer(BLOCK))).await;
    let response = send(address, upgrading("/socket")).await;
    assert_eq!(response.status(), StatusCode::SWITCHING_PROTOCOLS);
    let mut stream = TokioIo::new(hyper::upgrade::on(response).await.unwrap());
    stream.write_all(b"ping").await.unwrap();
    let mut bytes = [0; 4];
    stream.read_exact(&mut bytes).await.unwrap();
    assert_eq!(&bytes, b"ping");
}

#[tokio::test]
async fn a_denied_upgrade_stays_http() {
    let address = serve(Router::new().route("/PaymentAuth", any(echo)).layer(layer(BLOCK))).await;
    assert_eq!(send(address, upgrading("/PaymentAuth")).await.status(), StatusCode::FORBIDDEN);
}
