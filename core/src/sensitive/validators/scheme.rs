//! What is known of a kind of identifier.

use crate::sensitive::SensitiveGroup;

/// How rarely a check lets pass what merely looks alike: as long, with digits and letters in the same places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// One in 30 or more often.
    Weak,
    /// Between the two, about one in 100.
    Fair,
    /// One in 300 or less often.
    Strong,
}

/// A kind of identifier that somebody issues.
#[derive(Debug)]
pub(crate) struct Scheme {
    /// Its stable name: the country in lower case, then what it is.
    pub(crate) id: &'static str,
    /// What a person calls it, with its article.
    pub(crate) label: &'static str,
    pub(crate) group: SensitiveGroup,
    /// What fields that hold it are called, and what people write before it, in lower-case words without accents.
    pub(crate) names: &'static [&'static str],
    /// The shortest and the longest compact form.
    pub(crate) lengths: (u8, u8),
    /// Tells whether a compact form is one.
    pub(crate) check: fn(&[u8]) -> bool,
    /// How it is written: `d` is a digit, `A` a letter, `N` either, all else stands for itself. Empty where it is only
    /// ever a run of digits.
    pub(crate) written: &'static [&'static str],
    pub(crate) strength: Strength,
}
