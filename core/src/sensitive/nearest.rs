//! Which word somebody may have meant.

use smallvec::SmallVec;

/// Bytes of a word that is compared with those that are known.
const LENGTH: usize = 32;

/// Returns the word that is most like another one, by the letters to be changed.
pub(crate) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> &'k str {
    known.min_by_key(|known| distance(word, known)).unwrap_or_default()
}

/// Returns how many letters must be added, left out or replaced (Levenshtein's distance) in the beginning of a word.
fn distance(word: &str, known: &str) -> usize {
    let word: SmallVec<[u8; LENGTH]> =
        word.bytes().take(LENGTH).map(|byte| byte.to_ascii_lowercase()).collect();
    let mut row: SmallVec<[usize; LENGTH]> = (1..=word.len()).collect();
    for (known, index) in known.bytes().zip(1..) {
        let mut diagonal = index - 1;
        let mut left = index;
        for (cell, byte) in row.iter_mut().zip(&word) {
            let replaced = diagonal + usize::from(known != *byte);
            diagonal = *cell;
            left = replaced.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(known.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_word_that_was_meant() {
        let known = ["email", "phone", "payment-card", "password"];
        for (word, expected) in [
            ("e-mail", "email"),
            ("Phones", "phone"),
            ("paymentcard", "payment-card"),
            ("passwrod", "password"),
        ] {
            assert_eq!(nearest(word, known.into_iter()), expected);
        }
        assert_eq!(nearest("email", std::iter::empty()), "");
        assert_eq!((distance("kitten", "sitting"), distance("", "abc"), distance("abc", "abc")), (3, 3, 0));
    }
}
