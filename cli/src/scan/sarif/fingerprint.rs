//! What tells one detection from another, today and tomorrow.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use watchgate::Detection;

use crate::input::Input;

/// Bytes of a hash that are kept.
const LENGTH: usize = 8;

/// Makes fingerprints that stay the same where lines move and lists grow: hashes of file, type, path without indices, and
/// mask. The value itself is in none of them: a hash of a card number is undone by counting. Detections that are alike in
/// all of it are numbered.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<[u8; LENGTH], u32>,
}

impl Fingerprints {
    pub(super) fn of(&mut self, file: &Input, detection: &Detection) -> String {
        let file = match file {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => super::uri::of_file(path),
        };
        let path = detection.path.as_deref().map(without_indices).unwrap_or_default();
        let first = hash([&*file, &*detection.kind, &*path, &*detection.masked]);
        let number = self.seen.entry(first).or_default();
        *number += 1;
        let own = first.iter().map(|byte| format!("{byte:02x}")).collect();
        if *number == 1 { own } else { format!("{own}-{number}") }
    }
}

/// Returns the first bytes of the SHA-256 of the parts, each with its length before it.
fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> [u8; LENGTH] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().first_chunk().copied().unwrap_or_default()
}

/// Returns a path with `[*]` for every index: `$.users[3].card` is `$.users[*].card`.
fn without_indices(path: &str) -> String {
    let mut pieces = path.split('[');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push('[');
        match piece.split_once(']') {
            Some((index, rest)) if !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push_str("*]");
                out.push_str(rest);
            }
            _ => out.push_str(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_indices_out_of_paths() {
        for (path, expected) in [
            ("$.users[3].cards[12]", "$.users[*].cards[*]"),
            ("$", "$"),
            ("$[0][1]", "$[*][*]"),
            ("$['a b'][x][]", "$['a b'][x][]"),
        ] {
            assert_eq!(without_indices(path), expected);
        }
    }
}
