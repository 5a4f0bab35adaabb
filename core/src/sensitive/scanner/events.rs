//! Server-sent events: lines of `data: ...` (WHATWG HTML 9.2.5).

use super::decoded::Coding;
use super::piece::{Content, Piece};
use super::sniff::{next_line, text};

/// Tells whether a body begins as a stream of events does.
pub(super) fn is_stream(body: &[u8]) -> bool {
    [&b"data:"[..], b"event:", b"id:", b"retry:"].iter().any(|field| body.starts_with(field))
        && body.contains(&b'\n')
}

/// Splits a stream into JSON texts, one a line, and all the rest.
pub(super) fn pieces<'b>(body: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>)) {
    let (mut at, mut done) = (0, 0);
    while at < body.len() {
        let end = next_line(body, at);
        let line = body.get(at..end).unwrap_or_default().trim_ascii_end();
        let data = line.strip_prefix(b"data:").map(<[u8]>::trim_ascii_start);
        if let Some(data) = data.filter(|data| matches!(data, [b'{' | b'[', ..])) {
            let range = at + line.len() - data.len()..at + line.len();
            text(start + done..start + range.start, Coding::Plain, found);
            done = range.end;
            let range = start + range.start..start + range.end;
            found(Piece { range, coding: Coding::Plain, content: Content::Json(None) });
        }
        at = end;
    }
    text(start + done..start + body.len(), Coding::Plain, found);
}

#[cfg(test)]
mod tests {
    use crate::sensitive::Scanner;

    #[test]
    fn reads_the_data_of_events() {
        let body =
            "event: user\ndata: {\"ssn\": 536221234}\r\n\ndata: mail ada@shop.dev\n: {\n\ndata:{\"a\": [";
        let found: Vec<_> = Scanner::default()
            .scan(body.as_bytes())
            .into_iter()
            .map(|own| (own.path, body.get(own.start..own.end).unwrap().to_owned()))
            .collect();
        let expected =
            [(Some("$.ssn".to_owned()), "536221234".to_owned()), (None, "ada@shop.dev".to_owned())];
        assert_eq!(found, expected);
        let redacted = Scanner::default().redact(body.as_bytes());
        assert_eq!(
            redacted,
            body.replace("53622", "99999").replace("12", "99").replace("ada@shop.", "*********").as_bytes()
        );
    }
}
