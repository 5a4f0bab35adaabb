//! Looking for what is rare in a document: one pass over all of it, and only where there is something to look for.

use std::ops::Range;

use memchr::memmem;

use super::Tree;
use super::node::{Kind, NO_PARENT, Node, NodeId};

impl Tree {
    /// Tells whether a text stands anywhere in the document: in a key, a value or a comment.
    pub(crate) fn mentions(&self, text: &str) -> bool {
        let stands_in = |place: &str| memmem::find(place.as_bytes(), text.as_bytes()).is_some();
        stands_in(&self.source) || stands_in(&self.unescaped)
    }

    /// Returns every entry of a key in any mapping, merged ones too, in the order of the document. Looks at all nodes.
    pub(crate) fn entries_of(&self, key: &str) -> Vec<NodeId> {
        let is_entry = |id: &NodeId| {
            let node = self.node(*id);
            node.has_key()
                && self.text(node.key) == key
                && node.parent != NO_PARENT
                && self.get(NodeId(node.parent), key) == Some(*id)
        };
        self.ids().filter(is_entry).collect()
    }

    /// Returns of each of some pieces of the source the outermost of the values that begin first in it. The pieces are in
    /// order and apart. Looks at all nodes.
    pub(crate) fn first_in(&self, pieces: &[Range<u32>]) -> Vec<Option<NodeId>> {
        let mut first: Vec<Option<NodeId>> = vec![None; pieces.len()];
        for id in self.ids().filter(|id| self.is_in_place(self.node(*id))) {
            let start = self.node(id).start();
            let piece = pieces.partition_point(|piece| piece.end <= start);
            let Some((_, slot)) =
                pieces.get(piece).filter(|piece| piece.start <= start).zip(first.get_mut(piece))
            else {
                continue;
            };
            // Ids grow from the outside to the inside.
            if slot.is_none_or(|seen| start < self.node(seen).start()) {
                *slot = Some(id);
            }
        }
        first
    }

    /// Returns where an entry begins in the source: at its key, or at the value where there is no key.
    pub(crate) fn start(&self, id: NodeId) -> u32 {
        self.node(id).start()
    }

    /// Tells whether a value is that of a merge key. What it brought begins where its key begins.
    pub(crate) fn is_merge(&self, id: NodeId) -> bool {
        self.node(id).is_merge
    }

    /// Returns the source: the texts of all files, with a blank line between them.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    fn ids(&self) -> impl Iterator<Item = NodeId> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// Tells whether a value stands where it is written: it is an entry, an item or the whole document. The anchor of a
    /// key is none, and what a merge key brought stands elsewhere.
    fn is_in_place(&self, node: &Node) -> bool {
        node.parent == NO_PARENT || node.has_key() || self.node(NodeId(node.parent)).kind == Kind::Sequence
    }
}

impl Node {
    fn start(&self) -> u32 {
        if self.has_key() { self.key_at } else { self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::tree;
    use super::*;

    #[test]
    fn finds_the_entries_of_a_key_that_count() {
        let tree = tree("a: &a {x: 1, x: 2}\nb: {<<: *a}\nc: [{x: 3}, x]\nd: x\n\"\\u0078\": 4\n");
        let found: Vec<String> = tree.entries_of("x").into_iter().map(|id| tree.pointer(id)).collect();
        assert_eq!(found, ["/a/x", "/b/x", "/c/0/x", "/x"]);
        assert!(tree.mentions("\\u0078") && !tree.mentions("y"));
    }

    #[test]
    fn finds_the_outermost_value_that_begins_first_in_a_line() {
        let text = "a:\n  - b: 1\n    c: {d: 2}\n&k k: *k\n\n]";
        let text = text.trim_end_matches(']');
        let tree = tree(text);
        let mut at = 0;
        let lines: Vec<Range<u32>> = text
            .split_inclusive('\n')
            .map(|line| {
                let start = at;
                at += u32::try_from(line.len()).unwrap();
                start..at
            })
            .collect();
        let found: Vec<Option<String>> =
            tree.first_in(&lines).into_iter().map(|id| id.map(|id| tree.pointer(id))).collect();
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, [Some(""), Some("/a/0"), Some("/a/0/c"), Some("/k"), None]);
    }

    #[test]
    fn knows_merge_keys_by_their_place() {
        let tree = tree("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n");
        let merge = tree.first_in(std::slice::from_ref(&(22..30)))[0].unwrap();
        let brought = tree.resolve("/b/x").unwrap();
        assert!(tree.is_merge(merge) && !tree.is_merge(brought));
        assert_eq!((tree.start(merge), tree.parent(merge)), (tree.start(brought), tree.parent(brought)));
    }
}
