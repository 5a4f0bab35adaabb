//! The files of a tree: the main document, and the parts that its references lead to.
//!
//! A part is read into a tree of its own and then appended: its nodes get the next numbers, its text follows the text that
//! is there. So a node's number says which file it is in, and nothing else of a tree has to know of files.

use std::ops::Range;
use std::sync::OnceLock;

use super::Tree;
use super::node::{Kind, Node, NodeId, Text};
use super::note::{Comment, MOST_COMMENTS_IN_ALL, MOST_NOTES, Note, NoteKind};
use super::text::MOST_BYTES;
use crate::api::position::{Lines, offset};
use crate::api::{Position, SpecError};

/// A file's number in its [`Tree`]. The main document is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FileId(u32);

impl FileId {
    /// The main document.
    pub(crate) const MAIN: Self = Self(0);
}

/// Stands between the texts of two files, so that what looks for a line or for what follows stays in its file.
const SEPARATOR: &str = "\n\n";

/// A file of a tree.
#[derive(Debug)]
pub(super) struct File {
    /// Its path from the main document's folder; of the main document nothing.
    name: String,
    root: NodeId,
    /// Its first node.
    first: u32,
    /// Where its text is.
    text: Range<usize>,
    lines: OnceLock<Lines>,
}

impl File {
    /// Returns the main document as a file.
    pub(super) const fn main(root: NodeId, size: usize) -> Self {
        Self { name: String::new(), root, first: 0, text: 0..size, lines: OnceLock::new() }
    }
}

/// How far an appended part is moved.
#[derive(Debug, Clone, Copy)]
struct Shift {
    nodes: u32,
    source: u32,
    unescaped: u32,
    children: u32,
}

impl Shift {
    fn text(self, text: Text) -> Text {
        match text {
            Text::NONE => text,
            _ => text.moved(self.source, self.unescaped),
        }
    }

    fn id(self, id: NodeId) -> NodeId {
        NodeId(id.0.saturating_add(self.nodes))
    }

    fn node(self, node: &Node) -> Node {
        let start = node.content.start;
        let content = match node.kind {
            Kind::Alias => Text { start: start.saturating_add(self.nodes), ..node.content },
            Kind::Sequence | Kind::Mapping => {
                Text { start: start.saturating_add(self.children), ..node.content }
            }
            _ => self.text(node.content),
        };
        Node {
            content,
            // No parent stays none.
            parent: node.parent.saturating_add(self.nodes),
            key: self.text(node.key),
            key_at: node.key_at.saturating_add(self.source),
            at: node.at.saturating_add(self.source),
            ..*node
        }
    }

    fn note(self, note: &Note) -> Note {
        let kind = match note.kind {
            NoteKind::DuplicateKey { first } => NoteKind::DuplicateKey { first: self.id(first) },
            kind => kind,
        };
        Note { kind, node: self.id(note.node) }
    }
}

impl Tree {
    /// Appends a part under the path that it has from the main document's folder, and returns its file.
    ///
    /// # Errors
    /// Returns [`SpecError::TooLarge`] when all texts together are longer than any tree can hold.
    pub(crate) fn append(&mut self, name: &str, part: &Self) -> Result<FileId, SpecError> {
        let sizes = [(&self.source, &part.source), (&self.unescaped, &part.unescaped)];
        for (own, other) in sizes {
            let size = own.len() + SEPARATOR.len() + other.len();
            if size > MOST_BYTES {
                return Err(SpecError::TooLarge { size, limit: MOST_BYTES });
            }
        }
        self.source.push_str(SEPARATOR);
        let start = self.source.len();
        let shift = Shift {
            nodes: offset(self.nodes.len()),
            source: offset(start),
            unescaped: offset(self.unescaped.len()),
            children: offset(self.children.len()),
        };
        let file = FileId(offset(self.files.len()));
        self.source.push_str(&part.source);
        self.unescaped.push_str(&part.unescaped);
        self.nodes.extend(part.nodes.iter().map(|node| shift.node(node)));
        self.children.extend(part.children.iter().map(|id| shift.id(*id)));
        self.index.append(&part.index, |id| shift.id(id));
        let room = MOST_NOTES.saturating_sub(self.notes.len());
        self.notes.extend(part.notes.iter().take(room).map(|note| shift.note(note)));
        let room = MOST_COMMENTS_IN_ALL.saturating_sub(self.comments.len());
        let comments = part.comments.iter().take(room).cloned();
        let moved =
            |comment: Comment| Comment { file, start: comment.start.saturating_add(shift.source), ..comment };
        self.comments.extend(comments.map(moved));
        self.weight += part.weight;
        self.aliases += part.aliases;
        self.files.push(File {
            name: name.to_owned(),
            root: shift.id(part.root),
            first: shift.nodes,
            text: start..self.source.len(),
            lines: OnceLock::new(),
        });
        Ok(file)
    }

    /// Returns the path from the main document's folder of the file that a node is in; `None` for the main document.
    pub(crate) fn file(&self, node: NodeId) -> Option<&str> {
        match self.file_id(node) {
            FileId::MAIN => None,
            id => self.files.get(id.0 as usize).map(|file| file.name.as_str()),
        }
    }

    /// Returns the file that a node is in.
    pub(crate) fn file_id(&self, node: NodeId) -> FileId {
        if self.files.len() == 1 {
            return FileId::MAIN;
        }
        let after = self.files.partition_point(|file| file.first <= node.0);
        FileId(offset(after.saturating_sub(1)))
    }

    /// Returns the value of the whole file that a node is in.
    pub(crate) fn root_of(&self, node: NodeId) -> NodeId {
        self.root_of_file(self.file_id(node))
    }

    /// Returns the value of a whole file.
    pub(crate) fn root_of_file(&self, file: FileId) -> NodeId {
        self.files.get(file.0 as usize).map_or(self.root, |file| file.root)
    }

    /// Returns the parts with their texts, in the order they were read.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        let parts = self.files.iter().enumerate().skip(1);
        parts.map(|(index, file)| (file.name.as_str(), self.text_of_file(index)))
    }

    /// Counts the bytes of all files, as text.
    pub(crate) fn bytes(&self) -> usize {
        let separators = SEPARATOR.len() * (self.files.len() - 1);
        self.source.len().saturating_sub(separators)
    }

    /// Returns the numbers of a file's nodes.
    pub(super) fn nodes_of_file(&self, file: FileId) -> Range<u32> {
        let first = self.files.get(file.0 as usize).map_or(0, |own| own.first);
        let end = self.files.get(file.0 as usize + 1).map_or(offset(self.nodes.len()), |next| next.first);
        first..end
    }

    /// Returns the position of a byte in the file that the node is in.
    pub(super) fn position_in_file(&self, node: NodeId, at: u32) -> Position {
        let index = self.file_id(node).0 as usize;
        let Some(file) = self.files.get(index) else { return Position { line: 1, column: 1 } };
        let (text, start) = (self.text_of_file(index), offset(file.text.start));
        file.lines.get_or_init(|| Lines::new(text)).position(text, at.saturating_sub(start))
    }

    fn text_of_file(&self, index: usize) -> &str {
        self.files.get(index).and_then(|file| self.source.get(file.text.clone())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::super::tests::{plain, tree};
    use super::*;

    const MAIN: &str = "a: &a {x: [1, 2]}\nb: *a\n\"\\u00e4\": c\n";
    const PART: &str = "{\"\\u00f6\": {\"k\": 1}, \"deep\": [[true, \"\\n\"]],\n \"twice\": 1, \"twice\": 2}";

    #[test]
    fn keeps_every_value_of_every_file() {
        let (mut whole, part, yaml) = (tree(MAIN), tree(PART), tree("base: &b {y: 1}\nuse: {<<: *b}\n"));
        let first = whole.append("p/a.json", &part).unwrap();
        let second = whole.append("b.yaml", &yaml).unwrap();
        for (file, own) in [(FileId::MAIN, &tree(MAIN)), (first, &part), (second, &yaml)] {
            let root = whole.root_of_file(file);
            assert_eq!(plain(&whole, root), plain(own, own.root()));
            for (key, id) in own.entries(own.root()) {
                let moved = whole.get(root, key).unwrap();
                assert_eq!((whole.key(moved), whole.position(moved)), (Some(key), own.position(id)));
                assert_eq!(whole.value_position(moved), own.value_position(id));
                assert_eq!((whole.parent(moved), whole.root_of(moved)), (Some(root), root));
                assert_eq!(whole.pointer(moved), own.pointer(id));
            }
        }
        assert_eq!(whole.file(whole.root()), None);
        assert_eq!(whole.file(whole.root_of_file(first)), Some("p/a.json"));
        assert_eq!(whole.file(whole.root_of_file(second)), Some("b.yaml"));
        assert_eq!(whole.parts().map(|(name, _)| name).collect::<Vec<_>>(), ["p/a.json", "b.yaml"]);
    }

    #[test]
    fn keeps_notes_comments_and_large_mappings() {
        let keys: String = (0..100).map(|key| format!("k{key}: {key}\n")).collect();
        let mut whole = tree("a: 1 # watchgate-main\n");
        let file = whole.append("x.yaml", &tree(&format!("{keys}k7: last # watchgate-part\n"))).unwrap();
        let root = whole.root_of_file(file);
        assert_eq!(whole.value(whole.get(root, "k7").unwrap()), Value::String("last"));
        assert_eq!(whole.value(whole.get(root, "k99").unwrap()), Value::Number("99"));
        assert_eq!((whole.get(root, "k100"), whole.len(root)), (None, 100));
        let note = whole.notes()[0];
        let NoteKind::DuplicateKey { first } = note.kind else { panic!("{note:?}") };
        assert_eq!((whole.position(first).line, whole.position(note.node).line), (8, 101));
        assert_eq!(whole.file(note.node), Some("x.yaml"));
        let comments: Vec<_> = whole.comments().iter().map(|own| (own.file, own.at.line)).collect();
        assert_eq!(comments, [(FileId::MAIN, 1), (file, 101)]);
    }

    #[test]
    fn appends_to_what_was_appended() {
        let mut whole = tree("a: 0\n");
        for part in 1..300 {
            let text = format!("\n\"\\u0061{part}\": [{{x: &x {part}}}, *x]\n");
            let file = whole.append(&format!("{part}.yaml"), &tree(&text)).unwrap();
            let id = whole.get(whole.root_of_file(file), &format!("a{part}")).unwrap();
            assert_eq!((whole.position(id).line, whole.pointer(id)), (2, format!("/a{part}")));
            assert_eq!(whole.file(id), Some(&*format!("{part}.yaml")));
            assert_eq!(plain(&whole, id), serde_json::json!([{"x": part}, part]));
        }
        assert_eq!(plain(&whole, whole.root()), serde_json::json!({"a": 0}));
    }
}
