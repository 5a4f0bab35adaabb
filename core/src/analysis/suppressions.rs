//! Takes accepted findings away: those that the settings accept, and those that the document does.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::Draft;
use super::inline::{Inline, Names};
use crate::settings::Suppressed;
use crate::{Api, FindingId, RuleId, RuleMeta, Settings, Timestamp};

/// What is accepted.
struct Accepted<'a> {
    api: &'a Api,
    /// Single findings.
    findings: FxHashSet<FindingId>,
    /// By rule, the operations that the settings accept its findings for.
    by_rule: FxHashMap<&'a str, FxHashSet<u32>>,
    inline: &'a Inline,
    /// By operation, the rules that the document names there.
    by_operation: FxHashMap<u32, Vec<Names>>,
    /// What is left of a list of operations: findings share lists, and go on to share what is left of them.
    lists: FxHashMap<(&'static str, *const u32), Arc<[u32]>>,
}

/// Removes accepted findings, and counts those that would have been read. Where one is accepted for an operation, a
/// finding that reaches further leaves out that operation, and goes with the last one.
pub(super) fn apply(
    api: &Api,
    settings: &Settings,
    as_of: Timestamp,
    inline: &Inline,
    drafts: &mut Vec<Draft>,
) -> BTreeMap<RuleId, usize> {
    let mut accepted = Accepted::new(api, settings, as_of, inline);
    let mut counts = BTreeMap::new();
    if accepted.is_nothing() {
        return counts;
    }
    drafts.retain_mut(|draft| {
        let stays = accepted.leaves(draft);
        if !stays && draft.audience.reads() {
            *counts.entry(draft.meta.rule_id()).or_default() += 1;
        }
        stays
    });
    counts
}

impl<'a> Accepted<'a> {
    fn new(api: &'a Api, settings: &'a Settings, as_of: Timestamp, inline: &'a Inline) -> Self {
        let mut findings = FxHashSet::default();
        let mut by_rule: FxHashMap<&str, FxHashSet<u32>> = FxHashMap::default();
        for suppressed in settings.suppressed(as_of) {
            match suppressed {
                Suppressed::Finding(id) => {
                    findings.insert(*id);
                }
                Suppressed::RuleOnOperation { rule, operation } => {
                    let Some((method, path)) = operation.split_once(' ') else { continue };
                    if let Some(operation) = api.operation(method, path) {
                        by_rule.entry(rule).or_default().insert(operation.index);
                    }
                }
            }
        }
        let by_operation = inline.operations(api);
        Self { api, findings, by_rule, inline, by_operation, lists: FxHashMap::default() }
    }

    fn is_nothing(&self) -> bool {
        self.findings.is_empty() && self.by_rule.is_empty() && self.inline.is_empty()
    }

    /// Takes out of a finding what is accepted. Tells whether anything is left.
    fn leaves(&mut self, draft: &mut Draft) -> bool {
        if self.findings.contains(&draft.id) {
            return false;
        }
        if !self.inline.is_empty() && self.inline.covers(&self.api.tree, draft.node, draft.meta) {
            return false;
        }
        if let Some(operation) = draft.operation {
            return !self.is_accepted_for(operation, draft.meta);
        }
        if draft.lists.is_empty()
            || (self.by_operation.is_empty() && !self.by_rule.contains_key(draft.meta.id))
        {
            return true;
        }
        let before: usize = draft.lists.iter().map(|list| list.len()).sum();
        for list in &mut draft.lists {
            *list = self.left_of(list, draft.meta);
        }
        let left: usize = draft.lists.iter().map(|list| list.len()).sum();
        left > 0 || before == 0
    }

    fn is_accepted_for(&self, operation: u32, meta: &RuleMeta) -> bool {
        self.by_rule.get(meta.id).is_some_and(|operations| operations.contains(&operation))
            || self
                .by_operation
                .get(&operation)
                .is_some_and(|names| names.iter().any(|names| names.contains(&meta.id)))
    }

    /// Returns the list without the operations that the rule's findings are accepted for.
    fn left_of(&mut self, list: &Arc<[u32]>, meta: &'static RuleMeta) -> Arc<[u32]> {
        let key = (meta.id, list.as_ptr());
        if let Some(left) = self.lists.get(&key) {
            return left.clone();
        }
        let is_left = |index: &&u32| !self.is_accepted_for(**index, meta);
        let left: Arc<[u32]> = if list.iter().all(|index| is_left(&index)) {
            list.clone()
        } else {
            list.iter().filter(is_left).copied().collect()
        };
        self.lists.insert(key, left.clone());
        left
    }
}
