//! A stream of bytes, line by line.

/// Splits what is pushed into lines, of which none longer than a limit is kept.
#[derive(Debug)]
pub(super) struct Lines {
    /// The beginning of a line whose end has not come yet.
    begun: Vec<u8>,
    /// Whether the line under the reader is longer than the limit.
    too_long: bool,
    limit: usize,
    number: u64,
}

/// A line with its number, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'b> {
    /// All of it.
    Whole(&'b [u8]),
    /// It was longer than the limit.
    TooLong,
}

impl Lines {
    /// Begins after `number` lines.
    pub(super) const fn after(number: u64, limit: usize) -> Self {
        Self { begun: Vec::new(), too_long: false, limit, number }
    }

    /// Takes bytes and gives each line that ends in them with its number, from 1.
    pub(super) fn push(&mut self, mut bytes: &[u8], found: &mut dyn FnMut(u64, Line<'_>)) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let Some((line, rest)) = bytes.split_at_checked(end) else { return };
            if self.begun.is_empty() && !self.too_long && line.len() <= self.limit {
                self.number += 1;
                found(self.number, Line::Whole(line.strip_suffix(b"\r").unwrap_or(line)));
            } else {
                self.keep(line);
                self.finish(found);
            }
            bytes = rest.get(1..).unwrap_or_default();
        }
        self.keep(bytes);
    }

    /// Gives the last line, where it does not end with a line feed.
    pub(super) fn finish(&mut self, found: &mut dyn FnMut(u64, Line<'_>)) {
        self.number += 1;
        if std::mem::take(&mut self.too_long) {
            found(self.number, Line::TooLong);
        } else {
            found(self.number, Line::Whole(self.begun.strip_suffix(b"\r").unwrap_or(&self.begun)));
            self.begun.clear();
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        self.too_long |= bytes.len() > self.limit.saturating_sub(self.begun.len());
        if self.too_long {
            self.begun = Vec::new();
        } else {
            self.begun.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(chunks: &[&[u8]], limit: usize) -> Vec<(u64, Option<String>)> {
        let mut found = Vec::new();
        let mut lines = Lines::after(0, limit);
        let mut take = |number, line: Line<'_>| {
            let text = match line {
                Line::Whole(bytes) => Some(String::from_utf8(bytes.to_vec()).unwrap()),
                Line::TooLong => None,
            };
            found.push((number, text));
        };
        for chunk in chunks {
            lines.push(chunk, &mut take);
        }
        lines.finish(&mut take);
        found
    }

    #[test]
    fn gives_the_same_lines_however_they_are_cut() {
        let text = b"one\r\n\nthree\nlonger than it may be\nfive";
        let whole = lines(&[text], 8);
        assert_eq!(whole.len(), 5);
        assert_eq!(whole[0], (1, Some("one".to_owned())));
        assert_eq!(whole[3], (4, None));
        assert_eq!(whole[4], (5, Some("five".to_owned())));
        for cut in 0..text.len() {
            let (head, tail) = text.split_at(cut);
            assert_eq!(lines(&[head, tail], 8), whole, "{cut}");
        }
        let single: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(lines(&single, 8), whole);
    }

    #[test]
    fn keeps_nothing_of_a_line_without_end() {
        let mut lines = Lines::after(0, 1 << 10);
        let chunk = vec![b'x'; 1 << 20];
        for _ in 0..64 {
            lines.push(&chunk, &mut |_, _| panic!("no line has ended"));
            assert_eq!(lines.begun.capacity(), 0);
        }
        let mut found = 0;
        lines.push(b"\nnext\n", &mut |number, line| {
            found += 1;
            let expected = [Line::TooLong, Line::Whole(b"next")];
            assert_eq!((number, line), (found, expected.into_iter().nth(found as usize - 1).unwrap()));
        });
        assert_eq!(found, 2);
    }
}
