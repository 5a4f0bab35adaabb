//! URLs with a user and a password (RFC 3986, section 3.2.1).

use std::ops::Range;

use super::{Worth, is_placeholder};

/// Bytes of the part of a URL that names user, password and host.
const AUTHORITY: usize = 512;
/// Bytes of the longest scheme.
const SCHEME: usize = 32;

/// A URL with a user and a password that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UrlCredentials {
    /// Where the scheme begins.
    pub(crate) start: usize,
    /// Where the host ends.
    pub(crate) end: usize,
    pub(crate) password: Range<usize>,
    pub(crate) worth: Worth,
}

/// Reads a URL whose scheme ends at the colon.
pub(crate) fn at(text: &[u8], colon: usize) -> Option<UrlCredentials> {
    let authority = colon + 3;
    if text.get(colon..authority)? != b"://" {
        return None;
    }
    let before = text.get(..colon)?;
    let scheme = before.iter().rev().take(SCHEME).take_while(|byte| is_scheme(**byte)).count();
    if !before.last()?.is_ascii_alphanumeric() {
        return None;
    }
    let rest = text.get(authority..)?;
    let length =
        rest.iter().take(AUTHORITY).position(|byte| is_end(*byte)).unwrap_or(rest.len().min(AUTHORITY));
    let rest = std::str::from_utf8(rest.get(..length)?).ok()?;
    let (user_information, host) = rest.rsplit_once('@')?;
    let (user, password) = user_information.split_once(':')?;
    let is_real = !is_placeholder(password) && user != password && !is_example(host);
    let password_start = authority + user.len() + 1;
    Some(UrlCredentials {
        start: colon - scheme,
        end: authority + length,
        password: password_start..password_start + password.len(),
        worth: if is_real { Worth::Real } else { Worth::Placeholder },
    })
}

fn is_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_the_password_stands() {
        let text = "dsn=postgres+ssl://shop:Tr0ub4dor3@db.acme.io:5432/orders";
        let found = at(text.as_bytes(), text.find(':').unwrap()).unwrap();
        assert_eq!(text.get(found.password), Some("Tr0ub4dor3"));
        let whole = "postgres+ssl://shop:Tr0ub4dor3@db.acme.io:5432";
        assert_eq!(text.get(found.start..found.end), Some(whole));
        assert_eq!(found.worth, Worth::Real);
        let text = "redis://:changeme@cache.acme.io";
        assert_eq!(at(text.as_bytes(), 5).map(|found| found.worth), Some(Worth::Placeholder));
        assert_eq!(at(b"redis://cache.acme.io", 5), None);
        assert_eq!(at(b"https://acme.io:8080/a@b", 5), None);
    }
}
