//! The name of a field in words, whatever programmers join them with.

use smallvec::SmallVec;

use super::{LENGTH, NEUTRAL};

/// Returns a small letter without its accent, as names are listed.
const fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// A name in lower-case words.
#[derive(Debug)]
pub(super) struct Name {
    text: SmallVec<[u8; LENGTH]>,
    /// Where each word ends in the text.
    ends: SmallVec<[u8; 16]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Other,
}

impl Class {
    const fn of_byte(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::Digit,
            b'A'..=b'Z' => Self::Upper,
            b'a'..=b'z' => Self::Lower,
            _ => Self::Other,
        }
    }

    fn of(c: char) -> Self {
        match c {
            _ if c.is_ascii_digit() => Self::Digit,
            _ if c.is_uppercase() => Self::Upper,
            _ if c.is_alphabetic() => Self::Lower,
            _ => Self::Other,
        }
    }
}

impl Name {
    pub(super) fn new(name: &str) -> Self {
        if name.is_ascii() { Self::of_ascii(name.as_bytes()) } else { Self::of_letters(name) }
    }

    /// Reads a name as most are, which a byte is a letter of.
    fn of_ascii(name: &[u8]) -> Self {
        let mut own = Self { text: SmallVec::new(), ends: SmallVec::new() };
        let mut previous = Class::Other;
        for (byte, index) in name.iter().zip(1..) {
            let class = Class::of_byte(*byte);
            let starts_word = match (previous, class) {
                (Class::Other, _) | (Class::Upper, Class::Lower) => false,
                (Class::Upper, Class::Upper) => {
                    name.get(index).is_some_and(|next| Class::of_byte(*next) == Class::Lower)
                }
                (before, now) => before != now,
            };
            if starts_word {
                own.end_word();
            }
            if class != Class::Other {
                own.text.push(byte.to_ascii_lowercase());
            }
            previous = class;
        }
        own.end_word();
        own
    }

    /// Notes that a word ends here, if there is one.
    fn end_word(&mut self) {
        let end = u8::try_from(self.text.len()).unwrap_or(u8::MAX);
        if end > 0 && self.ends.last() != Some(&end) {
            self.ends.push(end);
        }
    }

    fn of_letters(name: &str) -> Self {
        let mut own = Self { text: SmallVec::new(), ends: SmallVec::new() };
        let mut previous = Class::Other;
        let mut characters = name.chars().peekable();
        while let Some(c) = characters.next() {
            let class = Class::of(c);
            let next = characters.peek().map_or(Class::Other, |next| Class::of(*next));
            let starts_word = match (previous, class) {
                (Class::Other, _) | (Class::Upper, Class::Lower) => false,
                (Class::Upper, Class::Upper) => next == Class::Lower,
                (before, now) => before != now,
            };
            if starts_word {
                own.end_word();
            }
            if class != Class::Other {
                for lower in c.to_lowercase() {
                    own.text.extend_from_slice(plain(lower).encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            previous = class;
        }
        own.end_word();
        own
    }

    /// Returns how many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the words from one to before another, joined.
    pub(super) fn part(&self, start: usize, end: usize) -> &str {
        let edge = |words: usize| match words.checked_sub(1) {
            Some(word) => self.ends.get(word).map_or(self.text.len(), |end| usize::from(*end)),
            None => 0,
        };
        let part = self.text.get(edge(start)..edge(end));
        part.and_then(|part| std::str::from_utf8(part).ok()).unwrap_or_default()
    }

    pub(super) fn word(&self, index: usize) -> &str {
        self.part(index, index + 1)
    }

    /// Tells whether a word behind a name leaves it what it is. A 4 does not: `ssn4` is the last four digits.
    pub(super) fn is_neutral(&self, index: usize) -> bool {
        let word = self.word(index);
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { word != "4" } else { NEUTRAL.contains(&word) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_plain_letters_like_any_other() {
        for name in [
            "cardNumber",
            "CARD-NUMBER",
            "IPv4Address",
            "OAuth2Token",
            "x",
            "",
            "_a__B2c_",
            "ISO3166Code",
            "aB",
            "AB c",
        ] {
            let (plain, other) = (Name::of_ascii(name.as_bytes()), Name::of_letters(name));
            assert_eq!((plain.text, plain.ends), (other.text, other.ends), "{name}");
        }
        assert_eq!(Name::new("größeCM").ends.as_slice(), [6, 8]);
    }
}
