//! What is wrong with references, after all of them were followed.

use rustc_hash::FxHashMap;

use super::{Context, Survey, siblings};
use crate::Severity;
use crate::api::problem::{Problem, ProblemKind, Unread};
use crate::api::reader::reference_of;
use crate::api::tree::{LostFile, Miss, NodeId};

/// References to one lost file that are noted. The reason is the same at each of them.
const MOST_OF_ONE_FILE: u32 = 100;

/// What a chain of references comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A value, or a target that is missing further on and is noted there.
    Value,
    /// Itself.
    Circle,
    /// Not known yet: the chain is being followed.
    Open,
}

impl Survey<'_> {
    /// Returns the problems in the order of the documents.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        let mut sites = std::mem::take(&mut self.sites);
        sites.sort_unstable_by_key(|(node, _)| *node);
        let mut ends = FxHashMap::default();
        let mut noted = FxHashMap::default();
        let mut problems = std::mem::take(&mut self.dynamic);
        for (node, context) in sites {
            let Some(found) = self.targets.get(&node) else { continue };
            if !self.has_identifiers {
                problems.extend(siblings::ignored(self.tree, node, found.as_ref().ok().copied(), context));
            }
            let kind = match found {
                Ok(_) => self.circle(node, &mut ends),
                Err(miss) => self.missed(node, miss, context, &mut noted),
            };
            problems.extend(kind.map(|kind| Problem { kind, node }));
        }
        problems.sort_by_key(|problem| problem.node);
        problems
    }

    fn reference(&self, node: NodeId) -> String {
        reference_of(self.tree, node).unwrap_or_default().to_owned()
    }

    /// Returns the problem of a reference that leads nowhere. Where there is nobody to ask for other files, what needs
    /// them says so.
    fn missed(
        &self,
        node: NodeId,
        miss: &Miss,
        context: Context,
        noted: &mut FxHashMap<LostFile, u32>,
    ) -> Option<ProblemKind> {
        let reference = self.reference(node);
        let why = match miss {
            Miss::OtherDocument | Miss::Unasked(_) => return None,
            Miss::Nothing => return Some(ProblemKind::UnresolvedReference { reference }),
            Miss::Away(away) => {
                let severity = if context.is_vital() { Severity::Medium } else { Severity::Low };
                return Some(ProblemKind::RemoteReference { reference, away: *away, severity });
            }
            Miss::Malformed(how) => Unread::Because(how),
            Miss::Identifier => Unread::Identifier,
            Miss::Lost(file) => {
                let noted = noted.entry(*file).or_insert(0);
                *noted += 1;
                if *noted > MOST_OF_ONE_FILE {
                    return None;
                }
                Unread::Lost(*file)
            }
        };
        Some(ProblemKind::UnreadReference { reference, why })
    }

    /// Follows a chain of references to see whether it leads back to itself. Each is followed once, whatever leads to it.
    fn circle(&self, start: NodeId, ends: &mut FxHashMap<NodeId, End>) -> Option<ProblemKind> {
        let mut chain = Vec::new();
        let mut node = start;
        let end = loop {
            match ends.get(&node) {
                Some(End::Open) => break End::Circle,
                Some(end) => break *end,
                None => {}
            }
            let Some(Ok(next)) = self.targets.get(&node) else { break End::Value };
            ends.insert(node, End::Open);
            chain.push(node);
            node = self.tree.target(*next);
        };
        for node in chain {
            ends.insert(node, end);
        }
        (end == End::Circle).then(|| ProblemKind::CircularReference { reference: self.reference(start) })
    }
}
