//! Which operations use which scheme, and where requirements name it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::Reporter;
use crate::api::tree::NodeId;
use crate::api::{Operation, SchemeUse, Security, SecurityScheme};
use crate::{Api, Severity};

/// Returns the declared schemes, each with the operations that accept it, in the order of the document.
pub(super) fn operations_by_scheme(api: &Api) -> impl Iterator<Item = (&SecurityScheme, Vec<u32>)> {
    let mut operations: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for operation in api.operations() {
        for scheme in schemes_of(api, operation) {
            let reached = operations.entry(scheme).or_default();
            if reached.last() != Some(&operation.index) {
                reached.push(operation.index);
            }
        }
    }
    api.security_schemes()
        .iter()
        .enumerate()
        .map(move |(index, scheme)| (scheme, operations.remove(&index).unwrap_or_default()))
}

/// Returns the indices of the declared schemes that an operation accepts, with repetitions.
pub(super) fn schemes_of<'a>(api: &'a Api, operation: &'a Operation) -> impl Iterator<Item = usize> + 'a {
    api.security(operation).get().into_iter().flat_map(Security::uses).filter_map(|used| used.scheme)
}

/// A `security` field and whom it concerns: an operation, or the root's heirs.
pub(super) struct Field<'a> {
    security: &'a Security,
    /// `None` for the root's.
    operation: Option<&'a Operation>,
    /// The operations that the root's field reaches; none for an operation's own.
    heirs: Arc<[u32]>,
}

/// Returns the root's `security` and each operation's own.
pub(super) fn security_fields(api: &Api) -> impl Iterator<Item = Field<'_>> {
    let root = api.model.security.iter().map(|security| {
        let inherits = |operation: &&Operation| operation.security.is_none();
        let heirs = api.operations().iter().filter(inherits).map(|operation| operation.index).collect();
        Field { security, operation: None, heirs }
    });
    let own = api.operations().iter().filter_map(|operation| {
        let security = operation.security.as_ref()?;
        Some(Field { security, operation: Some(operation), heirs: Arc::default() })
    });
    root.chain(own)
}

impl<'a> Field<'a> {
    /// Reports a defect of the field, of its operation or of the root; the sentence begins with whose it is.
    pub(super) fn report(
        &self,
        report: &mut Reporter<'_>,
        node: NodeId,
        severity: Severity,
        message: std::fmt::Arguments<'_>,
    ) {
        match self.operation {
            Some(operation) => {
                let target = operation.to_ref();
                report.operation(operation, node, severity, format_args!("{target} {message}"));
            }
            None => {
                let heirs = self.heirs.clone();
                report.shared(node, heirs, severity, format_args!("the root `security` {message}"));
            }
        }
    }

    /// Returns every use of a scheme in the field.
    pub(super) fn uses(&self) -> impl Iterator<Item = &'a SchemeUse> + use<'a> {
        self.security.uses()
    }
}
