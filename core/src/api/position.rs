use std::fmt;

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Bytes between two counts of characters: what one lookup has to count at most.
const BLOCK: usize = 4096;

/// Turns byte offsets into positions. A lookup is cheap in a document of one single line, too.
#[derive(Debug)]
pub(super) struct Lines {
    /// Where each line starts, in bytes.
    starts: Vec<u32>,
    /// Characters before each block.
    blocks: Vec<u32>,
}

impl Lines {
    /// Reads `text` once. A line ends with LF, CR LF or CR.
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(offset(at + 1));
            }
        }
        let mut before = 0;
        let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 1);
        for block in bytes.chunks(BLOCK) {
            blocks.push(before);
            before += characters(block);
        }
        Self { starts, blocks }
    }

    /// Returns the position of the byte at `at` in the `text` that the table was made of.
    pub(super) fn position(&self, text: &str, at: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let column = match text.as_bytes().get(start as usize..at as usize) {
            Some(line) if line.len() <= BLOCK => characters(line),
            _ => self.characters_before(text, at).saturating_sub(self.characters_before(text, start)),
        };
        Position { line: offset(line), column: column.saturating_add(1) }
    }

    fn characters_before(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        let block = at / BLOCK;
        // At the very end of a text of whole blocks there is no block to start from.
        let block = block.min(self.blocks.len().saturating_sub(1));
        let tail = text.as_bytes().get(block * BLOCK..at).unwrap_or_default();
        self.blocks.get(block).copied().unwrap_or(0) + characters(tail)
    }
}

impl Position {
    /// Returns the position of one byte. Reads the whole text: for an error, not for a loop.
    pub(super) fn of(text: &str, at: usize) -> Self {
        Lines::new(text).position(text, offset(at))
    }
}

/// Narrows a byte offset. Documents are refused long before it would saturate.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Counts the bytes that begin a character.
fn characters(bytes: &[u8]) -> u32 {
    offset(bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str) -> (u32, u32) {
        let Position { line, column } = Position::of(text, text.find(needle).unwrap());
        (line, column)
    }

    #[test]
    fn counts_columns_in_characters() {
        assert_eq!(at("äöü: 1\n  ☃: x", "1"), (1, 6));
        assert_eq!(at("äöü: 1\n  ☃: x", "x"), (2, 6));
    }

    #[test]
    fn ends_a_line_at_lf_crlf_and_cr() {
        assert_eq!(at("a\nb\r\nc\rd", "b"), (2, 1));
        assert_eq!(at("a\nb\r\nc\rd", "c"), (3, 1));
        assert_eq!(at("a\nb\r\nc\rd", "d"), (4, 1));
    }

    #[test]
    fn answers_at_and_after_the_end() {
        assert_eq!(Position::of("ab", 2), Position { line: 1, column: 3 });
        assert_eq!(Position::of("ab\n", 3), Position { line: 2, column: 1 });
        assert_eq!(Position::of("", 7), Position { line: 1, column: 1 });
    }

    #[test]
    fn agrees_with_counting_across_blocks() {
        let text = "é".repeat(BLOCK * 2);
        let lines = Lines::new(&text);
        for index in [0, 1, BLOCK / 2, BLOCK / 2 + 1, BLOCK, BLOCK * 2 - 1, BLOCK * 2] {
            let expected = Position { line: 1, column: u32::try_from(index + 1).unwrap() };
            assert_eq!(lines.position(&text, offset(index * 2)), expected);
        }
    }
}
