//! One walk over a JSON text, without a tree of it.

use std::ops::Range;

use smallvec::SmallVec;

use super::bytes::{DIGIT, SIGN, STOP, class};
use crate::lanes::{LANES, Lanes};

/// Levels of nesting that are walked. Deeper texts are read as text.
const DEPTH: usize = 128;

/// An object or a list on the way to a value.
#[derive(Debug, Clone)]
pub(super) struct Frame<H> {
    /// Of an object, the member that the walk is at, without its quotes.
    pub(super) key: Range<usize>,
    /// Of a list, the number of the item that the walk is at.
    pub(super) index: usize,
    pub(super) is_object: bool,
    /// Where it begins.
    pub(super) start: usize,
    /// What the visitor remembers of the member or of the list.
    pub(super) memory: H,
}

/// The way to a value.
pub(super) type Frames<H> = SmallVec<[Frame<H>; 16]>;

/// The content of a string, without its quotes.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) range: Range<usize>,
    /// `DIGIT` and `SIGN`, if it may hold a digit or a sign.
    pub(super) mask: u8,
    pub(super) has_escapes: bool,
}

/// Sees what a text holds, in order.
pub(super) trait Visitor {
    /// What is remembered of a member of an object.
    type Memory: Clone + Default;

    /// Sees the key of a member, the last frame's. Returns what to remember of it.
    fn key(&mut self, frames: &Frames<Self::Memory>, key: &Text) -> Self::Memory;

    /// Sees a string that is a value.
    fn string(&mut self, frames: &Frames<Self::Memory>, text: &Text);

    /// Sees a number.
    fn number(&mut self, frames: &Frames<Self::Memory>, range: Range<usize>);
}

/// Walks over JSON texts, one after another.
///
/// # Errors
/// The place from which on it is no JSON.
pub(super) fn walk<V: Visitor>(bytes: &[u8], visitor: &mut V) -> Result<(), usize> {
    walk_within(bytes, DEPTH, visitor)
}

/// Walks over JSON texts of so many levels.
///
/// # Errors
/// The place from which on it is no JSON.
pub(super) fn walk_within<V: Visitor>(bytes: &[u8], depth: usize, visitor: &mut V) -> Result<(), usize> {
    let mut walker = Walker { bytes, at: 0, depth, frames: Frames::<V::Memory>::new() };
    loop {
        walker.skip_spaces();
        if walker.at >= bytes.len() {
            return Ok(());
        }
        if walker.text(visitor).is_none() {
            return Err(walker.at.min(bytes.len()));
        }
    }
}

#[derive(Debug)]
struct Walker<'b, H> {
    bytes: &'b [u8],
    at: usize,
    depth: usize,
    frames: Frames<H>,
}

impl<H: Clone + Default> Walker<'_, H> {
    /// Walks over one JSON text.
    fn text<V: Visitor<Memory = H>>(&mut self, visitor: &mut V) -> Option<()> {
        self.frames.clear();
        loop {
            if self.value(visitor)? {
                continue;
            }
            loop {
                let Some(frame) = self.frames.last_mut() else { return Some(()) };
                let is_object = frame.is_object;
                frame.index += 1;
                match (self.next()?, is_object) {
                    (b',', true) => self.key(visitor)?,
                    (b',', false) => {}
                    (b'}', true) | (b']', false) => {
                        self.frames.pop();
                        continue;
                    }
                    _ => return None,
                }
                break;
            }
        }
    }

    /// Reads a value, of an object or a list only its beginning. Tells whether a value must follow.
    fn value<V: Visitor<Memory = H>>(&mut self, visitor: &mut V) -> Option<bool> {
        match self.next()? {
            b'{' => self.open(visitor, true),
            b'[' => self.open(visitor, false),
            b'"' => {
                let text = self.string()?;
                visitor.string(&self.frames, &text);
                Some(false)
            }
            b'-' | b'0'..=b'9' => {
                let start = self.at - 1;
                let rest = self.bytes.get(start..).unwrap_or_default();
                let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
                self.at = start + rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
                visitor.number(&self.frames, start..self.at);
                Some(false)
            }
            b't' => self.word(b"rue"),
            b'f' => self.word(b"alse"),
            b'n' => self.word(b"ull"),
            _ => None,
        }
    }

    fn open<V: Visitor<Memory = H>>(&mut self, visitor: &mut V, is_object: bool) -> Option<bool> {
        self.skip_spaces();
        let end = if is_object { b'}' } else { b']' };
        if self.bytes.get(self.at) == Some(&end) {
            self.at += 1;
            return Some(false);
        }
        if self.frames.len() >= self.depth {
            return None;
        }
        // What holds for a member holds for the items of its list.
        let memory = match self.frames.last() {
            Some(above) if !is_object => above.memory.clone(),
            _ => H::default(),
        };
        self.frames.push(Frame { key: 0..0, index: 0, is_object, start: self.at, memory });
        if is_object {
            self.key(visitor)?;
        }
        Some(true)
    }

    /// Reads a key and its colon.
    fn key<V: Visitor<Memory = H>>(&mut self, visitor: &mut V) -> Option<()> {
        if self.next()? != b'"' {
            return None;
        }
        let text = self.string()?;
        if let Some(frame) = self.frames.last_mut() {
            frame.key = text.range.clone();
        }
        let memory = visitor.key(&self.frames, &text);
        if let Some(frame) = self.frames.last_mut() {
            frame.memory = memory;
        }
        (self.next()? == b':').then_some(())
    }

    /// Reads the rest of a string.
    fn string(&mut self) -> Option<Text> {
        let start = self.at;
        let mut mask = 0;
        let mut has_escapes = false;
        loop {
            let length = self.plain(&mut mask)?;
            let end = self.at + length;
            self.at = end + 1;
            match self.bytes.get(end)? {
                b'"' => return Some(Text { range: start..end, mask: mask & !STOP, has_escapes }),
                b'\\' => {
                    has_escapes = true;
                    self.at += 1;
                }
                _ => {
                    // Strictly no JSON; but a tab or a line break in a string hides nothing.
                }
            }
        }
    }

    /// Returns how many bytes there are up to the next that may end the string, and adds the classes of these to a mask.
    fn plain(&self, mask: &mut u8) -> Option<usize> {
        let rest = self.bytes.get(self.at..)?;
        let mut length = 0;
        while let Some(chunk) = rest.get(length..)?.first_chunk() {
            let lanes = Lanes::of(chunk);
            // What stands up to the first stop, or everything; a stop itself tells nothing.
            let before = lanes.stops ^ lanes.stops.wrapping_sub(1);
            if lanes.telling & before != 0 {
                *mask |= DIGIT | SIGN;
            }
            if lanes.stops != 0 {
                return Some(length + lanes.stops.trailing_zeros() as usize);
            }
            length += LANES;
        }
        let end = rest.get(length..)?.iter().position(|byte| {
            let class = class(*byte);
            *mask |= class;
            class & STOP != 0
        });
        *mask &= DIGIT | SIGN;
        Some(length + end?)
    }

    fn word(&mut self, rest: &[u8]) -> Option<bool> {
        let own = self.bytes.get(self.at..self.at + rest.len())?;
        self.at += rest.len();
        (own == rest).then_some(false)
    }

    /// Returns the next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        self.skip_spaces();
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn skip_spaces(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down what it sees.
    #[derive(Default)]
    struct Seen<'b> {
        bytes: &'b [u8],
        list: Vec<String>,
    }

    impl Seen<'_> {
        fn text(&self, range: &Range<usize>) -> String {
            String::from_utf8_lossy(&self.bytes[range.clone()]).into_owned()
        }

        fn way(&self, frames: &Frames<()>) -> String {
            let step = |frame: &Frame<()>| match frame.is_object {
                true => format!(".{}", self.text(&frame.key)),
                false => format!("[{}]", frame.index),
            };
            frames.iter().map(step).collect()
        }
    }

    impl Visitor for Seen<'_> {
        type Memory = ();

        fn key(&mut self, _: &Frames<()>, _: &Text) {}

        fn string(&mut self, frames: &Frames<()>, text: &Text) {
            let line = format!("{}={}", self.way(frames), self.text(&text.range));
            self.list.push(line);
        }

        fn number(&mut self, frames: &Frames<()>, range: Range<usize>) {
            let line = format!("{}={}", self.way(frames), self.text(&range));
            self.list.push(line);
        }
    }

    fn seen(text: &str) -> (Vec<String>, Result<(), usize>) {
        let mut seen = Seen { bytes: text.as_bytes(), list: Vec::new() };
        let end = walk(text.as_bytes(), &mut seen);
        (seen.list, end)
    }

    #[test]
    fn knows_the_way_to_every_value() {
        let text = r#"{"a": [1, {"b": "x", "c": [[], {}, true, null, -2.5e3]}], "d": "q\"\\"} ["z"]"#;
        let expected = [".a[0]=1", ".a[1].b=x", ".a[1].c[4]=-2.5e3", r#".d=q\"\\"#, "[0]=z"];
        assert_eq!(seen(text), (expected.map(str::to_owned).to_vec(), Ok(())));
    }

    #[test]
    fn says_where_it_is_no_json() {
        for text in
            ["{\"a\": 1,}", "[1 2]", "{\"a\" 1}", "{a: 1}", "[1", "\"open", "nul", "{\"a\": 1]", "}", "\"\\"]
        {
            assert!(seen(text).1.is_err(), "{text}");
        }
        let (list, end) = seen("[1, 2, x");
        assert_eq!((list, end), (vec!["[0]=1".to_owned(), "[1]=2".to_owned()], Err(8)));
        assert!(seen(&"[".repeat(1_000_000)).1.is_err());
    }

    #[test]
    fn says_of_what_bytes_a_string_is() {
        struct Masks(Vec<(u8, bool)>);
        impl Visitor for Masks {
            type Memory = ();
            fn key(&mut self, _: &Frames<()>, _: &Text) {}
            fn string(&mut self, _: &Frames<()>, text: &Text) {
                self.0.push((text.mask, text.has_escapes));
            }
            fn number(&mut self, _: &Frames<()>, _: Range<usize>) {}
        }
        let mut masks = Masks(Vec::new());
        walk("[\"\", \"a 1\", \"@\", \"ä\", \"a\\\"1\", \"a long text of nothing but words\", \"a long text of words and 1\"]".as_bytes(), &mut masks).unwrap();
        let telling =
            masks.0.iter().map(|(mask, has_escapes)| (*mask != 0, *has_escapes)).collect::<Vec<_>>();
        let expected = [
            (false, false),
            (true, false),
            (true, false),
            (false, false),
            (true, true),
            (false, false),
            (true, false),
        ];
        assert_eq!(telling, expected);
    }
}
