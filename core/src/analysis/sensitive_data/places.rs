//! Whom a place in the document belongs to.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::analysis::Reporter;
use crate::api::tree::NodeId;
use crate::{Api, Severity};

/// The operations by where they are written. Filled at the first question.
#[derive(Debug, Default)]
pub(super) struct Owners {
    operations: Option<FxHashMap<NodeId, u32>>,
}

impl Owners {
    /// Reports a defect at a place: of the operation that it is written in, or of the document.
    pub(super) fn report(
        &mut self,
        api: &Api,
        report: &mut Reporter<'_>,
        node: NodeId,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        match self.of(api, node).and_then(|index| api.operations().get(index as usize)) {
            Some(operation) => report.operation(operation, node, severity, message),
            None => report.shared(node, Vec::new(), severity, message),
        }
    }

    /// Finds the operation that a place is written in.
    fn of(&mut self, api: &Api, node: NodeId) -> Option<u32> {
        let tree = &api.tree;
        let operations = self.operations.get_or_insert_with(|| {
            // Several paths may refer to one path item: the first counts.
            api.operations()
                .iter()
                .rev()
                .map(|operation| (tree.target(operation.node), operation.index))
                .collect()
        });
        let mut current = Some(node);
        while let Some(place) = current {
            if let Some(index) = operations.get(&place) {
                return Some(*index);
            }
            current = tree.parent(place);
        }
        None
    }
}
