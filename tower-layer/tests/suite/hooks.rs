//! What the application tells reaches the policy.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use http::request::Parts;
use http::{Request, Response, StatusCode};
use tower::{Layer, ServiceExt, service_fn};
use watchgate_tower::{Callee, Destination, Direction, RequestBody, Source, WatchgateLayer};

use crate::fixture::layer;

/// Returns the status that a request for `/health` gets under a policy of one rule.
async fn status(conditions: &str, configure: impl FnOnce(WatchgateLayer) -> WatchgateLayer) -> StatusCode {
    status_of(Request::get("/health"), conditions, configure).await
}

async fn status_of(
    request: http::request::Builder,
    conditions: &str,
    configure: impl FnOnce(WatchgateLayer) -> WatchgateLayer,
) -> StatusCode {
    let policy = format!("version: 1\nrules: [{{name: under-test, {conditions}, action: deny}}]");
    let inner =
        service_fn(async |_: Request<RequestBody<String>>| Ok::<_, Infallible>(Response::new(String::new())));
    let service = configure(layer(&policy)).layer(inner);
    service.oneshot(request.body(String::new()).unwrap()).await.unwrap().status()
}

const DENIED: StatusCode = StatusCode::FORBIDDEN;
const PASSED: StatusCode = StatusCode::OK;

#[tokio::test]
async fn source_tells_who_calls() {
    let source = |_: &Parts| {
        let address = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));
        Source::new().ip(address).country("NZ").asn(64500).workload("storefront").scopes(["pay", "read"])
    };
    for (conditions, expected) in [
        ("from: {cidr: [203.0.113.0/24]}", DENIED),
        ("from: {cidr: [198.51.100.0/24]}", PASSED),
        ("from: {country: [NZ]}", DENIED),
        ("from: {country: [DE]}", PASSED),
        ("from: {asn: [64500]}", DENIED),
        ("from: {asn: [64501]}", PASSED),
        ("from: {workload: [storefront]}", DENIED),
        ("from: {workload: [orders-db]}", PASSED),
        ("from: {scope: [pay]}", DENIED),
        ("from: {scope: [write]}", PASSED),
    ] {
        assert_eq!(status(conditions, |layer| layer.source(source)).await, expected, "{conditions}");
    }
}

#[tokio::test]
async fn nothing_is_known_without_a_hook() {
    for conditions in
        ["from: {cidr: ['0.0.0.0/0', '::/0']}", "from: {workload: [storefront]}", "from: {principal: [ann]}"]
    {
        assert_eq!(status(conditions, |layer| layer).await, PASSED, "{conditions}");
    }
}

#[tokio::test]
async fn principal_is_read_from_the_request() {
    #[derive(Clone)]
    struct User(&'static str);
    let principal = |parts: &Parts| parts.extensions.get::<User>().map(|user| user.0.to_owned());
    for (user, expected) in [("ann", DENIED), ("bob", PASSED)] {
        let request = Request::get("/health").extension(User(user));
        let got = status_of(request, "from: {principal: [ann]}", |layer| layer.principal(principal)).await;
        assert_eq!(got, expected, "{user}");
    }
    assert_eq!(status("from: {principal: [ann]}", |layer| layer.principal(principal)).await, PASSED);
}

#[tokio::test]
async fn route_binds_the_operation() {
    let condition = "when: {operation: ['GET /payments/{paymentId}']}";
    let request = || Request::get("/payments/latest");
    assert_eq!(status_of(request(), condition, |layer| layer).await, PASSED);
    let route = |_: &Parts| Some("/payments/{id}");
    assert_eq!(status_of(request(), condition, |layer| layer.route(route)).await, DENIED);
}

#[tokio::test]
async fn destination_and_direction_tell_who_is_called() {
    let conditions = "when: {direction: outbound, destination: external}";
    let external = |_: &Parts| Callee::new().network(Destination::External).workload("mailer");
    let internal = |_: &Parts| Callee::new().network(Destination::Internal);
    let outbound = |layer: WatchgateLayer| layer.direction(Direction::Outbound);
    assert_eq!(status(conditions, |layer| outbound(layer).destination(external)).await, DENIED);
    assert_eq!(status(conditions, |layer| outbound(layer).destination(internal)).await, PASSED);
    assert_eq!(status(conditions, outbound).await, PASSED);
    assert_eq!(status(conditions, |layer| layer.destination(external)).await, PASSED);
    assert_eq!(status("to: {workload: [mailer]}", |layer| layer.destination(external)).await, DENIED);
}

#[tokio::test]
async fn host_is_the_targets_then_the_headers() {
    let condition = "to: {host: [pay.example.com]}";
    for (target, header, expected) in [
        ("/health", Some("pay.example.com"), DENIED),
        ("/health", Some("PAY.example.com:8443"), DENIED),
        ("/health", Some("other"), PASSED),
        ("/health", None, PASSED),
        ("http://pay.example.com/health", Some("other"), DENIED),
        ("http://user@pay.example.com:80/health", None, DENIED),
        ("http://other/health", Some("pay.example.com"), PASSED),
    ] {
        let request = header.map_or(Request::get(target), |host| Request::get(target).header("host", host));
        let got = status_of(request, condition, |layer| layer).await;
        assert_eq!(got, expected, "{target} {header:?}");
    }
    let twice = Request::get("/health").header("host", "pay.example.com").header("host", "pay.example.com");
    assert_eq!(status_of(twice, condition, |layer| layer).await, PASSED);
}

#[tokio::test]
async fn hooks_of_a_clone_do_not_reach_the_original() {
    let policy = "{version: 1, rules: [{name: r, from: {workload: [storefront]}, action: deny}]}";
    let original = layer(policy);
    let changed = original.clone().source(|_: &Parts| Source::new().workload("storefront"));
    let inner =
        service_fn(async |_: Request<RequestBody<String>>| Ok::<_, Infallible>(Response::new(String::new())));
    let request = || Request::get("/health").body(String::new()).unwrap();
    assert_eq!(original.layer(inner).oneshot(request()).await.unwrap().status(), PASSED);
    assert_eq!(changed.layer(inner).oneshot(request()).await.unwrap().status(), DENIED);
}
