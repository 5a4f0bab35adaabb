//! Headers of a request or response.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cookies;
use super::credentials;
use super::decoded::Coding;
use super::hint::{Hint, hint};
use super::kind::Kind;
use super::piece::{Content, Name, Piece};
use super::{Detection, Scanner, form, path};
use crate::DetectorScope;
use crate::sensitive::{SensitiveGroup, SensitiveType};

/// What a header holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Field {
    /// A scheme, and credentials of it (RFC 9110 11.4).
    Credentials,
    Cookie,
    SetCookie,
    /// Where somebody goes to or comes from.
    Url,
    /// What client and server settle between themselves, in a grammar that has no room for data.
    Machine,
    /// A value of which the name says so much.
    Value(Hint),
}

/// Names of headers in whose values nothing sensitive can stand: words of a registry, dates, counts, ranges, hashes, numbers
/// of traces, lists of names.
const MACHINE: [&str; 84] = [
    "accept",
    "accept-ch",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
    "access-control-request-headers",
    "access-control-request-method",
    "age",
    "allow",
    "alt-svc",
    "cache-control",
    "clear-site-data",
    "connection",
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-range",
    "content-security-policy",
    "content-security-policy-report-only",
    "content-type",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "date",
    "digest",
    "dnt",
    "expect",
    "expires",
    "if-modified-since",
    "if-unmodified-since",
    "keep-alive",
    "last-modified",
    "max-forwards",
    "nel",
    "origin-agent-cluster",
    "permissions-policy",
    "pragma",
    "priority",
    "proxy-connection",
    "range",
    "referrer-policy",
    "report-to",
    "retry-after",
    "sec-ch-ua",
    "sec-ch-ua-arch",
    "sec-ch-ua-full-version-list",
    "sec-ch-ua-mobile",
    "sec-ch-ua-model",
    "sec-ch-ua-platform",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
    "sec-fetch-user",
    "sec-gpc",
    "sec-websocket-accept",
    "sec-websocket-extensions",
    "sec-websocket-key",
    "sec-websocket-version",
    "strict-transport-security",
    "te",
    "timing-allow-origin",
    "traceparent",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "vary",
    "x-b3-parentspanid",
    "x-b3-sampled",
    "x-b3-spanid",
    "x-b3-traceid",
    "x-content-type-options",
    "x-dns-prefetch-control",
    "x-frame-options",
    "x-permitted-cross-domain-policies",
    "x-xss-protection",
];

/// Names whose values are of machines, whatever digits they have. What looks like a secret or an address is one there too.
const DECOYS: [&str; 6] = ["etag", "idempotency-key", "if-match", "if-none-match", "if-range", "user-agent"];

/// Names whose values are addresses of machines.
const ADDRESSES: [&str; 10] = [
    "cf-connecting-ip",
    "client-ip",
    "fastly-client-ip",
    "fly-client-ip",
    "forwarded",
    "true-client-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-forwarded-for",
    "x-real-ip",
];

/// Names whose values are URLs or the ends of some.
const URLS: [&str; 9] = [
    "content-location",
    "location",
    "origin",
    "referer",
    ":path",
    "x-forwarded-uri",
    "x-original-uri",
    "x-original-url",
    "x-rewrite-url",
];

/// The headers that are known by their names.
static FIELDS: LazyLock<FxHashMap<&'static str, Field>> = LazyLock::new(|| {
    let whole = [
        ("authorization", Field::Credentials),
        ("proxy-authorization", Field::Credentials),
        ("cookie", Field::Cookie),
        ("set-cookie", Field::SetCookie),
        ("host", Field::Value(Hint::None)),
    ];
    let address = Field::Value(Hint::Holds(Kind::Data(SensitiveType::IpAddress)));
    let urls = URLS.map(|name| (name, Field::Url));
    let addresses = ADDRESSES.map(|name| (name, address));
    let decoys = DECOYS.map(|name| (name, Field::Value(Hint::Decoy)));
    let machine = MACHINE.map(|name| (name, Field::Machine));
    whole.into_iter().chain(urls).chain(addresses).chain(decoys).chain(machine).collect()
});

impl Field {
    /// Tells by a name in small letters.
    fn of(name: &str) -> Self {
        FIELDS.get(name).copied().unwrap_or_else(|| Self::Value(hint(name.as_bytes(), Hint::None, b"")))
    }
}

impl Scanner {
    /// Finds sensitive values in headers.
    ///
    /// Headers that client and server settle between themselves (`accept`, `date`, `cache-control`) hold nothing of the built-in
    /// types. `start` and `end` are those in the header's value, and the path is the header's name in lower case:
    /// `authorization`. Of a cookie, or of a parameter of a URL, it ends with its name: `cookie.session`,
    /// `referer.access_token`. Detections come header by header.
    #[must_use]
    pub fn scan_headers<'h>(&self, headers: impl IntoIterator<Item = (&'h str, &'h [u8])>) -> Vec<Detection> {
        let mut detections = Vec::new();
        let scanner = self.at(DetectorScope::Header);
        for (name, value) in headers {
            scanner.header(name, value, &mut detections);
        }
        detections
    }

    fn header(&self, name: &str, value: &[u8], detections: &mut Vec<Detection>) {
        let lower = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        let own = match Field::of(&lower) {
            Field::Credentials => credentials::scan(self, value),
            Field::Cookie => cookies::scan(self, value, cookies::Kind::Sent),
            Field::SetCookie => cookies::scan(self, value, cookies::Kind::Set),
            Field::Url => self.url(value),
            Field::Machine if self.detectors().is_none() => return,
            Field::Machine => {
                self.header_value(value, self.named(Some(self::name(name.as_bytes())), Hint::Decoy))
            }
            Field::Value(Hint::Holds(kind))
                if kind.group() == SensitiveGroup::Secret && credentials::has_scheme(value) =>
            {
                credentials::scan(self, value)
            }
            Field::Value(hint) => {
                let hint = self.named(Some(self::name(name.as_bytes())), hint);
                self.header_value(value, hint)
            }
        };
        if own.is_empty() {
            return;
        }
        let is_name = lower == ":path" || path::shown(name.as_bytes()).is_some();
        let is_data = || self.detectors().is_some_and(|own| own.find_in_name(name));
        let name = if is_name && !is_data() { &*lower } else { "*" };
        detections.extend(
            own.into_iter().map(|own| Detection { path: Some(below(name, own.path.as_deref())), ..own }),
        );
    }

    /// Scans a value that may be a JSON text.
    fn header_value(&self, value: &[u8], hint: Hint) -> Vec<Detection> {
        match value.trim_ascii() {
            [b'{', .., b'}'] if !matches!(hint, Hint::Holds(_) | Hint::Custom(_)) => self.scan_json(value),
            _ => self.scan_value(value, hint),
        }
    }

    /// Scans a URL: its parameters as those of a form, also behind `#`, where tokens are handed over (RFC 6749 4.2.2).
    fn url(&self, url: &[u8]) -> Vec<Detection> {
        let end = url.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(url.len());
        let mut detections = Vec::new();
        let whole = Piece { range: 0..end, coding: Coding::Plain, content: Content::Text };
        self.scan_piece(url, &whole, &mut detections);
        let rest = url.get(end..).unwrap_or_default();
        let mut start = end;
        for part in rest.split(|byte| matches!(byte, b'?' | b'#' | b'&')) {
            form::pair(part, start, &mut |piece| self.scan_piece(url, &piece, &mut detections));
            start += part.len() + 1;
        }
        detections
    }
}

/// Joins the name of a header and what stands in it.
fn below(header: &str, path: Option<&str>) -> String {
    match path {
        None | Some("") => header.to_owned(),
        Some(json) if json.starts_with('$') => format!("{header}{json}"),
        Some(name) => format!("{header}.{name}"),
    }
}

/// Returns a name in a header, as one of a form.
pub(super) fn name(written: &[u8]) -> Name<'_> {
    Name { written, coding: Coding::Percent }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(headers: &[(&str, &str)]) -> Vec<(String, String, String)> {
        let mut found = Vec::new();
        for (name, value) in headers {
            for own in Scanner::default().scan_headers([(*name, value.as_bytes())]) {
                let text = value.get(own.start..own.end).unwrap().to_owned();
                found.push((own.path.unwrap_or_default(), own.kind.into_owned(), text));
            }
        }
        found
    }

    fn row(path: &str, kind: &str, text: &str) -> (String, String, String) {
        (path.to_owned(), kind.to_owned(), text.to_owned())
    }

    #[test]
    fn knows_headers_by_their_names() {
        assert_eq!(
            found(&[
                ("X-Api-Key", "9f86d081884c7d659a2f"),
                ("X-Auth-Token", "Bearer 9f86d081884c7d659a2f"),
                ("X-Forwarded-For", "203.0.113.9, 198.51.100.7"),
                ("X-User", "{\"email\": \"ada@shop.dev\"}"),
                ("X-Customer", "ada@shop.dev"),
            ]),
            [
                row("x-api-key", "api-key", "9f86d081884c7d659a2f"),
                row("x-auth-token", "bearer-token", "9f86d081884c7d659a2f"),
                row("x-forwarded-for", "ip-address", "203.0.113.9"),
                row("x-forwarded-for", "ip-address", "198.51.100.7"),
                row("x-user$.email", "email", "ada@shop.dev"),
                row("x-customer", "email", "ada@shop.dev"),
            ]
        );
    }

    #[test]
    fn reads_the_parameters_of_urls() {
        assert_eq!(
            found(&[
                (
                    "Referer",
                    "https://shop.dev/reset?next=/a&password=Tr0ub4dor3#access_token=9f86d081884c7d65"
                ),
                ("Location", "/cb?email=ada%40shop.dev"),
                ("Origin", "https://shop.dev"),
            ]),
            [
                row("referer.password", "password", "Tr0ub4dor3"),
                row("referer.access_token", "access-token", "9f86d081884c7d65"),
                row("location.email", "email", "ada%40shop.dev"),
            ]
        );
    }

    #[test]
    fn passes_over_what_machines_tell_each_other() {
        let headers = [
            ("ETag", "\"4111-1111\""),
            ("X-Request-Id", "4539578763621486"),
            ("Date", "Sun, 22 Nov 2026 07:51:58 GMT"),
            ("Content-Length", "536221234"),
            ("User-Agent", "Mozilla/5.0 (X11) Chrome/120.0.0.0"),
            ("X-CSRF-Token", "9f86d081884c7d659a2f"),
            ("WWW-Authenticate", "Bearer realm=\"shop\", error=\"invalid_token\""),
        ];
        assert_eq!(found(&headers), []);
    }
}
