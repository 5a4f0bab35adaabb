//! Two versions of a document side by side.

use rustc_hash::FxHashMap;

use crate::analysis::graph::Graph;
use crate::api::Operation;
use crate::{Api, Method};

/// An old and a new document with their operations matched.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    pub(crate) old: &'a Graph<'a>,
    pub(crate) new: &'a Graph<'a>,
    /// Operations of both, the old one first.
    pub(crate) kept: Vec<(&'a Operation, &'a Operation)>,
    pub(crate) added: Vec<&'a Operation>,
    pub(crate) removed: Vec<&'a Operation>,
}

impl<'a> Comparison<'a> {
    /// Matches operations by method and path. A path's parameters may be renamed.
    pub(crate) fn new(old: &'a Graph<'a>, new: &'a Graph<'a>) -> Self {
        let mut of_old = index(old.api());
        let mut kept = Vec::new();
        let mut added = Vec::new();
        for operation in new.api().operations() {
            match of_old.remove(&key(operation)) {
                Some(before) => kept.push((before, operation)),
                None => added.push(operation),
            }
        }
        let mut removed: Vec<&Operation> = of_old.into_values().collect();
        removed.sort_unstable_by_key(|operation| operation.index);
        Self { old, new, kept, added, removed }
    }
}

fn index(api: &Api) -> FxHashMap<(&Method, String), &Operation> {
    // Of two operations with paths of one shape the first counts.
    api.operations().iter().rev().map(|operation| (key(operation), operation)).collect()
}

fn key(operation: &Operation) -> (&Method, String) {
    (operation.method(), shape(operation.path()))
}

/// Returns a path with the names of its parameters left out.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut is_name = false;
    for character in path.chars() {
        match character {
            '{' => is_name = true,
            '}' => is_name = false,
            _ if is_name => continue,
            _ => {}
        }
        shape.push(character);
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn leaves_out_the_names_of_parameters() {
        assert_eq!(shape("/a/{id}.{format}/b"), "/a/{}.{}/b");
        assert_eq!(shape("/a/{id"), "/a/{");
    }
}
