//! Why a detector cannot be built.

use std::fmt;

use thiserror::Error;

use super::detector::{Detector, Places};
use crate::Position;
use crate::quoted::Quoted;
use crate::sensitive::repeated;

/// What is wrong with a detector, and where, if a settings file describes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("detector {}: {problem}{}", Quoted(.detector), Behind(*.at))]
pub struct DetectorError {
    detector: String,
    problem: Problem,
    at: Option<Position>,
}

/// What is wrong with a detector.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum Problem {
    #[error("there are more than {most} detectors")]
    TooMany { most: usize },
    #[error(
        "a name is of lower-case letters, digits and single hyphens, begins with a letter, and has at most {most} characters"
    )]
    Name { most: usize },
    #[error("another detector has this name")]
    Twice,
    #[error("a built-in type has this name")]
    BuiltIn,
    #[error("a group of types has this name")]
    Group,
    #[error("it has neither a pattern nor fields, so it can never find anything")]
    Nothing,
    #[error("the pattern is no regular expression: {reason} (character {character} of it)")]
    Syntax { reason: String, character: usize },
    #[error("the pattern is longer than {most} bytes")]
    Length { most: u32 },
    #[error("the pattern is too large when compiled: a smaller repetition count or `(?-u)` helps")]
    Size,
    #[error("the patterns of all detectors together are too large when compiled")]
    TotalSize,
    #[error("the pattern matches the empty text")]
    Empty,
    #[error("the pattern can never match")]
    Never,
    #[error("{} is no name of a field: it has one to {most} words", Quoted(.field))]
    Field { field: String, most: usize },
    #[error("there are more than {most} names of fields")]
    Fields { most: usize },
    #[error("there is no validator {}; did you mean `{nearest}`?", Quoted(.name))]
    Validator { name: String, nearest: &'static str },
    #[error("it has no scope, so it can never find anything")]
    Scopes,
    #[error("a score is above 0 and at most 1")]
    Score,
    #[error("with a score below 0.5 it is never reported, unless it has both a pattern and fields")]
    Unreported,
}

impl Problem {
    const fn code(&self) -> &'static str {
        match self {
            Self::TooMany { .. } => "too-many-detectors",
            Self::Name { .. } => "invalid-name",
            Self::Twice => "duplicate-name",
            Self::BuiltIn | Self::Group => "reserved-name",
            Self::Nothing => "empty-detector",
            Self::Syntax { .. } => "invalid-pattern",
            Self::Length { .. } | Self::Size | Self::TotalSize => "pattern-too-large",
            Self::Empty => "empty-match",
            Self::Never => "impossible-pattern",
            Self::Field { .. } => "invalid-field",
            Self::Fields { .. } => "too-many-fields",
            Self::Validator { .. } => "unknown-validator",
            Self::Scopes => "no-scope",
            Self::Score | Self::Unreported => "invalid-score",
        }
    }

    /// Returns the key in a settings file that it is about; of the detector as a whole none.
    const fn key(&self) -> Option<&'static str> {
        match self {
            Self::Name { .. } | Self::Twice | Self::BuiltIn | Self::Group => Some("name"),
            Self::Syntax { .. }
            | Self::Length { .. }
            | Self::Size
            | Self::TotalSize
            | Self::Empty
            | Self::Never => Some("pattern"),
            Self::Field { .. } | Self::Fields { .. } => Some("fields"),
            Self::Validator { .. } => Some("validator"),
            Self::Scopes => Some("scopes"),
            Self::Score | Self::Unreported => Some("score"),
            Self::TooMany { .. } | Self::Nothing => None,
        }
    }

    fn place(&self, places: &Places) -> Option<Position> {
        let own = match self.key() {
            Some("name") => places.name,
            Some("pattern") => places.pattern,
            Some("fields") => places.fields,
            Some("validator") => places.validator,
            Some("scopes") => places.scopes,
            Some(_) => places.score,
            None => None,
        };
        own.or(places.detector)
    }
}

impl DetectorError {
    pub(super) fn new(detector: &Detector, problem: Problem) -> Self {
        let at = problem.place(&detector.places);
        Self { detector: repeated::text(&detector.name), problem, at }
    }

    /// Returns the stable name of the kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Returns the name of the detector.
    #[must_use]
    pub fn detector(&self) -> &str {
        &self.detector
    }

    /// Returns the key in a settings file that it is about, where it is about one.
    #[must_use]
    pub const fn key(&self) -> Option<&'static str> {
        self.problem.key()
    }

    /// Returns the line in the settings file that describes the detector, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.at.map(|at| at.line)
    }

    /// Returns the column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.at.map(|at| at.column)
    }
}

/// Displays a place at the end of a message, if there is one.
struct Behind(Option<Position>);

impl fmt::Display for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |at| write!(f, " (line {}, column {})", at.line, at.column))
    }
}
