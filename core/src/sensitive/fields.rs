//! From the name of a field to the type of data that it holds.

mod name;

use std::ptr;
use std::sync::LazyLock;

use name::Name;
use rustc_hash::FxHashMap;

use super::names::{Names, SensitiveType};
use super::scheme_names::{GENERAL_NAMES, SCHEME_NAMES, SHARED_NAMES, SPOKEN_NAMES};
use super::validators::national::SCHEMES;
use super::validators::scheme::Scheme;
use super::value_names::{EXCEPT, VALUE_NAMES};

/// Bytes of a name that is looked at. Longer texts are no names.
const LENGTH: usize = 128;
/// Words that make one name, digits and single capitals counted.
pub(super) const WORDS: usize = 6;

/// Words behind a name that leave it what it is: `password_confirmation`, `phone_number`.
pub(super) const NEUTRAL: [&str; 19] = [
    "value",
    "values",
    "text",
    "string",
    "plain",
    "plaintext",
    "raw",
    "new",
    "old",
    "confirm",
    "confirmation",
    "again",
    "repeat",
    "repeated",
    "number",
    "numbers",
    "num",
    "no",
    "nr",
];

/// Words before a name that make a question, a deed, a count or a harmless rest of it: `has_password`,
/// `resetPassword`, `min_password`, `masked_card_number`.
const NEGATIVE: [&str; 80] = [
    "has",
    "have",
    "is",
    "was",
    "are",
    "can",
    "should",
    "must",
    "will",
    "did",
    "do",
    "does",
    "require",
    "requires",
    "required",
    "need",
    "needs",
    "allow",
    "allows",
    "allowed",
    "enable",
    "enables",
    "enabled",
    "disable",
    "disabled",
    "use",
    "uses",
    "using",
    "show",
    "hide",
    "include",
    "includes",
    "exclude",
    "min",
    "max",
    "minimum",
    "maximum",
    "count",
    "total",
    "masked",
    "mask",
    "redacted",
    "obfuscated",
    "truncated",
    "partial",
    "tokenized",
    "tokenised",
    "anonymized",
    "pseudonymized",
    "hashed",
    "encrypted",
    "reset",
    "forgot",
    "forgotten",
    "change",
    "update",
    "set",
    "send",
    "resend",
    "generate",
    "force",
    "expire",
    "expires",
    "verify",
    "verified",
    "validate",
    "check",
    "invalid",
    "missing",
    "of",
    "by",
    "for",
    "per",
    "via",
    "without",
    "non",
    "no",
    "skip",
    "ask",
    "prompt",
];

/// The names of all types, words joined.
static INDEX: LazyLock<Index> = LazyLock::new(Index::of_types);
/// The same, and those of identifiers that somebody issues.
static VALUES: LazyLock<Index> = LazyLock::new(Index::of_values);
/// The names that several schemes have.
static SHARED: LazyLock<Vec<Shared>> = LazyLock::new(shared_names);

/// Names of fields, words joined, with what each says.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_name: FxHashMap<String, Entry>,
    /// Words before names of a type that make them those of something else, beside the type's own.
    except: &'static [(SensitiveType, &'static [&'static str])],
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    meaning: Meaning,
    place: Place,
}

/// Where a name stands in that of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At its end.
    End,
    /// It is the whole name.
    Alone,
    /// It is the whole name, or stands at the end of words with spaces between them, as people write.
    Spoken,
}

/// A name that several schemes have: the checks tell them apart.
#[derive(Debug)]
struct Shared {
    name: &'static str,
    /// The scheme that the name speaks for first, as long as nothing tells it from the others.
    scheme: Scheme,
    /// All of them, that one first.
    schemes: Vec<&'static Scheme>,
}

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Type(SensitiveType),
    /// An identifier that somebody issues, by its number in the table.
    Scheme(u8),
    /// An identifier of several kinds that have one name, by the number of the name.
    Shared(u8),
    /// What a user looks for, by the number of the field.
    Custom(u16),
}

impl Index {
    /// Adds the name of a user's field with a number, unless it is there. Returns the field's number; nothing if it is no
    /// name, or has more words than names that are looked for.
    pub(super) fn add(&mut self, name: &str, number: u16) -> Option<u16> {
        let name = Some(name).filter(|name| name.len() <= LENGTH).map(Name::new)?;
        let words = name.len();
        let entry = Entry { meaning: Meaning::Custom(number), place: Place::End };
        let joined = Some(name.part(0, words)).filter(|_| (1..=WORDS).contains(&words))?;
        match self.by_name.entry(joined.to_owned()).or_insert(entry).meaning {
            Meaning::Custom(number) => Some(number),
            Meaning::Type(_) | Meaning::Scheme(_) | Meaning::Shared(_) => None,
        }
    }

    /// Returns the number of the user's field that a name means.
    pub(super) fn field(&self, name: &str) -> Option<u16> {
        match self.classify(name)? {
            Meaning::Custom(number) => Some(number),
            Meaning::Type(_) | Meaning::Scheme(_) | Meaning::Shared(_) => None,
        }
    }

    fn of_types() -> Self {
        let mut index = Self::default();
        for &kind in SensitiveType::ALL {
            index.insert_type(kind, kind.names());
        }
        index
    }

    fn of_values() -> Self {
        let mut index = Self::of_types();
        index.except = EXCEPT;
        for (kind, names) in VALUE_NAMES {
            index.insert_type(*kind, names);
        }
        for (shared, number) in SHARED.iter().zip(0_u8..) {
            index.insert_scheme(shared.name, Meaning::Shared(number));
        }
        for (scheme, number) in SCHEMES.iter().zip(0_u8..) {
            for name in scheme.names {
                index.insert_scheme(name, Meaning::Scheme(number));
            }
        }
        for (id, names) in SCHEME_NAMES {
            let Some(number) = SCHEMES.iter().position(|scheme| scheme.id == *id) else { continue };
            let meaning = u8::try_from(number).map(Meaning::Scheme);
            for (name, meaning) in names.iter().zip(meaning.into_iter().cycle()) {
                index.insert_scheme(name, meaning);
            }
        }
        index
    }

    fn insert_type(&mut self, kind: SensitiveType, names: &Names) {
        let ends = names.ends.iter().map(|name| (name, Place::End));
        for (name, place) in ends.chain(names.alone.iter().map(|name| (name, Place::Alone))) {
            self.by_name.insert(name.replace(' ', ""), Entry { meaning: Meaning::Type(kind), place });
        }
    }

    /// Adds a name of a scheme, unless it is one of a document that many countries issue, or another scheme has it.
    fn insert_scheme(&mut self, name: &str, meaning: Meaning) {
        let place = match name {
            _ if SPOKEN_NAMES.contains(&name) => Place::Spoken,
            // Two letters are a name only where nothing else stands with them.
            _ if name.len() <= 2 => Place::Alone,
            _ => Place::End,
        };
        let is_general = GENERAL_NAMES.contains(&name);
        let name = name.replace(' ', "");
        let is_taken = self.by_name.get(&name).is_some_and(|own| match own.meaning {
            Meaning::Type(kind) => !matches!(
                kind,
                SensitiveType::NationalId
                    | SensitiveType::TaxId
                    | SensitiveType::HealthInsurance
                    | SensitiveType::BankAccount
                    | SensitiveType::UsSsn
            ),
            Meaning::Scheme(_) | Meaning::Shared(_) | Meaning::Custom(_) => true,
        });
        if !is_taken && !is_general {
            self.by_name.insert(name, Entry { meaning, place });
        }
    }

    /// Finds a name, in the singular or the plural. Short names have none: `tokens` are words or coins.
    fn find(&self, name: &str) -> Option<Entry> {
        let plural = || {
            let of = |ending| name.strip_suffix(ending).and_then(|name| self.by_name.get(name));
            of("s").or_else(|| of("es")).filter(|entry| entry.place == Place::End)
        };
        self.by_name.get(name).or_else(plural).copied()
    }
}

/// Returns the type of data that a field of this name holds, by whole words in any spelling: `cardNumber`,
/// `CARD-NUMBER`, `cardnumber`.
///
/// What the name comes down to is its end: `password_policy` is a policy, `email_verified` a yes or no.
pub(crate) fn classify(name: &str) -> Option<SensitiveType> {
    match INDEX.classify(name)? {
        Meaning::Type(kind) => Some(kind),
        Meaning::Scheme(_) | Meaning::Shared(_) | Meaning::Custom(_) => None,
    }
}

/// Returns what a field of this name holds, identifiers that somebody issues included.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    VALUES.classify(name)
}

/// Returns the scheme that stands for all that have a name.
pub(super) fn shared(number: u8) -> Option<&'static Scheme> {
    SHARED.get(usize::from(number)).map(|shared| &shared.scheme)
}

/// Returns the schemes that a field may hold whose name says this one.
pub(super) fn named(scheme: &'static Scheme) -> impl Iterator<Item = &'static Scheme> {
    let shared = SHARED.iter().find(|shared| ptr::eq(&raw const shared.scheme, scheme));
    let own = shared.is_none().then_some(scheme);
    own.into_iter().chain(shared.into_iter().flat_map(|shared| shared.schemes.iter().copied()))
}

/// Collects the names that several schemes have. Which of them a name speaks for first is a matter of how many use it.
fn shared_names() -> Vec<Shared> {
    let mut by_name: Vec<(&'static str, Vec<&'static Scheme>)> = Vec::new();
    let listed = SHARED_NAMES.iter().flat_map(|(name, ids)| ids.iter().map(|id| (*name, *id)));
    let listed = listed.filter_map(|(name, id)| Some((name, SCHEMES.iter().find(|own| own.id == id)?)));
    let own = SCHEMES.iter().flat_map(|scheme| scheme.names.iter().map(move |name| (*name, scheme)));
    for (name, scheme) in listed.chain(own) {
        match by_name.iter_mut().find(|(own, _)| *own == name) {
            Some((_, schemes)) if schemes.iter().any(|own| ptr::eq(*own, scheme)) => {}
            Some((_, schemes)) => schemes.push(scheme),
            None => by_name.push((name, vec![scheme])),
        }
    }
    by_name.retain(|(_, schemes)| schemes.len() > 1);
    let shared = by_name.into_iter().filter_map(|(name, schemes)| {
        let first = *schemes.first()?;
        Some(Shared { name, scheme: Scheme { ..*first }, schemes })
    });
    shared.collect()
}

impl Index {
    fn classify(&self, name: &str) -> Option<Meaning> {
        if name.len() > LENGTH {
            return None;
        }
        let is_spoken = name.contains(' ');
        let name = Name::new(name);
        let words = name.len();
        for end in (1..=words).rev() {
            for start in end.saturating_sub(WORDS)..end {
                let found = self.find(name.part(start, end));
                let stands = |entry: &Entry| match entry.place {
                    Place::End => true,
                    Place::Alone => start == 0 && end == words,
                    Place::Spoken => start == 0 && end == words || is_spoken,
                };
                if let Some(entry) = found.filter(stands) {
                    return self.allows(&name, entry, start).then_some(entry.meaning);
                }
            }
            if !name.is_neutral(end - 1) {
                return None;
            }
        }
        None
    }
    /// Tells whether the words before a name that was found leave it what it is.
    fn allows(&self, name: &Name, entry: Entry, start: usize) -> bool {
        let before = || (0..start).map(|index| name.word(index));
        let is_part = before().zip(before().skip(1)).any(|(one, two)| {
            matches!(one, "last" | "first") && matches!(two, "4" | "four" | "6" | "six" | "digits")
        });
        let (except, more): (&[&str], &[&str]) = match entry.meaning {
            Meaning::Type(kind) => {
                let more = self.except.iter().find(|(own, _)| *own == kind);
                (kind.names().except, more.map_or(&[], |(_, words)| words))
            }
            Meaning::Scheme(_) | Meaning::Shared(_) | Meaning::Custom(_) => (&[], &[]),
        };
        let is_other = |word| NEGATIVE.contains(&word) || except.contains(&word) || more.contains(&word);
        !is_part && !before().any(is_other)
    }
}

#[cfg(test)]
mod tests;
