//! All schemas of a document, compiled when they are first needed.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde_json::Map;

use super::breach::Verdict;
use super::group::Group;
use super::patterns::Patterns;
use super::plain::Plain;
use super::survey::Survey;
use super::translate::Translator;
use crate::api::specification::Specification;
use crate::api::tree::{NodeId, Tree};
use crate::conformance::json::Document;

/// Levels of a value, where the schemas are as simple as most: what a thread's stack has room for.
const MOST_LEVELS: u16 = 96;
/// Levels of a value times schemas about the same value: the calls that are open at once.
const MOST_OPEN: u16 = 600;

/// Which way a value goes: a property that only answers have cannot be required of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::conformance) enum Side {
    Request,
    Response,
}

impl Side {
    /// Returns the mark of properties that do not go this way. Without marks in the document there is one side for both.
    pub(super) const fn other_mark(self) -> Option<&'static str> {
        match self {
            Self::Request => Some("readOnly"),
            Self::Response => Some("writeOnly"),
        }
    }

    pub(super) const fn letter(self) -> char {
        match self {
            Self::Request => 'q',
            Self::Response => 'r',
        }
    }
}

/// The number of a schema that values are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::conformance) struct RootId(u32);

/// Collects the schemas that values are compared with.
#[derive(Debug, Default)]
pub(in crate::conformance) struct LibraryBuilder {
    roots: Vec<(NodeId, Side)>,
    seen: FxHashMap<(NodeId, Side), RootId>,
}

impl LibraryBuilder {
    /// Adds a schema, once for each side.
    pub(in crate::conformance) fn root(&mut self, tree: &Tree, node: NodeId, side: Side) -> RootId {
        let node = tree.target(node);
        *self.seen.entry((node, side)).or_insert_with(|| {
            self.roots.push((node, side));
            RootId(u32::try_from(self.roots.len() - 1).unwrap_or(u32::MAX))
        })
    }

    /// Finds out which schemas belong together.
    pub(in crate::conformance) fn finish(self, tree: &Arc<Tree>, specification: Specification) -> Library {
        let nodes: Vec<NodeId> = self.roots.iter().map(|(node, _)| *node).collect();
        let mut survey = Survey::new(tree, specification, &nodes);
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut groups: Vec<Vec<RootId>> = Vec::new();
        let mut roots = Vec::new();
        for (index, (node, side)) in (0..).zip(self.roots) {
            let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let group = *numbers.entry(survey.group(index)).or_insert(count);
            if group == count {
                groups.push(Vec::new());
            }
            if let Some(own) = groups.get_mut(group as usize) {
                own.push(RootId(index));
            }
            let side = if survey.has_sides { side } else { Side::Response };
            let slot = format!("{}{}", side.letter(), node.index());
            roots.push(Root { node, side, group, slot, plain: OnceLock::new() });
        }
        Library {
            tree: Arc::clone(tree),
            specification,
            levels: usize::from(MOST_LEVELS.min(MOST_OPEN / survey.longest_chain.max(1)).max(12)),
            survey,
            roots,
            groups: groups.into_iter().map(|roots| (roots, OnceLock::new())).collect(),
        }
    }
}

/// All schemas of a document.
pub(in crate::conformance) struct Library {
    tree: Arc<Tree>,
    specification: Specification,
    survey: Survey,
    /// Levels of a value that is compared.
    levels: usize,
    roots: Vec<Root>,
    groups: Vec<(Vec<RootId>, OnceLock<Group>)>,
}

/// A schema that values are compared with.
struct Root {
    node: NodeId,
    side: Side,
    group: u32,
    /// The name of the property that the value is in the object around it.
    slot: String,
    /// What surely fits, once its group is compiled and where that can be said.
    plain: OnceLock<Plain>,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library")
            .field("roots", &self.roots.len())
            .field("groups", &self.groups.len())
            .finish()
    }
}

impl Library {
    /// Returns how many levels a value may have to be compared.
    pub(in crate::conformance) const fn levels(&self) -> usize {
        self.levels
    }

    /// Compares a value with a schema. The first value of a group waits until its schemas are compiled.
    pub(in crate::conformance) fn check(&self, root: RootId, document: &Document<'_>) -> Verdict {
        let root = self.roots.get(root.0 as usize);
        let found = root.and_then(|root| Some((root, self.groups.get(root.group as usize)?)));
        let Some((root, (members, compiled))) = found else { return Verdict::Unknown };
        compiled.get_or_init(|| self.compile(members)).check(&root.slot, document)
    }

    /// Returns what surely fits a schema; `None` where only the comparison tells, and before the first one.
    pub(in crate::conformance) fn plain(&self, root: RootId) -> Option<&Plain> {
        self.roots.get(root.0 as usize)?.plain.get()
    }

    fn compile(&self, members: &[RootId]) -> Group {
        let mut patterns = Patterns::default();
        let (mut slots, mut definitions) = (Map::new(), Map::new());
        for side in [Side::Request, Side::Response] {
            let mut translator =
                Translator::new(&self.tree, self.specification, &self.survey, &mut patterns, side);
            let own = members.iter().filter_map(|member| self.roots.get(member.0 as usize));
            for root in own.filter(|root| root.side == side) {
                slots.insert(root.slot.clone(), translator.reference(root.node));
            }
            translator.write_all(&mut definitions);
        }
        for root in members.iter().filter_map(|member| self.roots.get(member.0 as usize)) {
            if let Some(plain) = slots.get(&root.slot).and_then(|own| Plain::of(own, &definitions)) {
                // The group is compiled once.
                let _ = root.plain.set(plain);
            }
        }
        Group::new(slots, definitions)
    }
}
