//! Strict access to the files that users write for the engine: an unknown key is an error, never a shrug.

use thiserror::Error;

use crate::DetectorError;
use crate::api::tree::{NodeId, Tree, Value};
use crate::api::{Limits, Position, SpecError};
use crate::quoted::Quoted;
use crate::sensitive::repeated;

/// What is wrong with a policy, a settings file or a baseline, and where.
///
/// Keys and messages repeat words of the file, but no value: a key that may be data, and whatever is a secret or personal by
/// its form, is `***`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The text is no YAML or JSON, or passes a limit.
    #[error(transparent)]
    Document(#[from] SpecError),
    /// A detector that cannot be built.
    #[error(transparent)]
    Detector(#[from] DetectorError),
    /// A key that means nothing here.
    #[error("unknown key {}; known here: {known} (line {}, column {})", Quoted(.key), .at.line, .at.column)]
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that are known at this place.
        known: String,
        /// Where it is.
        at: Position,
    },
    /// A value of the wrong type.
    #[error("{} should be {expected} (line {}, column {})", Quoted(.key), .at.line, .at.column)]
    WrongType {
        /// The key.
        key: String,
        /// What belongs there, with its article.
        expected: &'static str,
        /// Where it is.
        at: Position,
    },
    /// A key that must be there.
    #[error("{} is missing (line {}, column {})", Quoted(.key), .at.line, .at.column)]
    Missing {
        /// The key.
        key: String,
        /// Where it should be.
        at: Position,
    },
    /// A value that does not mean anything.
    #[error("{}: {message} (line {}, column {})", Quoted(.key), .at.line, .at.column)]
    Invalid {
        /// The key.
        key: String,
        /// What is wrong with the value.
        message: String,
        /// Where it is.
        at: Position,
    },
}

impl ConfigError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Detector(error) => error.code(),
            Self::UnknownKey { .. } => "unknown-key",
            Self::WrongType { .. } => "wrong-type",
            Self::Missing { .. } => "missing-key",
            Self::Invalid { .. } => "invalid-value",
        }
    }

    /// Returns the key.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Document(_) => None,
            Self::Detector(error) => error.key(),
            Self::UnknownKey { key, .. }
            | Self::WrongType { key, .. }
            | Self::Missing { key, .. }
            | Self::Invalid { key, .. } => Some(key),
        }
    }

    /// Returns the line, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Document(error) => error.line(),
            Self::Detector(error) => error.line(),
            _ => self.position().map(|at| at.line),
        }
    }

    /// Returns the column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        match self {
            Self::Document(error) => error.column(),
            Self::Detector(error) => error.column(),
            _ => self.position().map(|at| at.column),
        }
    }

    /// Returns an error about a value, without what must not be repeated.
    pub(crate) fn invalid(key: &str, message: &str, at: Position) -> Self {
        Self::Invalid { key: repeated::name(key), message: repeated::text(message), at }
    }

    const fn position(&self) -> Option<Position> {
        match self {
            Self::Document(_) | Self::Detector(_) => None,
            Self::UnknownKey { at, .. }
            | Self::WrongType { at, .. }
            | Self::Missing { at, .. }
            | Self::Invalid { at, .. } => Some(*at),
        }
    }
}

/// Reads the text of a policy or a settings file. A duplicate key is an error: which of the two was meant?
pub(crate) fn parse(text: &[u8]) -> Result<Tree, ConfigError> {
    parse_within(text, &Limits::default())
}

/// Reads such a text within limits of its own.
pub(crate) fn parse_within(text: &[u8], limits: &Limits) -> Result<Tree, ConfigError> {
    let tree = Tree::parse(text, limits)?;
    if let Some(note) = tree.notes().first() {
        let key = tree.key(note.node).unwrap_or_default();
        let message = "the key stands here twice, or cannot be read";
        return Err(ConfigError::invalid(key, message, tree.position(note.node)));
    }
    Ok(tree)
}

/// A value with its key and place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'t> {
    tree: &'t Tree,
    node: NodeId,
    key: &'t str,
}

impl<'t> Entry<'t> {
    /// Returns the whole file as an object.
    pub(crate) fn root(tree: &'t Tree) -> Result<Self, ConfigError> {
        let root = Self { tree, node: tree.root(), key: "file" };
        match tree.value(tree.root()) {
            Value::Mapping => Ok(root),
            _ => Err(root.wrong_type("an object")),
        }
    }

    pub(crate) const fn key(&self) -> &'t str {
        self.key
    }

    pub(crate) fn position(&self) -> Position {
        self.tree.position(self.node)
    }

    pub(crate) fn get(&self, key: &'t str) -> Option<Self> {
        self.tree.get(self.node, key).map(|node| Self { tree: self.tree, node, key })
    }

    /// Returns the members of an object whose keys are all known.
    pub(crate) fn members(&self, known: &[&str]) -> Result<Vec<Self>, ConfigError> {
        let members = self.entries()?;
        match members.iter().find(|member| !known.contains(&member.key)) {
            Some(stranger) => Err(ConfigError::UnknownKey {
                key: repeated::name(stranger.key),
                known: known.join(", "),
                at: stranger.position(),
            }),
            None => Ok(members),
        }
    }

    /// Returns the members of an object whose keys are names.
    pub(crate) fn entries(&self) -> Result<Vec<Self>, ConfigError> {
        let Value::Mapping = self.tree.value(self.node) else { return Err(self.wrong_type("an object")) };
        let entry = |(key, node)| Self { tree: self.tree, node, key };
        Ok(self.tree.entries(self.node).map(entry).collect())
    }

    /// Returns the members of an array.
    pub(crate) fn items(&self) -> Result<Vec<Self>, ConfigError> {
        let Value::Sequence = self.tree.value(self.node) else { return Err(self.wrong_type("an array")) };
        let item = |node| Self { tree: self.tree, node, key: self.key };
        Ok(self.tree.items(self.node).map(item).collect())
    }

    /// Returns the members of an array, or a single value as a list of one.
    pub(crate) fn one_or_more(&self) -> Result<Vec<Self>, ConfigError> {
        let items = match self.tree.value(self.node) {
            Value::Sequence => self.items()?,
            _ => vec![*self],
        };
        if items.is_empty() {
            return Err(self.invalid("the list is empty, so it can never match"));
        }
        Ok(items)
    }

    pub(crate) fn string(&self) -> Result<&'t str, ConfigError> {
        match self.tree.value(self.node) {
            Value::String(text) => Ok(text),
            _ => Err(self.wrong_type("a string")),
        }
    }

    /// Returns a string, or a number as it is written.
    pub(crate) fn scalar(&self) -> Result<&'t str, ConfigError> {
        match self.tree.value(self.node) {
            Value::String(text) | Value::Number(text) => Ok(text),
            _ => Err(self.wrong_type("a string or a number")),
        }
    }

    pub(crate) fn boolean(&self) -> Result<bool, ConfigError> {
        match self.tree.value(self.node) {
            Value::Bool(value) => Ok(value),
            _ => Err(self.wrong_type("true or false")),
        }
    }

    /// Returns the value that a word names.
    pub(crate) fn word<T>(
        &self,
        from_word: impl Fn(&str) -> Option<T>,
        known: &str,
    ) -> Result<T, ConfigError> {
        let text = self.scalar()?;
        from_word(text).ok_or_else(|| self.invalid(format!("{} is not one of {known}", Quoted(text))))
    }

    pub(crate) fn missing(&self, key: &str) -> ConfigError {
        ConfigError::Missing { key: key.to_owned(), at: self.position() }
    }

    pub(crate) fn wrong_type(&self, expected: &'static str) -> ConfigError {
        ConfigError::WrongType { key: repeated::name(self.key), expected, at: self.position() }
    }

    pub(crate) fn invalid(&self, message: impl Into<String>) -> ConfigError {
        ConfigError::invalid(self.key, &message.into(), self.position())
    }
}
