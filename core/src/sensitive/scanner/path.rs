//! The way to a value, as a person reads it.

use super::json::{Frame, Frames};
use crate::sensitive::secrets::tokens;

/// Bytes of a name that a path shows.
pub(in crate::sensitive) const NAME: usize = 64;
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

/// Returns a name that is one: short words with few digits, and no token.
pub(in crate::sensitive) fn shown(name: &[u8]) -> Option<&str> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
    let digits = name.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_name = !name.is_empty() && name.len() <= NAME && digits <= DIGITS && name.iter().all(is_part);
    if !is_name || is_random(name) || tokens::at(name, 0).is_some() {
        return None;
    }
    std::str::from_utf8(name).ok()
}

/// Tells whether a name is a jumble of small letters, capitals and digits.
fn is_random(name: &[u8]) -> bool {
    /// Bytes of a name that can be a jumble.
    const SHORTEST: usize = 12;
    let changes = name.windows(2).filter(|pair| match pair {
        [one, two] => {
            one.is_ascii_lowercase() && two.is_ascii_uppercase()
                || one.is_ascii_alphabetic() && two.is_ascii_digit()
                || one.is_ascii_digit() && two.is_ascii_alphabetic()
        }
        _ => false,
    });
    name.len() >= SHORTEST && changes.count() * 5 > name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_names_and_no_data() {
        for name in [
            "card_number",
            "customerBillingAddressLine2",
            "X-Api-Key",
            "oauth2Token",
            "p1",
            "$ref",
            "ISO3166Code",
        ] {
            assert_eq!(shown(name.as_bytes()), Some(name));
        }
        let token = ["glpat-", "rWfJmempXbQzKcVtLy7s"].concat();
        for name in ["", "ada@shop.dev", "536221234", "Uhh3Hc6SQxxKdP", "größe", &token, &"x".repeat(65)] {
            assert_eq!(shown(name.as_bytes()), None, "{name}");
        }
    }
}
