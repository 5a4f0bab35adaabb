//! Deciding in front of any service.

use std::convert::Infallible;
use std::task::{Context, Poll};

use http::{Request, Response, StatusCode};
use tower::{Layer, Service, ServiceExt, service_fn};
use watchgate_tower::{
    Action, Decision, Mode, RequestBody, ResponseBody, ResponseFuture, Watchgate, WatchgateLayer,
};

use crate::fixture::{BLOCK, guard, layer};

/// Returns the decision that the inner service finds on the request, in the response's extensions.
async fn seen(request: Request<RequestBody<String>>) -> Result<Response<String>, Infallible> {
    let mut response = Response::new(String::from("inner"));
    response.extensions_mut().insert(request.extensions().get::<Decision>().cloned().map(Seen));
    Ok(response)
}

#[derive(Clone)]
struct Seen(Decision);

#[tokio::test]
async fn keeps_a_denied_request_from_the_inner_service() {
    let inner = service_fn(async |_: Request<RequestBody<String>>| -> Result<Response<String>, Infallible> {
        panic!("a denied request came through")
    });
    let request = Request::post("/PaymentAuth").body(String::new()).unwrap();
    let response = layer(BLOCK).layer(inner).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let decision = response.extensions().get::<Decision>().unwrap();
    assert_eq!((decision.action(), decision.rule()), (Action::Deny, Some("block-payment-auth")));
}

#[tokio::test]
async fn shows_the_decision_to_the_inner_service() {
    let request = Request::get("/payments/7").body(String::new()).unwrap();
    let response = layer(BLOCK).layer(service_fn(seen)).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let Seen(decision) = response.extensions().get::<Option<Seen>>().unwrap().clone().unwrap();
    assert_eq!(decision.action(), Action::Allow);
    assert_eq!(decision.operation().unwrap().to_string(), "GET /payments/{paymentId}");
}

#[tokio::test]
async fn blocks_nothing_in_monitor_mode() {
    let policy = BLOCK.replace("version: 1", "version: 1\nmode: monitor");
    let request = Request::post("/PaymentAuth").body(String::new()).unwrap();
    let response = layer(&policy).layer(service_fn(seen)).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let Seen(decision) = response.extensions().get::<Option<Seen>>().unwrap().clone().unwrap();
    assert_eq!(decision.action(), Action::Alert);
    assert_eq!((decision.would(), decision.mode()), (Action::Deny, Mode::Monitor));
}

#[tokio::test]
async fn follows_a_policy_that_is_replaced() {
    let guard = std::sync::Arc::new(guard(BLOCK));
    let service = WatchgateLayer::new(guard.clone()).layer(service_fn(seen));
    let request = || Request::post("/PaymentAuth").body(String::new()).unwrap();
    assert_eq!(service.clone().oneshot(request()).await.unwrap().status(), StatusCode::FORBIDDEN);
    guard.replace_policy(&watchgate_tower::Policy::parse(b"{version: 1, mode: 'off'}").unwrap()).unwrap();
    assert_eq!(service.oneshot(request()).await.unwrap().status(), StatusCode::OK);
}

/// Something that cannot be copied, formatted or turned into anything.
struct Odd(u8);

#[tokio::test]
async fn leaves_the_inner_error_as_it_is() {
    let inner = service_fn(async |_: Request<RequestBody<String>>| Err::<Response<String>, _>(Odd(7)));
    let request = Request::get("/health").body(String::new()).unwrap();
    let error = layer(BLOCK).layer(inner).oneshot(request).await.err().unwrap();
    assert_eq!(error.0, 7);
}

#[tokio::test]
async fn keeps_the_rest_of_the_request() {
    #[derive(Clone, PartialEq, Debug)]
    struct Own(u8);
    let inner = service_fn(async |request: Request<RequestBody<String>>| {
        assert_eq!(request.method(), "PUT");
        assert_eq!(request.uri(), "/other?a=1");
        assert_eq!(request.version(), http::Version::HTTP_2);
        assert_eq!(request.headers()["x-own"], "1");
        assert_eq!(request.extensions().get(), Some(&Own(1)));
        Ok::<_, Infallible>(Response::new(String::from("reached")))
    });
    let builder = Request::put("/other?a=1").version(http::Version::HTTP_2).header("x-own", "1");
    let request = builder.extension(Own(1)).body(String::new()).unwrap();
    let response = layer(BLOCK).layer(inner).oneshot(request).await.unwrap();
    assert_eq!(crate::fixture::text(response.into_body()).await, "reached");
}

/// Is ready as often as it says.
#[derive(Clone)]
struct Slow {
    pending: u8,
}

impl Service<Request<RequestBody<String>>> for Slow {
    type Response = Response<String>;
    type Error = Odd;
    type Future = std::future::Ready<Result<Response<String>, Odd>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Odd>> {
        match self.pending {
            0 => Poll::Ready(Err(Odd(9))),
            _ => {
                self.pending -= 1;
                Poll::Pending
            }
        }
    }

    fn call(&mut self, _: Request<RequestBody<String>>) -> Self::Future {
        std::future::ready(Ok(Response::default()))
    }
}

#[test]
fn is_ready_when_the_inner_service_is() {
    let mut service = layer(BLOCK).layer(Slow { pending: 2 });
    let mut cx = Context::from_waker(std::task::Waker::noop());
    assert!(Service::<Request<String>>::poll_ready(&mut service, &mut cx).is_pending());
    assert!(Service::<Request<String>>::poll_ready(&mut service, &mut cx).is_pending());
    let Poll::Ready(Err(Odd(9))) = Service::<Request<String>>::poll_ready(&mut service, &mut cx) else {
        panic!("the inner service's error is gone")
    };
}

#[test]
fn types_cross_threads() {
    const fn send_sync<T: Send + Sync>() {}
    const fn send<T: Send>() {}
    const fn unpin<T: Unpin>() {}
    send_sync::<WatchgateLayer>();
    send_sync::<Watchgate<axum::Router>>();
    send::<Watchgate<axum::routing::Route>>();
    send_sync::<ResponseFuture<std::future::Ready<()>>>();
    send::<ResponseFuture<axum::routing::future::RouteFuture<Infallible>>>();
    send_sync::<RequestBody<String>>();
    send_sync::<ResponseBody<String>>();
    unpin::<RequestBody<String>>();
    unpin::<ResponseBody<String>>();
}
