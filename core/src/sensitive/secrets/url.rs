//! URLs with a user and a password (RFC 3986, section 3.2.1).

use super::{Secret, is_placeholder};

/// Bytes of the part of a URL that names user, password and host.
const AUTHORITY: usize = 512;

/// Reads a URL whose scheme ends at the colon.
pub(super) fn at(text: &str, colon: usize) -> Option<Secret> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    if !text.as_bytes().get(..colon)?.last().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let end = rest.bytes().take(AUTHORITY).position(is_end).unwrap_or_else(|| rest.len().min(AUTHORITY));
    let (user_information, host) = rest.get(..end)?.rsplit_once('@')?;
    let (user, password) = user_information.split_once(':')?;
    let is_real = !is_placeholder(password) && user != password && !is_example(host);
    is_real.then_some(Secret::UrlCredentials)
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b'\\')
        || byte.is_ascii_whitespace()
}

/// Tells whether a host is one that documentation may use (RFC 2606), or the machine itself.
fn is_example(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    host.is_empty()
        || host == "localhost"
        || host == "127.0.0.1"
        || host == "host"
        || host
            .split('.')
            .any(|label| matches!(label, "example" | "test" | "invalid" | "yourdomain" | "mydomain"))
        || host.contains(['{', '}', '$', '*'])
}
