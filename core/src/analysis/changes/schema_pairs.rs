//! Walks the schemas of two documents side by side.

use rustc_hash::FxHashSet;

use super::comparison::Comparison;
use crate::analysis::graph::{Directions, Graph, Role, SchemaId};
use crate::api::contents::{MediaType, Parameter, ParameterLocation};
use crate::api::tree::NodeId;

/// A schema before and after, at the same place of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub(super) old: SchemaId,
    pub(super) new: SchemaId,
}

/// Pairs that are looked at. Each schema of a real document has one partner or a few.
const MOST_PAIRS: usize = 500_000;

/// The schemas that data goes through in a direction in both documents.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Each pair once, references followed, those that operations name before those inside.
    pub(super) kept: Vec<Pair>,
    /// Those of which only the old one says something: the references of the new one lead nowhere.
    pub(super) lost: Vec<Pair>,
}

/// Walks the schemas of all operations of both documents.
pub(super) fn pairs(comparison: &Comparison<'_>, direction: Directions) -> Pairs {
    let mut walk = Walk {
        old: comparison.old,
        new: comparison.new,
        seen: FxHashSet::default(),
        pairs: Pairs::default(),
    };
    for (old, new) in &comparison.kept {
        if direction.request {
            for (before, after) in parameters(comparison, old, new) {
                walk.add_nodes(before.schema, after.schema);
                walk.add_content(&before.content, &after.content);
            }
            if let (Some(before), Some(after)) = (comparison.old.body_of(old), comparison.new.body_of(new)) {
                walk.add_content(&before.content, &after.content);
            }
        }
        if direction.response {
            for (after_status, after) in comparison.new.responses_of(new) {
                let before =
                    comparison.old.responses_of(old).find(|(own, _)| own.status == after_status.status);
                if let Some((_, before)) = before {
                    walk.add_content(&before.content, &after.content);
                }
            }
        }
    }
    walk.finish()
}

/// Returns the parameters that an operation had and has.
fn parameters<'a>(
    comparison: &Comparison<'a>,
    old: &'a crate::Operation,
    new: &'a crate::Operation,
) -> Vec<(&'a Parameter, &'a Parameter)> {
    let key = |parameter: &'a Parameter| match parameter.location {
        ParameterLocation::Header => (parameter.location, parameter.name.to_ascii_lowercase()),
        // A path's parameters may be renamed; they are matched by name all the same, for want of anything better.
        _ => (parameter.location, parameter.name.clone()),
    };
    let before: rustc_hash::FxHashMap<_, _> =
        comparison.old.parameters_of(old).map(|own| (key(own), own)).collect();
    comparison
        .new
        .parameters_of(new)
        .filter_map(|after| before.get(&key(after)).map(|before| (*before, after)))
        .collect()
}

struct Walk<'g, 'a> {
    old: &'g Graph<'a>,
    new: &'g Graph<'a>,
    seen: FxHashSet<Pair>,
    pairs: Pairs,
}

impl Walk<'_, '_> {
    fn add_content(&mut self, old: &[MediaType], new: &[MediaType]) {
        for after in new {
            if let Some(before) = old.iter().find(|own| own.name.eq_ignore_ascii_case(&after.name)) {
                self.add_nodes(before.schema, after.schema);
            }
        }
    }

    fn add_nodes(&mut self, old: Option<NodeId>, new: Option<NodeId>) {
        if let (Some(old), Some(new)) =
            (old.and_then(|own| self.old.at(own)), new.and_then(|own| self.new.at(own)))
        {
            self.add(old, new);
        }
    }

    /// Adds a pair, references followed, unless it is known.
    fn add(&mut self, old: SchemaId, new: SchemaId) {
        let Some((old, _)) = self.old.resolved(old) else { return };
        let (pair, list) = match self.new.resolved(new) {
            Some((new, _)) => (Pair { old, new }, &mut self.pairs.kept),
            None => (Pair { old, new }, &mut self.pairs.lost),
        };
        if self.seen.len() < MOST_PAIRS && self.seen.insert(pair) {
            list.push(pair);
        }
    }

    fn finish(mut self) -> Pairs {
        let mut next = 0;
        while let Some(pair) = self.pairs.kept.get(next).copied() {
            next += 1;
            self.add_properties(pair);
            for role in [Role::Item, Role::AdditionalProperty, Role::AllOf, Role::OneOf, Role::AnyOf] {
                self.add_members(pair, role);
            }
        }
        self.pairs
    }

    fn add_properties(&mut self, pair: Pair) {
        let before: rustc_hash::FxHashMap<&str, SchemaId> = self.old.properties(pair.old).collect();
        let shared: Vec<_> = self
            .new
            .properties(pair.new)
            .filter_map(|(name, after)| before.get(name).map(|before| (*before, after)))
            .collect();
        for (before, after) in shared {
            self.add(before, after);
        }
    }

    /// Adds what stands in the same place of a list. A list that has become longer or shorter has no same places.
    fn add_members(&mut self, pair: Pair, role: Role<'_>) {
        let members = |graph: &Graph<'_>, id| -> Vec<SchemaId> {
            graph.edges(id).iter().filter(|edge| edge.role == role).map(|edge| edge.to).collect()
        };
        let (before, after) = (members(self.old, pair.old), members(self.new, pair.new));
        if before.len() == after.len() {
            for (before, after) in before.into_iter().zip(after) {
                self.add(before, after);
            }
        }
    }
}
