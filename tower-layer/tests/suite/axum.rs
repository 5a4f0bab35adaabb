//! A real axum server on a socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Extension;
use axum::routing::{get, post};
use axum::{Router, http::StatusCode};
use tower::Layer;
use watchgate_tower::{Decision, WatchgateLayer};

use crate::fixture::{BLOCK, json, layer, request, send, serve, text};

/// Answers with what the decision in the extensions says.
async fn tell(Extension(decision): Extension<Decision>) -> String {
    let operation = decision.operation().map_or_else(|| "none".to_owned(), |own| own.to_string());
    format!("{} {} {operation}", decision.action().as_str(), decision.would().as_str())
}

fn router(layer: WatchgateLayer) -> Router {
    Router::new()
        .route("/PaymentAuth", post(tell))
        .route("/payments/{id}", get(tell))
        .route("/undocumented", get(tell))
        .layer(layer)
}

#[tokio::test]
async fn blocks_the_one_and_serves_the_others() {
    let address = serve(router(layer(BLOCK))).await;
    let response = send(address, request("POST", "/PaymentAuth")).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let length: usize = response.headers()["content-length"].to_str().unwrap().parse().unwrap();
    let problem = text(response.into_body()).await;
    assert_eq!(problem.len(), length);
    assert!(problem.contains(r#""rule":"block-payment-auth""#), "{problem}");

    for (target, expected) in
        [("/payments/7", "allow allow GET /payments/{paymentId}"), ("/undocumented", "allow allow none")]
    {
        let response = send(address, request("GET", target)).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(text(response.into_body()).await, expected);
    }
    assert_eq!(send(address, request("GET", "/nothing")).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn serves_all_in_monitor_mode_and_tells_the_handler() {
    let policy = BLOCK.replace("version: 1", "version: 1\nmode: monitor");
    let address = serve(router(layer(&policy))).await;
    let response = send(address, request("POST", "/PaymentAuth")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(text(response.into_body()).await, "alert deny POST /PaymentAuth");
}

#[tokio::test]
async fn a_denied_head_has_the_headers_of_the_denial_and_no_body() {
    let address = serve(router(layer(BLOCK))).await;
    let response = send(address, request("HEAD", "/PaymentAuth")).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(text(response.into_body()).await, "");
}

#[tokio::test]
async fn a_connection_lives_on_after_a_denial() {
    let address = serve(router(layer(BLOCK))).await;
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let io = hyper_util::rt::TokioIo::new(stream);
    let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.unwrap();
    tokio::spawn(connection);
    for (method, target, status) in [
        ("POST", "/PaymentAuth", StatusCode::FORBIDDEN),
        ("GET", "/payments/7", StatusCode::OK),
        ("POST", "/PaymentAuth", StatusCode::FORBIDDEN),
    ] {
        sender.ready().await.unwrap();
        let response = sender.send_request(request(method, target)).await.unwrap();
        assert_eq!(response.status(), status, "{method} {target}");
        text(response.into_body()).await;
    }
}

#[tokio::test]
async fn the_route_that_runs_decides_where_the_document_knows_a_better_one() {
    // The document has `/payments/latest`, the application does not: `/payments/{id}` is what runs.
    let policy = "
version: 1
rules: [{name: no-single-payment, when: {operation: ['GET /payments/{paymentId}']}, action: deny}]
";
    let address = serve(router(layer(policy))).await;
    let response = send(address, request("GET", "/payments/latest")).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let problem = json(response.into_body()).await;
    assert_eq!(problem["operation"]["path"], "/payments/{paymentId}");
}

#[tokio::test]
async fn nested_routers_are_seen_whole() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let handler = async move || {
        counted.fetch_add(1, Ordering::SeqCst);
    };
    // The layer is inside: the handler's URI has lost `/payments`.
    let policy = "
version: 1
rules: [{name: no-single-payment, when: {path: ['/payments/{id}']}, action: deny}]
";
    let inner = Router::new().route("/{id}", get(handler.clone())).layer(layer(policy));
    let address = serve(Router::new().nest("/payments", inner).route("/{id}", get(handler))).await;
    let response = send(address, request("GET", "/payments/7")).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    assert_eq!(send(address, request("GET", "/7")).await.status(), StatusCode::OK);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_nested_service_is_judged_by_the_whole_target() {
    // The route that axum reports is a catch-all, the URI that the service sees has lost `/payments`.
    let policy = "
version: 1
rules: [{name: no-single-payment, when: {operation: ['GET /payments/{paymentId}']}, action: deny}]
";
    let inner = layer(policy).layer(Router::new().fallback(async || "reached"));
    let address = serve(Router::new().nest_service("/payments", inner)).await;
    assert_eq!(send(address, request("GET", "/payments/7")).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(send(address, request("GET", "/payments/7/more")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_peer_is_the_source_unless_a_hook_says_otherwise() {
    let policy = "{version: 1, rules: [{name: no-loopback, from: {cidr: [127.0.0.0/8]}, action: deny}]}";
    let address = serve(router(layer(policy))).await;
    assert_eq!(send(address, request("GET", "/payments/7")).await.status(), StatusCode::FORBIDDEN);

    let told = layer(policy).source(|_: &http::request::Parts| {
        watchgate_tower::Source::new().ip(std::net::Ipv4Addr::new(203, 0, 113, 9))
    });
    let address = serve(router(told)).await;
    assert_eq!(send(address, request("GET", "/payments/7")).await.status(), StatusCode::OK);

    let silent = layer(policy)
        .source(|_: &http::request::Parts| watchgate_tower::Source::new().workload("storefront"));
    let address = serve(router(silent)).await;
    assert_eq!(send(address, request("GET", "/payments/7")).await.status(), StatusCode::FORBIDDEN);
}
