//! What an adapter noticed while it read a document. Each becomes a finding; none stops the reading.

use super::tree::NodeId;

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
    /// A `$ref` that is not followed at a place that the analysis depends on.
    UnreadReference { reference: String, why: &'static str },
    /// A version of OpenAPI that this engine does not know.
    UnknownVersion { version: String },
}
