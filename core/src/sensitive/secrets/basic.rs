//! User and password as HTTP carries them (RFC 7617).

use super::{Worth, base64, is_placeholder};

const SCHEME: &[u8] = b"basic ";

/// User and password that were found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BasicCredentials {
    /// Where the encoded part begins.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) worth: Worth,
}

/// Reads `Basic` with its credentials at a place of a text where a word begins.
pub(crate) fn at(text: &[u8], start: usize) -> Option<BasicCredentials> {
    let start = start + SCHEME.len();
    let scheme = text.get(start.checked_sub(SCHEME.len())?..start)?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = text.get(start..)?;
    let length = rest.iter().position(|byte| !base64::is_standard(*byte)).unwrap_or(rest.len());
    Some(BasicCredentials { start, end: start + length, worth: worth(rest.get(..length)?)? })
}

/// Tells what Base64 of user and password is worth, if it is that.
pub(crate) fn worth(encoded: &[u8]) -> Option<Worth> {
    let decoded = base64::decode(encoded)?;
    let decoded = std::str::from_utf8(&decoded).ok().filter(|text| !text.chars().any(char::is_control))?;
    let (user, password) = decoded.split_once(':')?;
    if user.is_empty() {
        return None;
    }
    let is_real = !is_placeholder(password) && user != password;
    Some(if is_real { Worth::Real } else { Worth::Placeholder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_user_and_password() {
        for (text, expected) in [
            ("Basic c2hvcDpUcjB1YjRkb3ImMw==", Some((30, Worth::Real))),
            ("basic c2hvcDpUcjB1YjRkb3ImMw== ", Some((30, Worth::Real))),
            ("Basic c2hvcDpUcjB1YjRkb3ImMw", Some((28, Worth::Real))),
            ("Basic dXNlcm5hbWU6cGFzc3dvcmQ=", Some((30, Worth::Placeholder))),
            ("Basic authentication is used", None),
            ("Basic OlRyMHViNGRvciYz", None),
            ("Basic", None),
            ("Basis c2hvcDpUcjB1YjRkb3ImMw==", None),
        ] {
            let found = at(text.as_bytes(), 0);
            assert_eq!(found.map(|found| (found.end, found.worth)), expected, "{text}");
            assert!(found.is_none_or(|found| found.start == 6));
        }
    }
}
