use std::borrow::Cow;

use super::Position;
use crate::quoted::Quoted;

/// Why a document cannot be read at all.
///
/// What is merely odd about a document that can be read is a [`Finding`](crate::Finding) instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpecError {
    /// There is no value in it.
    #[error("the document is empty")]
    Empty,
    /// A NUL character: this is no text.
    #[error("not a text document: NUL character at {at}")]
    Binary {
        /// The place of the first one.
        at: Position,
    },
    /// The bytes are not Unicode text.
    #[error("the document is not valid {encoding} at {at}")]
    Encoding {
        /// The encoding that the first bytes announce.
        encoding: &'static str,
        /// The place of the first wrong byte.
        at: Position,
    },
    /// Neither JSON nor YAML.
    #[error("{message} at {at}")]
    Syntax {
        /// What is wrong.
        message: Cow<'static, str>,
        /// The place.
        at: Position,
    },
    /// More bytes than [`Limits::bytes`](crate::Limits::bytes), in the document or in all its files together.
    #[error("the document has {size} bytes; the limit is {limit}")]
    TooLarge {
        /// The bytes.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// Nested deeper than [`Limits::depth`](crate::Limits::depth).
    #[error("nested deeper than {limit} levels at {at}")]
    TooDeep {
        /// The limit.
        limit: usize,
        /// The place of the first value beyond it.
        at: Position,
    },
    /// More values than [`Limits::nodes`](crate::Limits::nodes).
    #[error("more than {limit} values at {at}")]
    TooManyNodes {
        /// The limit.
        limit: usize,
        /// The place of the first value beyond it.
        at: Position,
    },
    /// More YAML aliases than [`Limits::aliases`](crate::Limits::aliases).
    #[error("more than {limit} aliases at {at}")]
    TooManyAliases {
        /// The limit.
        limit: usize,
        /// The place of the first alias beyond it.
        at: Position,
    },
    /// More operations than [`Limits::operations`](crate::Limits::operations).
    #[error("more than {limit} operations at {at}")]
    TooManyOperations {
        /// The limit.
        limit: usize,
        /// The place of the first path beyond it.
        at: Position,
    },
    /// More files than [`Limits::files`](crate::Limits::files).
    #[error("the document refers to more than {limit} files")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// A file that the document refers to passes a limit that holds for all of them together.
    #[error("{error} of {}", Quoted(file))]
    Part {
        /// Its path from the document's folder.
        file: String,
        /// The limit.
        #[source]
        error: Box<Self>,
    },
    /// A YAML alias inside the very value that it stands for.
    #[error("an alias refers to a value that contains it at {at}")]
    AliasCycle {
        /// The place of the alias.
        at: Position,
    },
    /// Readable, but no OpenAPI document: it has neither `openapi` nor `swagger`.
    #[error("not an OpenAPI document: neither `openapi` nor `swagger` at {at}")]
    NotOpenApi {
        /// The place of the document's root.
        at: Position,
    },
    /// An edition of OpenAPI that is not known.
    #[error("OpenAPI version `{version}` is not supported at {at}")]
    UnsupportedVersion {
        /// The version as the document gives it, as far as it is one.
        version: String,
        /// The JSON Pointer (RFC 6901) to it.
        pointer: String,
        /// The place.
        at: Position,
    },
}

impl SpecError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary { .. } => "binary",
            Self::Encoding { .. } => "encoding",
            Self::Syntax { .. } => "syntax",
            Self::TooLarge { .. } => "too-large",
            Self::TooDeep { .. } => "too-deep",
            Self::TooManyNodes { .. } => "too-many-nodes",
            Self::TooManyAliases { .. } => "too-many-aliases",
            Self::TooManyOperations { .. } => "too-many-operations",
            Self::TooManyFiles { .. } => "too-many-files",
            Self::Part { error, .. } => error.code(),
            Self::AliasCycle { .. } => "alias-cycle",
            Self::NotOpenApi { .. } => "not-openapi",
            Self::UnsupportedVersion { .. } => "unsupported-version",
        }
    }

    /// Returns the line, from 1, where the error has a place.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.at().map(|at| at.line)
    }

    /// Returns the column in characters, from 1, where the error has a place.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.at().map(|at| at.column)
    }

    /// Returns the JSON Pointer (RFC 6901) of the value that is wrong, where there is one.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::NotOpenApi { .. } => Some(""),
            Self::UnsupportedVersion { pointer, .. } => Some(pointer),
            _ => None,
        }
    }

    const fn at(&self) -> Option<Position> {
        match self {
            // The place in a part would be read as one in the document.
            Self::Empty | Self::TooLarge { .. } | Self::TooManyFiles { .. } | Self::Part { .. } => None,
            Self::Binary { at }
            | Self::Encoding { at, .. }
            | Self::Syntax { at, .. }
            | Self::TooDeep { at, .. }
            | Self::TooManyNodes { at, .. }
            | Self::TooManyAliases { at, .. }
            | Self::TooManyOperations { at, .. }
            | Self::AliasCycle { at }
            | Self::NotOpenApi { at }
            | Self::UnsupportedVersion { at, .. } => Some(*at),
        }
    }
}

/// Writes a character of the document for a message.
pub(super) fn shown(character: char) -> String {
    match character {
        '`' => "a backtick".to_owned(),
        '"' | '\'' => format!("`{character}`"),
        _ => format!("`{}`", character.escape_debug()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_and_where() {
        let at = Position { line: 3, column: 7 };
        let error = SpecError::TooDeep { limit: 128, at };
        assert_eq!(error.to_string(), "nested deeper than 128 levels at line 3, column 7");
        assert_eq!((error.code(), error.line(), error.column()), ("too-deep", Some(3), Some(7)));
        assert_eq!(error.pointer(), None);
    }

    #[test]
    fn points_at_the_version_it_refuses() {
        let at = Position { line: 1, column: 1 };
        let error = SpecError::UnsupportedVersion { version: "9.9".into(), pointer: "/openapi".into(), at };
        assert_eq!(error.pointer(), Some("/openapi"));
        assert_eq!(error.to_string(), "OpenAPI version `9.9` is not supported at line 1, column 1");
    }

    #[test]
    fn has_no_place_where_there_is_none() {
        let error = SpecError::TooLarge { size: 2, limit: 1 };
        assert_eq!((error.line(), error.column()), (None, None));
    }

    #[test]
    fn shows_characters_without_their_effects() {
        assert_eq!(['a', '"', '\n', '\u{202e}'].map(shown), ["`a`", "`\"`", "`\\n`", "`\\u{202e}`"]);
    }
}
