//! Cookies (RFC 6265).

use std::ops::Range;

use memchr::memchr;
use smallvec::SmallVec;

use super::credentials::SURE;
use super::decoded::Coding;
use super::field::is_blank;
use super::headers::name;
use super::hint::Hint;
use super::kind;
use super::piece::{Content, Piece};
use super::sweep::Found;
use super::{Detection, Scanner, detection};
use crate::sensitive::SensitiveType;
use crate::sensitive::secrets::jwt;

/// Which way cookies go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `Cookie`: all of them in one header.
    Sent,
    /// `Set-Cookie`: one, and how long and where it is good.
    Set,
}

/// Names under which frameworks keep sessions, in lower case.
const SESSIONS: [&str; 28] = [
    ".aspnet.applicationcookie",
    ".aspnetcore.cookies",
    ".aspnetcore.identity.application",
    ".aspnetcore.session",
    ".aspxauth",
    "__session",
    "_session",
    "_session_id",
    "asp.net_sessionid",
    "cfid",
    "cftoken",
    "ci_session",
    "connect.sid",
    "jsessionid",
    "koa.sess",
    "koa:sess",
    "laravel_session",
    "php_sessid",
    "phpsessid",
    "play_session",
    "rack.session",
    "remember_token",
    "remember_user_token",
    "sess",
    "session",
    "sessionid",
    "sid",
    "user_session",
];
/// Ends of such names.
const ENDS: [&str; 9] = [
    "_session",
    "-session",
    ".session",
    "sessionid",
    "session_id",
    "session-id",
    "session-token",
    "session_token",
    ".sid",
];
/// Beginnings of such names.
const STARTS: [&str; 6] =
    ["aspsessionid", "remember_web_", "sess-", "ssess", "wordpress_logged_in_", "wordpress_sec_"];

/// How sure a session is by the name of its cookie.
const SESSION: u8 = 90;
/// Bytes of the shortest value that is a session.
const SHORTEST: usize = 6;

/// Finds what the cookies of a header hold.
pub(super) fn scan(scanner: &Scanner, header: &[u8], kind: Kind) -> Vec<Detection> {
    let mut detections = Vec::new();
    let mut start = 0;
    let count = if kind == Kind::Set { 1 } else { usize::MAX };
    for cookie in header.split(|byte| *byte == b';').take(count) {
        pair(scanner, header, start..start + cookie.len(), &mut detections);
        start += cookie.len() + 1;
    }
    detections
}

fn pair(scanner: &Scanner, header: &[u8], range: Range<usize>, detections: &mut Vec<Detection>) {
    let cookie = header.get(range.clone()).unwrap_or_default();
    let piece = |range, content| Piece { range, coding: Coding::Percent, content };
    let Some((written, [_, value @ ..])) = memchr(b'=', cookie).and_then(|cut| cookie.split_at_checked(cut))
    else {
        return scanner.scan_piece(header, &piece(range, Content::Text), detections);
    };
    let name = name(written.trim_ascii());
    let start = range.end - value.trim_ascii_start().len();
    let value = value.trim_ascii();
    let (start, value) = match value {
        [b'"', inside @ .., b'"'] => (start + 1, inside),
        _ => (start, value),
    };
    if name.may_be_data() && !is_session(name.written) {
        let at = range.start + cookie.len() - cookie.trim_ascii_start().len();
        scanner.scan_piece(header, &piece(at..at + name.written.len(), Content::Text), detections);
    }
    let is_token = jwt::at(value, 0).is_some_and(|(_, end)| end == value.len());
    let own = match () {
        () if is_token => Some((SensitiveType::JsonWebToken, SURE)),
        () if is_session(name.written) && is_set(value) => Some((SensitiveType::SessionId, SESSION)),
        () => None,
    };
    let range = start..start + value.len();
    if let Hint::Custom(_) = scanner.named(Some(name), Hint::None) {
        let before = detections.len();
        scanner.scan_piece(header, &piece(range.clone(), Content::Any(name)), detections);
        if detections.len() > before {
            return;
        }
    }
    if let Some((own, score)) = own {
        let found = Found { range, kind: kind::Kind::Data(own), score, is_test: false };
        detections.push(detection(value, found, Some(name.shown())));
    } else {
        scanner.scan_piece(header, &piece(range, Content::Any(name)), detections);
    }
}

/// Tells whether a value can be that of a session, and is not hidden already. PHP takes a cookie away with a word.
fn is_set(value: &[u8]) -> bool {
    value.len() >= SHORTEST && value != b"deleted" && !std::str::from_utf8(value).is_ok_and(is_blank)
}

/// Tells whether a framework keeps sessions under a name.
pub(crate) fn is_session(name: &[u8]) -> bool {
    let mut name: SmallVec<[u8; 64]> = SmallVec::from_slice(name);
    name.make_ascii_lowercase();
    let name = name.strip_prefix(b"__host-").or(name.strip_prefix(b"__secure-")).unwrap_or(&name);
    SESSIONS.iter().any(|own| own.as_bytes() == name)
        || ENDS.iter().any(|end| name.ends_with(end.as_bytes()))
        || STARTS.iter().any(|start| name.starts_with(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str, kind: Kind) -> Vec<(String, String, String)> {
        let detections = scan(&Scanner::default(), header.as_bytes(), kind);
        let of = |own: Detection| {
            (
                own.path.unwrap_or_default(),
                own.kind.into_owned(),
                header.get(own.start..own.end).unwrap().to_owned(),
            )
        };
        detections.into_iter().map(of).collect()
    }

    fn row(path: &str, kind: &str, text: &str) -> (String, String, String) {
        (path.to_owned(), kind.to_owned(), text.to_owned())
    }

    #[test]
    fn finds_sessions_by_the_names_of_frameworks() {
        let header = "theme=dark; JSESSIONID=A1B2C3D4E5F6; connect.sid=s%3Ab7Xk.q2; _ga=GA1.2.1234567890.1700000000; \
            __Host-session=\"9f86d081\";csrftoken=Zk81pQv7Rt5yUi; _shop_session=aGVsbG8gd29ybGQ; mail=ada%40shop.dev";
        assert_eq!(
            found(header, Kind::Sent),
            [
                row("JSESSIONID", "session-id", "A1B2C3D4E5F6"),
                row("connect.sid", "session-id", "s%3Ab7Xk.q2"),
                row("__Host-session", "session-id", "9f86d081"),
                row("_shop_session", "session-id", "aGVsbG8gd29ybGQ"),
                row("mail", "email", "ada%40shop.dev"),
            ]
        );
    }

    #[test]
    fn reads_only_the_pair_that_is_set() {
        let header =
            "sid=9f86d081; Path=/; Domain=shop.dev; Expires=Wed, 21 Oct 2026 07:28:00 GMT; session=x8273hdk";
        assert_eq!(found(header, Kind::Set), [row("sid", "session-id", "9f86d081")]);
        assert_eq!(found("sid=; Max-Age=0", Kind::Set), []);
        assert_eq!(found("session=deleted", Kind::Set), []);
    }

    #[test]
    fn reads_what_is_no_pair() {
        assert_eq!(
            found("ada@shop.dev; ; =x; ada@shop.dev=1", Kind::Sent),
            [row("", "email", "ada@shop.dev"), row("", "email", "ada@shop.dev"),]
        );
    }
}
