//! Multipart bodies: fields and files (RFC 2046 5.1, RFC 7578).

use std::ops::Range;

use memchr::{memchr, memmem};

use super::decoded::Coding;
use super::piece::{Content, Name, Piece};
use super::sniff::{Format, next_line, parameter, text};

/// Characters of a boundary (RFC 2046 5.1.1).
const BOUNDARY: usize = 70;
/// Bytes of a part's headers that are read.
const HEADERS: usize = 8 * 1024;
/// Bytes of a part in which a zero makes it binary.
const HEAD: usize = 1024;

/// Returns the boundary of a body that begins with one and goes on with headers.
pub(super) fn boundary(body: &[u8]) -> Option<&[u8]> {
    let rest = body.strip_prefix(b"--")?;
    let line = rest.get(..memchr(b'\n', rest.get(..rest.len().min(BOUNDARY + 2))?)?)?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let headers = rest.get(memchr(b'\n', rest)? + 1..)?;
    let is_header = headers.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
    (is_header && !line.is_empty() && line.iter().all(u8::is_ascii_graphic)).then_some(line)
}

/// Splits a body at its boundaries into parts. What stands before and between them is text.
pub(super) fn pieces<'b>(body: &'b [u8], start: usize, boundary: &'b [u8], found: &mut dyn FnMut(Piece<'b>)) {
    let delimiter = [b"--", boundary].concat();
    let mut at = 0;
    let mut is_part = false;
    for place in memmem::find_iter(body, &delimiter) {
        let is_line = place == 0 || body.get(place - 1) == Some(&b'\n');
        if !is_line || place < at {
            continue;
        }
        piece(body, at..place, is_part, start, found);
        let behind = place + delimiter.len();
        is_part = body.get(behind..behind + 2) != Some(b"--");
        at = next_line(body, behind);
    }
    piece(body, at..body.len(), is_part, start, found);
}

/// Hands out what stands between two boundaries.
fn piece<'b>(
    body: &'b [u8],
    range: Range<usize>,
    is_part: bool,
    start: usize,
    found: &mut dyn FnMut(Piece<'b>),
) {
    let own = body.get(range.clone()).unwrap_or_default();
    let start = start + range.start;
    if is_part {
        part(own, start, found);
    } else {
        text(start..start + own.len(), Coding::Plain, found);
    }
}

/// Reads the headers of a part, and hands out what follows them.
fn part<'b>(part: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>)) {
    let head = part.get(..part.len().min(HEADERS)).unwrap_or_default();
    let Some(length) = headers_length(head) else {
        return text(start..start + part.len(), Coding::Plain, found);
    };
    // The name of a file may be data.
    text(start..start + length, Coding::Plain, found);
    let headers = String::from_utf8_lossy(head.get(..length).unwrap_or_default()).into_owned();
    let header = |name: &str| {
        let mut lines = headers.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(own, _)| own.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let content = part.get(length..).unwrap_or_default();
    // The line end before the boundary belongs to it.
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    let disposition = header("content-disposition").unwrap_or_default();
    let name = parameter(disposition, "name").and_then(|own| name(head, own));
    let is_file = parameter(disposition, "filename").is_some();
    let at = start + length;
    let whole = |content_: Content<'b>| Piece {
        range: at..at + content.len(),
        coding: Coding::Plain,
        content: content_,
    };
    let format = Format::of(content);
    if !matches!(format, Format::Utf16(_)) && content.iter().take(HEAD).any(|byte| *byte == 0) {
        return found(whole(Content::Binary));
    }
    match (name, format) {
        (name, Format::Json) if is_file || name.is_none() => found(whole(Content::Json(name))),
        (Some(name), _) if !is_file => found(whole(Content::Any(name))),
        (_, Format::Utf16(coding)) => found(Piece { coding, ..whole(Content::Text) }),
        // Parts inside of parts are text.
        (_, Format::Multipart(_)) => found(whole(Content::Text)),
        (_, format) => format.pieces(content, at, found),
    }
}

/// Returns the length of headers with the empty line behind them.
fn headers_length(part: &[u8]) -> Option<usize> {
    if let [b'\r', b'\n', ..] | [b'\n', ..] = part {
        return Some(next_line(part, 0));
    }
    let unix = memmem::find(part, b"\n\n").map(|place| place + 2);
    let windows = memmem::find(part, b"\r\n\r\n").map(|place| place + 4);
    unix.into_iter().chain(windows).min()
}

/// Returns a name as it stands in the headers.
fn name<'b>(headers: &'b [u8], name: &str) -> Option<Name<'b>> {
    let place = memmem::find(headers, name.as_bytes()).filter(|_| !name.is_empty())?;
    Some(Name { written: headers.get(place..place + name.len())?, coding: Coding::Plain })
}

#[cfg(test)]
mod tests {
    use crate::sensitive::Scanner;

    const BODY: &str = "--x1\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nTr0ub4dor3\r\n\
        --x1\r\ncontent-disposition: form-data; name=\"card[number]\"\n\n4111111111111111\r\n\
        --x1\r\nContent-Disposition: form-data; name=\"order\"; filename=\"o.json\"\r\nContent-Type: application/json\r\n\r\n\
        {\"ssn\": 536221234}\r\n\
        --x1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"bob@shop.dev.txt\"\r\n\r\na --x1 ada@shop.dev\r\n\
        --x1\r\nContent-Disposition: form-data; name=\"i\"; filename=\"i.png\"\r\n\r\n\0\x01 eve@shop.dev\r\n\
        --x1--\r\nepilogue joe@shop.dev";

    fn found(content_type: Option<&str>, body: &str) -> Vec<(String, String)> {
        let detections = Scanner::default().scan_body(content_type, body.as_bytes());
        let of = |own: crate::Detection| {
            (own.path.unwrap_or_default(), body.get(own.start..own.end).unwrap().to_owned())
        };
        detections.into_iter().map(of).collect()
    }

    #[test]
    fn reads_fields_and_files() {
        let row = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let expected = [
            row("password", "Tr0ub4dor3"),
            row("card[number]", "4111111111111111"),
            row("order$.ssn", "536221234"),
            row("", "bob@shop.dev.txt"),
            row("", "ada@shop.dev"),
            row("", "joe@shop.dev"),
        ];
        assert_eq!(found(None, BODY), expected);
        let content_type = "Multipart/Form-Data; boundary=\"x1\"";
        assert_eq!(found(Some(content_type), &format!("preamble\r\n{BODY}")), expected);
        assert_eq!(found(Some("multipart/form-data"), BODY), expected);
    }

    #[test]
    fn reads_what_is_cut_off() {
        let cut = BODY.find("4111").unwrap() + 16;
        assert_eq!(found(None, BODY.get(..cut).unwrap()).len(), 2);
        assert_eq!(found(Some("multipart/form-data; boundary=zz"), "a ada@shop.dev").len(), 1);
        assert_eq!(found(Some("multipart/form-data; boundary=zz"), "--zz\r\nada@shop.dev").len(), 1);
    }

    #[test]
    fn says_which_parts_it_leaves_out() {
        let scanner = Scanner::default();
        let ranges = scanner.uninspected(BODY.as_bytes());
        let parts: Vec<_> = ranges.into_iter().map(|range| BODY.get(range).unwrap()).collect();
        assert_eq!(parts, ["\0\x01 eve@shop.dev"]);
        assert!(scanner.uninspected(b"\0\0 ada@shop.dev").is_empty());
    }

    #[test]
    fn hides_in_parts() {
        let redacted = String::from_utf8(Scanner::default().redact(BODY.as_bytes())).unwrap();
        let expected = BODY
            .replace("Tr0ub4dor3", "**********")
            .replace("4111111111111111", "************1111")
            .replace("536221234", "999999934")
            .replace("bob@shop.dev.txt", "************.txt")
            .replace("ada@shop.", "*********")
            .replace("joe@shop.", "*********");
        assert_eq!(redacted, expected);
    }
}
