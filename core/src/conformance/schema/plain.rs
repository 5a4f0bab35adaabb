//! Schemas of texts, numbers and truth values that are as simple as most of parameters: what surely fits them is told without
//! the library, which says all else.

use serde_json::{Map, Value as Json};

use super::formats::is_address;
use super::glyphs::Glyphs;

/// References that are followed.
const MOST_REFERENCES: usize = 8;
/// Values of an `enum` that are compared one by one.
const MOST_CHOICES: usize = 64;
/// Digits of a number that every way to write numbers holds exactly.
const MOST_DIGITS: usize = 15;

/// A schema that asserts little. It knows only what fits: of all else it does not say that it breaks the schema.
#[derive(Debug)]
pub(in crate::conformance) struct Plain {
    takes_text: bool,
    takes_number: bool,
    takes_truth: bool,
    lengths: (u64, u64),
    limits: Vec<Limit>,
    patterns: Vec<Glyphs>,
    formats: Vec<fn(&str) -> bool>,
    /// The texts of each `enum`.
    choices: Vec<Vec<Box<str>>>,
}

/// A bound of numbers.
#[derive(Debug, Clone, Copy)]
enum Limit {
    Least(f64),
    Above(f64),
    Most(f64),
    Below(f64),
}

impl Plain {
    /// Reads a schema as it was written for the library; `None` where it is not as simple.
    pub(super) fn of(schema: &Json, definitions: &Map<String, Json>) -> Option<Self> {
        let mut plain = Self {
            takes_text: true,
            takes_number: true,
            takes_truth: true,
            lengths: (0, u64::MAX),
            limits: Vec::new(),
            patterns: Vec::new(),
            formats: Vec::new(),
            choices: Vec::new(),
        };
        let mut next = Some(schema);
        for _ in 0..MOST_REFERENCES {
            let schema = match next.take() {
                None | Some(Json::Bool(true)) => return Some(plain).filter(Self::takes_any),
                Some(own) => own.as_object()?,
            };
            for (keyword, value) in schema {
                match keyword.as_str() {
                    "$ref" => next = Some(definitions.get(value.as_str()?.strip_prefix("#/$defs/")?)?),
                    _ => plain.read(keyword, value)?,
                }
            }
        }
        None
    }

    const fn takes_any(&self) -> bool {
        self.takes_text || self.takes_number || self.takes_truth
    }

    /// Adds a keyword; `None` where it is none of the simple ones.
    fn read(&mut self, keyword: &str, value: &Json) -> Option<()> {
        match keyword {
            "type" => self.restrict(value)?,
            "minLength" => self.lengths.0 = self.lengths.0.max(value.as_u64()?),
            "maxLength" => self.lengths.1 = self.lengths.1.min(value.as_u64()?),
            "minimum" => self.limits.push(Limit::Least(value.as_f64()?)),
            "exclusiveMinimum" => self.limits.push(Limit::Above(value.as_f64()?)),
            "maximum" => self.limits.push(Limit::Most(value.as_f64()?)),
            "exclusiveMaximum" => self.limits.push(Limit::Below(value.as_f64()?)),
            "multipleOf" => self.takes_number = false,
            "enum" => self.choose(value.as_array()?)?,
            "const" => self.choose(std::slice::from_ref(value))?,
            "pattern" => match Glyphs::parse(value.as_str()?) {
                Some(own) => self.patterns.push(own),
                None => self.takes_text = false,
            },
            "format" => match value.as_str()? {
                "uuid" => self.formats.push(is_uuid),
                "date" => self.formats.push(is_early_date),
                "email" => self.formats.push(is_address),
                _ => self.takes_text = false,
            },
            _ => return None,
        }
        Some(())
    }

    fn restrict(&mut self, types: &Json) -> Option<()> {
        let has = |word: &str| match types {
            Json::Array(words) => words.iter().any(|own| own == word),
            own => own == word,
        };
        self.takes_text &= has("string");
        self.takes_number &= has("number") || has("integer");
        self.takes_truth &= has("boolean");
        Some(())
    }

    fn choose(&mut self, values: &[Json]) -> Option<()> {
        // Of numbers and truth values the library knows best.
        (self.takes_number, self.takes_truth) = (false, false);
        let texts = values.iter().filter_map(Json::as_str).map(Box::from).take(MOST_CHOICES);
        self.choices.push(texts.collect());
        Some(())
    }

    /// Tells whether a text surely fits.
    pub(in crate::conformance) fn takes_text(&self, text: &str) -> bool {
        let (least, most) = self.lengths;
        let length = || if text.is_ascii() { text.len() } else { text.chars().count() } as u64;
        self.takes_text
            && ((least, most) == (0, u64::MAX) || (least..=most).contains(&length()))
            && self.patterns.iter().all(|own| own.take(text))
            && self.formats.iter().all(|is_own| is_own(text))
            && self.choices.iter().all(|own| own.iter().any(|one| **one == *text))
    }

    /// Tells whether a text is a whole number that surely fits.
    pub(in crate::conformance) fn takes_number(&self, text: &str) -> bool {
        let is_whole = (1..=MOST_DIGITS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text.len() == 1 || !text.starts_with('0'));
        if !self.takes_number || !is_whole {
            return false;
        }
        text.parse::<f64>().is_ok_and(|number| {
            self.limits.iter().all(|limit| match *limit {
                Limit::Least(own) => number >= own,
                Limit::Above(own) => number > own,
                Limit::Most(own) => number <= own,
                Limit::Below(own) => number < own,
            })
        })
    }

    /// Tells whether a text is a truth value that surely fits.
    pub(in crate::conformance) fn takes_truth(&self, text: &str) -> bool {
        self.takes_truth && matches!(text, "true" | "false")
    }
}

/// Tells whether a text is a UUID (RFC 9562, section 4).
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Tells whether a text is a date (RFC 3339) that every month has.
fn is_early_date(text: &str) -> bool {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text.as_bytes() else { return false };
    let digits = [a, b, c, d, e, f, g, h].iter().all(u8::is_ascii_digit);
    digits && (b"01"..=b"12").contains(&&[e, f]) && (b"01"..=b"28").contains(&&[g, h])
}
