//! Ways of writing a request that other gates have let through: the protected handler never runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tower::Layer;

use crate::fixture::{layer, request, send, serve};

/// Denies the documented operations: only who recognises them in a request can.
const BLOCK_OPERATIONS: &str = "
version: 1
rules:
  - {name: block-payment-auth, when: {operation: [POST /PaymentAuth, GET /PaymentAuth]}, action: deny}
";

/// Ways to write `/PaymentAuth`.
const TARGETS: [&str; 30] = [
    "/PaymentAuth",
    "//PaymentAuth",
    "///PaymentAuth",
    "/%50aymentAuth",
    "/%70aymentAuth",
    "/Payment%41uth",
    "/PaymentAuth/",
    "/PaymentAuth//",
    "/paymentauth",
    "/PAYMENTAUTH",
    "/PaymentAuth;x",
    "/PaymentAuth;x=1/",
    "/;x/PaymentAuth",
    "/./PaymentAuth",
    "/x/../PaymentAuth",
    "/x/..;/PaymentAuth",
    "/%2e/PaymentAuth",
    "/x/%2e%2E/PaymentAuth",
    "/x/..%2fPaymentAuth",
    "/x%2f..%2fPaymentAuth",
    "/x/..%5cPaymentAuth",
    "/%2fPaymentAuth",
    "/%252fPaymentAuth",
    "/%5cPaymentAuth",
    "/PaymentAuth?x",
    "/PaymentAuth?/health",
    "http://other/PaymentAuth",
    "http://pay.example.com//PaymentAuth",
    "http://health/PaymentAuth?x",
    "https://user:secret@pay.example.com/PaymentAuth",
];

/// Where the layer is.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// After routing: it knows the route that runs.
    Router,
    /// Before routing.
    Outside,
}

/// Starts a server whose handlers count how often they run.
async fn server(place: Place) -> (std::net::SocketAddr, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (protected, open) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counter = |count: &Arc<AtomicUsize>| {
        let count = count.clone();
        move || async move {
            count.fetch_add(1, Ordering::SeqCst);
        }
    };
    let router = Router::new()
        .route("/PaymentAuth", get(counter(&protected)).post(counter(&protected)))
        .route("/health", get(counter(&open)));
    let layer = layer(BLOCK_OPERATIONS);
    let router = match place {
        Place::Router => router.layer(layer),
        Place::Outside => Router::new().fallback_service(layer.layer(router)),
    };
    (serve(router).await, protected, open)
}

#[tokio::test]
async fn no_spelling_reaches_the_protected_handler() {
    for place in [Place::Router, Place::Outside] {
        let (address, protected, _) = server(place).await;
        for method in ["POST", "GET", "HEAD"] {
            for target in TARGETS {
                let response = send(address, request(method, target)).await;
                assert_eq!(response.status(), StatusCode::FORBIDDEN, "{place:?} {method} {target}");
                assert_eq!(protected.load(Ordering::SeqCst), 0, "{place:?} {method} {target}");
            }
        }
    }
}

#[tokio::test]
async fn no_method_reaches_the_protected_handler() {
    let (address, protected, _) = server(Place::Router).await;
    for method in ["post", "Post", "get", "head", "POSTX", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let response = send(address, request(method, "/PaymentAuth")).await;
        // An undocumented method is the router's to refuse.
        let refused = [StatusCode::FORBIDDEN, StatusCode::METHOD_NOT_ALLOWED];
        assert!(refused.contains(&response.status()), "{method} {}", response.status());
        assert_eq!(protected.load(Ordering::SeqCst), 0, "{method}");
    }
}

#[tokio::test]
async fn no_header_turns_the_gate_off() {
    let (address, protected, _) = server(Place::Router).await;
    for (name, value) in [
        ("x-http-method-override", "GET"),
        ("x-http-method", "DELETE"),
        ("x-method-override", "DELETE"),
        ("x-original-url", "/health"),
        ("x-rewrite-url", "/health"),
        ("x-forwarded-uri", "/health"),
        ("x-forwarded-prefix", "/health"),
        ("x-forwarded-host", "other"),
        ("x-middleware-subrequest", "1"),
        ("host", "other"),
    ] {
        let mut own = request("POST", "/PaymentAuth");
        own.headers_mut().append(name, value.parse().unwrap());
        let response = send(address, own).await;
        assert!(response.status().is_client_error(), "{name}");
        assert_eq!(protected.load(Ordering::SeqCst), 0, "{name}");
    }
}

#[tokio::test]
async fn no_header_reroutes_an_open_request() {
    let (address, protected, open) = server(Place::Router).await;
    for name in ["x-original-url", "x-rewrite-url", "x-forwarded-uri"] {
        let mut own = request("GET", "/health");
        own.headers_mut().append(name, "/PaymentAuth".parse().unwrap());
        assert_eq!(send(address, own).await.status(), StatusCode::OK, "{name}");
    }
    assert_eq!((protected.load(Ordering::SeqCst), open.load(Ordering::SeqCst)), (0, 3));
}

#[tokio::test]
async fn an_open_operation_stays_open() {
    let (address, _, open) = server(Place::Router).await;
    for target in ["/health", "/health?x=/PaymentAuth", "http://other/health", "/%68ealth"] {
        send(address, request("GET", target)).await;
    }
    // axum compares the raw path: it has no `/%68ealth`.
    assert_eq!(open.load(Ordering::SeqCst), 3);
}
