//! One reading of the percent escapes of a path, shared by all that looks at them.

/// A unit of a path, its percent escape already decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A byte that stands for itself; also a `%` that begins no escape.
    Raw(u8),
    /// A character that was written as one or more escapes.
    Escaped(char),
    /// An escaped byte that is no part of a UTF-8 character.
    Stray(u8),
}

impl Unit {
    /// Returns the unit as an ASCII byte, however it was written.
    pub(super) fn ascii(self) -> Option<u8> {
        match self {
            Self::Raw(byte) => byte.is_ascii().then_some(byte),
            Self::Escaped(character) => u8::try_from(character).ok().filter(u8::is_ascii),
            Self::Stray(_) => None,
        }
    }
}

/// Iterates over the units of a path.
#[derive(Debug, Clone)]
pub(super) struct Units<'p> {
    rest: &'p [u8],
}

impl<'p> Units<'p> {
    pub(super) fn new(path: &'p str) -> Self {
        Self { rest: path.as_bytes() }
    }

    /// Takes all that stands before the next `%`: each byte of it stands for itself.
    pub(super) fn unescaped(&mut self) -> &'p [u8] {
        let length = memchr::memchr(b'%', self.rest).unwrap_or(self.rest.len());
        let (before, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        before
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        let (&first, after) = self.rest.split_first()?;
        let Some((byte, after_escape)) = escape(self.rest) else {
            self.rest = after;
            return Some(Unit::Raw(first));
        };
        self.rest = after_escape;
        if byte.is_ascii() {
            return Some(Unit::Escaped(char::from(byte)));
        }
        let Some((character, after_character)) = continued(byte, after_escape) else {
            return Some(Unit::Stray(byte));
        };
        self.rest = after_character;
        Some(Unit::Escaped(character))
    }
}

/// Reads the escape at the beginning of `bytes`.
fn escape(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, rest @ ..] = bytes else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some((digit(*high)? << 4 | digit(*low)?, rest))
}

/// Reads the rest of the character that `lead` begins from the escapes in `bytes`.
fn continued(lead: u8, mut bytes: &[u8]) -> Option<(char, &[u8])> {
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut character = [lead, 0, 0, 0];
    for slot in character.get_mut(1..length)? {
        (*slot, bytes) = escape(bytes)?;
    }
    let text = std::str::from_utf8(character.get(..length)?).ok()?;
    Some((text.chars().next()?, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(path: &str) -> Vec<Unit> {
        Units::new(path).collect()
    }

    #[test]
    fn decodes_each_escape_once() {
        assert_eq!(units("%41%2f"), [Unit::Escaped('A'), Unit::Escaped('/')]);
        assert_eq!(units("%252f"), [Unit::Escaped('%'), Unit::Raw(b'2'), Unit::Raw(b'f')]);
        assert_eq!(units("%C3%a9"), [Unit::Escaped('é')]);
        assert_eq!(units("%F0%9F%90%B6"), [Unit::Escaped('🐶')]);
    }

    #[test]
    fn takes_what_stands_before_an_escape() {
        let mut units = Units::new("a/b%41c");
        assert_eq!(units.unescaped(), b"a/b");
        assert_eq!((units.unescaped(), units.next()), (&b""[..], Some(Unit::Escaped('A'))));
        assert_eq!((units.unescaped(), units.next()), (&b"c"[..], None));
    }

    #[test]
    fn leaves_what_is_no_escape() {
        assert_eq!(units("%4"), [Unit::Raw(b'%'), Unit::Raw(b'4')]);
        assert_eq!(units("%+1"), [Unit::Raw(b'%'), Unit::Raw(b'+'), Unit::Raw(b'1')]);
        assert_eq!(units("%"), [Unit::Raw(b'%')]);
    }

    #[test]
    fn keeps_overlong_surrogate_and_cut_sequences_as_bytes() {
        assert_eq!(units("%c0%af"), [Unit::Stray(0xc0), Unit::Stray(0xaf)]);
        assert_eq!(units("%ed%a0%80"), [Unit::Stray(0xed), Unit::Stray(0xa0), Unit::Stray(0x80)]);
        assert_eq!(units("%e2%82/"), [Unit::Stray(0xe2), Unit::Stray(0x82), Unit::Raw(b'/')]);
    }
}
