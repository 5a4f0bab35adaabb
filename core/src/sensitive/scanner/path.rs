//! The way to a value, as a person reads it.

use super::bytes::{DIGIT, WORD, class};
use super::json::{Frame, Frames};
use crate::sensitive::secrets::tokens;

/// Bytes of a name that a path shows.
pub(in crate::sensitive) const NAME: usize = 64;
/// Digits of a name that is no data.
pub(super) const DIGITS: usize = 4;
/// Bytes of a whole path.
const PATH: usize = 512;
/// Bytes that a path is expected to need for a step beside its name.
const STEP: usize = 4;

/// Returns the path of the value that the frames lead to: `$.users[3].card.number`. A name that looks like data is `*`, and one
/// that `is_data` knows something of, by where it stands and how it is written.
pub(super) fn of<H>(bytes: &[u8], frames: &Frames<H>, is_data: impl Fn(usize, &str) -> bool) -> String {
    let known: usize = frames.iter().map(|frame| frame.key.len().min(NAME) + STEP).sum();
    let mut path = String::with_capacity(known.min(PATH));
    path.push('$');
    for Frame { key, index, is_object, .. } in frames {
        if path.len() > PATH {
            path.push_str("..");
            break;
        }
        let name = || {
            let name = shown(bytes.get(key.clone()).unwrap_or_default());
            name.filter(|name| !is_data(key.start, name))
        };
        match (is_object, is_object.then(name).flatten()) {
            (true, Some(name)) => {
                path.push('.');
                path.push_str(name);
            }
            (true, None) => path.push_str(".*"),
            (false, _) => {
                path.push('[');
                push_number(&mut path, *index);
                path.push(']');
            }
        }
    }
    path
}

/// Writes a number to the base ten.
fn push_number(text: &mut String, number: usize) {
    let mut power: usize = 1;
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        let digit = u32::try_from(number / power % 10).ok().and_then(|digit| char::from_digit(digit, 10));
        text.extend(digit);
        power /= 10;
    }
}

/// Returns a name that is one: short words with few digits, and no token.
pub(crate) fn shown(name: &[u8]) -> Option<&str> {
    if name.is_empty() || name.len() > NAME {
        return None;
    }
    let mut digits = 0;
    for byte in name {
        let class = class(*byte);
        if class & WORD == 0 && !matches!(byte, b'_' | b'-' | b'$') {
            return None;
        }
        digits += usize::from(class & DIGIT != 0);
    }
    if digits > DIGITS || is_random(name) || tokens::at(name, 0).is_some() {
        return None;
    }
    std::str::from_utf8(name).ok()
}

/// Tells whether a name is a jumble of small letters, capitals and digits.
fn is_random(name: &[u8]) -> bool {
    /// Bytes of a name that can be a jumble.
    const SHORTEST: usize = 12;
    if name.len() < SHORTEST {
        return false;
    }
    let changes = name.windows(2).filter(|pair| match pair {
        [one, two] => {
            one.is_ascii_lowercase() && two.is_ascii_uppercase()
                || one.is_ascii_alphabetic() && two.is_ascii_digit()
                || one.is_ascii_digit() && two.is_ascii_alphabetic()
        }
        _ => false,
    });
    changes.count() * 5 > name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_numbers_of_items() {
        for number in [0, 7, 9, 10, 99, 100, 409, 1_000_000, usize::MAX] {
            let frame = Frame { key: 0..0, index: number, is_object: false, start: 0, memory: () };
            let path = of(b"", &Frames::from_iter([frame]), |_, _| false);
            assert_eq!(path, format!("$[{number}]"));
        }
    }

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
