//! The same body with what was found hidden.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use super::decoded::Decoded;
use super::json::{self, Frames, Text, Visitor};
use super::piece::Piece;
use super::sniff::Format;
use super::{Detection, Scanner, broken};
use crate::sensitive::SensitiveGroup;
use crate::sensitive::mask::shown;

/// Levels of nesting within which JSON stays valid. Nobody reads deeper texts.
const DEPTH: usize = 10_000;
/// How often a piece is scanned: what one find hid of another comes to light when the first is hidden.
const PASSES: usize = 4;
/// Digits before the point from which on nines could make a number that is too large to be read.
const LARGE: usize = 300;

impl Scanner {
    /// Returns the same body with everything that [`Scanner::scan`] finds hidden.
    ///
    /// The length stays the same, and valid JSON of up to 10,000 levels stays valid: in texts each byte becomes `*`, also each of an escape, in
    /// JSON numbers each digit a 9; sign and point stay, and of an exponent only zeros are left. At most four characters
    /// at the end of a value, and at most a quarter of it, stay; of secrets nothing. Names of members that are data
    /// are hidden too, so two of them may become the same.
    ///
    /// What comes to light when something else is hidden, an address that another one ran into, is hidden as well. A number
    /// of nines may look like a value again: another scan of the result may report it.
    #[must_use]
    pub fn redact(&self, bytes: &[u8]) -> Vec<u8> {
        self.redact_where(bytes, |_| true)
    }

    /// Returns the same body with those detections hidden that a caller chooses.
    ///
    /// # Examples
    /// ```
    /// use watchgate::{Scanner, SensitiveGroup};
    ///
    /// let body = br#"{"email": "ada@shop.dev", "password": "Tr0ub4dor&3"}"#;
    /// let redacted = Scanner::default().redact_where(body, |own| own.group == SensitiveGroup::Secret);
    /// assert_eq!(redacted, br#"{"email": "ada@shop.dev", "password": "***********"}"#);
    /// ```
    #[must_use]
    pub fn redact_where(&self, bytes: &[u8], is_hidden: impl Fn(&Detection) -> bool) -> Vec<u8> {
        let mut redacted = bytes.to_vec();
        let format = Format::of(bytes);
        if let Format::Utf16(coding) = format {
            let text = Decoded::of(bytes, coding);
            let places = RefCell::new(text.places());
            let mut masked = text.plain.to_vec();
            let redact = Redact {
                scanner: self,
                is_hidden: &|own| {
                    let mut places = places.borrow_mut();
                    let (start, end) = (places.written(own.start), places.written(own.end));
                    is_hidden(&Detection { start, end, ..own.clone() })
                },
            };
            redact.body(Format::of_bytes(&text.plain), &text.plain, &mut masked);
            text.write(&masked, &mut redacted);
        } else {
            Redact { scanner: self, is_hidden: &is_hidden }.body(format, bytes, &mut redacted);
        }
        redacted
    }
}

struct Redact<'r> {
    scanner: &'r Scanner,
    is_hidden: &'r dyn Fn(&Detection) -> bool,
}

/// A range to hide, all of it.
type Hidden = Range<usize>;

impl Redact<'_> {
    /// Hides what is found in a body in a copy of it.
    fn body(&self, format: Format<'_>, body: &[u8], masked: &mut [u8]) {
        format.pieces(body, 0, &mut |piece| self.piece(body, &piece, masked));
    }

    /// Hides what is found in a piece, and then what is found in what is left.
    fn piece(&self, body: &[u8], piece: &Piece<'_>, masked: &mut [u8]) {
        let text = piece.decoded(body);
        let is_json = piece.is_json(&text.plain);
        let mut plain = Cow::Borrowed(&*text.plain);
        let mut known = Known::default();
        for _ in 0..PASSES {
            let detections = self.find(piece, &text, &plain, &known);
            if detections.is_empty() {
                break;
            }
            let hidden: Vec<Hidden> = detections.iter().map(|own| hidden(&plain, own, is_json)).collect();
            let mut next = plain.to_vec();
            if is_json {
                hide_in_json(&plain, &hidden, &mut next);
            } else {
                hide_in_text(&hidden, &mut next);
            }
            known.add(detections.iter().map(|own| own.start..own.end));
            plain = Cow::Owned(next);
        }
        if let (Cow::Owned(plain), Some(target)) = (plain, masked.get_mut(piece.range.clone())) {
            text.write(&plain, target);
        }
    }

    /// Finds what is to be hidden in a piece, of which something may be hidden already, and is more than what is known.
    fn find(&self, piece: &Piece<'_>, text: &Decoded<'_>, plain: &[u8], known: &Known) -> Vec<Detection> {
        let mut places = text.places();
        let mut detections = piece.scan(self.scanner, plain);
        detections.retain(|own| {
            let (start, end) = (places.written(own.start), places.written(own.end));
            !known.holds(own.start..own.end)
                && (self.is_hidden)(&Detection {
                    start: piece.range.start + start,
                    end: piece.range.start + end,
                    ..own.clone()
                })
        });
        detections
    }
}

/// Where something was found, in order. Ranges that touch are one.
#[derive(Debug, Default)]
struct Known(Vec<Range<usize>>);

impl Known {
    fn add(&mut self, ranges: impl Iterator<Item = Range<usize>>) {
        let mut all = std::mem::take(&mut self.0);
        all.extend(ranges);
        all.sort_unstable_by_key(|own| own.start);
        for own in all {
            match self.0.last_mut().filter(|last| own.start <= last.end) {
                Some(last) => last.end = last.end.max(own.end),
                None => self.0.push(own),
            }
        }
    }

    /// Tells whether a range lies inside of one of them. What was hidden may look like a value still, a number of nines.
    fn holds(&self, range: Range<usize>) -> bool {
        let next = self.0.partition_point(|own| own.end < range.end);
        self.0.get(next).is_some_and(|own| own.start <= range.start)
    }
}

/// Returns the part of a value that does not stay: all but its last characters.
fn hidden(text: &[u8], own: &Detection, is_json: bool) -> Hidden {
    let value = text.get(own.start..own.end).unwrap_or_default();
    if own.group == SensitiveGroup::Secret || std::str::from_utf8(value).is_err() {
        return own.start..own.end;
    }
    let length = |rest: &[u8]| if is_json { written(rest) } else { character(rest) };
    let lengths = || {
        let mut rest = value;
        std::iter::from_fn(move || {
            let length = Some(length(rest)).filter(|length| *length > 0)?;
            rest = rest.get(length..).unwrap_or_default();
            Some(length)
        })
    };
    let count = lengths().count();
    let length: usize = lengths().take(count - shown(count)).sum();
    own.start..own.end.min(own.start + length)
}

/// Returns the length of the first character of a JSON string, as it is written: of an escape all of it, of a character
/// beyond the first 65,536 both halves.
fn written(string: &[u8]) -> usize {
    let half = |at: usize, last: &[u8]| matches!(string.get(at..at + 4), Some([b'\\', b'u', b'd' | b'D', digit]) if last.contains(&digit.to_ascii_lowercase()));
    match string {
        [b'\\', b'u', ..] => (if half(0, b"89ab") && half(6, b"cdef") { 12 } else { 6 }).min(string.len()),
        [b'\\', _, ..] => 2,
        _ => character(string),
    }
}

/// Returns the length of the first character of a text, one byte where there is none.
fn character(text: &[u8]) -> usize {
    let Some(&first) = text.first() else { return 0 };
    let length = match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    let rest = text.get(1..length.min(text.len())).unwrap_or_default();
    1 + rest.iter().take_while(|byte| **byte & 0xc0 == 0x80).count()
}

fn hide_in_text(hidden: &[Hidden], text: &mut [u8]) {
    for own in hidden {
        text.get_mut(own.clone()).unwrap_or_default().fill(b'*');
    }
}

/// Hides values in JSON texts, one after another. What is no JSON is hidden as text.
fn hide_in_json(text: &[u8], hidden: &[Hidden], masked: &mut [u8]) {
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let mut hider = Hider { text, start: at, hidden, next: 0, masked: &mut *masked };
        hider.next = hidden.partition_point(|own| own.end <= at);
        let Err(place) = json::walk_within(rest, DEPTH, &mut hider) else { return };
        let broken = broken(text, at, place);
        let first = hidden.partition_point(|own| own.end <= broken.start);
        for own in hidden.iter().skip(first).take_while(|own| own.start < broken.end) {
            let range = own.start.max(broken.start)..own.end.min(broken.end);
            masked.get_mut(range).unwrap_or_default().fill(b'*');
        }
        at = broken.end;
    }
}

/// Hides ranges of a JSON text while it is walked over.
struct Hider<'h> {
    text: &'h [u8],
    /// Where the walk began.
    start: usize,
    hidden: &'h [Hidden],
    /// The first range that does not lie behind.
    next: usize,
    masked: &'h mut [u8],
}

impl Hider<'_> {
    /// Returns the next range that ends behind a place.
    fn next(&mut self, place: usize) -> Option<Hidden> {
        while let Some(own) = self.hidden.get(self.next) {
            if own.end > place {
                return Some(own.clone());
            }
            self.next += 1;
        }
        None
    }

    fn hide_string(&mut self, string: &Text) {
        let (mut at, end) = (self.start + string.range.start, self.start + string.range.end);
        // What was found in a text that is nested too deeply may begin before the string, and go on behind it.
        while at < end
            && let Some(own) = self.next(at).filter(|own| own.start < end)
        {
            if !string.has_escapes {
                let start = own.start.max(at);
                at = own.end.min(end);
                self.masked.get_mut(start..at).unwrap_or_default().fill(b'*');
                continue;
            }
            let length = written(self.text.get(at..end).unwrap_or_default()).max(1);
            if own.start < at + length {
                self.masked.get_mut(at..at + length).unwrap_or_default().fill(b'*');
            }
            at += length;
        }
    }
}

impl Visitor for Hider<'_> {
    type Memory = ();

    fn key(&mut self, _: &Frames<()>, key: &Text) {
        self.hide_string(key);
    }

    fn string(&mut self, _: &Frames<()>, text: &Text) {
        self.hide_string(text);
    }

    fn number(&mut self, _: &Frames<()>, range: Range<usize>) {
        let start = self.start + range.start;
        let end = self.start + range.end;
        if self.next(start).is_none_or(|own| own.start >= end) {
            return;
        }
        let text = self.text.get(start..end).unwrap_or_default();
        let exponent = text.iter().position(|byte| matches!(byte, b'e' | b'E')).map(|place| start + place);
        let is_large = text.iter().take_while(|byte| **byte != b'.').count() > LARGE;
        let nine = if is_large { b'1' } else { b'9' };
        for place in start..end {
            let is_hidden = self.next(place).is_some_and(|own| own.start <= place);
            let Some(digit) = self.masked.get_mut(place).filter(|byte| byte.is_ascii_digit()) else {
                continue;
            };
            match exponent {
                Some(exponent) => *digit = if place > exponent { b'0' } else { nine },
                None if is_hidden => *digit = nine,
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::Detector;

    fn redacted(body: &str) -> String {
        String::from_utf8(Scanner::default().redact(body.as_bytes())).unwrap()
    }

    #[test]
    fn hides_texts_and_numbers() {
        for (body, expected) in [
            (r#"{"email": "ada@shop.dev"}"#, r#"{"email": "*********dev"}"#),
            (r#"{"password": "Tr0ub4dor&3"}"#, r#"{"password": "***********"}"#),
            (r#"{"ssn": 536221234}"#, r#"{"ssn": 999999934}"#),
            (r#"{"card_number": 4111111111111111, "n": 5}"#, r#"{"card_number": 9999999999991111, "n": 5}"#),
            (r#"{"ada@shop.dev": 1}"#, r#"{"*********dev": 1}"#),
            ("call +49 151 23456789.", "call ************6789."),
            ("email=ada%40shop.dev&x=1", "email=***********dev&x=1"),
            ("card_number=4111+1111+1111+1111", "card_number=***************1111"),
            ("<ssn>536-22-1234</ssn>", "<ssn>*********34</ssn>"),
            ("{}", "{}"),
        ] {
            assert_eq!(redacted(body), expected);
        }
    }

    #[test]
    fn hides_escapes_whole() {
        for (body, expected) in [
            (r#"{"email": "ada\u0040shop.de\u0076"}"#, r#"{"email": "**************de\u0076"}"#),
            (r#"{"password": "a\"b\\c\ud83d\ude00ä"}"#, r#"{"password": "*********************"}"#),
            (r#"{"first_name": "Zoë Größ\u00e9\"}"#, r#"{"first_name": "Zoë Größ\u00e9\"}"#),
        ] {
            assert_eq!(redacted(body), expected);
        }
    }

    #[test]
    fn keeps_json_inside_of_a_form_valid() {
        let form = "order=%7B%22ssn%22%3A53622%31234%2C%22email%22%3A%22ada%40shop.dev%22%7D&a=1";
        let expected = "order=%7B%22ssn%22%3A99999%39934%2C%22email%22%3A%22***********dev%22%7D&a=1";
        assert_eq!(redacted(form), expected);
    }

    #[test]
    fn keeps_numbers_valid() {
        for (body, expected) in [
            (r#"{"password": 0.25}"#, r#"{"password": 9.99}"#),
            (r#"{"password": -120}"#, r#"{"password": -999}"#),
            (r#"{"password": 1.5E+308}"#, r#"{"password": 9.9E+000}"#),
        ] {
            assert_eq!(redacted(body), expected);
        }
        let large = format!("{{\"password\": {}}}", "12".repeat(120));
        assert!(serde_json::from_str::<Value>(&redacted(&large)).is_ok());
        let large = format!("{{\"secret\": 1{}}}", "0".repeat(308));
        assert!(serde_json::from_str::<Value>(&large).is_ok());
        assert_eq!(redacted(&large), large.replace('0', "1"));
    }

    #[test]
    fn hides_what_is_no_longer_json() {
        let body =
            "{\"ssn\": \"536-22-1234\"}\nuser ada@shop.dev\n{\"ssn\": 536221234}\n{\"mail\": \"bob@shop.dev";
        let expected =
            "{\"ssn\": \"*********34\"}\nuser *********dev\n{\"ssn\": 999999934}\n{\"mail\": \"*********dev";
        assert_eq!(redacted(body), expected);
        assert_eq!(redacted("[4111 1111 1111 1111]"), "[***************1111]");
    }

    #[test]
    fn keeps_deep_json_valid() {
        let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(2_000), "]".repeat(2_000));
        let body = deep(r#""ada@shop.dev", "x\nbob@shop.dev""#);
        // An escape whose half was taken for a letter is hidden whole.
        assert!(redacted(&body) == deep(r#""*********dev", "x***********dev""#));
    }

    #[test]
    fn hides_in_each_string_what_goes_over_several() {
        let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(200), "]".repeat(200));
        let across = Detector::new("across", SensitiveGroup::Secret).pattern("(?s)from.*to");
        let scanner = Scanner::builder().detector(across).build().unwrap();
        for (body, expected) in [
            (r#""a from b", "c", 12, "d to e""#, r#""a ******", "*", 99, "**** e""#),
            (r#""a from ä", {"c\n": "d"}, "ä to e""#, r#""a *******", {"***": "*"}, "***** e""#),
        ] {
            let hidden = String::from_utf8(scanner.redact(deep(body).as_bytes())).unwrap();
            assert!(hidden == deep(expected), "{}", hidden.trim_matches(['[', ']']));
        }
    }

    #[test]
    fn hides_what_another_find_ran_into() {
        let scanner = Scanner::default();
        for (body, expected) in [
            ("ada@shop.exampada@shop.example", "**************************mple"),
            (
                r#"{"mail": "ada@shop.exampada@shop.example"}"#,
                r#"{"mail": "**************************mple"}"#,
            ),
            (r#"{"pin":961113867}"#, r#"{"pin":999999999}"#),
        ] {
            assert_eq!(redacted(body), expected);
            assert_eq!(redacted(expected), expected, "nothing more is hidden the next time");
        }
        let many = "ada@shop.exampada@shop.example ".repeat(2_000);
        let hidden = scanner.redact(many.as_bytes());
        assert!(scanner.scan(&hidden).is_empty() && !String::from_utf8(hidden).unwrap().contains('@'));
    }

    #[test]
    fn joins_ranges_that_touch() {
        let mut known = Known::default();
        known.add([4..6, 8..9].into_iter());
        known.add([0..2, 5..8].into_iter());
        assert_eq!(known.0, [0..2, 4..9]);
        for (range, expected) in
            [(0..2, true), (1..2, true), (4..9, true), (1..3, false), (2..4, false), (8..10, false)]
        {
            assert_eq!(known.holds(range.clone()), expected, "{range:?}");
        }
    }

    #[test]
    fn hides_two_bytes_a_character() {
        let written = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let body = written("{\"first_name\": \"Zoë\", \"ssn\": 536221234}");
        let expected = written("{\"first_name\": \"***\", \"ssn\": 999999934}");
        assert_eq!(Scanner::default().redact(&body), expected);
    }

    #[test]
    fn hides_what_is_chosen() {
        let body = br#"{"email": "ada@shop.dev", "ssn": "536-22-1234"}"#;
        let hidden = Scanner::default().redact_where(body, |own| own.kind == "email");
        assert_eq!(hidden, br#"{"email": "*********dev", "ssn": "536-22-1234"}"#);
        assert_eq!(Scanner::default().redact_where(body, |_| false), body);
    }

    /// Names that say something, and others.
    const NAMES: &str =
        "(password|ssn|email|card_number|phone|secret|iban|note|id|ip|first_name|ada@shop\\.dev)";
    /// Values that are something, and others.
    const TEXTS: &str = "(536-22-1234|ada@shop\\.dev|4111 1111 1111 1111|\\+49 151 23456789|203\\.0\\.113\\.9|\\PC{0,12}|[\\n\"\\\\é😀]{1,3}a@b\\.de)";

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            (100_000_000_u64..9_999_999_999_999_999).prop_map(Value::from),
            TEXTS.prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((NAMES, inner), 0..6)
                    .prop_map(|own| Value::Object(own.into_iter().collect())),
            ]
        })
    }

    /// Tells whether two values differ in nothing but texts, numbers and names.
    fn is_alike(one: &Value, two: &Value) -> bool {
        match (one, two) {
            (Value::Array(one), Value::Array(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| is_alike(one, two))
            }
            (Value::Object(one), Value::Object(two)) => {
                let has_data = |name: &String| name.contains('@');
                one.len() == two.len()
                    && one.iter().all(|(name, one)| {
                        let two = if has_data(name) { two.get("*********dev") } else { two.get(name) };
                        two.is_some_and(|two| is_alike(one, two))
                    })
            }
            (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_)) => true,
            (one, two) => one == two,
        }
    }

    proptest! {
        #[test]
        fn keeps_the_length_of_any_bytes(body in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(Scanner::default().redact(&body).len(), body.len());
        }

        #[test]
        fn keeps_the_length_of_any_text(body in "[{}\\[\\]\",:a1@.=&%<>/\\\\u0-9 \n-]{0,120}") {
            prop_assert_eq!(Scanner::default().redact(body.as_bytes()).len(), body.len());
        }

        #[test]
        fn keeps_json_valid_and_its_shape(value in values(), is_pretty in any::<bool>()) {
            let body = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            let scanner = Scanner::default();
            let hidden = scanner.redact(body.as_bytes());
            prop_assert_eq!(hidden.len(), body.len());
            let again: Value = serde_json::from_slice(&hidden).unwrap();
            prop_assert!(is_alike(&value, &again), "{} {}", value, again);
            // Nothing that was found is found again.
            let values: Vec<&[u8]> = scanner.scan(body.as_bytes()).iter().map(|own| &body.as_bytes()[own.start..own.end]).collect();
            for own in scanner.scan(&hidden) {
                let text = &hidden[own.start..own.end];
                let is_nines = text.iter().rev().skip(4).all(|byte| !byte.is_ascii_digit() || *byte == b'9');
                prop_assert!(is_nines || !values.contains(&text), "{}", String::from_utf8_lossy(&hidden));
            }
        }
    }
}
