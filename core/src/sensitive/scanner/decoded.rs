//! Text as it is meant, and as it is written: with percent signs, entities, or two bytes a character.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Bytes of the longest entity.
const ENTITY: usize = 10;

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    /// `%40` and `+` (WHATWG URL 5.1). What is no escape stands for itself.
    Percent,
    /// `&#64;` and `&amp;` (XML 1.0, 4.1 and 4.6). What is no entity stands for itself.
    Entities,
    /// UTF-16 with the lower byte first.
    Utf16Little,
    /// UTF-16 with the higher byte first.
    Utf16Big,
}

/// What one character is written as.
struct Unit {
    plain: [u8; 4],
    /// Bytes of the plain form.
    length: usize,
    /// Bytes as it is written, at least one.
    written: usize,
}

impl Unit {
    fn byte(byte: u8, written: usize) -> Self {
        Self { plain: [byte, 0, 0, 0], length: 1, written }
    }

    fn char(c: char, written: usize) -> Self {
        let mut plain = [0; 4];
        let length = c.encode_utf8(&mut plain).len();
        Self { plain, length, written }
    }

    fn plain(&self) -> &[u8] {
        self.plain.get(..self.length).unwrap_or_default()
    }
}

/// A text in plain form, with the way back to how it is written.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) plain: Cow<'b, [u8]>,
    written: &'b [u8],
    coding: Coding,
}

impl<'b> Decoded<'b> {
    /// Decodes a text. Where nothing is to be decoded it is not copied.
    pub(super) fn of(written: &'b [u8], coding: Coding) -> Self {
        let is_plain = match coding {
            Coding::Plain => true,
            Coding::Percent => memchr2(b'%', b'+', written).is_none(),
            Coding::Entities => memchr(b'&', written).is_none(),
            Coding::Utf16Little | Coding::Utf16Big => false,
        };
        if is_plain {
            return Self { plain: Cow::Borrowed(written), written, coding: Coding::Plain };
        }
        let mut plain = Vec::with_capacity(written.len());
        let mut rest = written;
        while let Some(unit) = coding.unit(rest) {
            plain.extend_from_slice(unit.plain());
            rest = rest.get(unit.written..).unwrap_or_default();
        }
        Self { plain: Cow::Owned(plain), written, coding }
    }

    /// Returns what leads from places of the plain text to those in the written one.
    pub(super) fn places(&self) -> Places<'_> {
        Places { text: self, plain: 0, written: 0 }
    }

    /// Writes into `target`, a copy of the written text, what differs between the plain text and `masked`, one of the same
    /// length.
    pub(super) fn write(&self, masked: &[u8], target: &mut [u8]) {
        if self.coding == Coding::Plain {
            if masked.len() == target.len() {
                target.copy_from_slice(masked);
            }
            return;
        }
        let (mut plain, mut written) = (0, 0);
        while let Some(unit) = self.coding.unit(self.written.get(written..).unwrap_or_default()) {
            let own = masked.get(plain..plain + unit.length).unwrap_or_default();
            if own != unit.plain()
                && let Some(target) = target.get_mut(written..written + unit.written)
            {
                self.coding.write(own.first().copied().unwrap_or(b'*'), target);
            }
            plain += unit.length;
            written += unit.written;
        }
    }
}

/// The way from a plain text to how it is written. Asked for places in order, it goes over the text once.
#[derive(Debug)]
pub(super) struct Places<'d> {
    text: &'d Decoded<'d>,
    plain: usize,
    written: usize,
}

impl Places<'_> {
    /// Returns where a place of the plain text is written.
    pub(super) fn written(&mut self, plain: usize) -> usize {
        if self.text.coding == Coding::Plain {
            return plain;
        }
        if plain < self.plain {
            (self.plain, self.written) = (0, 0);
        }
        while self.plain < plain
            && let Some(unit) =
                self.text.coding.unit(self.text.written.get(self.written..).unwrap_or_default())
        {
            self.plain += unit.length;
            self.written += unit.written;
        }
        self.written
    }
}

impl Coding {
    /// Reads one character, or one byte of one.
    fn unit(self, written: &[u8]) -> Option<Unit> {
        let &first = written.first()?;
        Some(match (self, first) {
            (Self::Percent, b'%') => {
                percent(written).map_or(Unit::byte(first, 1), |byte| Unit::byte(byte, 3))
            }
            (Self::Percent, b'+') => Unit::byte(b' ', 1),
            (Self::Entities, b'&') => entity(written).unwrap_or(Unit::byte(first, 1)),
            (Self::Utf16Little, _) => utf16(written, u16::from_le_bytes),
            (Self::Utf16Big, _) => utf16(written, u16::from_be_bytes),
            _ => Unit::byte(first, 1),
        })
    }

    /// Writes an ASCII character over one that is written so.
    fn write(self, byte: u8, target: &mut [u8]) {
        match (self, &mut *target) {
            (_, [one]) => *one = byte,
            (Self::Percent, [_, high, low]) if byte.is_ascii_digit() => (*high, *low) = (b'3', byte),
            (Self::Utf16Little, _) => {
                target.chunks_exact_mut(2).for_each(|unit| unit.copy_from_slice(&[byte, 0]))
            }
            (Self::Utf16Big, _) => {
                target.chunks_exact_mut(2).for_each(|unit| unit.copy_from_slice(&[0, byte]))
            }
            _ => target.fill(b'*'),
        }
    }
}

/// Reads `%` and two hexadecimal digits.
fn percent(written: &[u8]) -> Option<u8> {
    let digits = written.get(1..3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Reads one of the five entities that every XML has, or a character by its number.
fn entity(written: &[u8]) -> Option<Unit> {
    let head = written.get(..written.len().min(ENTITY))?;
    let end = memchr(b';', head)?;
    let name = std::str::from_utf8(head.get(1..end)?).ok()?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            // The standard library would take a plus sign.
            let is_number = digits.chars().all(|digit| digit.is_digit(radix));
            char::from_u32(u32::from_str_radix(digits, radix).ok().filter(|_| is_number)?)?
        }
    };
    Some(Unit::char(c, end + 1))
}

/// Reads a character of one or two units. What is none, and half a unit at the end, becomes U+FFFD.
fn utf16(written: &[u8], of: fn([u8; 2]) -> u16) -> Unit {
    let unit = |index: usize| written.get(index * 2..)?.first_chunk().copied().map(of);
    let Some(first) = unit(0) else { return Unit::char(char::REPLACEMENT_CHARACTER, 1) };
    let units = [first, unit(1).unwrap_or_default()];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => Unit::char(c, c.len_utf16() * 2),
        _ => Unit::char(char::REPLACEMENT_CHARACTER, 2),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODINGS: [Coding; 5] =
        [Coding::Plain, Coding::Percent, Coding::Entities, Coding::Utf16Little, Coding::Utf16Big];

    fn plain(written: &str, coding: Coding) -> String {
        String::from_utf8(Decoded::of(written.as_bytes(), coding).plain.into_owned()).unwrap()
    }

    #[test]
    fn decodes_what_is_an_escape_and_keeps_the_rest() {
        for (written, expected) in [
            ("a%40b.de+c", "a@b.de c"),
            ("%C3%a4", "ä"),
            ("100%", "100%"),
            ("%4", "%4"),
            ("%+1", "% 1"),
            ("%zz%4g%41", "%zz%4gA"),
            ("", ""),
        ] {
            assert_eq!(plain(written, Coding::Percent), expected);
        }
        for (written, expected) in [
            ("a&#64;b&#x2e;de", "a@b.de"),
            ("&lt;&gt;&quot;&apos;&amp;amp;", "<>\"'&amp;"),
            ("AT&T & co; &#xD800; &#99999999; &nbsp; &", "AT&T & co; &#xD800; &#99999999; &nbsp; &"),
            ("&#8364;", "€"),
            ("&#+64; &#x+40; &#; &#x;", "&#+64; &#x+40; &#; &#x;"),
        ] {
            assert_eq!(plain(written, Coding::Entities), expected);
        }
    }

    #[test]
    fn decodes_utf_16_of_either_order() {
        let text = "a€😀";
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(&*Decoded::of(&big, Coding::Utf16Big).plain, text.as_bytes());
        assert_eq!(&*Decoded::of(&little, Coding::Utf16Little).plain, text.as_bytes());
        let broken = [0x00, 0xd8, 0x41, 0x00, 0x42];
        assert_eq!(&*Decoded::of(&broken, Coding::Utf16Little).plain, "\u{fffd}A\u{fffd}".as_bytes());
    }

    #[test]
    fn leads_back_to_where_it_is_written() {
        let text = Decoded::of(b"x=%41%42c+d%", Coding::Percent);
        assert_eq!(&*text.plain, b"x=ABc d%");
        let mut places = text.places();
        let written: Vec<usize> = (0..=8).map(|place| places.written(place)).collect();
        assert_eq!(written, [0, 1, 2, 5, 8, 9, 10, 11, 12]);
        assert_eq!(places.written(3), 5);
    }

    #[test]
    fn writes_back_what_was_hidden() {
        let hidden = |written: &str, coding, masked: &str| {
            let mut target = written.as_bytes().to_vec();
            Decoded::of(written.as_bytes(), coding).write(masked.as_bytes(), &mut target);
            String::from_utf8(target).unwrap()
        };
        assert_eq!(hidden("%41%35b+%C3%a4", Coding::Percent, "*9* **"), "***%39*+******");
        assert_eq!(hidden("a&#64;b", Coding::Entities, "a**"), "a******");
        let mut target = vec![0x41, 0, 0x3d, 0xd8, 0, 0xde];
        Decoded::of(&target.clone(), Coding::Utf16Little).write(b"*****", &mut target);
        assert_eq!(target, [b'*', 0, b'*', 0, b'*', 0]);
    }

    proptest! {
        #[test]
        fn covers_any_bytes(written in prop::collection::vec(any::<u8>(), 0..64), coding in 0..5_usize) {
            let text = Decoded::of(&written, CODINGS[coding]);
            let mut places = text.places();
            let mut previous = 0;
            for place in 0..=text.plain.len() {
                let now = places.written(place);
                prop_assert!(now >= previous && now <= written.len());
                previous = now;
            }
            prop_assert_eq!(previous, written.len());
            let mut target = written.clone();
            text.write(&text.plain, &mut target);
            prop_assert_eq!(&target, &written);
        }
    }
}
