//! The words that known names end with.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::decoys::{DECOYS, GLUED};
use super::{Hint, holds};
use crate::sensitive::SensitiveType;
use crate::sensitive::fields::{self, Meaning};
use crate::sensitive::scheme_names::{SCHEME_NAMES, SPOKEN_NAMES};
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::value_names::VALUE_NAMES;

/// The end of a name of a type: the whole name decides.
pub(super) const TYPE: u8 = 1;
/// A word that leaves a name what it is: the name above counts.
pub(super) const NEUTRAL: u8 = 1 << 1;
/// A word of names whose values only look like data of somebody.
pub(super) const DECOY: u8 = 1 << 2;
/// A name of one word.
const WHOLE: u8 = 1 << 3;

/// Bytes of a word that fits in a number.
const WORD: usize = 16;

/// The last bytes of a name that the first filter looks at.
const ENDING: usize = 3;
/// Bits of a letter in that filter.
const BITS: u32 = 5;

/// Names of parts that the name above speaks of: the `home` of a `phone`.
const PARTS: [&str; 12] = [
    "home",
    "work",
    "main",
    "primary",
    "secondary",
    "raw",
    "national",
    "international",
    "formatted",
    "original",
    "alternate",
    "personal",
];
/// Words that are written before a name without anything between.
const BEFORE: [&str; 40] = [
    "new",
    "db",
    "admin",
    "root",
    "source",
    "old",
    "current",
    "confirm",
    "user",
    "customer",
    "patient",
    "client",
    "card",
    "billing",
    "shipping",
    "home",
    "work",
    "member",
    "employee",
    "prescriber",
    "provider",
    "payment",
    "federal",
    "full",
    "contact",
    "personal",
    "account",
    "primary",
    "secondary",
    "my",
    "insured",
    "holder",
    "mobile",
    "business",
    "office",
    "owner",
    "student",
    "emergency",
    "day",
    "evening",
];
/// Words that are written behind one so.
const AFTER: [&str; 6] = ["number", "numbers", "num", "no", "nr", "value"];

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(Names::new);

/// A word in lower case, or that it is one too long or strange for the tables, which may mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Short(u128),
    Strange,
}

#[derive(Debug)]
pub(super) struct Names {
    /// The last letters of all words in the table, a bit each.
    endings: [u64; 1 << (BITS * 3 - 6)],
    flags: FxHashMap<u128, u8>,
    /// The last two words of names.
    pairs: FxHashSet<(u128, u128)>,
    /// Names as they are mostly written.
    spellings: FxHashMap<Box<[u8]>, Meaning>,
    glue: Glue,
}

/// Lists of words by one of their letters, so that of each list only a few are compared.
type ByLetter = [Vec<&'static str>; 1 << BITS];

/// What is written before and behind names of one word.
#[derive(Debug)]
struct Glue {
    /// By their first letters.
    before: ByLetter,
    /// By their last letters.
    after: ByLetter,
    decoys: ByLetter,
}

impl Glue {
    fn new() -> Self {
        let mut glue = Self {
            before: std::array::from_fn(|_| Vec::new()),
            after: std::array::from_fn(|_| Vec::new()),
            decoys: std::array::from_fn(|_| Vec::new()),
        };
        let first = |word: &str| word.bytes().next();
        let last = |word: &str| word.bytes().last();
        BEFORE.iter().for_each(|word| Self::insert(&mut glue.before, first(word), word));
        AFTER.iter().for_each(|word| Self::insert(&mut glue.after, last(word), word));
        GLUED.iter().for_each(|word| Self::insert(&mut glue.decoys, last(word), word));
        glue
    }

    fn insert(list: &mut ByLetter, letter: Option<u8>, word: &'static str) {
        if let Some(words) = letter.and_then(|letter| list.get_mut(usize::from(letter & 0x1f))) {
            words.push(word);
        }
    }

    /// Returns the words of a letter, in either case, in the order of the list.
    fn words(list: &ByLetter, letter: u8) -> impl Iterator<Item = &'static str> {
        list.get(usize::from(letter & 0x1f)).into_iter().flatten().copied()
    }
}

impl Names {
    fn new() -> Self {
        let mut names = Self {
            endings: [0; 1 << (BITS * 3 - 6)],
            flags: FxHashMap::default(),
            pairs: FxHashSet::default(),
            spellings: FxHashMap::default(),
            glue: Glue::new(),
        };
        let value_names = VALUE_NAMES.iter().flat_map(|(_, names)| names.ends.iter().chain(names.alone));
        let schemes = SCHEMES.iter().flat_map(|scheme| scheme.names);
        let types = SensitiveType::ALL.iter().flat_map(|kind| kind.all_names());
        for name in types.chain(value_names.chain(schemes).copied()) {
            names.insert(name);
        }
        for (id, natives) in SCHEME_NAMES {
            let number = SCHEMES.iter().position(|scheme| scheme.id == *id);
            let Some(number) = number.and_then(|number| u8::try_from(number).ok()) else { continue };
            for name in *natives {
                names.insert(name);
                for spelling in spellings(name) {
                    names.spellings.entry(spelling.into_bytes().into()).or_insert(Meaning::Scheme(number));
                }
            }
        }
        for word in fields::NEUTRAL {
            names.flag(word, TYPE | NEUTRAL);
        }
        for word in PARTS {
            names.flag(word, NEUTRAL);
        }
        for word in DECOYS {
            names.flag(word, DECOY);
        }
        names
    }

    fn insert(&mut self, name: &str) {
        let joined = name.replace(' ', "");
        for ending in ["", "s", "es"] {
            self.flag(&format!("{joined}{ending}"), TYPE | WHOLE);
            let plural = format!("{name}{ending}");
            self.flag(&plural, TYPE);
            let Some((Word::Short(last), start)) = word_before(plural.as_bytes(), plural.len()) else {
                continue;
            };
            let before = plural.get(..start).unwrap_or_default().trim_end();
            for before in [before.to_owned(), format!("{before}s")] {
                if let Some((Word::Short(before), _)) = word_before(before.as_bytes(), before.len()) {
                    self.pairs.insert((before, last));
                }
            }
        }
        let Some(meaning) = fields::meaning(name) else { return };
        for spelling in spellings(name) {
            self.spellings.insert(spelling.into_bytes().into(), meaning);
        }
    }

    fn flag(&mut self, word: &str, flag: u8) {
        if let Some((Word::Short(last), _)) = word_before(word.as_bytes(), word.len()) {
            *self.flags.entry(last).or_insert(0) |= flag;
        }
        let ending = word.as_bytes().last_chunk().and_then(ending);
        if let Some((slot, bit)) = ending
            && let Some(slot) = self.endings.get_mut(slot)
        {
            *slot |= bit;
        }
    }

    /// Tells whether a name may end with a word of the table, by its last letters.
    pub(super) fn may_end(&self, name: &[u8]) -> bool {
        let Some(last) = name.last_chunk::<ENDING>() else { return !name.is_empty() };
        match ending(last) {
            Some((slot, bit)) => self.endings.get(slot).is_some_and(|slot| slot & bit != 0),
            None => true,
        }
    }

    pub(super) fn flags(&self, last: Word) -> u8 {
        match last {
            Word::Short(word) => self.flags.get(&word).copied().unwrap_or(0),
            Word::Strange => TYPE | WHOLE,
        }
    }

    /// Tells whether a name may be that of a type, by its last words.
    pub(super) fn may_mean(&self, name: &[u8], last: Word, start: usize) -> bool {
        let (mut last, mut start) = (last, start);
        loop {
            let flags = self.flags(last);
            if flags & WHOLE != 0 {
                return true;
            }
            let Some((before, next)) = word_before(name, start) else { return false };
            if self.is_pair(before, last) {
                return true;
            }
            if flags & NEUTRAL == 0 {
                return false;
            }
            (last, start) = (before, next);
        }
    }

    /// Tells whether a name ends with these two words.
    pub(super) fn is_pair(&self, before: Word, last: Word) -> bool {
        match (before, last) {
            (Word::Short(before), Word::Short(last)) => self.pairs.contains(&(before, last)),
            _ => true,
        }
    }

    /// Tells what a name of one word says that is made of several: `newpassword`, `passportnumber`, `nodeversion`.
    pub(super) fn glued(&self, name: &[u8]) -> Hint {
        let mut small: SmallVec<[u8; WORD]> = SmallVec::new();
        let is_in_capitals = name.last().is_some_and(u8::is_ascii_uppercase);
        if is_in_capitals {
            small.extend(name.iter().map(u8::to_ascii_lowercase));
        }
        match self.glued_meaning(if is_in_capitals { &small } else { name }) {
            Some(meaning) => holds(meaning),
            None if self.is_glued_decoy(name) => Hint::Decoy,
            None => Hint::None,
        }
    }

    fn is_glued_decoy(&self, name: &[u8]) -> bool {
        name.last()
            .is_some_and(|last| Glue::words(&self.glue.decoys, *last).any(|word| ends_with(name, word)))
    }

    fn glued_meaning(&self, name: &[u8]) -> Option<Meaning> {
        const SHORTEST: usize = 3;
        let (first, last) = (name.first()?, name.last()?);
        let is_other = |name: &[u8]| SPOKEN_NAMES.iter().any(|own| own.as_bytes() == name);
        let known = |name: &[u8]| {
            self.spellings.get(name).copied().filter(|_| name.len() >= SHORTEST && !is_other(name))
        };
        let after = Glue::words(&self.glue.after, *last);
        let mut stems = after.filter_map(|word| name.strip_suffix(word.as_bytes()));
        let before = Glue::words(&self.glue.before, *first);
        let mut rests = before.filter_map(|word| name.strip_prefix(word.as_bytes()));
        stems.find_map(known).or_else(|| rests.find_map(known))
    }

    /// Returns what a name means that is written just so.
    pub(super) fn exactly(&self, name: &[u8]) -> Option<Meaning> {
        self.spellings.get(name).copied()
    }
}

fn ends_with(name: &[u8], word: &str) -> bool {
    let end = name.len().checked_sub(word.len()).and_then(|start| name.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
}

/// Returns the place of three letters in the filter; nothing where they are not plainly the end of one word.
fn ending(last: &[u8; ENDING]) -> Option<(usize, u64)> {
    let [first, second, third] = *last;
    let is_one_word =
        first.is_ascii_alphabetic() && second.is_ascii_lowercase() && third.is_ascii_lowercase();
    let letter = |byte: u8| u32::from(byte & 0x1f);
    is_one_word.then(|| {
        let place = letter(first) << (2 * BITS) | letter(second) << BITS | letter(third);
        ((place >> 6) as usize, 1 << (place & 63))
    })
}

/// Returns the word that ends before a place of a name, in lower case, and where it begins: letters behind a sign, a digit
/// or a change of case.
pub(super) fn word_before(name: &[u8], end: usize) -> Option<(Word, usize)> {
    let end = name.get(..end)?.iter().rposition(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)? + 1;
    let own = name.get(..end)?;
    let last = own.last()?;
    let letters = own.iter().rev().take(WORD + 1);
    let run = if last.is_ascii_uppercase() {
        letters.take_while(|byte| byte.is_ascii_uppercase()).count()
    } else {
        letters.take_while(|byte| byte.is_ascii_lowercase()).count()
    };
    let length = match own.get(..end - run).and_then(<[u8]>::last) {
        // Letters that are not ASCII are of no word in the tables.
        Some(before) if !before.is_ascii() => return Some((Word::Strange, 0)),
        Some(before) if before.is_ascii_uppercase() => run + 1,
        _ => run,
    };
    if length > WORD {
        return Some((Word::Strange, 0));
    }
    Some((Word::Short(packed(own, length)), end - length))
}

/// Returns the last letters of a name in one number, in lower case.
fn packed(name: &[u8], length: usize) -> u128 {
    /// What makes a small letter of a capital in ASCII, in each byte.
    const SMALL: u128 = u128::from_ne_bytes([0x20; WORD]);
    let word = match (name.last_chunk::<WORD>(), name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(chunk), ..) => u128::from_be_bytes(*chunk),
        // The two overlap in the middle.
        (None, Some(first), Some(last)) => {
            let first = u128::from(u64::from_be_bytes(*first)) << (8 * (name.len() - 8));
            first | u128::from(u64::from_be_bytes(*last))
        }
        _ => name.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte)).into(),
    };
    let letters = u128::MAX.unbounded_shr(u128::BITS.saturating_sub(8 * u32::try_from(length).unwrap_or(0)));
    (word | SMALL) & letters
}

/// Returns a name in lower case with spaces as fields spell it.
fn spellings(name: &str) -> [String; 4] {
    let mut camel = String::new();
    for (word, index) in name.split(' ').zip(0..) {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if index > 0 => camel.extend(first.to_uppercase()),
            first => camel.extend(first),
        }
        camel.extend(letters);
    }
    [name.replace(' ', "_"), name.replace(' ', "-"), name.replace(' ', ""), camel]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_last_word_of_a_name() {
        let word = |text: &str| text.bytes().fold(0, |word, byte| word << 8 | u128::from(byte));
        for (name, expected, start) in [
            ("card", "card", 0),
            ("card_Number", "number", 5),
            ("cardNumber", "number", 4),
            ("cardNUMBER", "number", 4),
            ("ABc", "bc", 1),
            ("x2id9_", "id", 2),
            ("a_sixteen_lettersandmore", "lettersandmore", 10),
            ("incomprehensible", "incomprehensible", 0),
            ("an_Incomprehensible", "incomprehensible", 3),
        ] {
            let found = word_before(name.as_bytes(), name.len());
            assert_eq!(found, Some((Word::Short(word(expected)), start)), "{name}");
        }
        for name in ["größe", "nameß", "incomprehensibles", "anIncomprehensibles", "an_incomprehensiblex"]
        {
            let found = word_before(name.as_bytes(), name.len());
            assert_eq!(found, Some((Word::Strange, 0)), "{name}");
        }
        assert_eq!(word_before(b"_12", 3), None);
        assert_eq!(word_before(b"card_number", 5), Some((Word::Short(word("card")), 0)));
    }
}
