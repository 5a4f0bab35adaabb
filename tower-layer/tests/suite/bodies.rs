//! Bodies pass through frame by frame.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;
use tower::{Layer, ServiceExt, service_fn};
use watchgate_tower::RequestBody;

use crate::fixture::{BLOCK, layer};

/// A body of frames with a hint of its own, which breaks off where a frame is missing.
#[derive(Debug)]
struct Frames {
    frames: VecDeque<Option<Frame<Bytes>>>,
    /// The bounds of its length.
    bounds: (u64, Option<u64>),
}

#[derive(Debug, PartialEq)]
struct BrokenOff;

impl Frames {
    fn with_trailers() -> Self {
        let mut trailers = HeaderMap::new();
        trailers.insert("grpc-status", "0".parse().unwrap());
        let frames =
            [Frame::data(Bytes::from("one")), Frame::data(Bytes::from("two")), Frame::trailers(trailers)];
        Self { frames: frames.into_iter().map(Some).collect(), bounds: (3, Some(1234)) }
    }

    fn broken() -> Self {
        Self { frames: [Some(Frame::data(Bytes::from("one"))), None].into(), bounds: (6, Some(6)) }
    }
}

impl Body for Frames {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        Poll::Ready(self.frames.pop_front().map(|frame| frame.ok_or(BrokenOff)))
    }

    fn is_end_stream(&self) -> bool {
        self.frames.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let (lower, upper) = self.bounds;
        let mut hint = SizeHint::new();
        hint.set_lower(lower);
        upper.into_iter().for_each(|upper| hint.set_upper(upper));
        hint
    }
}

async fn assert_passes(body: impl Body<Data = Bytes, Error = BrokenOff>) {
    let mut body = pin!(body);
    assert_eq!((body.size_hint().lower(), body.size_hint().upper()), (3, Some(1234)));
    assert!(!body.is_end_stream());
    assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap(), "one");
    assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap(), "two");
    assert_eq!(body.frame().await.unwrap().unwrap().into_trailers().unwrap()["grpc-status"], "0");
    assert!(body.is_end_stream());
    assert!(body.frame().await.is_none());
}

#[tokio::test]
async fn a_response_keeps_frames_trailers_and_size_hint() {
    let inner = service_fn(async |_: Request<RequestBody<String>>| {
        Ok::<_, Infallible>(Response::new(Frames::with_trailers()))
    });
    let request = Request::get("/health").body(String::new()).unwrap();
    assert_passes(layer(BLOCK).layer(inner).oneshot(request).await.unwrap().into_body()).await;
}

#[tokio::test]
async fn a_request_keeps_frames_trailers_and_size_hint() {
    let inner = service_fn(async |request: Request<RequestBody<Frames>>| {
        assert_passes(request.into_body()).await;
        Ok::<_, Infallible>(Response::new(String::from("read")))
    });
    let request = Request::get("/health").body(Frames::with_trailers()).unwrap();
    let response = layer(BLOCK).layer(inner).oneshot(request).await.unwrap();
    assert_eq!(crate::fixture::text(response.into_body()).await, "read");
}

#[tokio::test]
async fn a_body_that_breaks_off_breaks_off() {
    let inner = service_fn(async |request: Request<RequestBody<Frames>>| {
        assert_eq!(request.into_body().collect().await.unwrap_err(), BrokenOff);
        Ok::<_, Infallible>(Response::new(Frames::broken()))
    });
    let request = Request::get("/health").body(Frames::broken()).unwrap();
    let mut body = layer(BLOCK).layer(inner).oneshot(request).await.unwrap().into_body();
    assert_eq!(body.size_hint().exact(), Some(6));
    assert!(body.frame().await.unwrap().is_ok());
    assert_eq!(body.frame().await.unwrap().unwrap_err(), BrokenOff);
}

#[tokio::test]
async fn a_denial_knows_its_length_and_ends() {
    let inner =
        service_fn(async |_: Request<RequestBody<String>>| Ok::<_, Infallible>(Response::new(String::new())));
    let request = Request::post("/PaymentAuth").body(String::new()).unwrap();
    let mut body = layer(BLOCK).layer(inner).oneshot(request).await.unwrap().into_body();
    let length = body.size_hint().exact().unwrap();
    assert!(!body.is_end_stream());
    let document = body.frame().await.unwrap().unwrap().into_data().unwrap();
    assert_eq!(document.len() as u64, length);
    assert!(body.is_end_stream());
    assert_eq!(body.size_hint().exact(), Some(0));
    assert!(body.frame().await.is_none());
}
