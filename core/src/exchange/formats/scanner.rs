//! Finds the records in a stream of JSON, without keeping more of it than one record.

#[cfg(test)]
mod tests;

use smallvec::SmallVec;

use super::lines::{Line, Lines};
use super::walk::Walk;

/// A step on the way to the records of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The member of an object.
    Key(&'static str),
    /// Each member of an array.
    Each,
}

/// The way to the records of a document.
pub(super) type Way = &'static [Step];

/// Where the records of a format are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Records {
    /// Each document is one; of an array each member.
    Documents,
    /// At the end of one of these ways in a document, which may be a line.
    Inside(&'static [Way]),
    /// At the end of one of these ways in a document that is printed in any way.
    InsideOne(&'static [Way]),
}

/// Something found in the stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'b> {
    /// A value at the end of a way.
    Value {
        /// Which of the ways led here.
        way: usize,
        /// Counts the members of the outermost array on the way.
        group: u64,
        /// Its text.
        text: &'b [u8],
    },
    /// A value longer than the limit.
    TooLong,
    /// A document that ends in the middle.
    Cut,
    /// A document without any place for records.
    NoPlace,
    /// Something that is no object and no array, to the end of its line.
    Stray,
}

/// Takes a found thing and the line that it begins on, from 1.
pub(super) type Sink<'s> = &'s mut dyn FnMut(u64, Found<'_>);

/// A first line with more than this that ends within an object is a record that was cut off, unless it ends where printers
/// break lines.
const OPENING: usize = 64;

/// The scanner. It knows strings, brackets and the keys on its ways; everything else is left to the parser of the records.
#[derive(Debug)]
pub(super) struct Scanner {
    ways: &'static [Way],
    /// How long a key with its quotes may be to be on a way.
    longest_key: usize,
    framing: Framing,
    /// Of the documents, once it is known that each is a line.
    lines: Option<Lines>,
    limit: usize,
    /// The line under the reader.
    line: u64,
    /// Bytes of the first line so far, blanks apart, and the last of them.
    opening: (usize, u8),
    /// Bytes of the first line that may be the beginning of a document over many lines, however it ends.
    longest_opening: usize,
    frames: SmallVec<[Frame; 8]>,
    state: State,
    walk: Walk,
    kept: Kept,
    group: u64,
    /// Whether the document has the places that the ways lead to.
    has_place: bool,
}

/// How documents follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    Unknown,
    /// One a line: what is wrong with one ends with its line.
    Lines,
    /// Over many lines.
    Free,
}

/// What the scanner is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between two values.
    Between,
    /// In a key that may be on a way.
    Key,
    /// In a value that no way leads into.
    Skipping,
    /// In a value at the end of this way.
    Keeping(usize),
    /// In what is no document, up to the end of the line.
    Stray,
}

/// An object or an array that a way leads through.
#[derive(Debug)]
struct Frame {
    /// The ways that lead here, a bit each.
    ways: u8,
    /// The ways that lead on over the key read last, or to the members of the array.
    next: u8,
    in_object: bool,
    at_key: bool,
}

/// The text of a value so far.
#[derive(Debug, Default)]
struct Kept {
    bytes: Vec<u8>,
    line: u64,
    too_long: bool,
}

const MEMBERS: Way = &[Step::Each];

impl Scanner {
    pub(super) fn new(records: Records, limit: usize) -> Self {
        let (ways, framing): (&'static [Way], _) = match records {
            Records::Documents => (&[MEMBERS], Framing::Unknown),
            Records::Inside(ways) => (ways, Framing::Unknown),
            Records::InsideOne(ways) => (ways, Framing::Free),
        };
        Self {
            ways,
            longest_key: longest_key(ways),
            framing,
            lines: None,
            limit,
            line: 1,
            opening: (0, b' '),
            longest_opening: OPENING,
            frames: SmallVec::new(),
            state: State::Between,
            walk: Walk::default(),
            kept: Kept::default(),
            group: 0,
            has_place: false,
        }
    }

    /// Expects a document a line: only a first line that ends where printers break lines may be another beginning.
    pub(super) const fn expect_lines(&mut self) {
        self.longest_opening = 0;
    }

    /// Takes bytes and gives what ends in them.
    pub(super) fn push(&mut self, mut bytes: &[u8], sink: Sink<'_>) {
        while !bytes.is_empty() {
            if let Some(lines) = &mut self.lines {
                return lines.push(bytes, &mut |number, line| whole_line(number, line, sink));
            }
            let line_end = match self.framing {
                Framing::Free => None,
                Framing::Unknown | Framing::Lines => memchr::memchr(b'\n', bytes),
            };
            let Some((line, rest)) = line_end.and_then(|end| bytes.split_at_checked(end)) else {
                self.open(bytes);
                return self.scan(bytes, sink);
            };
            self.open(line);
            self.scan(line, sink);
            self.end_line(sink);
            bytes = rest.get(1..).unwrap_or_default();
        }
    }

    /// Gives what the end of the stream ends.
    pub(super) fn finish(&mut self, sink: Sink<'_>) {
        match &mut self.lines {
            Some(lines) => lines.finish(&mut |number, line| whole_line(number, line, sink)),
            None => self.end_document(sink),
        }
    }

    /// Counts the bytes of the first line.
    fn open(&mut self, bytes: &[u8]) {
        if self.framing == Framing::Unknown {
            for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace()) {
                self.opening = (self.opening.0.saturating_add(1), *byte);
            }
        }
    }

    /// Ends a line where a line may end a document.
    fn end_line(&mut self, sink: Sink<'_>) {
        let (length, last) = self.opening;
        if self.framing == Framing::Unknown && length > 0 {
            let is_cut = length > self.longest_opening && !matches!(last, b'{' | b'[' | b',' | b':');
            self.framing = if is_cut || self.is_outside() { Framing::Lines } else { Framing::Free };
        }
        if self.framing == Framing::Lines {
            self.end_document(sink);
            if self.ways == [MEMBERS] {
                self.lines = Some(Lines::after(self.line, self.limit));
            }
        } else {
            // What stands in a string or a number goes on after the line.
            self.scan(b"\n", sink);
            return;
        }
        self.line += 1;
    }

    fn is_outside(&self) -> bool {
        self.frames.is_empty() && matches!(self.state, State::Between | State::Stray)
    }

    /// Gives what is left of a document that ends here, and begins anew.
    fn end_document(&mut self, sink: Sink<'_>) {
        if !self.is_outside() {
            sink(if self.kept.line > 0 { self.kept.line } else { self.line }, Found::Cut);
        }
        self.frames.clear();
        self.state = State::Between;
        self.kept = Kept::default();
        self.has_place = false;
    }

    fn scan(&mut self, mut bytes: &[u8], sink: Sink<'_>) {
        while !bytes.is_empty() {
            let used = match self.state {
                State::Between => self.between(bytes, sink),
                State::Key | State::Skipping | State::Keeping(_) => self.inside(bytes, sink),
                State::Stray => {
                    let end = memchr::memchr(b'\n', bytes);
                    if end.is_some() {
                        self.state = State::Between;
                    }
                    end.unwrap_or(bytes.len())
                }
            };
            let Some((_, rest)) = bytes.split_at_checked(used) else { return };
            bytes = rest;
        }
    }

    /// Walks on in a value or a key. Returns how many bytes of it there are.
    fn inside(&mut self, bytes: &[u8], sink: Sink<'_>) -> usize {
        let end = self.walk.advance(bytes);
        let used = end.unwrap_or(bytes.len());
        let text = bytes.get(..used).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', text).count() as u64;
        match self.state {
            State::Keeping(way) if end.is_some() => self.emit(way, text, sink),
            State::Keeping(_) => self.keep(text, self.limit),
            State::Key => {
                self.keep(text, self.longest_key);
                if end.is_some() {
                    self.end_key();
                }
            }
            State::Skipping | State::Between | State::Stray => {}
        }
        self.line += lines;
        if end.is_some() {
            self.state = State::Between;
        }
        used
    }

    /// Reads one sign between values. Returns how many bytes were used.
    fn between(&mut self, bytes: &[u8], sink: Sink<'_>) -> usize {
        let Some(&byte) = bytes.first() else { return 0 };
        match byte {
            b'\n' => self.line += 1,
            _ if byte.is_ascii_whitespace() => {}
            b',' => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.at_key = frame.in_object;
                }
            }
            b':' if !self.frames.is_empty() => {}
            b'}' | b']' if !self.frames.is_empty() => {
                self.frames.pop();
                if self.frames.is_empty() && !std::mem::take(&mut self.has_place) {
                    sink(self.line, Found::NoPlace);
                }
            }
            b'{' | b'[' => return self.begin(byte),
            _ if self.frames.is_empty() => {
                sink(self.line, Found::Stray);
                self.state = State::Stray;
            }
            _ => return self.begin(byte),
        }
        1
    }

    /// Begins a key or a value with its first byte, which only a bracket that a way leads through uses up.
    fn begin(&mut self, byte: u8) -> usize {
        self.walk = Walk::default();
        let depth = self.frames.len();
        let ways = match self.frames.last_mut() {
            Some(frame) if frame.at_key => {
                frame.at_key = false;
                frame.next = 0;
                self.state = if byte == b'"' { State::Key } else { State::Skipping };
                return 0;
            }
            Some(frame) => frame.next,
            None => u8::MAX,
        };
        let ends_here = |way: &Way| way.len() == depth;
        let is_root_record = depth == 0 && self.ways == [MEMBERS] && byte != b'[';
        let ending = if is_root_record {
            Some(0)
        } else {
            self.ways.iter().enumerate().position(|(at, way)| ways & bit(at) != 0 && ends_here(way))
        };
        if depth == 2 {
            self.group += 1;
        }
        match (ending, byte) {
            (Some(way), _) => {
                self.kept.line = self.line;
                self.state = State::Keeping(way);
            }
            (None, b'{' | b'[') if ways != 0 => return self.enter(depth, ways, byte == b'{'),
            _ => self.state = State::Skipping,
        }
        0
    }

    /// Enters an object or an array.
    fn enter(&mut self, depth: usize, ways: u8, in_object: bool) -> usize {
        let leads_on = |way: &Way| match way.get(depth) {
            Some(Step::Each) => !in_object,
            Some(Step::Key(_)) => in_object,
            None => false,
        };
        let ways = self.select(ways, leads_on);
        // An empty list of records is a place for records too.
        self.has_place |= !in_object && ways != 0;
        let next = if in_object { 0 } else { ways };
        self.frames.push(Frame { ways, next, in_object, at_key: in_object });
        1
    }

    /// Returns those of the ways that fit.
    fn select(&self, ways: u8, fits: impl Fn(&Way) -> bool) -> u8 {
        let chosen = self.ways.iter().enumerate().filter(|(at, way)| ways & bit(*at) != 0 && fits(way));
        chosen.fold(0, |chosen, (at, _)| chosen | bit(at))
    }

    fn end_key(&mut self) {
        let depth = self.frames.len().saturating_sub(1);
        let kept = std::mem::take(&mut self.kept);
        let key = kept.bytes.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or_default();
        let leads_on = |way: &Way| matches!(way.get(depth), Some(Step::Key(own)) if own.as_bytes() == key);
        let ways = self.frames.last().map_or(0, |frame| frame.ways);
        let next = if kept.too_long { 0 } else { self.select(ways, leads_on) };
        if let Some(frame) = self.frames.last_mut() {
            frame.next = next;
        }
    }

    fn keep(&mut self, bytes: &[u8], limit: usize) {
        self.kept.too_long |= bytes.len() > limit.saturating_sub(self.kept.bytes.len());
        if self.kept.too_long {
            self.kept.bytes = Vec::new();
        } else {
            self.kept.bytes.extend_from_slice(bytes);
        }
    }

    /// Gives the value that ends with these bytes.
    fn emit(&mut self, way: usize, end: &[u8], sink: Sink<'_>) {
        self.has_place = true;
        let (line, group) = (self.kept.line, self.group);
        if self.kept.bytes.is_empty() && !self.kept.too_long && end.len() <= self.limit {
            sink(line, Found::Value { way, group, text: end });
        } else {
            self.keep(end, self.limit);
            let found = match self.kept.too_long {
                true => Found::TooLong,
                false => Found::Value { way, group, text: &self.kept.bytes },
            };
            sink(line, found);
        }
        self.kept.bytes.clear();
        self.kept.too_long = false;
        self.kept.line = 0;
        if self.frames.is_empty() {
            self.has_place = false;
        }
    }
}

/// Gives a line that is a document.
fn whole_line(number: u64, line: Line<'_>, sink: Sink<'_>) {
    match line {
        Line::Whole(text) if text.trim_ascii().is_empty() => {}
        Line::Whole(text) => sink(number, Found::Value { way: 0, group: 0, text }),
        Line::TooLong => sink(number, Found::TooLong),
    }
}

fn bit(at: usize) -> u8 {
    u32::try_from(at).ok().and_then(|at| 1_u8.checked_shl(at)).unwrap_or(0)
}

fn longest_key(ways: &[Way]) -> usize {
    let keys = ways.iter().flat_map(|way| way.iter()).map(|step| match step {
        Step::Key(key) => key.len() + 2,
        Step::Each => 0,
    });
    keys.max().unwrap_or(0)
}
