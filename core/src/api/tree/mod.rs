//! The document as a tree: values, their places, their pointers.
//!
//! The nodes lie in one vector and are built, walked and dropped without recursion. YAML aliases are nodes that answer
//! as their target, so a document of aliases to aliases costs what it weighs. It is for a walker to remember with
//! [`Tree::target`] where it has been.

mod build;
mod children;
mod files;
mod json;
mod locate;
mod names;
mod node;
mod note;
mod pointer;
mod scalar;
mod search;
mod text;
mod yaml;

use std::fmt;

use build::Builder;
use children::Index;
use files::File;
pub(crate) use files::FileId;
use locate::Library;
pub(crate) use locate::{LostFile, Miss};
use names::Names;
use node::{Kind, NO_PARENT, Node, Text};
pub(crate) use node::{NodeId, Value};
pub(crate) use note::NoteKind;
pub(crate) use note::{Comment, Note};
pub(crate) use pointer::{percent_decoded, shortened};

use super::{Limits, Position, SpecError};

/// What looks like JSON but is not is tried as YAML up to this size, so that a hostile document costs no more than that.
const MOST_FALLBACK_BYTES: usize = 4 * 1024 * 1024;

/// A document, with the parts of it that are in other files.
pub(crate) struct Tree {
    source: String,
    /// Strings whose text is not in the source as it is meant.
    unescaped: String,
    nodes: Vec<Node>,
    /// The children of each collection in a row.
    children: Vec<NodeId>,
    index: Index,
    root: NodeId,
    notes: Vec<Note>,
    comments: Vec<Comment>,
    files: Vec<File>,
    /// Which other files were asked for, and what came of it.
    library: Library,
    /// What schemas and files call themselves.
    names: Names,
    /// Nodes, and entries that merge keys made us look at.
    weight: usize,
    aliases: usize,
}

impl Tree {
    /// Reads a document: JSON where it begins like JSON, else YAML.
    pub(crate) fn parse(bytes: &[u8], limits: &Limits) -> Result<Self, SpecError> {
        let source = text::decode(bytes, limits)?;
        let tree = match source.trim_start().bytes().next() {
            None => return Err(SpecError::Empty),
            Some(b'{' | b'[') => match read(&source, limits, json::read) {
                // A flow mapping of YAML may look like JSON at first.
                Err(error @ SpecError::Syntax { .. }) if source.len() <= MOST_FALLBACK_BYTES => {
                    let of_yaml = read(&source, limits, yaml::read);
                    of_yaml
                        .map_err(|own| if matches!(own, SpecError::Syntax { .. }) { error } else { own })?
                }
                result => result?,
            },
            Some(_) => read(&source, limits, yaml::read)?,
        };
        Ok(Self { source, ..tree })
    }

    /// Returns the value of the whole main document.
    pub(crate) fn root(&self) -> NodeId {
        self.root
    }

    /// Returns a value; for an alias that of its target.
    pub(crate) fn value(&self, id: NodeId) -> Value<'_> {
        let node = self.node(self.target(id));
        match node.kind {
            Kind::Null | Kind::Alias => Value::Null,
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Number => Value::Number(self.text(node.content)),
            Kind::String => Value::String(self.text(node.content)),
            Kind::Sequence => Value::Sequence,
            Kind::Mapping => Value::Mapping,
        }
    }

    /// Returns what an alias stands for, and any other node as it is.
    pub(crate) fn target(&self, id: NodeId) -> NodeId {
        let node = self.node(id);
        if node.kind == Kind::Alias { NodeId(node.content.start) } else { id }
    }

    /// Returns the value under a key, the last one where there are several.
    pub(crate) fn get(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        let mapping = self.target(mapping);
        if self.node(mapping).kind != Kind::Mapping {
            return None;
        }
        let children = self.children_of(mapping);
        let key_of = |id| self.text(self.node(id).key);
        match self.index.find(mapping, children.len(), key, key_of) {
            Some(found) => found,
            None => children.iter().copied().find(|id| key_of(*id) == key),
        }
    }

    /// Returns the entries of a mapping in the order of the document, of each key the last. Merged ones follow.
    pub(crate) fn entries(&self, mapping: NodeId) -> impl Iterator<Item = (&str, NodeId)> {
        let children = self.collection(mapping, Kind::Mapping);
        children.iter().map(|id| (self.text(self.node(*id).key), *id))
    }

    /// Returns the items of a sequence.
    pub(crate) fn items(&self, sequence: NodeId) -> impl Iterator<Item = NodeId> {
        self.collection(sequence, Kind::Sequence).iter().copied()
    }

    /// Counts the entries of a mapping or the items of a sequence.
    pub(crate) fn len(&self, id: NodeId) -> usize {
        self.children_of(id).len()
    }

    /// Returns the key under which a value hangs in its mapping.
    pub(crate) fn key(&self, id: NodeId) -> Option<&str> {
        let node = self.node(id);
        node.has_key().then(|| self.text(node.key))
    }

    /// Returns the mapping or sequence that a value is in; for what an alias leads to, where the anchor is.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.node(id).parent;
        (parent != NO_PARENT).then_some(NodeId(parent))
    }

    /// Returns where an entry begins: the place of its key, or of the value where there is no key.
    pub(crate) fn position(&self, id: NodeId) -> Position {
        let node = self.node(id);
        self.position_in_file(id, if node.has_key() { node.key_at } else { node.at })
    }

    /// Returns the place of the value itself.
    #[cfg_attr(not(test), expect(dead_code, reason = "limits of values will point at them"))]
    pub(crate) fn value_position(&self, id: NodeId) -> Position {
        self.position_in_file(id, self.node(id).at)
    }

    /// Counts the values of all files.
    pub(crate) fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Returns what is left of the limits of the whole for one more file.
    pub(crate) fn rest_of(&self, limits: &Limits) -> Limits {
        Limits {
            nodes: limits.nodes.saturating_sub(self.weight),
            aliases: limits.aliases.saturating_sub(self.aliases),
            ..limits.clone()
        }
    }

    /// Returns every value of all files.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = NodeId> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// Returns every text of the document that is a value, in the order in which it was read.
    pub(crate) fn strings(&self) -> impl Iterator<Item = (NodeId, &str)> {
        let nodes = self.nodes.iter().zip(0_u32..).filter(|(node, _)| node.kind == Kind::String);
        nodes.map(|(node, id)| (NodeId(id), self.text(node.content)))
    }

    /// Returns what is odd about the document.
    pub(crate) fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns the comments of a YAML document that begin with `watchgate-`, of very many the first.
    pub(crate) fn comments(&self) -> &[Comment] {
        &self.comments
    }

    fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&Node::NULL)
    }

    fn text(&self, text: Text) -> &str {
        text.of(&self.source, &self.unescaped)
    }

    fn collection(&self, id: NodeId, kind: Kind) -> &[NodeId] {
        let id = self.target(id);
        if self.node(id).kind == kind { self.children_of(id) } else { &[] }
    }

    fn children_of(&self, id: NodeId) -> &[NodeId] {
        let node = self.node(self.target(id));
        if !matches!(node.kind, Kind::Sequence | Kind::Mapping) {
            return &[];
        }
        let Text { start, len } = node.content;
        self.children.get(start as usize..start as usize + len as usize).unwrap_or_default()
    }
}

/// Reads the source in one of the two languages.
fn read(
    source: &str,
    limits: &Limits,
    language: fn(&mut Builder<'_>) -> Result<(), SpecError>,
) -> Result<Tree, SpecError> {
    let mut builder = Builder::new(source, limits);
    language(&mut builder)?;
    builder.finish()
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree")
            .field("bytes", &self.source.len())
            .field("files", &self.files.len())
            .field("nodes", &self.nodes.len())
            .field("notes", &self.notes.len())
            .field("comments", &self.comments.len())
            .finish()
    }
}

#[cfg(test)]
mod tests;
