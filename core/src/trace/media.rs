//! What an answer says its body is, and what it looks like.

use serde::de::IgnoredAny;

/// Kinds of bodies, as far as browsers treat them differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    /// Nothing is said.
    Unsaid,
    Html,
    Json,
    /// JavaScript.
    Script,
    /// Other text.
    Text,
    /// Bytes of no kind (`application/octet-stream`).
    Octets,
    /// Images, sound, films, fonts, archives: nobody reads text in them.
    Binary,
    Other,
}

impl Media {
    /// Reads a `Content-Type`.
    pub(super) fn of(content_type: Option<&str>) -> Self {
        let own = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let own = own.to_ascii_lowercase();
        let (group, kind) = own.split_once('/').unwrap_or((own.as_str(), ""));
        match (group, kind) {
            ("", _) | ("*" | "unknown", _) => Self::Unsaid,
            ("text", "html") | ("application", "xhtml+xml") => Self::Html,
            (_, "json") | ("text", "x-json") => Self::Json,
            (_, "javascript" | "ecmascript" | "x-javascript") => Self::Script,
            ("text", _) => Self::Text,
            ("application", "octet-stream") => Self::Octets,
            ("image", "svg+xml") => Self::Other,
            ("image" | "audio" | "video" | "font", _) => Self::Binary,
            ("application", "zip" | "gzip" | "pdf" | "wasm" | "x-protobuf" | "grpc") => Self::Binary,
            _ if kind.ends_with("+json") => Self::Json,
            _ => Self::Other,
        }
    }
}

/// Tells whether a body begins as a page does.
pub(crate) fn is_page(body: &[u8]) -> bool {
    let body = start(body);
    let begins = |word: &[u8]| body.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word));
    begins(b"<!doctype html") || begins(b"<html>") || begins(b"<html ")
}

/// Tells whether a whole body is a JSON object or list.
pub(crate) fn is_json(body: &[u8]) -> bool {
    matches!(start(body), [b'{' | b'[', ..]) && serde_json::from_slice::<IgnoredAny>(start(body)).is_ok()
}

/// Returns the body without a byte order mark and white space at its beginning.
pub(crate) fn start(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_content_types() {
        for (text, expected) in [
            (None, Media::Unsaid),
            (Some(" ; charset=utf-8"), Media::Unsaid),
            (Some("Text/HTML; charset=utf-8"), Media::Html),
            (Some("application/problem+json"), Media::Json),
            (Some("application/json"), Media::Json),
            (Some("text/javascript"), Media::Script),
            (Some("text/csv"), Media::Text),
            (Some("image/png"), Media::Binary),
            (Some("image/svg+xml"), Media::Other),
            (Some("nonsense"), Media::Other),
        ] {
            assert_eq!(Media::of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn tells_pages_and_json_by_their_bytes() {
        assert!(is_page(b"\xef\xbb\xbf\n<!DOCTYPE html><html>") && is_page(b"<html lang=en>"));
        assert!(!is_page(b"<htmlx>") && !is_page(b"{}") && !is_page(b""));
        assert!(is_json(b" {\"a\": [1]}\n") && is_json(b"[]"));
        assert!(!is_json(b"{a}") && !is_json(b"7") && !is_json(&b"[".repeat(1_000_000)));
    }
}
