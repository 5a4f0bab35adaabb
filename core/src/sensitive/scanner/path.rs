//! The way to a value, as a person reads it.

use super::json::{Frame, Frames};

/// Bytes of a name that a path shows.
pub(super) const NAME: usize = 64;
/// Digits of a name that is no data.
pub(super) const DIGITS: usize = 4;
/// Bytes of a whole path.
const PATH: usize = 512;

/// Returns the path of the value that the frames lead to: `$.users[3].card.number`. A name that looks like data is `*`.
pub(super) fn of<H>(bytes: &[u8], frames: &Frames<H>) -> String {
    use std::fmt::Write;

    let mut path = "$".to_owned();
    for Frame { key, index, is_object, .. } in frames {
        if path.len() > PATH {
            path.push_str("..");
            break;
        }
        let name = bytes.get(key.clone()).unwrap_or_default();
        match (is_object, shown(name)) {
            (true, Some(name)) => {
                path.push('.');
                path.push_str(name);
            }
            (true, None) => path.push_str(".*"),
            (false, _) => {
                // Writing to a text does not fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

/// Returns a name that is one: short words with few digits.
pub(super) fn shown(name: &[u8]) -> Option<&str> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
    let digits = name.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_name = !name.is_empty() && name.len() <= NAME && digits <= DIGITS && name.iter().all(is_part);
    std::str::from_utf8(name).ok().filter(|_| is_name)
}
