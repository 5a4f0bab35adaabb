//! Which format bytes are of, told by how they begin.

use super::draft::Parsed;
use super::reader::Format;
use super::rejected::Refusal;
use super::walk::Walk;
use super::{alb, combined, envoy};

/// How many bytes are looked at before a file counts as unknown.
pub(super) const MOST: usize = 64 << 10;

/// Lines of a text that may be no lines of any log before it counts as unknown: the first one may be cut off or a comment.
const TRIES: usize = 10;

/// What the beginning tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Is(Format),
    /// More bytes are needed.
    Open,
    Unknown,
}

/// Tells the format by the beginning of a file, without its byte order mark.
pub(super) fn detect(head: &[u8], end: HeadEnd) -> Verdict {
    let text = head.trim_ascii_start();
    match text {
        [] | [b'['] => of_nothing(end),
        [b'{', ..] => match (of_object(text, end), behind_cut_line(text)) {
            (Verdict::Open | Verdict::Unknown, Some(next)) if is_known(next, end) => of_object(next, end),
            (verdict, _) => verdict,
        },
        // Envoy's text begins with the time in brackets.
        [b'[', second, ..] if second.is_ascii_digit() => of_text(text, end),
        [b'[', members @ ..] => match members.trim_ascii_start() {
            [] => of_nothing(end),
            members @ [b'{', ..] => of_object(members, end),
            _ => Verdict::Unknown,
        },
        _ => of_text(text, end),
    }
}

fn is_known(text: &[u8], end: HeadEnd) -> bool {
    matches!(of_object(text, end), Verdict::Is(_))
}

/// Returns what stands behind the first line, if that is a record, or the beginning of one that was cut off: an object begins
/// behind it where none can begin in a document over many lines.
pub(super) fn behind_cut_line(text: &[u8]) -> Option<&[u8]> {
    let (line, rest) = text.split_at_checked(memchr::memchr(b'\n', text)?)?;
    let ends_where_printers_break = matches!(line.trim_ascii_end(), [.., b'{' | b'[' | b',' | b':']);
    let rest = rest.trim_ascii_start();
    (rest.starts_with(b"{") && !ends_where_printers_break).then_some(rest)
}

/// Tells what there is to do where nothing speaks for a format.
const fn of_nothing(end: HeadEnd) -> Verdict {
    match end {
        HeadEnd::More => Verdict::Open,
        HeadEnd::Last => Verdict::Unknown,
    }
}

/// Whether more bytes can come before the format has to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadEnd {
    More,
    Last,
}

/// Tells by the first key of an object that is of one format only.
fn of_object(text: &[u8], end: HeadEnd) -> Verdict {
    let mut keys = Keys::of(text);
    for (key, value) in keys.by_ref() {
        let format = match key {
            b"log" => Format::Har,
            b"resourceSpans" | b"resource_spans" => Format::Otlp,
            b"destinationAddress" | b"sourceAddress" | b"destinationNamespace" => Format::Apiclarity,
            b"httpMethod" | b"routeKey" | b"resourcePath" | b"requestTimeEpoch" => Format::Apigateway,
            b"response_code" | b"response_flags" | b"upstream_host" | b":path" => Format::Envoy,
            // Many have a request; what is in it differs.
            b"request" if has(value, b"target") => Format::Jsonl,
            b"request" if has(value, b"path") && has(value, b"common") => Format::Apiclarity,
            _ => continue,
        };
        return Verdict::Is(format);
    }
    match end {
        _ if keys.is_whole => Verdict::Unknown,
        HeadEnd::More => Verdict::Open,
        HeadEnd::Last => of_long_object(text),
    }
}

/// Tells by what the request begins with, where it is too long to see more of it: keys may be sorted, and a long body come
/// first.
fn of_long_object(text: &[u8]) -> Verdict {
    let Some((_, request)) = Keys::of(text).find(|(key, _)| *key == b"request") else {
        return Verdict::Unknown;
    };
    match () {
        () if has(request, b"common") => Verdict::Is(Format::Apiclarity),
        () if has(request, b"body") || has(request, b"headers") => Verdict::Is(Format::Jsonl),
        () => Verdict::Unknown,
    }
}

/// Tells whether a value is an object that has a key.
fn has(value: &[u8], key: &[u8]) -> bool {
    value.starts_with(b"{") && Keys::of(value).any(|(own, _)| own == key)
}

/// The keys of an object with their values, as far as they are here.
struct Keys<'t> {
    rest: &'t [u8],
    /// Whether the object has ended.
    is_whole: bool,
}

impl<'t> Keys<'t> {
    fn of(object: &'t [u8]) -> Self {
        Self { rest: object.get(1..).unwrap_or_default(), is_whole: false }
    }
}

impl<'t> Iterator for Keys<'t> {
    type Item = (&'t [u8], &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b':');
        let skip = |rest: &'t [u8]| {
            let at = rest.iter().position(|byte| !blank(byte)).unwrap_or(rest.len());
            rest.get(at..).unwrap_or_default()
        };
        self.rest = skip(self.rest);
        if self.rest.first() != Some(&b'"') {
            self.is_whole |= !self.rest.is_empty();
            return None;
        }
        let (key, rest) = self.rest.split_at_checked(Walk::default().advance(self.rest)?)?;
        // The value may be cut off; the key counts all the same.
        self.rest = skip(rest);
        let length = Walk::default().advance(self.rest).unwrap_or(self.rest.len());
        let (value, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        key.get(1..key.len().saturating_sub(1)).map(|key| (key, value))
    }
}

/// The reader of a line.
type Reader = fn(&[u8]) -> Parsed;

/// Tells by the first lines which reader understands them.
fn of_text(text: &[u8], end: HeadEnd) -> Verdict {
    let mut lines = text.split(|byte| *byte == b'\n').peekable();
    let mut tried = 0;
    while let Some(line) = lines.next() {
        let line = line.trim_ascii();
        let is_whole = lines.peek().is_some();
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        let readers: [(Format, Reader); 3] =
            [(Format::Alb, alb::read), (Format::Combined, combined::read), (Format::Envoy, envoy::read)];
        if let Some((format, _)) = readers.into_iter().find(|(_, read)| understands(*read, line)) {
            return Verdict::Is(format);
        }
        // A first line that is broken, and records a line below it.
        if is_whole && line.starts_with(b"{") && is_known(line, HeadEnd::Last) {
            return of_object(line, HeadEnd::Last);
        }
        tried += usize::from(is_whole);
        if tried >= TRIES {
            return Verdict::Unknown;
        }
    }
    of_nothing(end)
}

/// Tells whether a reader knows the form of a line, even where what was called was not HTTP.
fn understands(read: Reader, line: &[u8]) -> bool {
    read(line).map_or_else(|refusal| refusal != Refusal::NOT_A_LINE, |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_how_they_begin() {
        for (text, format) in [
            (r#"{"log": {"version": "1.2", "#, Format::Har),
            ("\n {\n  \"log\"\n : {}}", Format::Har),
            (r#"{"resourceSpans":[]}"#, Format::Otlp),
            (r#"{"requestID":"x","scheme":"http","destinationAddress":"10.0.0.1:80","#, Format::Apiclarity),
            (
                r#"{"request":{"method":"GET","path":"/"},"response":{},"sourceAddress":""}"#,
                Format::Apiclarity,
            ),
            (r#"{"request":{"method":"GET","target":"/"}}"#, Format::Jsonl),
            (r#"{"request":{"method":"GET","target":"/","body":"abc"#, Format::Jsonl),
            (r#"{"request":{"method":"GET","path":"/","common":{}}}"#, Format::Apiclarity),
            (r#"[{"request":{"method":"GET","target":"/"}}]"#, Format::Jsonl),
            (r#"{"requestId":"x","ip":"::1","httpMethod":"GET"}"#, Format::Apigateway),
            (r#"{"method":"GET","path":"/","response_code":200}"#, Format::Envoy),
            (
                r#"[2026-11-21T10:00:00.123Z] "GET / HTTP/1.1" 200 - 0 11 0 - "-" "-" "-" "a" "-""#,
                Format::Envoy,
            ),
            (
                "# a comment\nut off\"\n::1 - - [21/Nov/2026:11:00:00 +0100] \"GET / HTTP/1.1\" 200 1\n",
                Format::Combined,
            ),
            ("junk\n{\"request\":{\"method\":\"GET\",\"target\":\"/\"}}\n", Format::Jsonl),
            ("::1 - - [21/Nov/2026:11:00:00 +0100] \"\\x16\\x03\" 400 1", Format::Combined),
        ] {
            assert_eq!(detect(text.as_bytes(), HeadEnd::Last), Verdict::Is(format), "{text}");
        }
    }

    #[test]
    fn tells_formats_by_what_a_long_record_begins_with() {
        for (text, format) in [
            (r#"{"id":"x","request":{"body":"aaaa"#, Format::Jsonl),
            (r#"[{"request":{"headers":[["a","b"],["#, Format::Jsonl),
            (r#"{"request":{"common":{"body":"aaaa"#, Format::Apiclarity),
        ] {
            assert_eq!(detect(text.as_bytes(), HeadEnd::More), Verdict::Open, "{text}");
            assert_eq!(detect(text.as_bytes(), HeadEnd::Last), Verdict::Is(format), "{text}");
        }
        for text in [r#"{"body":"aaaa"#, r#"{"request":{"uri":"aaaa"#, r#"{"request":["headers","#] {
            assert_eq!(detect(text.as_bytes(), HeadEnd::Last), Verdict::Unknown, "{text}");
        }
    }

    #[test]
    fn waits_for_what_it_needs_and_gives_up_where_nothing_fits() {
        for text in ["", " ", "{", "[", "[{", r#"{"request":{"#, r#"{"id":"x"#, "::1 - - [21/Nov"] {
            assert_eq!(detect(text.as_bytes(), HeadEnd::More), Verdict::Open, "{text}");
        }
        let prose = "no log\n".repeat(TRIES + 1);
        for text in [
            "{}",
            r#"{"a":1}"#,
            r#"{"request":{"method":"GET","uri":"/"}}"#,
            r#"{"request":"target"}"#,
            "[]",
            "[null]",
            prose.as_str(),
        ] {
            assert_eq!(detect(text.as_bytes(), HeadEnd::More), Verdict::Unknown, "{text}");
        }
        assert_eq!(detect(b"[1]", HeadEnd::Last), Verdict::Unknown);
        assert_eq!(detect(b"\xff\xfe{\0", HeadEnd::Last), Verdict::Unknown);
    }
}
