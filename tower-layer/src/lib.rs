//! Watchgate as tower middleware: every request is decided before the service sees it.
//!
//! [`WatchgateLayer`] wraps any [`Service`](tower_service::Service) over [`http::Request`] and [`http::Response`]. It
//! asks a [`Guard`] about the request's head. A request that is denied never reaches the inner service: the caller gets
//! the status of the policy and a problem document (RFC 9457) that names the rule and its reasons, and nothing that the
//! caller sent. A request that passes carries the [`Decision`] in its extensions.
//!
//! # Examples
//! ```
//! use http::{Request, Response, StatusCode};
//! use tower::{Layer, ServiceExt, service_fn};
//! use watchgate_tower::{Api, Guard, Policy, RequestBody, WatchgateLayer};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let api = Api::parse(b"
//! openapi: 3.1.0
//! info: {title: payments, version: '1'}
//! paths: {/PaymentAuth: {post: {responses: {'200': {description: ok}}}}}
//! ")?;
//! let policy = Policy::parse(b"
//! version: 1
//! rules:
//!   - {name: block-critical, when: {risk: '>= critical'}, action: deny}
//! ")?;
//! let guard = Guard::builder().api(api).policy(policy).build()?;
//!
//! let handler = service_fn(async |_: Request<RequestBody<String>>| {
//!     Ok::<_, std::convert::Infallible>(Response::new(String::from("paid")))
//! });
//! let service = WatchgateLayer::new(guard).layer(handler);
//! let response = service.oneshot(Request::post("/PaymentAuth").body(String::new())?).await?;
//! assert_eq!(response.status(), StatusCode::FORBIDDEN);
//! # Ok(())
//! # }
//! ```
//!
//! # Where the layer belongs
//! In axum add it with `Router::layer` and turn on the feature `axum`. The layer then runs after routing, also for
//! requests that match no route, and knows the route that will run (`MatchedPath`), the whole target under nested
//! routers (`OriginalUri`) and the peer (`ConnectInfo<SocketAddr>`). Do not use `Router::route_layer`: it leaves
//! requests out that match no route. Elsewhere the guard's own router answers, and where servers could read a target
//! differently the strictest decision counts; [`WatchgateLayer::route`] takes the word of another framework.
//!
//! Around a client say [`WatchgateLayer::direction`]`(Direction::Outbound)`.
//!
//! # What it costs
//! The decision is made in `call`, without waiting or locking; futures are not boxed, and bodies pass frame by frame. The
//! inner service must be [`Clone`]: a denial puts a clone in its place, so that a permit it holds ready is free for
//! others.
//!
//! # Features
//! - `axum`: reads the extensions named above. Off by default.

mod body;
mod future;
mod gate;
mod hooks;
mod layer;
mod matched;
mod problem;
mod service;
mod source;

pub use body::{RequestBody, ResponseBody};
pub use future::ResponseFuture;
pub use hooks::{FindDestination, FindPrincipal, FindRoute, FindSource};
pub use layer::WatchgateLayer;
pub use service::Watchgate;
pub use source::{Callee, Source};
#[doc(no_inline)]
pub use watchgate::{
    Action, Api, Decision, Destination, Direction, Guard, Mode, Policy, PolicyError, SpecError,
};

/// The quick start of the README, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
