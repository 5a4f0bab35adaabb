//! Paths that answer the same requests, with neither being the more specific one.
//!
//! OpenAPI matches a fixed segment before a parameter, so `/users/me` and `/users/{id}` are clear. `/users/{id}` and
//! `/users/{name}` are not, and neither are `/{kind}/me` and `/users/{id}`.

use std::collections::BTreeMap;

use super::paths::{Path, paths};
use crate::Api;
use crate::analysis::demand::Demand;
use crate::api::Operation;

/// Steps of the search for each path. Documents of real APIs need a handful.
const STEPS: usize = 200;

/// Two paths that overlap.
#[derive(Debug)]
pub(super) struct Overlap<'a> {
    /// The one further down.
    pub(super) path: Path<'a>,
    pub(super) other: Path<'a>,
    /// Of paths that answer the very same requests: the first operation whose security is not that of the same method on
    /// the other.
    pub(super) different: Option<&'a Operation>,
}

/// Returns for each path an overlap with one above it, the one whose security is different where there is such a one.
pub(super) fn overlaps(api: &Api) -> Vec<Overlap<'_>> {
    let all: Vec<Path<'_>> = paths(api).collect();
    let mut trie = Trie::default();
    let mut found = Vec::new();
    for (index, path) in all.iter().enumerate() {
        let segments: Vec<Segment> = path.template().split('/').map(Segment::of).collect();
        let mut chosen: Option<Overlap<'_>> = None;
        for (other, is_same) in trie.overlapping(&segments) {
            let Some(other) = all.get(other).copied() else { continue };
            let shared: Vec<_> = shared_methods(path, &other).collect();
            // One of the same form is a mistake in any case; a crossing one only where both answer.
            if shared.is_empty() && !is_same {
                continue;
            }
            let differing = shared.iter().filter(|_| is_same).find(|(own, theirs)| differs(api, own, theirs));
            let different = differing.map(|(own, _)| *own);
            let is_better = chosen.as_ref().is_none_or(|old| old.different.is_none() && different.is_some());
            if is_better {
                chosen = Some(Overlap { path: *path, other, different });
            }
        }
        trie.insert(&segments, index);
        found.extend(chosen);
    }
    found
}

/// Returns the pairs of operations of both paths that have the same method.
fn shared_methods<'a>(
    path: &Path<'a>,
    other: &Path<'a>,
) -> impl Iterator<Item = (&'a Operation, &'a Operation)> {
    let theirs = other.operations;
    path.operations
        .iter()
        .filter_map(move |own| Some((own, theirs.iter().find(|theirs| theirs.method() == own.method())?)))
}

fn differs(api: &Api, one: &Operation, other: &Operation) -> bool {
    match (Demand::of(api, one), Demand::of(api, other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    }
}

/// A piece of a path between slashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    /// One parameter and nothing else.
    Parameter,
    /// A fixed text, or one with parameters in it, whose names are left out.
    Text(String),
}

impl Segment {
    fn of(text: &str) -> Self {
        let inside = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        if inside.is_some_and(|name| !name.contains(['{', '}'])) {
            return Self::Parameter;
        }
        let mut kept = String::with_capacity(text.len());
        let mut pieces = text.split('{');
        kept.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            kept.push('{');
            kept.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
        }
        Self::Text(kept)
    }
}

/// The paths seen so far, by their segments.
#[derive(Debug, Default)]
struct Trie {
    /// The root, then others; each with its children and the path that ends there.
    nodes: Vec<Node>,
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    children: BTreeMap<Segment, usize>,
    path: Option<usize>,
}

/// A place in the search: the next segment, and which of both paths has been the more specific one somewhere.
#[derive(Debug, Clone, Copy)]
struct State {
    node: Option<usize>,
    depth: usize,
    own_is_specific: bool,
    other_is_specific: bool,
}

impl Trie {
    fn node(&self, index: Option<usize>) -> Option<&Node> {
        index.map_or(Some(&self.root), |index| self.nodes.get(index))
    }

    fn insert(&mut self, segments: &[Segment], path: usize) {
        let mut current = None;
        for segment in segments {
            let known = self.node(current).and_then(|node| node.children.get(segment).copied());
            let next = known.unwrap_or_else(|| {
                let next = self.nodes.len();
                self.nodes.push(Node::default());
                let parent = match current {
                    None => Some(&mut self.root),
                    Some(index) => self.nodes.get_mut(index),
                };
                if let Some(parent) = parent {
                    parent.children.insert(segment.clone(), next);
                }
                next
            });
            current = Some(next);
        }
        if let Some(node) = current.and_then(|index| self.nodes.get_mut(index)) {
            node.path.get_or_insert(path);
        }
    }

    /// Returns the paths that answer some of the same requests without being more or less specific, and whether each is
    /// of the very same form.
    fn overlapping(&self, segments: &[Segment]) -> Vec<(usize, bool)> {
        let start = State { node: None, depth: 0, own_is_specific: false, other_is_specific: false };
        let mut stack = vec![start];
        let mut found = Vec::new();
        let mut steps = 0;
        while let Some(state) = stack.pop() {
            steps += 1;
            if steps > STEPS {
                break;
            }
            let Some(node) = self.node(state.node) else { continue };
            let Some(segment) = segments.get(state.depth) else {
                let is_ambiguous = state.own_is_specific == state.other_is_specific;
                found.extend(node.path.filter(|_| is_ambiguous).map(|path| (path, !state.own_is_specific)));
                continue;
            };
            let next = |child: Option<&usize>| {
                child.map(|child| State { node: Some(*child), depth: state.depth + 1, ..state })
            };
            let parameter = next(node.children.get(&Segment::Parameter));
            match segment {
                Segment::Parameter => {
                    let others = node.children.iter().filter(|(own, _)| **own != Segment::Parameter);
                    let others = others.take(STEPS).filter_map(|(_, child)| next(Some(child)));
                    stack.extend(others.map(|state| State { other_is_specific: true, ..state }));
                    stack.extend(parameter);
                }
                text => {
                    stack.extend(parameter.map(|state| State { own_is_specific: true, ..state }));
                    stack.extend(next(node.children.get(text)));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(paths: &[&str]) -> Vec<(String, String)> {
        let mut text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
        for path in paths {
            text.push_str(&format!("  '{path}': {{get: {{}}}}\n"));
        }
        let api = Api::parse(text.as_bytes()).unwrap();
        let name = |path: Path<'_>| path.template().to_owned();
        overlaps(&api).into_iter().map(|own| (name(own.path), name(own.other))).collect()
    }

    #[test]
    fn finds_paths_of_one_form_and_paths_that_cross() {
        for (one, other) in [
            ("/a/{x}", "/a/{y}"),
            ("/a/{x}.json", "/a/{y}.json"),
            ("/{kind}/me", "/users/{id}"),
            ("/a/{x}/b/c", "/a/d/{y}/c"),
        ] {
            assert_eq!(pairs(&[one, other]), [(other.to_owned(), one.to_owned())], "{one} {other}");
        }
    }

    #[test]
    fn leaves_paths_alone_of_which_one_is_more_specific() {
        for (one, other) in [
            ("/a/{x}", "/a/me"),
            ("/a/{x}", "/a/{x}/"),
            ("/a/{x}/b", "/a/{x}/c"),
            ("/a/{x}", "/b/{x}"),
            ("/a/{x}", "/a/{x}.json"),
            ("/a/b/{x}", "/a/{y}/{z}"),
        ] {
            assert_eq!(pairs(&[one, other]), [], "{one} {other}");
            assert_eq!(pairs(&[other, one]), [], "{other} {one}");
        }
    }

    #[test]
    fn stays_quick_where_everything_crosses() {
        let paths: Vec<String> = (0..3000).map(|n| format!("/{{a}}/{n}/{{b}}/{{c}}/{{d}}")).collect();
        let crossing: Vec<String> = (0..3000).map(|n| format!("/{n}/{{x}}/{n}/{{y}}/{n}")).collect();
        let all: Vec<&str> = paths.iter().chain(&crossing).map(String::as_str).collect();
        assert_eq!(pairs(&all).len(), 3000);
    }
}
