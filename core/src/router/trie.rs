//! The paths of a document, segment by segment.

use super::methods::{Case, Listing, Methods, Operations};
use super::pattern::{Ends, Pattern, Rank};
use super::shape::PARAMETER;
use super::table::Table;
use super::{Entry, Route, number};

const NONE: u32 = u32::MAX;
const ROOT: u32 = 0;

/// A trie over segments, in flat arrays.
///
/// A node has one parent and stands at one depth, so a lookup meets each node at most once, however it backtracks; and
/// since segments hold no slash, it finds its way back with nothing but the node and the path. Neither deep templates
/// nor long paths need a stack.
#[derive(Debug, Clone)]
pub(super) struct Trie {
    methods: Methods,
    operations: Operations,
    nodes: Box<[Node]>,
    /// Children by text.
    texts: Table,
    /// Children by pattern; those of one node lie beside each other, the most concrete first.
    patterns: Box<[(Pattern, u32)]>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    parent: u32,
    /// The turn at which the parent tries this child: 0 is the text, then the patterns, last the parameter.
    turn: u32,
    texts: u32,
    patterns: u32,
    first_pattern: u32,
    /// The child for a segment that is one parameter.
    parameter: u32,
    listing: Listing,
}

impl Trie {
    /// Builds the trie; of equal shapes with the same method the first stays.
    pub(super) fn new(case: Case, mut entries: Vec<Entry<'_>>) -> Self {
        let methods = Methods::new(case, entries.iter().map(|entry| entry.method));
        // Stable: entries of one shape stay in the order in which they came.
        entries.sort_by(|a, b| segments(&a.shape).cmp(segments(&b.shape)));
        let mut growth = Growth::new();
        for same in entries.chunk_by(|a, b| a.shape == b.shape) {
            let listed =
                same.iter().map(|entry| (methods.key(entry.method.as_str()), entry.operation)).collect();
            if let Some(first) = same.first() {
                growth.grow(&first.shape, listed);
            }
        }
        growth.finish(methods)
    }

    /// Finds the operation of a path; the most concrete path that has the method wins.
    pub(super) fn route(&self, method: &str, path: &str) -> Route {
        let method = self.methods.key(method);
        let path = path.as_bytes();
        if path.first() != Some(&b'/') {
            return Route::NotFound;
        }
        let mut best = Route::NotFound;
        let (mut place, mut begin, mut turn) = (ROOT, 1, 0);
        while let Some(node) = self.nodes.get(place as usize) {
            let rest = path.get(begin..).unwrap_or_default();
            let length = memchr::memchr(b'/', rest);
            let segment = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
            if let Some((child, taken)) = self.child(place, node, segment, turn) {
                if let Some(length) = length {
                    (place, begin, turn) = (child, begin + length + 1, 0);
                    continue;
                }
                match self.end(child, method) {
                    found @ Route::Operation(_) => return found,
                    Route::MethodNotDocumented => best = Route::MethodNotDocumented,
                    Route::NotFound => {}
                }
                turn = taken + 1;
                continue;
            }
            if place == ROOT {
                break;
            }
            (place, turn) = (node.parent, node.turn + 1);
            let before = path.get(..begin - 1).unwrap_or_default();
            begin = memchr::memrchr(b'/', before).map_or(1, |slash| slash + 1);
        }
        best
    }

    fn end(&self, place: u32, method: u32) -> Route {
        self.nodes
            .get(place as usize)
            .map_or(Route::NotFound, |node| self.operations.find(node.listing, method))
    }

    /// Returns the first child at or after `turn` that matches the segment, and its turn.
    #[inline]
    fn child(&self, place: u32, node: &Node, segment: &[u8], turn: u32) -> Option<(u32, u32)> {
        if turn == 0
            && node.texts > 0
            && let Some(child) = self.texts.get(place, segment)
        {
            return Some((child, 0));
        }
        if node.patterns > 0 {
            let first = node.first_pattern as usize;
            let patterns = self.patterns.get(first..first + node.patterns as usize).unwrap_or_default();
            let ends = Ends::of(segment);
            for ((pattern, child), at) in patterns.iter().zip(1..).skip(turn.saturating_sub(1) as usize) {
                if pattern.matches(segment, ends) {
                    return Some((*child, at));
                }
            }
        }
        let last = node.patterns + 1;
        (turn <= last && node.parameter != NONE && !segment.is_empty()).then_some((node.parameter, last))
    }
}

fn segments(shape: &[u8]) -> impl Iterator<Item = &[u8]> {
    shape.split(|byte| *byte == b'/').skip(1)
}

/// A trie that grows by shapes in order: what a shape shares with the one before it is there already.
struct Growth {
    operations: Operations,
    nodes: Vec<Node>,
    texts: Vec<(u32, Vec<u8>, u32)>,
    patterns: Vec<(u32, Rank, u32)>,
    /// The segments of the last shape, each with its node.
    last: Vec<(Vec<u8>, u32)>,
}

impl Growth {
    fn new() -> Self {
        let mut growth = Self {
            operations: Operations::default(),
            nodes: Vec::new(),
            texts: Vec::new(),
            patterns: Vec::new(),
            last: Vec::new(),
        };
        growth.add(NONE, 0);
        growth
    }

    fn add(&mut self, parent: u32, turn: u32) -> u32 {
        let place = number(self.nodes.len());
        self.nodes.push(Node {
            parent,
            turn,
            texts: 0,
            patterns: 0,
            first_pattern: 0,
            parameter: NONE,
            listing: Listing::default(),
        });
        place
    }

    fn grow(&mut self, shape: &[u8], listed: Vec<(u32, u32)>) {
        let shared =
            segments(shape).zip(&self.last).take_while(|(segment, (last, _))| segment == last).count();
        self.last.truncate(shared);
        let mut place = self.last.last().map_or(ROOT, |(_, place)| *place);
        for segment in segments(shape).skip(shared) {
            place = self.branch(place, segment);
            self.last.push((segment.to_vec(), place));
        }
        let listing = self.operations.list(listed);
        if let Some(node) = self.nodes.get_mut(place as usize) {
            node.listing = listing;
        }
    }

    fn branch(&mut self, parent: u32, segment: &[u8]) -> u32 {
        let child = self.add(parent, 0);
        let Some(node) = self.nodes.get_mut(parent as usize) else {
            return child;
        };
        if segment == [PARAMETER] {
            node.parameter = child;
        } else if segment.contains(&PARAMETER) {
            node.patterns += 1;
            self.patterns.push((parent, Pattern::rank(segment), child));
        } else {
            node.texts += 1;
            self.texts.push((parent, segment.to_vec(), child));
        }
        child
    }

    fn finish(mut self, methods: Methods) -> Trie {
        self.patterns.sort_unstable();
        let mut first = 0;
        for siblings in self.patterns.chunk_by(|(a, ..), (b, ..)| a == b) {
            for ((parent, _, child), turn) in siblings.iter().zip(1..) {
                if let Some(node) = self.nodes.get_mut(*parent as usize) {
                    node.first_pattern = number(first);
                }
                if let Some(node) = self.nodes.get_mut(*child as usize) {
                    node.turn = turn;
                }
            }
            first += siblings.len();
        }
        for place in 0..self.nodes.len() {
            let Some(Node { parameter, patterns, .. }) = self.nodes.get(place).copied() else {
                continue;
            };
            if let Some(child) = self.nodes.get_mut(parameter as usize) {
                child.turn = patterns + 1;
            }
        }
        Trie {
            methods,
            operations: self.operations,
            nodes: self.nodes.into(),
            texts: Table::new(
                self.texts.iter().map(|(owner, text, child)| (*owner, text.as_slice(), *child)),
            ),
            patterns: self
                .patterns
                .iter()
                .map(|(_, (.., shape), child)| (Pattern::new(shape), *child))
                .collect(),
        }
    }
}
