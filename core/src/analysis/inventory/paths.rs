//! Operations by their paths.

use std::fmt;

use crate::analysis::Reporter;
use crate::api::Operation;
use crate::api::tree::NodeId;
use crate::{Api, Severity};

/// A path with its operations.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'a> {
    pub(super) operations: &'a [Operation],
    /// Where the path item stands; where it is written elsewhere, the first operation.
    node: NodeId,
}

/// Returns the paths in the order of the document.
pub(super) fn paths(api: &Api) -> impl Iterator<Item = Path<'_>> {
    let groups = api.operations().chunk_by(|one, next| one.path() == next.path());
    groups.filter_map(|operations| {
        let first = operations.first()?;
        let item = api.tree.parent(first.node).filter(|item| api.tree.key(*item) == Some(first.path()));
        Some(Path { operations, node: item.unwrap_or(first.node) })
    })
}

impl<'a> Path<'a> {
    /// Returns the template.
    pub(super) fn template(&self) -> &'a str {
        self.operations.first().map_or("", Operation::path)
    }

    /// Reports a defect of the path: of its operation, or of all that it has.
    pub(super) fn report(&self, report: &mut Reporter<'_>, severity: Severity, message: impl fmt::Display) {
        match self.operations {
            [only] => report.operation(only, only.node, severity, message),
            all => {
                let reach = all.iter().map(|operation| operation.index).collect();
                report.shared(self.node, vec![reach], severity, message);
            }
        }
    }
}
