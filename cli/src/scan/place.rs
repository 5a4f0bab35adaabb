//! Lines and columns of offsets.

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
}

/// Counts lines and columns on the way through a text. Offsets that rise are found in one pass over it.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    text: &'t [u8],
    offset: usize,
    place: Place,
}

impl<'t> Cursor<'t> {
    pub(super) const fn new(text: &'t [u8]) -> Self {
        Self { text, offset: 0, place: Place { line: 1, column: 1 } }
    }

    /// Goes on to an offset and returns its place. It does not go back.
    pub(super) fn advance(&mut self, offset: usize) -> Place {
        for byte in self.text.get(self.offset..offset).unwrap_or_default() {
            match byte {
                b'\n' => self.place = Place { line: self.place.line + 1, column: 1 },
                // What continues a character of UTF-8 is no character.
                0x80..=0xbf => {}
                _ => self.place.column += 1,
            }
        }
        self.offset = self.offset.max(offset);
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let text = "ä€b\r\n\nx".as_bytes();
        let mut cursor = Cursor::new(text);
        let places: Vec<(usize, usize)> = [0, 2, 5, 6, 8, 9, 10]
            .map(|offset| cursor.advance(offset))
            .iter()
            .map(|place| (place.line, place.column))
            .collect();
        assert_eq!(places, [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (3, 1), (3, 2)]);
    }

    #[test]
    fn stays_where_it_is_behind_the_end_or_before() {
        let mut cursor = Cursor::new(b"abc");
        assert_eq!(cursor.advance(2).column, 3);
        assert_eq!(cursor.advance(1).column, 3);
        assert_eq!(cursor.advance(99).column, 3);
    }
}
