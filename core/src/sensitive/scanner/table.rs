//! Tables in a text: a line of names, and lines of values below it (RFC 4180, also with semicolons, tabs or bars).

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::decoded::Coding;
use super::hint::Hint;
use super::piece::{Content, Name, Piece};
use super::sniff::text;

/// Bytes of the line of names.
const HEADER: usize = 4096;
/// Columns whose names are read.
const COLUMNS: usize = 256;
/// Bytes of a cell between quotes.
const QUOTED: usize = 4096;
/// What stands between cells.
const SEPARATORS: [u8; 4] = *b",;\t|";
/// Lines of a program that names stand in, too.
const PROGRAM: [&str; 16] = [
    "import", "from", "use", "using", "select", "insert", "const", "let", "var", "function", "def", "return",
    "static", "public", "private", "enum",
];

/// A table by its line of names.
#[derive(Debug)]
pub(super) struct Table<'t> {
    separator: u8,
    /// The names with what they say; a column without a name has none.
    columns: Vec<Option<(Name<'t>, Hint)>>,
    /// Where the values begin.
    start: usize,
}

/// One cell of a line.
#[derive(Debug, PartialEq, Eq)]
struct Cell {
    /// Its text, without quotes and spaces around it.
    inside: Range<usize>,
    /// Where what separates it from the next one stands.
    end: usize,
    is_last: bool,
}

impl<'t> Table<'t> {
    /// Reads the names of a table; nothing of a text that does not begin with some, of which one at least says something of
    /// its values, or goes on with a line of fewer or more cells.
    pub(super) fn of(body: &'t [u8]) -> Option<Self> {
        let head = body.get(..body.len().min(HEADER))?;
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let blank = head.get(mark..)?.iter().position(|byte| !matches!(byte, b' ' | b'\r' | b'\n'))?;
        let first = mark + blank;
        let end = first + memchr(b'\n', head.get(first..)?)?;
        let line = body.get(first..end)?;
        let count = |separator: &u8| line.iter().filter(|byte| *byte == separator).count();
        let separator = SEPARATORS.into_iter().max_by_key(count).filter(|own| count(own) > 0)?;
        let columns = columns(line, separator)?;
        let start = end + 1;
        let mut next = start;
        for number in 0..lines_needed(&columns) {
            if number > 0 && body.get(next..).is_none_or(|rest| rest.trim_ascii().is_empty()) {
                break;
            }
            let (count, last) = cells(body, next, separator, columns.len() + 1)
                .fold((0, next), |(count, _), cell| (count + 1, cell.end));
            if count != columns.len() {
                return None;
            }
            next = last + 1;
        }
        Some(Self { separator, columns, start })
    }

    /// Hands out each value below a name, and all the rest as text.
    pub(super) fn pieces<'b>(&self, body: &'b [u8], start: usize, found: &mut dyn FnMut(Piece<'b>))
    where
        't: 'b,
    {
        let mut done = 0;
        let mut at = self.start;
        while at < body.len() {
            let mut columns = self.columns.iter();
            loop {
                let cell = Cell::read(body, at, self.separator);
                at = cell.end + 1;
                let is_whole_line = cell.is_last && columns.len() == self.columns.len();
                let column = columns.next().and_then(Option::as_ref).filter(|_| !is_whole_line);
                if let Some((name, hint)) = column
                    && !cell.inside.is_empty()
                {
                    rest(body, start, done..cell.inside.start, found);
                    done = cell.inside.end;
                    let range = start + cell.inside.start..start + cell.inside.end;
                    let content = Content::Value(*hint, Some(*name));
                    found(Piece { range, coding: Coding::Plain, content });
                }
                if cell.is_last {
                    break;
                }
            }
        }
        rest(body, start, done..body.len(), found);
    }
}

/// Reads a line of names.
fn columns(line: &[u8], separator: u8) -> Option<Vec<Option<(Name<'_>, Hint)>>> {
    let mut columns = Vec::new();
    for cell in cells(line, 0, separator, COLUMNS + 1) {
        let written = line.get(cell.inside)?;
        if !is_name(written) {
            return None;
        }
        let name = Name { written, coding: Coding::Plain };
        columns.push((!written.is_empty()).then(|| (name, name.hint())));
    }
    // Two words with a comma between them are rather a part of a sentence.
    let is_table = columns.len() >= 3 || columns.len() == 2 && memchr(b' ', line).is_none();
    let is_program = || {
        let mut words = line.split(|byte| *byte == b' ');
        let first = words.next().unwrap_or_default();
        words.next().is_some() && PROGRAM.iter().any(|word| first.eq_ignore_ascii_case(word.as_bytes()))
    };
    (telling(&columns) > 0 && columns.len() <= COLUMNS && is_table && !is_program()).then_some(columns)
}

/// Returns how many names say something of their values.
fn telling(columns: &[Option<(Name<'_>, Hint)>]) -> usize {
    columns.iter().filter(|own| matches!(own, Some((_, Hint::Holds(_))))).count()
}

/// Returns how many lines below the names must have as many cells, where there are so many.
fn lines_needed(columns: &[Option<(Name<'_>, Hint)>]) -> usize {
    if columns.len() >= 3 || telling(columns) >= 2 { 1 } else { 3 }
}

/// Tells whether a cell can be the name of a column, or is empty.
fn is_name(cell: &[u8]) -> bool {
    const LENGTH: usize = 64;
    const WORDS: usize = 4;
    const DIGITS: usize = 3;
    let Ok(name) = std::str::from_utf8(cell) else { return false };
    let is_part = |c: char| c.is_alphanumeric() || " _-./#%()*?'&:".contains(c);
    name.is_empty()
        || name.len() <= LENGTH
            && name.chars().all(is_part)
            && name.contains(char::is_alphabetic)
            && !name.ends_with(['.', '?', ':'])
            && name.bytes().filter(u8::is_ascii_digit).count() <= DIGITS
            && name.split(' ').count() <= WORDS
}

/// Returns the cells of the line at a place, at most so many.
fn cells(text: &[u8], at: usize, separator: u8, most: usize) -> impl Iterator<Item = Cell> {
    let mut next = Some(at).filter(|at| *at < text.len());
    std::iter::from_fn(move || {
        let cell = Cell::read(text, next?, separator);
        next = (!cell.is_last).then_some(cell.end + 1);
        Some(cell)
    })
    .take(most)
}

impl Cell {
    fn read(text: &[u8], at: usize, separator: u8) -> Self {
        let own = text.get(at..).unwrap_or_default();
        let gap = own.iter().take_while(|byte| **byte == b' ').count();
        let quoted = quoted(own.get(gap..).unwrap_or_default());
        let behind = at + quoted.map_or(0, |length| gap + length + 2);
        let rest = text.get(behind..).unwrap_or_default();
        let end = behind + memchr2(separator, b'\n', rest).unwrap_or(rest.len());
        let inside = match quoted {
            Some(length) => at + gap + 1..at + gap + 1 + length,
            None => {
                let own = text.get(at..end).unwrap_or_default();
                let start = end - own.trim_ascii_start().len();
                start..start + own.trim_ascii().len()
            }
        };
        Self { inside, end, is_last: text.get(end) != Some(&separator) }
    }
}

/// Returns the length of what stands between the quotes that a text begins with; two in a row are a part of it.
fn quoted(text: &[u8]) -> Option<usize> {
    let inside = text.strip_prefix(b"\"")?;
    let inside = inside.get(..inside.len().min(QUOTED))?;
    let mut at = 0;
    loop {
        at += memchr(b'"', inside.get(at..)?)?;
        if inside.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Hands out what stands between two values, if there is more than signs.
fn rest<'b>(body: &'b [u8], start: usize, range: Range<usize>, found: &mut dyn FnMut(Piece<'b>)) {
    let own = body.get(range.clone()).unwrap_or_default();
    if own.iter().any(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
        text(start + range.start..start + range.end, Coding::Plain, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::Scanner;

    fn found(text: &str) -> Vec<(String, String)> {
        let detections = Scanner::default().scan_text(text.as_bytes());
        let of = |own: crate::Detection| {
            (own.path.unwrap_or_default(), text.get(own.start..own.end).unwrap().to_owned())
        };
        detections.into_iter().map(of).collect()
    }

    fn row(path: &str, text: &str) -> (String, String) {
        (path.to_owned(), text.to_owned())
    }

    #[test]
    fn reads_two_columns_of_which_one_says_something() {
        let rows = ["Ada 0,4539578763621486", "Ada 1,4916338506082832", "Ada 2,4556737586899855"];
        let found = |names: &str, rows: &[&str]| found(&format!("{names}\n{}\n", rows.join("\n"))).len();
        assert_eq!(found("name,card_number", &rows), 3);
        assert_eq!(found("name,card_number", rows.get(..1).unwrap()), 1);
        assert_eq!(found("\"name\",\"card_number\"", &rows), 3);
        assert_eq!(found("name,order", &rows), 0);
        assert_eq!(found("my name,card_number", &rows), 0);
        assert_eq!(
            found("name,card_number", &["Ada,4539578763621486", "and a sentence", "4916338506082832"]),
            0
        );
    }

    #[test]
    fn reads_values_below_their_names() {
        for separator in [",", ";", "\t", "|", " | ", ", "] {
            let text = "id,name,Phone,ssn,amount\n7,Ada Low,2125550143,536221234,12.5\n8,,,,\n"
                .replace(',', separator);
            let expected = [row("name", "Ada Low"), row("Phone", "2125550143"), row("ssn", "536221234")];
            assert_eq!(found(&text), expected.get(1..).unwrap(), "{separator}");
        }
        assert_eq!(
            found("\u{feff}username,password\r\nadalow,hunter22\r\n"),
            [row("username", "adalow"), row("password", "hunter22")]
        );
        assert_eq!(
            found("| name | ssn | x |\n|---|---|---|\n| a | 536221234 | 1 |\n\nmail ada@shop.dev"),
            [row("ssn", "536221234"), row("", "ada@shop.dev")]
        );
    }

    #[test]
    fn reads_quotes() {
        let text = "\"id\",\"phone\",\"password\"\n1,\"2125550143\",\"a,b\"\"c;\n4d\"\n2,\"+\",\"x";
        let expected = [row("phone", "2125550143"), row("password", "a,b\"\"c;\n4d")];
        assert_eq!(found(text), expected);
        let body = Scanner::default().scan(text.as_bytes());
        assert_eq!(body.len(), 2);
    }

    #[test]
    fn leaves_what_is_no_table() {
        for text in [
            "Hello, my phone, which I lost,\nis 2125550143, or so, I think",
            "id,phone,x\n1,2125550143\n",
            "from a import phone, ssn, token\nx, 536221234, a\n",
            "a,b,c\n1,536221234,3\n",
            "id,ssn 536-22-1234,c\n1,2,3\n",
            "phone, ssn\n2125550143, 536221234\n",
            "id,ssn,c",
        ] {
            assert!(Table::of(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn reads_each_byte_of_quotes_a_few_times() {
        for soup in ["\",", "\"\"", "\"", ",", "|\n", "\n"] {
            let body = format!("id,phone,ssn\n1,2,3\n{}", soup.repeat(200_000));
            let table = Table::of(body.as_bytes()).unwrap();
            table.pieces(body.as_bytes(), 0, &mut |piece| assert!(piece.range.end <= body.len()));
        }
    }
}
