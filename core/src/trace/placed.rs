//! The sensitive values of an exchange, each with its place.

use std::borrow::Cow;

use super::call::Message;
use super::headers::Known;
use crate::sensitive::FieldName;
use crate::{Detection, ExchangeRef, Scanner, Target, TrafficPart};

/// A sensitive value in an exchange.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) part: TrafficPart,
    /// The name of the field, without places in lists: `$.users[*].card`.
    pub(crate) name: Cow<'static, str>,
    pub(crate) detection: Detection,
}

/// Finds the sensitive values of an exchange, part by part.
pub(super) fn find(
    scanner: &Scanner,
    exchange: &ExchangeRef<'_>,
    target: &Target<'_>,
    path: Option<&PathFields>,
    messages: [Option<&Message<'_>>; 2],
) -> Vec<Placed> {
    let mut found = Vec::new();
    if let Some(query) = target.query() {
        place(&mut found, TrafficPart::Query, scanner.scan_query(query));
    }
    place(&mut found, TrafficPart::Path, in_path(scanner, target.path(), path));
    let [sent, answer] = messages;
    for own in scanner.scan_headers(exchange.sent.known_headers().iter()) {
        let cookie = own.path.as_deref().and_then(|path| path.strip_prefix("cookie."));
        match cookie.map(str::to_owned) {
            Some(name) => place(&mut found, TrafficPart::Cookie, vec![Detection { path: Some(name), ..own }]),
            None => place(&mut found, TrafficPart::RequestHeader, vec![own]),
        }
    }
    place(&mut found, TrafficPart::RequestBody, in_body(scanner, sent));
    if answer.is_some() {
        let scanner = scanner.in_response();
        if let Some((_, message)) = exchange.answer {
            let headers = message.known_headers();
            place(&mut found, TrafficPart::ResponseHeader, scanner.scan_headers(headers.iter()));
        }
        place(&mut found, TrafficPart::ResponseBody, in_body(&scanner, answer));
    }
    found
}

/// Scans the segments of a path, each as a field: by the name of its parameter, else by the segment before it.
fn in_path(scanner: &Scanner, path: &str, fields: Option<&PathFields>) -> Vec<Detection> {
    // What is sensitive has a digit, a sign of an address or an escape; words of a path have none of them.
    if !path.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'@' | b'%' | b'=')) {
        return Vec::new();
    }
    let mut fields = fields.map(|own| own.0.iter());
    let mut segments = from_end(path).peekable();
    let mut found = Vec::new();
    while let Some(segment) = segments.next() {
        let own = fields.as_mut().and_then(Iterator::next);
        if segment.is_empty() || matches!(own, Some(Segment::Word)) {
            continue;
        }
        let own = match own {
            Some(Segment::Parameter(name)) => scanner.scan_field(name, segment.as_bytes()),
            _ => {
                let name = FieldName::new(segments.peek().copied().unwrap_or_default());
                scanner.scan_field(&name, segment.as_bytes())
            }
        };
        found.extend(own);
    }
    found
}

/// What the segments of a documented path are, the last first.
pub(super) struct PathFields(Vec<Segment>);

enum Segment {
    Word,
    /// A parameter, and nothing beside it.
    Parameter(FieldName),
    Mixed,
}

impl PathFields {
    pub(super) fn of(path: &str) -> Self {
        let segment = |text: &str| match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
            Some(name) if !name.contains(['{', '}']) => Segment::Parameter(FieldName::new(name)),
            _ if text.contains('{') => Segment::Mixed,
            _ => Segment::Word,
        };
        Self(from_end(path).map(segment).collect())
    }
}

/// Returns the segments of a path, the last first.
fn from_end(path: &str) -> impl Iterator<Item = &str> {
    // Segments are short: the search for a single byte costs less than its preparation for many.
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let slash = path.as_bytes().iter().rposition(|byte| *byte == b'/');
        rest = slash.and_then(|slash| path.get(..slash));
        path.get(slash.map_or(0, |slash| slash + 1)..)
    })
}

fn in_body(scanner: &Scanner, message: Option<&Message<'_>>) -> Vec<Detection> {
    let Some((message, body)) = message.and_then(|own| Some((own, own.body?))) else { return Vec::new() };
    let media_type = message.headers.as_ref().and_then(|headers| headers.text(Known::ContentType));
    scanner.scan_body(media_type, body)
}

fn place(found: &mut Vec<Placed>, part: TrafficPart, detections: Vec<Detection>) {
    found.extend(detections.into_iter().map(|detection| {
        let name = detection.path.as_deref().map(stable).unwrap_or_default();
        Placed { part, name: Cow::Owned(name), detection }
    }));
}

/// Returns a path without places in lists: `$.users[3].card` is `$.users[*].card`.
fn stable(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        text.push_str("[*]");
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_places_in_lists_out() {
        assert_eq!(stable("$.users[3].cards[0]"), "$.users[*].cards[*]");
        assert_eq!(stable("authorization"), "authorization");
    }

    #[test]
    fn names_segments_by_their_parameter_or_what_stands_before() {
        let kinds = |path: &str, template: Option<&str>| {
            let fields = template.map(PathFields::of);
            let found = in_path(&Scanner::default(), path, fields.as_ref());
            found.iter().map(|own| own.kind.to_string()).collect::<Vec<_>>()
        };
        let people = Some("/people/{ssn}/cards");
        assert_eq!(kinds("/base/people/536221234/cards", people), ["us-ssn"]);
        assert_eq!(kinds("/people/536221234/536221234", people), ["us-ssn"]);
        assert_eq!(kinds("/ssn/536221234", Some("/ssn/{a}{b}")), ["us-ssn"]);
        assert_eq!(kinds("/ssn/536221234", None), ["us-ssn"]);
        assert_eq!(kinds("/users/ada%40shop.dev", None), ["email"]);
        assert_eq!(kinds("/orders/536221234", None), [""; 0]);
    }
}
