//! Suppressions that stand in the document: the field `x-watchgate-ignore`, and YAML comments.

mod comments;
mod fields;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::owners;
use crate::api::tree::{NodeId, Tree};
use crate::{Api, Position, RuleMeta, rules};

/// Problems that are kept. Nobody reads more, and a hostile document has millions.
const MOST_PROBLEMS: usize = 10_000;
/// Characters of an unknown name that are kept: more than a message shows.
const NAME_LENGTH: usize = 100;

/// The rules that a suppression names, in order, each once.
pub(crate) type Names = Arc<[&'static str]>;

/// What the document suppresses, and what is wrong with its suppressions.
#[derive(Debug, Default)]
pub(super) struct Inline {
    /// By the object or entry that is covered, with all below it.
    covered: FxHashMap<NodeId, Vec<Names>>,
    /// By the mapping and the place of a merge key in it, for the entries that the key brings.
    merged: FxHashMap<(NodeId, u32), Vec<Names>>,
    problems: Vec<Problem>,
}

/// A suppression that does not suppress anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) kind: ProblemKind,
    /// Where it is, or the entry that a comment is about.
    pub(super) node: NodeId,
    /// The place of a comment.
    pub(super) at: Option<Position>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ProblemKind {
    /// There is no rule of this name.
    UnknownRule(String),
    /// Neither a name nor a list of names.
    NoNames,
    /// A comment that stands at no entry.
    NoEntry,
}

/// What a document suppresses of the findings that are made elsewhere.
#[derive(Debug)]
pub(crate) struct AcceptedInline {
    /// On each operation or its path item.
    pub(crate) operations: FxHashMap<u32, Vec<Names>>,
    /// On the whole document.
    pub(crate) document: Vec<Names>,
}

/// Returns what a document suppresses of the findings that are made elsewhere.
pub(crate) fn accepted_inline(api: &Api) -> AcceptedInline {
    let inline = Inline::read(api);
    let document = inline.names_at(&api.tree, api.tree.root()).cloned().collect();
    AcceptedInline { operations: inline.operations(api), document }
}

impl Inline {
    /// Reads the suppressions. A document without any is only searched for the words.
    pub(super) fn read(api: &Api) -> Self {
        let mut inline = Self::default();
        fields::read(&api.tree, &mut inline);
        comments::read(&api.tree, &mut inline);
        inline
    }

    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(super) fn is_empty(&self) -> bool {
        self.covered.is_empty() && self.merged.is_empty()
    }

    /// Tells whether a rule is suppressed at a place: there, or on what it stands in.
    pub(super) fn covers(&self, tree: &Tree, node: NodeId, rule: &RuleMeta) -> bool {
        let mut current = Some(node);
        while let Some(node) = current {
            if self.covers_at(tree, node, rule) {
                return true;
            }
            current = tree.parent(node);
        }
        false
    }

    /// Returns what each operation that has any suppresses: its own object does, or its path item.
    pub(super) fn operations(&self, api: &Api) -> FxHashMap<u32, Vec<Names>> {
        if self.is_empty() {
            return FxHashMap::default();
        }
        let of_operation = |operation: &crate::Operation| {
            let names =
                owners::of(api, operation).into_iter().flat_map(|owner| self.names_at(&api.tree, owner));
            (operation.index, names.cloned().collect::<Vec<Names>>())
        };
        api.operations().iter().map(of_operation).filter(|(_, names)| !names.is_empty()).collect()
    }

    fn covers_at(&self, tree: &Tree, node: NodeId, rule: &RuleMeta) -> bool {
        self.names_at(tree, node).any(|names| names.contains(&rule.id))
    }

    /// Returns what is suppressed on a node itself, or on what it is an alias of.
    fn names_at<'a>(&'a self, tree: &Tree, node: NodeId) -> impl Iterator<Item = &'a Names> + use<'a> {
        let target = tree.target(node);
        let own = self.covered.get(&node);
        let of_target = (target != node).then(|| self.covered.get(&target)).flatten();
        let merged = if self.merged.is_empty() {
            None
        } else {
            tree.parent(node).and_then(|parent| self.merged.get(&(parent, tree.start(node))))
        };
        [own, of_target, merged].into_iter().flatten().flatten()
    }

    /// Suppresses the rules on an entry, or on those that it brings where it is a merge key.
    fn cover(&mut self, tree: &Tree, node: NodeId, names: Names) {
        if names.is_empty() {
            return;
        }
        match tree.parent(node) {
            Some(parent) if tree.is_merge(node) => {
                self.merged.entry((parent, tree.start(node))).or_default().push(names);
            }
            _ => self.covered.entry(node).or_default().push(names),
        }
    }

    fn report(&mut self, kind: ProblemKind, node: NodeId, at: Option<Position>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { kind, node, at });
        }
    }
}

impl ProblemKind {
    /// An alias repeats a long name at no cost to its author, so only the beginning is kept.
    fn unknown(name: &str) -> Self {
        Self::UnknownRule(name.chars().take(NAME_LENGTH).collect())
    }
}

/// Returns the name as the catalogue has it.
fn known(name: &str) -> Option<&'static str> {
    rules::find(name).map(|meta| meta.id)
}

/// Puts names in order, each once.
fn in_order(mut names: Vec<&'static str>) -> Names {
    names.sort_unstable();
    names.dedup();
    names.into()
}

#[cfg(test)]
mod tests;
