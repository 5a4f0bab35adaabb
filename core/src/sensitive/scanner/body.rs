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
use super::pairs::{Named, Role, Unnamed, role};
use super::path;
use super::sweep::{Found, sweep};
use crate::sensitive::SensitiveType as Type;
use crate::sensitive::secrets::tokens;

/// Bytes of a text that cannot hold anything that its form gives away.
const SHORTEST: usize = 6;

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
    /// The member that named its value last.
    pair: Option<Named>,
    /// The last value that something behind it may name.
    unnamed: Option<Unnamed>,
    /// How many finds there are.
    finds: usize,
    /// Where names begin on the way to the value that something was found in.
    data: SmallVec<[usize; 2]>,
    /// What names said that were seen before: records of a list have the same.
    memo: Memo,
    /// Takes what is found, with its plain form and the way to it.
    found: F,
}

impl<'b, F: FnMut(Found, &[u8], String)> Body<'b, F> {
    pub(super) fn new(bytes: &'b [u8], detectors: Option<Detectors<'b>>, found: F) -> Self {
        Self {
            bytes,
            detectors,
            pair: None,
            unnamed: None,
            finds: 0,
            data: SmallVec::new(),
            memo: Memo::default(),
            found,
        }
    }

    /// Looks at a value that stands at a place.
    fn value(&mut self, frames: &Frames<Hint>, value: &[u8], mask: u8, place: &dyn Fn(usize) -> usize) {
        let hint = frames.last().map_or(Hint::None, |frame| frame.memory);
        self.value_of(frames, hint, value, mask, place);
    }

    fn value_of(
        &mut self,
        frames: &Frames<Hint>,
        hint: Hint,
        value: &[u8],
        mask: u8,
        place: &dyn Fn(usize) -> usize,
    ) {
        let detectors = self.detectors;
        look(detectors, value, hint, mask, &mut self.placed(frames, value, place));
    }

    /// Looks at a name: of a map, it may be data itself, an address of mail. What was remembered of the member before says
    /// nothing of it. Detectors of the user's look at names that are none.
    fn name(&mut self, frames: &Frames<Hint>, key: &Text, name: &[u8]) {
        let detectors = self.detectors.filter(|_| path::shown(name).is_none());
        if key.mask & (DIGIT | SIGN) == 0 && !key.has_escapes && detectors.is_none() {
            return;
        }
        let start = key.range.start;
        let mut finds: SmallVec<[Found; 1]> = SmallVec::new();
        let mut found = |own| finds.push(own);
        if key.has_escapes {
            let plain = Unescaped::of(name);
            look(detectors, &plain.text, Hint::None, key.mask, &mut found);
            self.found_in_name(frames, finds, &plain.text, &|at| start + plain.place(name, at));
        } else {
            look(detectors, name, Hint::None, key.mask, &mut found);
            self.found_in_name(frames, finds, name, &|at| start + at);
        }
    }

    /// Takes what is found in a name, which no path shows then.
    fn found_in_name(
        &mut self,
        frames: &Frames<Hint>,
        finds: SmallVec<[Found; 1]>,
        name: &[u8],
        place: &dyn Fn(usize) -> usize,
    ) {
        if finds.is_empty() {
            return;
        }
        self.data.retain(|start| frames.iter().any(|frame| frame.key.start == *start));
        self.data.extend(frames.last().map(|frame| frame.key.start));
        finds.into_iter().for_each(self.placed(frames, name, place));
    }

    /// Takes what is found in a text that stands at a place.
    fn placed(
        &mut self,
        frames: &Frames<Hint>,
        text: &[u8],
        place: &dyn Fn(usize) -> usize,
    ) -> impl FnMut(Found) {
        let (bytes, detectors, data) = (self.bytes, self.detectors, &self.data);
        let (found, finds) = (&mut self.found, &mut self.finds);
        let is_data = move |start: usize, name: &str| {
            data.contains(&start) || detectors.is_some_and(|own| own.find_in_name(name))
        };
        move |own: Found| {
            *finds += 1;
            let plain = text.get(own.range.clone()).unwrap_or_default();
            let range = place(own.range.start)..place(own.range.end);
            found(Found { range, ..own }, plain, path::of(bytes, frames, is_data));
        }
    }

    /// Remembers a value that names another: `{"name": "ssn", "value": "536-22-1234"}`, also by the end of a URL (FHIR).
    fn name_of_pair(&mut self, frames: &Frames<Hint>, text: &Text) {
        const LONGEST: usize = 64;
        let Some(frame) = frames.last().filter(|frame| frame.is_object) else { return };
        let Some(role) = role(self.bytes.get(frame.key.clone()).unwrap_or_default()) else { return };
        if !matches!(role, Role::Name | Role::Id) {
            if frame.memory == Hint::None {
                self.unnamed = Some(Unnamed {
                    object: frame.start,
                    key: frame.key.clone(),
                    range: text.range.clone(),
                    has_escapes: text.has_escapes,
                    mask: text.mask,
                    finds: self.finds,
                });
            }
            return;
        }
        let value = self.bytes.get(text.range.clone()).unwrap_or_default();
        if value.len() > LONGEST {
            return;
        }
        let name = asked(value.rsplit(|byte| *byte == b'/').next().unwrap_or_default());
        let said = match self.detectors.and_then(|detectors| detectors.hint(name, b"")) {
            Some(own) => own,
            None => hint(name, Hint::None, b""),
        };
        // A pair has one name and one value: `id` or `type` may be of other things.
        if matches!(said, Hint::Holds(_) | Hint::Custom(_)) {
            let pair = Named { object: frame.start, role, said };
            self.pair = Some(pair);
            self.value_before(frames, pair);
        }
    }

    /// Looks at a value again that stood before its name, if nothing was found in it or since.
    fn value_before(&mut self, frames: &Frames<Hint>, pair: Named) {
        let Some(own) = self.unnamed.take().filter(|own| own.object == pair.object) else { return };
        let key = self.bytes.get(own.key.clone()).unwrap_or_default();
        if own.finds != self.finds || !pair.is_of(key) {
            return;
        }
        let mut frames = frames.clone();
        if let Some(frame) = frames.last_mut() {
            frame.key = own.key;
        }
        let text = Text { range: own.range, mask: own.mask, has_escapes: own.has_escapes };
        self.text_of(&frames, pair.said, &text);
    }

    /// Looks at a string.
    fn text_of(&mut self, frames: &Frames<Hint>, hint: Hint, text: &Text) {
        let raw = self.bytes.get(text.range.clone()).unwrap_or_default();
        if text.has_escapes {
            let plain = Unescaped::of(raw);
            let place = |at| text.range.start + plain.place(raw, at);
            self.value_of(frames, hint, &plain.text, text.mask, &place);
        } else {
            self.value_of(frames, hint, raw, text.mask, &|at| text.range.start + at);
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

impl<F: FnMut(Found, &[u8], String)> Visitor for Body<'_, F> {
    type Memory = Hint;

    fn key(&mut self, frames: &Frames<Hint>, key: &Text) -> Hint {
        let name = self.bytes.get(key.range.clone()).unwrap_or_default();
        self.name(frames, key, name);
        if let Some(pair) = self.pair
            && frames.last().is_some_and(|frame| frame.start == pair.object)
            && pair.is_of(name)
        {
            return pair.said;
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
        self.name_of_pair(frames, text);
        let is_looked_at = self.detectors.is_some() || Self::has_hint(frames);
        if !is_looked_at && text.range.len() < SHORTEST {
            return;
        }
        self.text_of(frames, frames.last().map_or(Hint::None, |frame| frame.memory), text);
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
                let digits = raw.get(at..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
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
