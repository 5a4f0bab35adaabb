//! Takes accepted findings away.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::reporter::reach;
use crate::settings::Suppressed;
use crate::{Api, Finding, FindingId, OperationRef, Settings, Timestamp};

/// The operations that a rule's findings are accepted for.
#[derive(Debug, Default)]
struct Accepted {
    indices: FxHashSet<u32>,
    operations: FxHashSet<OperationRef>,
}

/// Removes accepted findings. Where one is accepted for an operation, a finding that reaches further leaves out that
/// operation, and goes with the last one.
pub(super) fn apply(api: &Api, settings: &Settings, as_of: Timestamp, findings: &mut Vec<Finding>) {
    let mut identities: FxHashSet<FindingId> = FxHashSet::default();
    let mut operations: FxHashMap<&str, Accepted> = FxHashMap::default();
    for suppressed in settings.suppressed(as_of) {
        match suppressed {
            Suppressed::Finding(id) => {
                identities.insert(*id);
            }
            Suppressed::RuleOnOperation { rule, operation } => {
                let Some((method, path)) = operation.split_once(' ') else { continue };
                if let Some(operation) = api.operation(method, path) {
                    let accepted = operations.entry(rule).or_default();
                    accepted.indices.insert(operation.index);
                    accepted.operations.insert(operation.to_ref());
                }
            }
        }
    }
    // Findings share lists, and go on to share what is left of them.
    let mut lists: FxHashMap<(&str, *const u32), Arc<[u32]>> = FxHashMap::default();
    findings.retain_mut(|finding| {
        if identities.contains(&finding.id) {
            return false;
        }
        let Some((rule, accepted)) = operations.get_key_value(finding.rule.as_str()) else { return true };
        if let Some(own) = &finding.operation {
            return !accepted.operations.contains(own);
        }
        if finding.operations.lists.is_empty() {
            return true;
        }
        let left: Vec<Arc<[u32]>> = finding
            .operations
            .lists
            .iter()
            .map(|list| {
                let of_list = lists.entry((*rule, list.as_ptr()));
                of_list.or_insert_with(|| without(list, &accepted.indices)).clone()
            })
            .collect();
        if left.iter().map(|list| list.len()).sum::<usize>() < finding.operations.count {
            finding.operations = reach(api, left);
            return finding.operations.count > 0;
        }
        true
    });
}

/// Returns the list without the accepted operations.
fn without(list: &Arc<[u32]>, accepted: &FxHashSet<u32>) -> Arc<[u32]> {
    if list.iter().any(|index| accepted.contains(index)) {
        list.iter().filter(|index| !accepted.contains(index)).copied().collect()
    } else {
        list.clone()
    }
}
