//! What is odd about a document that can be read all the same.

use super::files::FileId;
use super::node::NodeId;
use crate::api::Position;

/// Notes that are kept. One would do to report a document; a hostile one has millions.
pub(super) const MOST_NOTES: usize = 10_000;
/// What the comments that are kept begin with.
pub(super) const COMMENT_MARK: &str = "watchgate-";
/// Comments that are kept of one file, and of all files together.
pub(super) const MOST_COMMENTS: usize = 10_000;
pub(super) const MOST_COMMENTS_IN_ALL: usize = 100_000;
/// Characters of a comment that are kept.
pub(super) const MOST_COMMENT_CHARACTERS: usize = 512;

/// An oddity: a finding, not an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) kind: NoteKind,
    /// Where to point. Its position and its pointer are good even where the entry was dropped.
    pub(crate) node: NodeId,
}

/// What is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteKind {
    /// The key of this entry was there before in the same mapping. The last one counts.
    DuplicateKey { first: NodeId },
    /// The key is a sequence or a mapping. The entry is dropped; the node is the key.
    NonScalarKey,
    /// The file has further YAML documents, which are not read. The node is the root of the first.
    SeveralDocuments,
    /// Half a surrogate pair in an escape of this string or of its key, replaced by U+FFFD.
    LoneSurrogate,
}

/// A YAML comment that speaks to this engine: it begins with `watchgate-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    pub(crate) file: FileId,
    /// The place of its `#`.
    pub(crate) at: Position,
    /// The byte of the source that its `#` is.
    pub(crate) start: u32,
    /// What follows the `#`, cut off where it is very long.
    pub(crate) text: Box<str>,
}
