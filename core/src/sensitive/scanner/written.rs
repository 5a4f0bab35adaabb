//! Identifiers as people write them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::bytes::is_word;
use super::compact::Compact;
use super::groups::Groups;
use super::kind::Kind;
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::validators::scheme::{Scheme, Strength};

/// The lengths of groups, and what stands between them, a byte each, from the last on.
pub(super) type Shape = u128;

/// The schemes that are written so, by their numbers.
static FORMS: LazyLock<FxHashMap<Shape, SmallVec<[u8; 4]>>> = LazyLock::new(forms);

fn forms() -> FxHashMap<Shape, SmallVec<[u8; 4]>> {
    let mut forms: FxHashMap<Shape, SmallVec<[u8; 4]>> = FxHashMap::default();
    for (scheme, number) in SCHEMES.iter().zip(0_u8..) {
        for written in scheme.written.iter().filter_map(|written| shape(written)) {
            forms.entry(written).or_default().push(number);
        }
    }
    forms
}

/// Returns the shape of a written form: `ddd-dd-dddd` is 3, `-`, 2, `-`, 4. Forms with letters, and runs of digits, have
/// none.
fn shape(written: &str) -> Option<Shape> {
    let mut shape: Shape = 0;
    let mut bytes = 0;
    let mut push = |byte: u8| {
        shape = shape << 8 | Shape::from(byte);
        bytes += 1;
    };
    let mut length = 0;
    for byte in written.bytes() {
        match byte {
            b'd' | b'N' | b'0'..=b'9' => length += 1,
            b' ' | b'-' | b'.' | b'/' if length > 0 => {
                push(length);
                push(byte);
                length = 0;
            }
            _ => return None,
        }
    }
    push(length);
    let has_groups = (2..=Shape::BITS / 8).contains(&bytes);
    (has_groups && length > 0).then_some(shape)
}

/// Returns the identifier that the first groups are, the longest first, with how many groups it has.
pub(super) fn find(text: &[u8], groups: &Groups) -> Option<(Kind, usize)> {
    /// Bits of what stands before a group, and of its length.
    const GROUP: u32 = 16;
    if groups.len() < 2 {
        return None;
    }
    let mut rest = groups.shape();
    for count in (2..=groups.len()).rev() {
        let shape = rest;
        rest >>= GROUP;
        let Some(schemes) = FORMS.get(&shape).filter(|_| groups.ends_with(text, count)) else { continue };
        let schemes = schemes.iter().filter_map(|number| SCHEMES.get(usize::from(*number)));
        let passing = schemes.filter(|scheme| (scheme.check)(groups.digits(count)));
        if let Some(scheme) = passing.max_by_key(|scheme| scheme.strength) {
            return Some((Kind::Issued(scheme), count));
        }
    }
    None
}

/// Letters in fixed places that make a form of its own.
const LETTERS: usize = 4;

/// Characters of the longest compact form, and one more.
const LENGTHS: usize = 32;

/// The schemes with letters whose checks and length hardly anything else has, by the lengths of their compact forms.
static SOLID: LazyLock<[Vec<&'static Scheme>; LENGTHS]> = LazyLock::new(|| {
    std::array::from_fn(|length| {
        let has = |scheme: &&Scheme| {
            let is_sure =
                scheme.strength == Strength::Strong || scheme.strength == Strength::Fair && length >= 13;
            is_sure && (usize::from(scheme.lengths.0)..=usize::from(scheme.lengths.1)).contains(&length)
        };
        SCHEMES.iter().filter(has).collect()
    })
});

/// A Chinese identity number has a place, a date and a strong check: it needs no other hint, long as it is.
const PLAIN: &str = "cn-ric";

static LONG: LazyLock<Option<&'static Scheme>> =
    LazyLock::new(|| SCHEMES.iter().find(|scheme| scheme.id == PLAIN));

/// Returns the identifier that a run of digits is, if its check leaves no doubt.
pub(super) fn long(digits: &[u8]) -> Option<Kind> {
    const LENGTH: usize = 18;
    let scheme = LONG.filter(|scheme| digits.len() == LENGTH && (scheme.check)(digits))?;
    Some(Kind::Issued(scheme))
}

/// Returns the identifier that one word of letters and digits is, if its check leaves no doubt.
pub(super) fn solid(word: &Compact) -> Option<Kind> {
    let schemes = SOLID.get(word.bytes().len())?;
    let is_one = |scheme: &&&'static Scheme| {
        let is_laid_out = || {
            scheme.written.iter().any(|form| {
                form.matches('A').count() >= LETTERS
                    && form.len() == word.bytes().len()
                    && has_form(word.bytes(), form)
            })
        };
        (scheme.strength == Strength::Strong || is_laid_out()) && (scheme.check)(word.bytes())
    };
    schemes.iter().find(is_one).map(|scheme| Kind::Issued(scheme))
}

/// Forms with letters and groups, by the length of the first group.
static LETTERED: LazyLock<[Vec<(&'static str, &'static Scheme)>; LENGTHS]> = LazyLock::new(|| {
    std::array::from_fn(|length| {
        let forms = SCHEMES.iter().flat_map(|scheme| scheme.written.iter().map(move |form| (*form, scheme)));
        forms
            .filter(|(form, _)| {
                form.bytes().any(|byte| byte.is_ascii_uppercase()) && first_group(form) == Some(length)
            })
            .collect()
    })
});

/// Returns how long the first group of a form is, if there are more.
fn first_group(form: &str) -> Option<usize> {
    form.find(is_separator)
}

const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '(' | '+')
}

/// Tells whether hardly anything else is written in a form: three groups, or letters among the digits of two.
fn is_distinct(form: &str) -> bool {
    let groups = form.split(is_separator).filter(|group| !group.is_empty()).count();
    groups >= 3 || form.contains('(')
}

/// Reads an identifier with letters in groups at a place, and returns it with its end, and whether its form is one that
/// hardly anything else has.
pub(super) fn with_letters(text: &[u8], at: usize) -> Option<(Kind, usize, bool)> {
    let rest = text.get(at..)?;
    // Most words are of small letters.
    let is_start = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    if !rest.first().is_some_and(is_start) {
        return None;
    }
    let first =
        rest.iter().take(LENGTHS).position(|byte| !byte.is_ascii_digit() && !byte.is_ascii_uppercase())?;
    let is_one = |(form, scheme): &&(&'static str, &'static Scheme)| {
        let end = at + form.len();
        let is_cut = text.get(end).is_some_and(|byte| is_word(*byte) || *byte == b'_')
            || text.get(end) == Some(&b'-') && text.get(end + 1).is_some_and(|byte| is_word(*byte));
        let own = text.get(at..end).filter(|own| !is_cut && has_form(own, form));
        own.and_then(Compact::of).is_some_and(|compact| (scheme.check)(compact.bytes()))
    };
    let (form, scheme) = LETTERED.get(first)?.iter().find(is_one)?;
    Some((Kind::Issued(scheme), at + form.len(), is_distinct(form)))
}

fn has_form(text: &[u8], form: &str) -> bool {
    let is_one = |(byte, form): (&u8, u8)| match form {
        b'd' => byte.is_ascii_digit(),
        b'A' => byte.is_ascii_uppercase(),
        b'N' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        other => *byte == other,
    };
    text.iter().zip(form.bytes()).all(is_one)
}
