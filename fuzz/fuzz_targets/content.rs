//! Compressed bodies: any bytes are decoded or not, within the limits, and a beginning gives a beginning.

#![no_main]

use libfuzzer_sys::fuzz_target;
use watchgate::{Content, ContentLimits, ExchangeRef, HeaderLines, Request};

const CODINGS: [&[u8]; 4] = [b"gzip", b"deflate", b"br", b"zstd"];
const SIZE: usize = 256 << 10;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, body)) = bytes.split_first() else { return };
    let Some(&coding) = CODINGS.get(usize::from(choice) % CODINGS.len()) else { return };
    let lines = [("content-encoding", coding)];
    let limits = ContentLimits::default().with_size(SIZE);
    let decode = |body: &[u8], truncated| {
        let mut message = ExchangeRef::new(Request::new("GET", "/")).sent;
        message.headers = Some(HeaderLines::Borrowed(&lines));
        message.body = Some(body);
        message.truncated = truncated;
        match Content::of(&message, limits) {
            Some(Content::Decoded(bytes)) => Some(bytes),
            _ => None,
        }
    };
    let Some(whole) = decode(body, false) else { return };
    assert!(whole.len() <= SIZE);
    assert_eq!(decode(body, true).as_ref(), Some(&whole));
    let half = body.get(..body.len() / 2).unwrap_or_default();
    if let Some(part) = decode(half, true) {
        assert!(whole.starts_with(&part));
    }
});
