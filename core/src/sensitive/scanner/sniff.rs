//! What kind of body it is, and the pieces that it is scanned in.

use std::ops::Range;

use memchr::memchr;

use super::decoded::{Coding, Decoded};
use super::piece::{Content, Piece};
use super::table::Table;
use super::{Detection, Scanner, events, form, markup, multipart};

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format<'t> {
    /// JSON, or several texts of it.
    Json,
    Form,
    /// Parts behind lines with this boundary (RFC 2046 5.1).
    Multipart(&'t [u8]),
    /// XML or HTML.
    Markup,
    /// Server-sent events.
    Events,
    /// Values below the names of their columns.
    Table,
    Text,
    /// Any of the others, two bytes a character.
    Utf16(Coding),
}

impl<'t> Format<'t> {
    /// Tells by the first bytes, of forms and single numbers by all.
    pub(super) fn of(body: &'t [u8]) -> Self {
        utf16(body).map_or_else(|| Self::of_bytes(body), Self::Utf16)
    }

    /// Tells how a body is written that is not in UTF-16.
    pub(super) fn of_bytes(body: &'t [u8]) -> Self {
        let body = body.strip_prefix(UTF8_BOM).unwrap_or(body).trim_ascii();
        match body {
            [b'"', ..] if Table::of(body).is_some() => Self::Table,
            [b'{' | b'[' | b'"', ..] => Self::Json,
            [b'0'..=b'9' | b'-', ..] if is_number(body) => Self::Json,
            [b'-', b'-', ..] => multipart::boundary(body).map_or(Self::Text, Self::Multipart),
            [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'?' | b'!') => Self::Markup,
            _ if form::is_form(body) => Self::Form,
            _ if events::is_stream(body) => Self::Events,
            _ if Table::of(body).is_some() => Self::Table,
            _ => Self::Text,
        }
    }

    /// Tells by what the sender says, unless the body is plainly something else.
    pub(super) fn of_type(content_type: &'t str, body: &'t [u8]) -> Self {
        let (media_type, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
        let media_type = media_type.trim();
        let own = Self::of(body);
        match own {
            // Clients that send JSON as a form are many: curl does it unless told otherwise.
            Self::Utf16(_) | Self::Json | Self::Multipart(_) => own,
            _ if is(media_type, "multipart/") => match parameter(parameters, "boundary") {
                Some(boundary) if !boundary.is_empty() => Self::Multipart(boundary.as_bytes()),
                _ => own,
            },
            _ if parameter(parameters, "charset").is_some_and(|own| is(own, "utf-16")) => {
                let is_big = parameter(parameters, "charset").is_some_and(|own| is(own, "utf-16be"));
                Self::Utf16(if is_big { Coding::Utf16Big } else { Coding::Utf16Little })
            }
            _ if media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") => Self::Form,
            _ => own,
        }
    }

    /// Hands out the pieces of a body, in order. They do not overlap.
    pub(super) fn pieces<'b>(self, body: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>))
    where
        't: 'b,
    {
        let whole = |content| Piece { range: start..start + body.len(), coding: Coding::Plain, content };
        match self {
            Self::Json => {
                // A byte order mark is no JSON.
                let mark = if body.starts_with(UTF8_BOM) { UTF8_BOM.len() } else { 0 };
                let range = start + mark..start + body.len();
                found(Piece { range, coding: Coding::Plain, content: Content::Json(None) });
            }
            Self::Form => form::pieces(body, start, found),
            Self::Multipart(boundary) => multipart::pieces(body, start, boundary, found),
            Self::Events => events::pieces(body, start, found),
            Self::Markup => markup::pieces(body, start, found),
            Self::Table => match Table::of(body) {
                Some(table) => table.pieces(body, start, found),
                None => found(whole(Content::Text)),
            },
            Self::Text | Self::Utf16(_) => found(whole(Content::Text)),
        }
    }
}

/// Tells in which order UTF-16 is written: by its mark, or by the zeros of the first two characters (RFC 4627 3).
fn utf16(body: &[u8]) -> Option<Coding> {
    match body {
        [0xff, 0xfe, 0, 0, ..] => None,
        [0xff, 0xfe, ..] => Some(Coding::Utf16Little),
        [0xfe, 0xff, ..] => Some(Coding::Utf16Big),
        [1..=255, 0, 1..=255, 0, ..] => Some(Coding::Utf16Little),
        [0, 1..=255, 0, 1..=255, ..] => Some(Coding::Utf16Big),
        _ => None,
    }
}

/// Tells whether a text is one JSON number (RFC 8259 6).
fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = text.strip_prefix(b"-").unwrap_or(text);
    let length = digits(rest);
    if length == 0 || rest.starts_with(b"0") && length > 1 {
        return false;
    }
    rest = rest.get(length..).unwrap_or_default();
    if let [b'.', fraction @ ..] = rest {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = fraction.get(length..).unwrap_or_default();
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-")).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

/// Tells whether a text begins so, in any case.
fn is(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()))
}

/// Returns a parameter of a media type or disposition, without its quotes (RFC 9110 5.6.6).
pub(super) fn parameter<'t>(parameters: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = parameters;
    loop {
        rest = rest.trim_start_matches([';', ' ', '\t']);
        let (own, value) = rest.split_once('=')?;
        let (value, behind) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_once(';').unwrap_or((value, "")),
        };
        // A name behind something that is no parameter.
        let own = own.rsplit(';').next().unwrap_or(own);
        if own.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim());
        }
        rest = behind;
    }
}

/// Returns where the next line begins, behind a place.
pub(super) fn next_line(text: &[u8], place: usize) -> usize {
    let rest = text.get(place..).unwrap_or_default();
    memchr(b'\n', rest).map_or(text.len(), |end| place + end + 1)
}

impl Scanner {
    /// Finds sensitive values in a body of any kind.
    ///
    /// What kind it is its first bytes say: JSON (also several texts, one a line), a form, multipart, XML and HTML, else
    /// text. With two bytes a character (UTF-16) it is read as well; places are always those in the bytes as they are.
    #[must_use]
    pub fn scan(&self, bytes: &[u8]) -> Vec<Detection> {
        self.scan_as(Format::of(bytes), bytes)
    }

    /// Finds sensitive values in a body whose `Content-Type` is known. Where it is not, or the body is plainly something
    /// else, the body decides.
    #[must_use]
    pub fn scan_body(&self, content_type: Option<&str>, bytes: &[u8]) -> Vec<Detection> {
        self.scan_as(content_type.map_or_else(|| Format::of(bytes), |own| Format::of_type(own, bytes)), bytes)
    }

    /// Returns where the parts of a body are that [`Scanner::scan`] does not look into, because they are no text: images and
    /// other files in a multipart body.
    #[must_use]
    pub fn uninspected(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let format = Format::of(bytes);
        if matches!(format, Format::Multipart(_)) {
            format.pieces(bytes, 0, &mut |piece| {
                ranges.extend(Some(piece.range).filter(|_| matches!(piece.content, Content::Binary)));
            });
        }
        ranges
    }

    fn scan_as(&self, format: Format<'_>, bytes: &[u8]) -> Vec<Detection> {
        let mut detections = Vec::new();
        let Format::Utf16(coding) = format else {
            format.pieces(bytes, 0, &mut |piece| self.scan_piece(bytes, &piece, &mut detections));
            return detections;
        };
        let text = Decoded::of(bytes, coding);
        let inner = Format::of_bytes(&text.plain);
        inner.pieces(&text.plain, 0, &mut |piece| self.scan_piece(&text.plain, &piece, &mut detections));
        let mut places = text.places();
        for own in &mut detections {
            (own.start, own.end) = (places.written(own.start), places.written(own.end));
        }
        detections
    }
}

/// Hands out a piece of text between two places, if there is any.
pub(super) fn text<'b>(range: Range<usize>, coding: Coding, found: &mut dyn FnMut(Piece<'b>)) {
    if !range.is_empty() {
        found(Piece { range, coding, content: Content::Text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_bodies_by_their_first_bytes() {
        for (body, expected) in [
            ("{}", Format::Json),
            (" \r\n[1]", Format::Json),
            ("\u{feff}{}", Format::Json),
            ("\"a\"", Format::Json),
            ("-12.5e+3", Format::Json),
            ("4155550132\n", Format::Json),
            ("0123", Format::Text),
            ("1.", Format::Text),
            ("12 13", Format::Text),
            ("a=b&c=d\r\n", Format::Form),
            ("a=b c", Format::Text),
            ("id,phone,ssn\n1,2,3\n", Format::Table),
            ("\"id\",\"phone\",\"ssn\"\n1,2,3\n", Format::Table),
            ("\"id, phone, ssn\\n1,2,3\"", Format::Json),
            ("<?xml version='1.0'?><a/>", Format::Markup),
            ("<!doctype html>", Format::Markup),
            ("< 5", Format::Text),
            ("--x\r\nContent-Disposition: form-data\r\n\r\n", Format::Multipart(b"x")),
            ("-----BEGIN PRIVATE KEY-----\nabc", Format::Text),
            ("", Format::Text),
            ("{\0\"\0", Format::Utf16(Coding::Utf16Little)),
            ("\0{\0\"", Format::Utf16(Coding::Utf16Big)),
        ] {
            assert_eq!(Format::of(body.as_bytes()), expected, "{body}");
        }
        assert_eq!(Format::of(b"\xff\xfea\0"), Format::Utf16(Coding::Utf16Little));
        assert_eq!(Format::of(b"\xff\xfe\0\0"), Format::Text);
    }

    #[test]
    fn believes_the_sender_unless_the_body_is_something_else() {
        for (content_type, body, expected) in [
            ("application/x-www-form-urlencoded", "a=b c", Format::Form),
            ("Application/X-WWW-Form-URLEncoded; charset=utf-8", "a b", Format::Form),
            ("application/x-www-form-urlencoded", "{\"a\": 1}", Format::Json),
            ("application/json", "a=b", Format::Form),
            ("application/json", "plain words", Format::Text),
            ("application/problem+json; charset=\"utf-8\"", "[]", Format::Json),
            ("text/plain", "{}", Format::Json),
            ("multipart/form-data; charset=x; Boundary=\"a b\"", "preamble", Format::Multipart(b"a b")),
            ("multipart/form-data", "preamble", Format::Text),
            ("text/plain;charset=UTF-16BE", "", Format::Utf16(Coding::Utf16Big)),
            ("", "a b", Format::Text),
        ] {
            assert_eq!(Format::of_type(content_type, body.as_bytes()), expected, "{content_type}");
        }
    }

    #[test]
    fn reads_parameters() {
        for (parameters, expected) in [
            (" name=a", Some("a")),
            ("form-data; filename=\"name=x\"; name=\"b c\"", Some("b c")),
            ("form-data; NAME = b ;x=y", Some("b")),
            ("name=\"open", Some("open")),
            ("x=name", None),
            ("", None),
        ] {
            assert_eq!(parameter(parameters, "name"), expected, "{parameters}");
        }
    }

    #[test]
    fn reads_two_bytes_a_character() {
        let text = "{\"größe\": 1, \"email\": \"ada@shop.dev\"}";
        let body: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for body in [body.clone(), [&[0xff, 0xfe], body.as_slice()].concat()] {
            let found = Scanner::default().scan(&body);
            let email: Vec<u8> = "ada@shop.dev".encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(body.get(found[0].start..found[0].end), Some(email.as_slice()));
            assert_eq!(found[0].path.as_deref(), Some("$.email"));
        }
    }
}
