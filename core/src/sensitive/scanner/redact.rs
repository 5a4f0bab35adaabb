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
    /// The length stays the same, and valid JSON of up to 10,000 levels stays valid: in texts each byte becomes `*`, also each
    /// of an escape, in JSON numbers each digit a 9; sign and point stay, and of an exponent only zeros are left. At most four
    /// characters at the end of a value, and at most a quarter of it, stay; of secrets nothing. Names of members that are
    /// data are hidden too, so two of them may become the same.
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
mod tests;
