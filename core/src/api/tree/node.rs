//! What the tree is made of.

/// A value's number in its [`Tree`](super::Tree).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(super) u32);

impl NodeId {
    /// Returns the number as an index. Numbers are given out without gaps.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value as a reader sees it. A number keeps its text: no range is too wide for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    /// As the document spells it. YAML also has `0o17`, `0xff`, `.inf` and `.nan`.
    Number(&'t str),
    String(&'t str),
    Sequence,
    Mapping,
}

/// What a node holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    True,
    False,
    Number,
    String,
    Sequence,
    Mapping,
    Alias,
}

/// Says of a text's start that it is one in the buffer of unescaped strings. Neither buffer grows that far.
const UNESCAPED: u32 = 1 << 31;

/// A piece of the source, or of the buffer of unescaped strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) len: u32,
}

impl Text {
    pub(super) const EMPTY: Self = Self { start: 0, len: 0 };
    /// In place of the key of a node that has none.
    pub(super) const NONE: Self = Self { start: u32::MAX, len: 0 };

    /// Names a piece of the unescaped strings.
    pub(super) const fn unescaped(start: u32, len: u32) -> Self {
        Self { start: start | UNESCAPED, len }
    }

    /// Moves it with the buffer it is in.
    pub(super) const fn moved(self, source: u32, unescaped: u32) -> Self {
        let by = if self.start & UNESCAPED == 0 { source } else { unescaped };
        Self { start: self.start.saturating_add(by), len: self.len }
    }

    /// Reads it.
    pub(super) fn of<'t>(self, source: &'t str, unescaped: &'t str) -> &'t str {
        let buffer = if self.start & UNESCAPED == 0 { source } else { unescaped };
        let (start, len) = ((self.start & !UNESCAPED) as usize, self.len as usize);
        buffer.get(start..start + len).unwrap_or_default()
    }
}

/// One value. 32 bytes: a large document has some hundred thousand of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Whether it is the value of a merge key.
    pub(super) is_merge: bool,
    /// Of a scalar its text, of a collection the range of its children, of an alias the target in `start`.
    pub(super) content: Text,
    pub(super) parent: u32,
    pub(super) key: Text,
    /// Where the key stands, if there is one.
    pub(super) key_at: u32,
    /// Where the value stands.
    pub(super) at: u32,
}

impl Node {
    /// Stands for an id of another tree.
    pub(super) const NULL: Self = Self {
        kind: Kind::Null,
        is_merge: false,
        content: Text::EMPTY,
        parent: NO_PARENT,
        key: Text::NONE,
        key_at: 0,
        at: 0,
    };

    pub(super) fn has_key(&self) -> bool {
        self.key != Text::NONE
    }
}

pub(super) const NO_PARENT: u32 = u32::MAX;

const _: () = assert!(size_of::<Node>() == 32, "a node has outgrown its 32 bytes");
