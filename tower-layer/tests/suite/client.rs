//! The layer around a client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use bytes::Bytes;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tower::{Layer, ServiceExt};
use watchgate_tower::Direction;

use crate::fixture::{BLOCK, layer, serve, text};

#[tokio::test]
async fn a_denied_call_never_leaves_the_process() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let address = serve(Router::new().fallback(async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        "called"
    }))
    .await;
    let policy = BLOCK.replace("when: {", "when: {direction: outbound, ");
    let client = Client::builder(TokioExecutor::new()).build_http();
    let client = layer(&policy).direction(Direction::Outbound).layer(client);
    let call = |path: &str| {
        http::Request::post(format!("http://{address}{path}")).body(Full::new(Bytes::from("{}"))).unwrap()
    };

    let response = client.clone().oneshot(call("/PaymentAuth")).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(calls.load(Ordering::SeqCst), 0);

    let response = client.oneshot(call("/health")).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(text(response.into_body()).await, "called");
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

/// Serves `/health` through a proxy that sends the request on to `target`, extensions and all.
async fn forwarded(policy: &str, target: &'static str) -> StatusCode {
    let backend = tower::service_fn(async |_| {
        Ok::<_, std::convert::Infallible>(axum::response::Response::new(axum::body::Body::empty()))
    });
    let client = layer(policy).direction(Direction::Outbound).layer(backend);
    let proxy = Router::new().route(
        "/health",
        axum::routing::get(async move |mut request: Request| {
            assert_eq!(request.extensions().get::<MatchedPath>().unwrap().as_str(), "/health");
            *request.uri_mut() = target.parse().unwrap();
            client.oneshot(request).await
        }),
    );
    let request = Request::get("/health").body(axum::body::Body::empty()).unwrap();
    proxy.oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn the_call_that_a_proxy_serves_says_nothing_of_the_call_it_makes() {
    let policy = "
version: 1
rules: [{name: under-test, when: {operation: [GET /PaymentAuth]}, action: deny}]
";
    assert_eq!(forwarded(policy, "http://pay.example.com/PaymentAuth").await, StatusCode::FORBIDDEN);
    let policy = policy.replace("GET /PaymentAuth", "GET /health");
    assert_eq!(forwarded(&policy, "http://pay.example.com/payments/7").await, StatusCode::OK);
}
