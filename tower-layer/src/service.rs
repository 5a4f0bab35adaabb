//! The service.

use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use tower_service::Service;

use crate::gate::Gate;
use crate::{RequestBody, ResponseBody, ResponseFuture};

/// Decides every request before its inner service sees it. [`WatchgateLayer`](crate::WatchgateLayer) makes it.
#[derive(Debug, Clone)]
pub struct Watchgate<S> {
    inner: S,
    gate: Arc<Gate>,
}

impl<S> Watchgate<S> {
    pub(crate) const fn new(inner: S, gate: Arc<Gate>) -> Self {
        Self { inner, gate }
    }
}

impl<S, ReqBody, ResBody> Service<Request<ReqBody>> for Watchgate<S>
where
    S: Service<Request<RequestBody<ReqBody>>, Response = Response<ResBody>> + Clone,
{
    type Response = Response<ResponseBody<ResBody>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<ReqBody>) -> Self::Future {
        let (mut parts, body) = request.into_parts();
        let decision = self.gate.decide(&parts);
        if !decision.is_allowed() {
            // The inner service may hold a permit for this call, and would until the next one: a clone holds none.
            self.inner = self.inner.clone();
            return ResponseFuture::denied(decision);
        }
        parts.extensions.insert(decision);
        ResponseFuture::inner(self.inner.call(Request::from_parts(parts, RequestBody::new(body))))
    }
}
