//! What must be known of schemas before they are compiled: which belong together, and which ask for too much.

use rustc_hash::{FxHashMap, FxHashSet};

use super::edges::{each, target_of};
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree, Value};

/// Schemas that one value may have to be compared with. Real documents have some hundred at the most.
const MOST_WEIGHT: u32 = 20_000;
/// Schemas about the same value inside one another.
pub(super) const MOST_CHAIN: u16 = 48;

/// What a walk over all schemas found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Schemas that ask for too much of one value: they assert nothing.
    pub(super) heavy: FxHashSet<NodeId>,
    /// Steps that lead back to where the value came from: they assert nothing that is not asserted already.
    pub(super) circular: FxHashSet<(NodeId, NodeId)>,
    /// Whether anything is marked `readOnly` or `writeOnly`.
    pub(super) has_sides: bool,
    /// Whether a reference is not followed: it leads where the way to it says, or nowhere. Such a one asserts nothing.
    pub(super) has_unfollowed: bool,
    /// The most schemas about the same value inside one another.
    pub(super) longest_chain: u16,
    /// For each root the first root that it shares a schema with, or itself.
    parents: Vec<u32>,
}

/// What one value has to be compared with.
#[derive(Debug, Clone, Copy)]
struct Load {
    weight: u32,
    chain: u16,
}

impl Survey {
    /// Walks over everything that the roots lead to.
    pub(super) fn new(tree: &Tree, specification: Specification, roots: &[NodeId]) -> Self {
        let mut survey = Self { parents: (0..number(roots.len())).collect(), ..Self::default() };
        let mut owners: FxHashMap<NodeId, u32> = FxHashMap::default();
        let mut found = Vec::new();
        for (root, node) in (0..).zip(roots) {
            let mut stack = vec![*node];
            while let Some(node) = stack.pop() {
                if let Some(owner) = owners.get(&node) {
                    survey.join(*owner, root);
                    continue;
                }
                owners.insert(node, root);
                found.push(node);
                let is_marked =
                    |word| tree.get(node, word).is_some_and(|own| tree.value(own) == Value::Bool(true));
                let is_broken = tree.get(node, "$ref").is_some() && target_of(tree, node, "$ref").is_none();
                survey.has_unfollowed |= is_broken || tree.get(node, "$dynamicRef").is_some();
                survey.has_sides |= is_marked("readOnly") || is_marked("writeOnly");
                each(tree, node, specification, &mut |_, child| stack.push(child));
            }
        }
        survey.weigh(tree, specification, &found);
        survey
    }

    /// Returns the group of a root: the number of the first root of it.
    pub(super) fn group(&mut self, root: u32) -> u32 {
        let mut group = root;
        while let Some(parent) = self.parents.get(group as usize).copied().filter(|own| *own != group) {
            group = parent;
        }
        // The next one has a shorter way.
        if let Some(own) = self.parents.get_mut(root as usize) {
            *own = group;
        }
        group
    }

    fn join(&mut self, one: u32, two: u32) {
        let (one, two) = (self.group(one), self.group(two));
        if let Some(parent) = self.parents.get_mut(one.max(two) as usize) {
            *parent = one.min(two);
        }
    }

    /// Adds up what every schema asks of one value, each after those that it is made of.
    fn weigh(&mut self, tree: &Tree, specification: Specification, schemas: &[NodeId]) {
        let mut loads: FxHashMap<NodeId, Load> = FxHashMap::default();
        let mut open: FxHashSet<NodeId> = FxHashSet::default();
        let mut stack = Vec::new();
        let in_place = |node| {
            let mut children = Vec::new();
            each(tree, node, specification, &mut |edge, child| {
                if edge.is_in_place() {
                    children.push(child);
                }
            });
            children
        };
        for schema in schemas {
            if loads.contains_key(schema) {
                continue;
            }
            open.insert(*schema);
            stack.push((*schema, in_place(*schema), 0));
            while let Some((node, children, next)) = stack.last_mut() {
                let Some(child) = children.get(*next).copied() else {
                    let load = self.load(*node, children, &loads);
                    loads.insert(*node, load);
                    open.remove(node);
                    stack.pop();
                    continue;
                };
                *next += 1;
                if open.contains(&child) {
                    self.circular.insert((*node, child));
                } else if !loads.contains_key(&child) {
                    open.insert(child);
                    stack.push((child, in_place(child), 0));
                }
            }
        }
    }

    fn load(&mut self, node: NodeId, children: &[NodeId], loads: &FxHashMap<NodeId, Load>) -> Load {
        let mut load = Load { weight: 1, chain: 1 };
        for own in children.iter().filter_map(|child| loads.get(child)) {
            load.weight = load.weight.saturating_add(own.weight);
            load.chain = load.chain.max(own.chain.saturating_add(1));
        }
        if load.weight > MOST_WEIGHT || load.chain > MOST_CHAIN {
            self.heavy.insert(node);
            load = Load { weight: 1, chain: 1 };
        }
        self.longest_chain = self.longest_chain.max(load.chain);
        load
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn survey(text: &str, roots: &[&str]) -> (Tree, Survey) {
        let tree = Tree::parse(text.as_bytes(), &Limits::default()).unwrap();
        let roots: Vec<NodeId> = roots.iter().map(|root| tree.resolve(root).unwrap()).collect();
        let survey = Survey::new(&tree, Specification::V3_1, &roots);
        (tree, survey)
    }

    #[test]
    fn puts_together_what_shares_schemas() {
        let text = "a: {$ref: '#/x'}\nb: {items: {$ref: '#/y'}}\nc: {properties: {p: {$ref: '#/x'}}}\nx: {type: object}\ny: {}\n";
        let (_, mut survey) = survey(text, &["/a", "/b", "/c"]);
        assert_eq!([0, 1, 2].map(|root| survey.group(root)), [0, 1, 0]);
    }

    #[test]
    fn cuts_circles_about_one_value_and_leaves_those_through_members() {
        let text = "a: {allOf: [{$ref: '#/b'}]}\nb: {anyOf: [{$ref: '#/a'}, {}]}\nc: {properties: {next: {$ref: '#/c'}}}\n";
        let (tree, survey) = survey(text, &["/a", "/c"]);
        let cut: Vec<_> =
            survey.circular.iter().map(|(from, to)| (tree.pointer(*from), tree.pointer(*to))).collect();
        assert_eq!(cut, [("/b/anyOf/0".to_owned(), "/a".to_owned())]);
        assert!(survey.heavy.is_empty());
    }

    #[test]
    fn finds_schemas_that_double_their_work_again_and_again() {
        let levels: String = (0..40)
            .map(|n| format!("s{n}: {{anyOf: [{{$ref: '#/s{0}'}}, {{$ref: '#/s{0}'}}]}}\n", n + 1))
            .collect();
        let (_, own) = survey(&format!("{levels}s40: {{type: string}}\n"), &["/s0"]);
        assert!(!own.heavy.is_empty());
        let chain: String =
            (0..5_000).map(|n| format!("s{n}: {{allOf: [{{$ref: '#/s{}'}}]}}\n", n + 1)).collect();
        let (_, own) = survey(&format!("{chain}s5000: {{type: string}}\n"), &["/s0"]);
        assert!(own.longest_chain <= MOST_CHAIN && !own.heavy.is_empty());
    }
}
