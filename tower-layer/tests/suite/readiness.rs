//! What a denied request has reserved in the inner service is free for others.

use std::convert::Infallible;
use std::time::Duration;

use http::{Request, Response, StatusCode};
use tokio::time::timeout;
use tower::buffer::BufferLayer;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::{BoxError, Layer, Service, ServiceExt, service_fn};
use watchgate_tower::{RequestBody, Watchgate};

use crate::fixture::{BLOCK, layer};

const SOON: Duration = Duration::from_secs(5);

async fn ok(_: Request<RequestBody<String>>) -> Result<Response<String>, Infallible> {
    Ok(Response::default())
}

fn denied() -> Request<String> {
    Request::post("/PaymentAuth").body(String::new()).unwrap()
}

fn allowed() -> Request<String> {
    Request::get("/health").body(String::new()).unwrap()
}

/// Denies one call on a service that stays alive, then makes one on another handle of the same limit.
async fn denies_then_serves_another<S>(service: Watchgate<S>)
where
    S: Service<Request<RequestBody<String>>, Response = Response<String>, Error: Into<BoxError>> + Clone,
{
    let mut idle = service.clone();
    let denial = idle.ready().await.map_err(Into::into).unwrap().call(denied()).await;
    assert_eq!(denial.map_err(Into::into).unwrap().status(), StatusCode::FORBIDDEN);

    let response = timeout(SOON, service.oneshot(allowed())).await.expect("a denied call holds the permit");
    assert_eq!(response.map_err(Into::into).unwrap().status(), StatusCode::OK);

    // The service that denied still works.
    let response = timeout(SOON, idle.ready()).await.expect("no permit left");
    let response = response.map_err(Into::into).unwrap().call(allowed()).await;
    assert_eq!(response.map_err(Into::into).unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_denial_releases_the_permit_of_a_concurrency_limit() {
    let limited = GlobalConcurrencyLimitLayer::new(1).layer(service_fn(ok));
    denies_then_serves_another(layer(BLOCK).layer(limited)).await;
}

#[tokio::test]
async fn a_denial_releases_the_slot_of_a_buffer() {
    let buffered = BufferLayer::new(1).layer(service_fn(ok));
    denies_then_serves_another(layer(BLOCK).layer(buffered)).await;
}
