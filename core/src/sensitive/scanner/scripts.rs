//! Digits of other scripts than the Latin one.

use smallvec::SmallVec;

/// Bytes of a value that is written in plain digits. Numbers of people are shorter.
const LENGTH: usize = 128;

/// The zeros of the scripts in which people write numbers: Arabic, Persian and Urdu, Devanagari, Bengali, Thai, full width
/// (Unicode Character Database, general category `Nd`). The other nine follow each.
const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];

/// A text in plain digits.
pub(super) type Plain = SmallVec<[u8; LENGTH]>;

/// Returns a short text with its digits, and the signs between them, as ASCII has them; nothing if that changes nothing.
pub(super) fn plain(text: &str) -> Option<Plain> {
    let mut plain = Plain::new();
    let mut has_changed = false;
    for own in Some(text).filter(|text| text.len() <= LENGTH)?.chars() {
        let c = digit(own).or_else(|| sign(own)).unwrap_or(own);
        has_changed |= c != own;
        plain.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    has_changed.then_some(plain)
}

/// Tells whether a digit of another script ends right before a place. A number that goes on in one is none by itself.
pub(super) fn ends_with_digit(text: &[u8]) -> bool {
    let start = text.len().saturating_sub(3);
    let last = text.get(start..).unwrap_or_default();
    let last = last.iter().position(|byte| *byte >= 0xc0).and_then(|first| last.get(first..));
    last.is_some_and(starts_with_digit)
}

/// Tells whether a text begins with a digit of another script.
pub(super) fn starts_with_digit(text: &[u8]) -> bool {
    let Some(first) = text.first().filter(|first| **first >= 0xc0) else { return false };
    let length = if *first < 0xe0 { 2 } else { 3 };
    let first = text.get(..length).and_then(|first| std::str::from_utf8(first).ok());
    first.and_then(|first| first.chars().next()).and_then(digit).is_some()
}

fn digit(c: char) -> Option<char> {
    let zero = ZEROS.iter().rfind(|zero| **zero <= c)?;
    char::from_digit(u32::from(c) - u32::from(*zero), 10)
}

/// Returns what people type between digits: hyphens of word processors, spaces that do not break, full width.
const fn sign(c: char) -> Option<char> {
    match c {
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{ff0d}' => Some('-'),
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => Some(' '),
        '\u{ff08}' => Some('('),
        '\u{ff09}' => Some(')'),
        '\u{ff0b}' => Some('+'),
        '\u{ff0e}' => Some('.'),
        '\u{ff0f}' => Some('/'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_digits_of_other_scripts_plainly() {
        for (text, expected) in [
            ("０９０－１２３４－５６７８", Some("090-1234-5678")),
            ("٠٥٥١٢٣٤٥٦٧", Some("0551234567")),
            ("०९०१२", Some("09012")),
            ("+1 212\u{2011}555\u{2011}0143", Some("+1 212-555-0143")),
            ("090-1234", None),
            ("größe", None),
            ("", None),
        ] {
            let expected = expected.map(str::as_bytes);
            assert_eq!(plain(text).as_deref(), expected, "{text}");
        }
        assert_eq!(plain(&"１".repeat(100)), None);
    }

    #[test]
    fn tells_where_a_number_goes_on() {
        for (text, ends, starts) in [
            ("１", true, true),
            ("٣", true, true),
            ("x३", true, false),
            ("１x", false, true),
            ("ä", false, false),
            ("円", false, false),
            ("1", false, false),
            ("", false, false),
        ] {
            assert_eq!(
                (ends_with_digit(text.as_bytes()), starts_with_digit(text.as_bytes())),
                (ends, starts),
                "{text}"
            );
        }
        assert!(!ends_with_digit(b"\xbc\x91") && !starts_with_digit(b"\xef\xbc"));
    }
}
