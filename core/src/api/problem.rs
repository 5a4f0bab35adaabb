//! What an adapter noticed while it read a document. Each becomes a finding; none stops the reading.

use std::borrow::Cow;

use super::tree::{LostFile, NodeId, Tree};
use super::uri::Away;
use crate::Severity;

/// An oddity at a place of the document.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) kind: ProblemKind,
    pub(crate) node: NodeId,
}

/// The kinds of oddities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// A value of the wrong type; the field counts as absent.
    WrongType {
        /// What the specification asks for, with its article.
        expected: &'static str,
        /// What is there, with its article.
        found: &'static str,
    },
    /// A `$ref` whose target is not there.
    UnresolvedReference { reference: String },
    /// A `$ref` that leads back to itself and never to a value.
    CircularReference { reference: String },
    /// A `$ref` that is not followed, at a place that the analysis depends on or to a file that cannot be read.
    UnreadReference { reference: String, why: Unread },
    /// A `$ref` that leaves the document's folder.
    RemoteReference {
        reference: String,
        away: Away,
        /// How much it hides.
        severity: Severity,
    },
    /// A keyword beside a `$ref` that does not count there.
    IgnoredSibling {
        /// Keywords beside it that do not count either.
        more: usize,
    },
    /// A version of OpenAPI that this engine does not know.
    UnknownVersion { version: String },
}

/// Why a reference was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// What it says or where it stands: to be read between the reference and "and was not read".
    Because(&'static str),
    /// It is relative to an `$id`, and nothing has the identifier that this makes.
    Identifier,
    /// The file cannot be had or read.
    Lost(LostFile),
}

impl Unread {
    /// Returns the rest of a sentence that begins with the reference.
    pub(crate) fn explain(self, tree: &Tree) -> Cow<'static, str> {
        match self {
            Self::Because(why) => format!("{why} and was not read").into(),
            Self::Identifier => {
                "is relative to the `$id` around it, and nothing that was read is called so".into()
            }
            Self::Lost(file) => format!("was not read: {}", tree.reason(file)).into(),
        }
    }
}
