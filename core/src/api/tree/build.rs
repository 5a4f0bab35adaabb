//! Takes values in the order of the document and lays them out. The stack is a `Vec`: no input can overflow it.

use super::Tree;
use super::children::{Child, Index, hash};
use super::files::File;
use super::locate::Library;
use super::names::Names;
use super::node::{Kind, NO_PARENT, Node, NodeId, Text};
use super::note::{Comment, MOST_NOTES, Note, NoteKind};
use super::text::MOST_BYTES;
use crate::api::position::offset;
use crate::api::{Limits, Position, SpecError};

/// A tree in the making.
pub(super) struct Builder<'s> {
    pub(super) source: &'s str,
    pub(super) limits: &'s Limits,
    /// Strings that are not in the source as they are meant.
    pub(super) unescaped: String,
    pub(super) nodes: Vec<Node>,
    pub(super) children: Vec<NodeId>,
    pub(super) index: Index,
    pub(super) notes: Vec<Note>,
    pub(super) comments: Vec<Comment>,
    /// Children of the open collections, innermost last.
    pub(super) pending: Vec<Child>,
    /// Entries that merge keys made us look at: work, even where none becomes a node.
    pub(super) merged: usize,
    pub(super) aliases: usize,
    open: Vec<Frame>,
    root: Option<NodeId>,
    /// The string that the next node is made of has half a surrogate pair.
    lone_surrogate: bool,
}

/// An open collection.
struct Frame {
    node: NodeId,
    /// Its first child in `pending`.
    first: usize,
    slot: Slot,
    has_merges: bool,
}

/// What an open collection takes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Root,
    Item,
    Key,
    Value(Key),
    /// The value under a key that is no scalar.
    Dropped,
}

/// A key whose value comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) text: Text,
    pub(super) at: u32,
    pub(super) is_merge: bool,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str, limits: &'s Limits) -> Self {
        let guess = (source.len() / 32).min(limits.nodes);
        Self {
            source,
            limits,
            unescaped: String::new(),
            nodes: Vec::with_capacity(guess),
            children: Vec::with_capacity(guess),
            index: Index::default(),
            notes: Vec::new(),
            comments: Vec::new(),
            pending: Vec::new(),
            merged: 0,
            aliases: 0,
            open: Vec::new(),
            root: None,
            lone_surrogate: false,
        }
    }

    /// Says what comes next.
    pub(super) fn slot(&self) -> Slot {
        self.open.last().map_or(Slot::Root, |frame| frame.slot)
    }

    pub(super) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    /// Forgets the document so far, where it turned out to be empty and another follows.
    pub(super) fn restart(&mut self) {
        self.root = None;
        self.nodes.clear();
    }

    /// Takes the key of the next value.
    pub(super) fn key(&mut self, key: Key) {
        self.set_slot(Slot::Value(key));
    }

    /// Adds a node that hangs nowhere: the anchored key of an entry, say.
    pub(super) fn detached(&mut self, kind: Kind, content: Text, at: usize) -> Result<NodeId, SpecError> {
        let parent = self.open.last().map_or(NO_PARENT, |frame| frame.node.0);
        self.push(Node { kind, content, parent, at: offset(at), ..Node::NULL })
    }

    /// Begins a sequence or a mapping.
    pub(super) fn begin(&mut self, kind: Kind, at: usize) -> Result<NodeId, SpecError> {
        if self.open.len() >= self.limits.depth {
            return Err(self.too_deep(at));
        }
        let node = self.value(kind, Text::EMPTY, at)?;
        let slot = if kind == Kind::Mapping { Slot::Key } else { Slot::Item };
        self.open.push(Frame { node, first: self.pending.len(), slot, has_merges: false });
        Ok(node)
    }

    /// Ends the innermost sequence or mapping.
    pub(super) fn end(&mut self) -> Result<(), SpecError> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        if frame.has_merges {
            self.merge(frame.node, frame.first)?;
        }
        let start = offset(self.children.len());
        if self.node(frame.node).kind == Kind::Mapping {
            self.settle(frame.node, frame.first);
        } else {
            let items = self.pending.get(frame.first..).unwrap_or_default();
            self.children.extend(items.iter().map(|child| child.id));
        }
        self.pending.truncate(frame.first);
        let len = offset(self.children.len()).saturating_sub(start);
        if let Some(node) = self.nodes.get_mut(frame.node.0 as usize) {
            node.content = Text { start, len };
        }
        Ok(())
    }

    /// Takes a value: a scalar, an alias, or of a collection the beginning.
    pub(super) fn value(&mut self, kind: Kind, content: Text, at: usize) -> Result<NodeId, SpecError> {
        let parent = self.open.last().map_or(NO_PARENT, |frame| frame.node.0);
        let mut node = Node { kind, content, parent, at: offset(at), ..Node::NULL };
        let slot = self.slot();
        if let Slot::Value(key) = slot {
            (node.key, node.key_at) = (key.text, key.at);
        }
        let id = self.push(node)?;
        match slot {
            Slot::Root => self.root = self.root.or(Some(id)),
            Slot::Item => self.pending.push(Child { hash: 0, id }),
            Slot::Key => {
                self.note(NoteKind::NonScalarKey, id);
                self.set_slot(Slot::Dropped);
            }
            Slot::Value(key) => {
                self.pending.push(Child { hash: hash(self.text(key.text)), id });
                if key.is_merge {
                    self.mark_merge(id);
                }
                self.set_slot(Slot::Key);
            }
            Slot::Dropped => self.set_slot(Slot::Key),
        }
        Ok(id)
    }

    /// Adds a node within the limit.
    pub(super) fn push(&mut self, node: Node) -> Result<NodeId, SpecError> {
        let limit = self.limits.nodes;
        if self.nodes.len() + self.merged >= limit {
            return Err(SpecError::TooManyNodes { limit, at: self.position(node.at as usize) });
        }
        let id = NodeId(offset(self.nodes.len()));
        self.nodes.push(node);
        if std::mem::take(&mut self.lone_surrogate) {
            self.note(NoteKind::LoneSurrogate, id);
        }
        Ok(id)
    }

    pub(super) fn note(&mut self, kind: NoteKind, node: NodeId) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { kind, node });
        }
    }

    pub(super) fn note_root(&mut self, kind: NoteKind) {
        if let Some(root) = self.root {
            self.note(kind, root);
        }
    }

    /// Says that the string of the next node has half a surrogate pair.
    pub(super) fn lone_surrogate(&mut self) {
        self.lone_surrogate = true;
    }

    fn set_slot(&mut self, slot: Slot) {
        if let Some(frame) = self.open.last_mut() {
            frame.slot = slot;
        }
    }

    fn mark_merge(&mut self, id: NodeId) {
        if let Some(frame) = self.open.last_mut() {
            frame.has_merges = true;
        }
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.is_merge = true;
        }
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&Node::NULL)
    }

    /// Tells whether the node contains what is read now.
    pub(super) fn is_open(&self, id: NodeId) -> bool {
        self.open.iter().any(|frame| frame.node == id)
    }

    pub(super) fn text(&self, text: Text) -> &str {
        text.of(self.source, &self.unescaped)
    }

    /// Where the next unescaped string will start.
    pub(super) fn unescaped_start(&self) -> usize {
        self.unescaped.len()
    }

    /// Names what was appended to the unescaped strings since `start`.
    pub(super) fn unescaped_since(&self, start: usize) -> Result<Text, SpecError> {
        let (size, limit) = (self.unescaped.len(), MOST_BYTES);
        if size > limit {
            return Err(SpecError::TooLarge { size, limit });
        }
        Ok(Text::unescaped(offset(start), offset(size.saturating_sub(start))))
    }

    pub(super) fn too_deep(&self, at: usize) -> SpecError {
        SpecError::TooDeep { limit: self.limits.depth, at: self.position(at) }
    }

    /// Returns the position of a byte, for an error.
    pub(super) fn position(&self, at: usize) -> Position {
        Position::of(self.source, at)
    }

    /// Gives the tree up, but for its source.
    pub(super) fn finish(self) -> Result<Tree, SpecError> {
        let root = self.root.ok_or(SpecError::Empty)?;
        let weight = self.nodes.len() + self.merged;
        Ok(Tree {
            source: String::new(),
            unescaped: self.unescaped,
            nodes: self.nodes,
            children: self.children,
            index: self.index,
            root,
            notes: self.notes,
            comments: self.comments,
            files: vec![File::main(root, self.source.len())],
            library: Library::default(),
            names: Names::default(),
            weight,
            aliases: self.aliases,
        })
    }
}
