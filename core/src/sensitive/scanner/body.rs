//! Scans JSON: what its fields are called, and what their values look like.

use std::cell::Cell;
use std::ops::Range;

use memchr::memchr;
use smallvec::SmallVec;

use super::bytes::{DIGIT, SIGN};
use super::custom::{Detectors, look};
use super::field::fits;
use super::hint::{Hint, hint, says_nothing};
use super::json::{Frames, Text, Visitor};
use super::kind::Kind;
use super::memo::{Memo, Names};
use super::path;
use super::sweep::{Found, sweep};
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::secrets::tokens;

/// Bytes of a text that cannot hold anything that its form gives away.
const SHORTEST: usize = 6;

/// Members that say what the value beside them is.
const PAIR_NAMES: [&[u8]; 12] = [
    b"name",
    b"key",
    b"type",
    b"system",
    b"field",
    b"fieldName",
    b"field_name",
    b"label",
    b"attribute",
    b"header",
    b"param",
    b"question",
];
/// Members that hold that value.
const PAIR_VALUES: [&[u8]; 8] =
    [b"value", b"val", b"fieldValue", b"field_value", b"answer", b"response", b"content", b"data"];
/// Members that map names of packages to their versions.
const VERSIONS: [&[u8]; 7] = [
    b"dependencies",
    b"devDependencies",
    b"peerDependencies",
    b"optionalDependencies",
    b"engines",
    b"requires",
    b"versions",
];

/// Collects what is found in a JSON text.
pub(super) struct Body<'b, F> {
    bytes: &'b [u8],
    detectors: Option<Detectors<'b>>,
    /// The object, by its place, whose member named its value last, and what that said.
    pair: Option<(usize, Hint)>,
    /// What names said that were seen before: records of a list have the same.
    memo: Memo,
    /// Takes what is found, with the way to it.
    found: F,
}

impl<'b, F: FnMut(Found, String)> Body<'b, F> {
    pub(super) fn new(bytes: &'b [u8], detectors: Option<Detectors<'b>>, found: F) -> Self {
        Self { bytes, detectors, pair: None, memo: Memo::default(), found }
    }

    /// Looks at a value that stands at a place.
    fn value(&mut self, frames: &Frames<Hint>, value: &[u8], mask: u8, place: &dyn Fn(usize) -> usize) {
        let hint = frames.last().map_or(Hint::None, |frame| frame.memory);
        let detectors = self.detectors;
        look(detectors, value, hint, mask, &mut self.placed(frames, place));
    }

    /// Takes what is found in a text that stands at a place.
    fn placed(&mut self, frames: &Frames<Hint>, place: &dyn Fn(usize) -> usize) -> impl FnMut(Found) {
        let bytes = self.bytes;
        let found = &mut self.found;
        move |own: Found| {
            let range = place(own.range.start)..place(own.range.end);
            found(Found { range, ..own }, path::of(bytes, frames));
        }
    }

    /// Remembers a value that names another: `{"name": "ssn", "value": "536-22-1234"}`, also by the end of a URL (FHIR).
    fn name_of_pair(&mut self, frames: &Frames<Hint>, value: &[u8]) {
        const LONGEST: usize = 64;
        let Some(frame) = frames.last().filter(|frame| frame.is_object && value.len() <= LONGEST) else {
            return;
        };
        let key = self.bytes.get(frame.key.clone()).unwrap_or_default();
        if !is_one_of(key, &PAIR_NAMES) {
            return;
        }
        let name = asked(value.rsplit(|byte| *byte == b'/').next().unwrap_or_default());
        let said = match self.detectors.and_then(|detectors| detectors.hint(name, b"")) {
            Some(own) => own,
            None => hint(name, Hint::None, b""),
        };
        // A pair has one name and one value: `id` or `type` may be of other things.
        if matches!(said, Hint::Holds(_) | Hint::Custom(_)) {
            self.pair = Some((frame.start, said));
        }
    }

    fn has_hint(frames: &Frames<Hint>) -> bool {
        frames.last().is_some_and(|frame| matches!(frame.memory, Hint::Holds(_)))
    }
}

/// Returns what a question asks for: `What is your phone number?`.
fn asked(text: &[u8]) -> &[u8] {
    const YOUR: &[u8] = b"your ";
    let Some(question) = text.strip_suffix(b"?") else { return text };
    let at = question.windows(YOUR.len()).rposition(|words| words.eq_ignore_ascii_case(YOUR));
    at.and_then(|at| question.get(at + YOUR.len()..)).unwrap_or(question)
}

fn is_one_of(name: &[u8], list: &[&[u8]]) -> bool {
    list.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Finds what a value holds of the built-in types. Its bytes together are of these classes.
pub(super) fn built_in(value: &[u8], hint: Hint, mask: u8, found: &mut impl FnMut(Found)) {
    if let Hint::Holds(kind) = hint {
        // A secret of a known form is that, whatever its field is called.
        let mut forms: SmallVec<[Found; 1]> = SmallVec::new();
        if kind.is_secret() && mask & (DIGIT | SIGN) != 0 {
            sweep(value, hint, &mut |own: Found| forms.extend(Some(own).filter(|own| own.kind.is_secret())));
        }
        if forms.is_empty() {
            forms.extend(fits(kind, value));
        }
        if !forms.is_empty() {
            forms.into_iter().for_each(found);
            return;
        }
    }
    let begins_as_token = || value.first_chunk().is_some_and(|first| tokens::may_begin_with(*first));
    if value.len() >= SHORTEST && (mask & (DIGIT | SIGN) != 0 || begins_as_token()) {
        sweep(value, hint, found);
    }
}

impl<F: FnMut(Found, String)> Visitor for Body<'_, F> {
    type Memory = Hint;

    fn key(&mut self, frames: &Frames<Hint>, key: &Text) -> Hint {
        let name = self.bytes.get(key.range.clone()).unwrap_or_default();
        if key.mask & SIGN != 0 {
            // A map whose keys are data: addresses of mail.
            // What was remembered of the member before says nothing of it.
            built_in(name, Hint::None, key.mask, &mut self.placed(frames, &|at| key.range.start + at));
        }
        if let Some((start, said)) = self.pair
            && frames.last().is_some_and(|frame| frame.start == start)
            && is_one_of(name, &PAIR_VALUES)
        {
            return said;
        }
        if self.detectors.is_none() && !key.has_escapes && says_nothing(name) {
            return Hint::None;
        }
        let above = frames.iter().rev().nth(1).map_or(Hint::None, |frame| frame.memory);
        let parent_range =
            frames.iter().rev().skip(1).find(|frame| frame.is_object).map_or(0..0, |frame| frame.key.clone());
        let parent = self.bytes.get(parent_range.clone()).unwrap_or_default();
        let (bytes, detectors) = (self.bytes, self.detectors);
        self.memo.hint(bytes, Names { name: key.range.clone(), parent: parent_range, above }, || {
            let custom = detectors.and_then(|detectors| detectors.hint(name, parent));
            custom.unwrap_or_else(|| {
                let said = if key.has_escapes {
                    hint(&Unescaped::of(name).text, above, parent)
                } else {
                    hint(name, above, parent)
                };
                let is_package = || is_one_of(parent, &VERSIONS);
                if matches!(said, Hint::Holds(_)) && is_package() { Hint::Decoy } else { said }
            })
        })
    }

    fn string(&mut self, frames: &Frames<Hint>, text: &Text) {
        let raw = self.bytes.get(text.range.clone()).unwrap_or_default();
        self.name_of_pair(frames, raw);
        let is_looked_at = self.detectors.is_some() || Self::has_hint(frames);
        if !is_looked_at && text.range.len() < SHORTEST {
            return;
        }
        if text.has_escapes {
            let plain = Unescaped::of(raw);
            self.value(frames, &plain.text, text.mask, &|at| text.range.start + plain.place(raw, at));
        } else {
            self.value(frames, raw, text.mask, &|at| text.range.start + at);
        }
    }

    fn number(&mut self, frames: &Frames<Hint>, range: Range<usize>) {
        // Of a number with a fraction only degrees, sums and passwords are something.
        let raw = self.bytes.get(range.clone()).unwrap_or_default();
        let has_hint = match frames.last().map(|frame| frame.memory) {
            Some(Hint::Holds(Kind::Data(Type::Coordinates | Type::Income | Type::Password))) => true,
            Some(Hint::Holds(_)) => raw.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        if has_hint || self.detectors.is_some() {
            // Without a name that speaks for it a number is none of the built-in types.
            let mask = if has_hint { DIGIT } else { 0 };
            self.value(frames, raw, mask, &|at| range.start + at);
        }
    }
}

/// A string without its escapes.
struct Unescaped {
    text: SmallVec<[u8; 1024]>,
    /// A place in the plain string, and where that is in the raw one: places are asked for mostly in order.
    known: Cell<(usize, usize)>,
}

impl Unescaped {
    fn of(raw: &[u8]) -> Self {
        let mut text = SmallVec::new();
        let mut rest = raw;
        loop {
            let (plain, behind) =
                rest.split_at_checked(memchr(b'\\', rest).unwrap_or(rest.len())).unwrap_or_default();
            text.extend_from_slice(plain);
            let Some((escaped, length)) = next(behind) else { break };
            text.extend_from_slice(escaped.encode(&mut [0; 4]));
            rest = behind.get(length..).unwrap_or_default();
        }
        Self { text, known: Cell::new((0, 0)) }
    }

    /// Returns the place in the raw string of a place in the plain one.
    fn place(&self, raw: &[u8], plain: usize) -> usize {
        let (mut seen, mut at) = self.known.get();
        if seen > plain {
            (seen, at) = (0, 0);
        }
        while seen < plain
            && let Some((own, length)) = next(raw.get(at..).unwrap_or_default())
        {
            seen += own.len();
            at += length;
        }
        self.known.set((seen, at));
        at
    }
}

/// One step through a raw string.
#[derive(Debug, Clone, Copy)]
enum Step {
    Byte(u8),
    Char(char),
}

impl Step {
    fn len(self) -> usize {
        match self {
            Self::Byte(_) => 1,
            Self::Char(c) => c.len_utf8(),
        }
    }

    fn encode(self, buffer: &mut [u8; 4]) -> &[u8] {
        match self {
            Self::Byte(byte) => {
                *buffer = [byte; 4];
                buffer.get(..1).unwrap_or_default()
            }
            Self::Char(c) => c.encode_utf8(buffer).as_bytes(),
        }
    }
}

/// Reads one byte or escape, with its length in the raw string.
fn next(raw: &[u8]) -> Option<(Step, usize)> {
    let (&first, rest) = raw.split_first()?;
    if first != b'\\' {
        return Some((Step::Byte(first), 1));
    }
    let step = match rest.first() {
        Some(b'n') => (Step::Byte(b'\n'), 2),
        Some(b't') => (Step::Byte(b'\t'), 2),
        Some(b'r') => (Step::Byte(b'\r'), 2),
        Some(b'b' | b'f') => (Step::Byte(b' '), 2),
        Some(b'u') => {
            let unit = |at: usize| -> Option<u32> {
                let digits = raw.get(at..at + 4)?;
                u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
            };
            match unit(2) {
                Some(high @ 0xd800..=0xdbff) => match unit(8).filter(|_| raw.get(6..8) == Some(b"\\u")) {
                    Some(low @ 0xdc00..=0xdfff) => {
                        let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        (Step::Char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)), 12)
                    }
                    _ => (Step::Char(char::REPLACEMENT_CHARACTER), 6),
                },
                Some(code) => (Step::Char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)), 6),
                None => (Step::Byte(b'u'), 2),
            }
        }
        Some(other) => (Step::Byte(*other), 2),
        None => (Step::Byte(b'\\'), 1),
    };
    Some(step)
}
