//! Paths that answer the same requests, with neither being the more specific one.
//!
//! OpenAPI matches a fixed segment before a parameter, so `/users/me` and `/users/{id}` are clear. `/users/{id}` and
//! `/users/{name}` are not, and neither are `/{kind}/me` and `/users/{id}`.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::paths::{Path, paths};
use crate::Api;
use crate::analysis::demand::Demand;
use crate::api::Operation;

/// Steps of the search for each path. Documents of real APIs need a handful.
const STEPS: usize = 200;

/// Two paths that overlap: the one further down, and one above it.
pub(super) type Overlap<'a> = (Path<'a>, Path<'a>);

/// Returns the paths that answer the very same requests as the first of their form.
pub(super) fn twins(api: &Api) -> impl Iterator<Item = Overlap<'_>> {
    twins_by(api, segments)
}

/// Returns the twins, and the paths that differ from the first of their form in a slash at the end only.
pub(super) fn twins_but_for_slash(api: &Api) -> impl Iterator<Item = Overlap<'_>> {
    twins_by(api, |path| {
        let mut segments = segments(path);
        if segments.len() > 2 && segments.last() == Some(&Segment::Text(String::new())) {
            segments.pop();
        }
        segments
    })
}

fn twins_by<'a>(api: &'a Api, form: impl Fn(&Path<'_>) -> Vec<Segment>) -> impl Iterator<Item = Overlap<'a>> {
    let mut first: FxHashMap<Vec<Segment>, Path<'_>> = FxHashMap::default();
    paths(api).filter_map(move |path| match first.entry(form(&path)) {
        Entry::Occupied(other) => Some((path, *other.get())),
        Entry::Vacant(place) => {
            place.insert(path);
            None
        }
    })
}

/// Returns the paths that answer some of the requests of one above them, each more specific than the other somewhere.
pub(super) fn crossings(api: &Api) -> Vec<Overlap<'_>> {
    let all: Vec<Path<'_>> = paths(api).collect();
    let mut trie = Trie::default();
    let mut found = Vec::new();
    for (index, path) in all.iter().enumerate() {
        let segments = segments(path);
        let mut others = trie.crossing(&segments).into_iter().filter_map(|other| all.get(other).copied());
        let answers_too = |other: &Path<'_>| shared_methods(path, other).next().is_some();
        found.extend(others.find(answers_too).map(|other| (*path, other)));
        trie.insert(&segments, index);
    }
    found
}

/// Returns the first operation of a path whose security is not that of the same method on the other.
pub(super) fn different<'a>(api: &Api, (path, other): &Overlap<'a>) -> Option<&'a Operation> {
    let differs = |one: &Operation, other: &Operation| match (Demand::of(api, one), Demand::of(api, other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    shared_methods(path, other).find(|(own, theirs)| differs(own, theirs)).map(|(own, _)| own)
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

fn segments(path: &Path<'_>) -> Vec<Segment> {
    path.template().split('/').map(Segment::of).collect()
}

/// A piece of a path between slashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// Returns the paths that answer some of the same requests and are more specific somewhere and less elsewhere.
    fn crossing(&self, segments: &[Segment]) -> Vec<usize> {
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
                found.extend(node.path.filter(|_| state.own_is_specific && state.other_is_specific));
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

    /// Returns the twins and the crossings of a document with the paths.
    fn pairs(paths: &[&str]) -> [Vec<(String, String)>; 2] {
        let mut text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
        for path in paths {
            text.push_str(&format!("  '{path}': {{get: {{}}}}\n"));
        }
        let api = Api::parse(text.as_bytes()).unwrap();
        let names = |(path, other): Overlap<'_>| (path.template().to_owned(), other.template().to_owned());
        [twins(&api).map(names).collect(), crossings(&api).into_iter().map(names).collect()]
    }

    #[test]
    fn finds_paths_of_one_form() {
        for (one, other) in [("/a/{x}", "/a/{y}"), ("/a/{x}.json", "/a/{y}.json"), ("/{a}/b", "/{b}/b")] {
            let found = vec![(other.to_owned(), one.to_owned())];
            assert_eq!(pairs(&[one, other]), [found, vec![]], "{one} {other}");
        }
    }

    #[test]
    fn finds_paths_that_cross() {
        for (one, other) in [("/{kind}/me", "/users/{id}"), ("/a/{x}/b/c", "/a/d/{y}/c")] {
            let found = |one: &str, other: &str| vec![(other.to_owned(), one.to_owned())];
            assert_eq!(pairs(&[one, other]), [vec![], found(one, other)], "{one} {other}");
            assert_eq!(pairs(&[other, one]), [vec![], found(other, one)], "{other} {one}");
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
            assert_eq!(pairs(&[one, other]), [vec![], vec![]], "{one} {other}");
            assert_eq!(pairs(&[other, one]), [vec![], vec![]], "{other} {one}");
        }
    }

    #[test]
    fn stays_quick_where_everything_crosses() {
        let paths: Vec<String> = (0..3000).map(|n| format!("/{{a}}/{n}/{{b}}/{{c}}/{{d}}")).collect();
        let crossing: Vec<String> = (0..3000).map(|n| format!("/{n}/{{x}}/{n}/{{y}}/{n}")).collect();
        let all: Vec<&str> = paths.iter().chain(&crossing).map(String::as_str).collect();
        assert_eq!(pairs(&all)[1].len(), 3000);
    }
}
