//! The entries of a mapping: duplicates, merge keys and the index of the large ones.

use std::cmp::Ordering;
use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::build::Builder;
use super::node::{Kind, Node, NodeId, Text};
use super::note::NoteKind;
use crate::api::SpecError;
use crate::api::position::offset;

/// Up to here a mapping is searched entry by entry.
const SMALL: usize = 16;

/// A child of a collection that is still open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child {
    pub(super) hash: u32,
    pub(super) id: NodeId,
}

/// Hashes a key. Ties are broken by the key itself, so that collisions cost an attacker's document nothing more.
pub(super) fn hash(key: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    let [_, _, _, _, high @ ..] = hasher.finish().to_le_bytes();
    u32::from_le_bytes(high)
}

/// Finds the entries of large mappings.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The children of one mapping after the other, each in the order of hash and key.
    sorted: Vec<Child>,
    starts: FxHashMap<NodeId, u32>,
}

impl Index {
    fn insert(&mut self, mapping: NodeId, sorted: impl Iterator<Item = Child>) {
        self.starts.insert(mapping, offset(self.sorted.len()));
        self.sorted.extend(sorted);
    }

    /// Takes in the index of another tree, whose nodes have got other numbers.
    pub(super) fn append(&mut self, other: &Self, moved: impl Fn(NodeId) -> NodeId) {
        let first = offset(self.sorted.len());
        self.sorted.extend(other.sorted.iter().map(|child| Child { id: moved(child.id), ..*child }));
        let starts =
            other.starts.iter().map(|(mapping, start)| (moved(*mapping), start.saturating_add(first)));
        self.starts.extend(starts);
    }

    /// Searches a mapping of `len` entries. The outer `None` says that it is not in the index.
    pub(super) fn find<'t>(
        &self,
        mapping: NodeId,
        len: usize,
        key: &str,
        key_of: impl Fn(NodeId) -> &'t str,
    ) -> Option<Option<NodeId>> {
        if len <= SMALL {
            return None;
        }
        let start = *self.starts.get(&mapping)? as usize;
        let entries = self.sorted.get(start..start + len)?;
        let wanted = hash(key);
        let found = entries
            .binary_search_by(|child| child.hash.cmp(&wanted).then_with(|| key_of(child.id).cmp(key)))
            .ok()
            .and_then(|at| entries.get(at));
        Some(found.map(|child| child.id))
    }
}

impl Builder<'_> {
    fn key_of(&self, id: NodeId) -> &str {
        self.text(self.node(id).key)
    }

    fn order(&self, a: Child, b: Child) -> Ordering {
        a.hash.cmp(&b.hash).then_with(|| self.key_of(a.id).cmp(self.key_of(b.id)))
    }

    /// Lays out the entries of a mapping that ends: the last of each key, in the order of the document.
    pub(super) fn settle(&mut self, mapping: NodeId, first: usize) {
        let entries = self.pending.get(first..).unwrap_or_default();
        if entries.len() <= SMALL && !self.has_duplicates(entries) {
            self.children.extend(entries.iter().map(|child| child.id));
            return;
        }
        let mut sorted = entries.to_vec();
        // Ids grow with the document.
        sorted.sort_unstable_by(|a, b| self.order(*a, *b).then(a.id.cmp(&b.id)));
        let mut duplicates = Vec::new();
        let mut last = Vec::with_capacity(sorted.len());
        for same in sorted.chunk_by(|a, b| self.order(*a, *b).is_eq()) {
            let [first, later @ ..] = same else { continue };
            duplicates.extend(later.iter().map(|child| (child.id, first.id)));
            last.push(*later.last().unwrap_or(first));
        }
        let mut ids: Vec<NodeId> = last.iter().map(|child| child.id).collect();
        ids.sort_unstable();
        self.children.append(&mut ids);
        if last.len() > SMALL {
            self.index.insert(mapping, last.into_iter());
        }
        duplicates.sort_unstable();
        for (node, first) in duplicates {
            self.note(NoteKind::DuplicateKey { first }, node);
        }
    }

    fn has_duplicates(&self, entries: &[Child]) -> bool {
        let same = |a: &Child, b: &Child| a.hash == b.hash && self.order(*a, *b).is_eq();
        entries.iter().enumerate().any(|(index, a)| entries.iter().take(index).any(|b| same(a, b)))
    }

    /// Replaces the merge keys of a mapping that ends by aliases of the entries which they bring.
    ///
    /// The mapping's own keys come before merged ones, earlier merged mappings before later ones.
    pub(super) fn merge(&mut self, mapping: NodeId, first: usize) -> Result<(), SpecError> {
        let own = self.pending.split_off(first.min(self.pending.len()));
        let mut sources = Vec::new();
        let mut first_merge = None;
        for child in own {
            let node = *self.node(child.id);
            match self.merge_sources(child.id) {
                Some(found) if node.is_merge => {
                    let first = *first_merge.get_or_insert(child.id);
                    if first != child.id {
                        self.note(NoteKind::DuplicateKey { first }, child.id);
                    }
                    sources.extend(found.into_iter().map(|source| (source, node.key_at)));
                }
                _ => self.pending.push(child),
            }
        }
        let mut candidates: Vec<(Child, Option<u32>)> =
            self.pending.iter().skip(first).map(|child| (*child, None)).collect();
        for (source, at) in sources {
            let entries = self.range(source);
            self.merged += entries.len();
            if self.nodes.len() + self.merged > self.limits.nodes {
                let at = self.position(at as usize);
                return Err(SpecError::TooManyNodes { limit: self.limits.nodes, at });
            }
            let entries = self.children.get(entries).unwrap_or_default();
            let entries = entries.iter().map(|id| Child { hash: hash(self.key_of(*id)), id: *id });
            candidates.extend(entries.map(|child| (child, Some(at))));
        }
        // Of each key the first; the sort is stable.
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        let child = |index: &usize| candidates.get(*index).map(|(child, _)| *child);
        let compare = |a: &usize, b: &usize| match (child(a), child(b)) {
            (Some(a), Some(b)) => self.order(a, b),
            _ => Ordering::Equal,
        };
        order.sort_by(&compare);
        let mut winners: Vec<usize> =
            order.chunk_by(|a, b| compare(a, b).is_eq()).filter_map(|same| same.first().copied()).collect();
        winners.sort_unstable();
        for winner in winners {
            let Some((child, Some(at))) = candidates.get(winner).copied() else { continue };
            let node = self.merged_entry(mapping, child.id, at);
            let id = self.push(node)?;
            self.pending.push(Child { hash: child.hash, id });
        }
        Ok(())
    }

    /// Makes the alias that stands in a mapping for an entry of another one.
    fn merged_entry(&self, mapping: NodeId, entry: NodeId, at: u32) -> Node {
        let target = self.target(entry);
        Node {
            kind: Kind::Alias,
            content: Text { start: target.0, len: 0 },
            parent: mapping.0,
            key: self.node(entry).key,
            key_at: at,
            at: self.node(entry).at,
            ..Node::NULL
        }
    }

    /// Returns the mappings that a merge key's value names, or `None` where it names anything else.
    fn merge_sources(&self, value: NodeId) -> Option<Vec<NodeId>> {
        let value = self.target(value);
        match self.node(value).kind {
            Kind::Mapping => Some(vec![value]),
            Kind::Sequence => {
                let items = self.children.get(self.range(value)).unwrap_or_default();
                let items = items.iter().map(|item| self.target(*item));
                items.map(|item| (self.node(item).kind == Kind::Mapping).then_some(item)).collect()
            }
            _ => None,
        }
    }

    /// Returns what an alias stands for, and any other node as it is.
    pub(super) fn target(&self, id: NodeId) -> NodeId {
        let node = self.node(id);
        if node.kind == Kind::Alias { NodeId(node.content.start) } else { id }
    }

    fn range(&self, collection: NodeId) -> Range<usize> {
        let Text { start, len } = self.node(collection).content;
        start as usize..start as usize + len as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{json, tree};
    use super::super::{NodeId, Tree};
    use super::*;

    fn duplicates(tree: &Tree) -> Vec<(u32, u32)> {
        let line = |id: NodeId| tree.position(id).line;
        let lines = tree.notes().iter().map(|note| match note.kind {
            NoteKind::DuplicateKey { first } => (line(first), line(note.node)),
            other => panic!("{other:?}"),
        });
        lines.collect()
    }

    #[test]
    fn lets_the_last_of_equal_keys_win_and_notes_the_others() {
        for text in ["a: 1\nb: 2\na: 3\n\"a\": 4\n", "{\"a\": 1,\n\"b\": 2,\n\"\\u0061\": 3,\n\"a\": 4}"] {
            let tree = tree(text);
            assert_eq!(tree.entries(tree.root()).map(|(key, _)| key).collect::<Vec<_>>(), ["b", "a"]);
            assert_eq!(tree.position(tree.get(tree.root(), "a").unwrap()).line, 4);
            assert_eq!((tree.len(tree.root()), duplicates(&tree)), (2, vec![(1, 3), (1, 4)]));
        }
    }

    #[test]
    fn finds_the_entries_of_a_large_mapping() {
        let text: String = (0..1_000).map(|key| format!("k{key}: {key}\n")).collect();
        let tree = tree(&format!("{text}k7: last\n"));
        assert_eq!(duplicates(&tree), [(8, 1_001)]);
        assert_eq!(tree.len(tree.root()), 1_000);
        for (key, id) in tree.entries(tree.root()) {
            assert_eq!(tree.get(tree.root(), key), Some(id));
        }
        assert_eq!((tree.get(tree.root(), "k1000"), tree.get(tree.root(), "")), (None, None));
        assert_eq!(tree.entries(tree.root()).last().unwrap().0, "k7");
    }

    #[test]
    fn merges_what_a_mapping_does_not_have_itself() {
        let text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\nd: {<<: *b, <<: *a, w: &w 4}\n";
        let tree = tree(text);
        let values = json(text);
        assert_eq!(values["c"], json("{x: 1, y: 1, z: 3}"));
        assert_eq!(values["d"], json("{y: 2, z: 2, x: 1, w: 4}"));
        assert_eq!(duplicates(&tree), [(6, 6)], "a second merge key is a repeated key");
        let merged = tree.resolve("/c/y").unwrap();
        assert_eq!((tree.key(merged), tree.pointer(merged).as_str()), (Some("y"), "/c/y"));
        assert_eq!((tree.position(merged).line, tree.value_position(merged).line), (5, 1));
        assert_eq!(tree.pointer(tree.target(merged)), "/a/y");
    }

    #[test]
    fn merges_what_was_merged() {
        let text = "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\nd: {<<: {<<: *a, z: 3}}\n";
        assert_eq!(json(text)["c"], json("{x: 1, y: 2}"));
        assert_eq!(json(text)["d"], json("{x: 1, z: 3}"));
    }

    #[test]
    fn leaves_a_merge_key_alone_that_names_no_mapping() {
        assert_eq!(json("{<<: 1, a: 2}"), json(r#"{"<<": 1, "a": 2}"#));
        assert_eq!(json("{<<: [{b: 1}, 2]}"), json(r#"{"<<": [{"b": 1}, 2]}"#));
        assert_eq!(json("'<<': {b: 1}"), json(r#"{"<<": {"b": 1}}"#));
        assert_eq!(json("{\"<<\": {\"b\": 1}}").as_object().unwrap().len(), 1);
    }
}
