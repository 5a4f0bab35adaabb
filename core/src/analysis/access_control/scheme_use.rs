//! Which operations use which scheme, and where requirements name it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::analysis::Reporter;
use crate::api::tree::NodeId;
use crate::api::{Operation, SchemeUse, Security, SecurityScheme};
use crate::{Api, Severity};

/// Returns the declared schemes, each with the operations that accept it, in the order of the document.
pub(super) fn operations_by_scheme(api: &Api) -> impl Iterator<Item = (&SecurityScheme, Vec<Arc<[u32]>>)> {
    let heirs = heirs(api);
    let mut inherited = BTreeSet::new();
    if let Some(root) = &api.model.security {
        inherited.extend(root.uses().filter_map(|used| used.scheme));
    }
    let mut own: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for operation in api.operations() {
        for scheme in operation.security.iter().flat_map(Security::uses).filter_map(|used| used.scheme) {
            let reached = own.entry(scheme).or_default();
            if reached.last() != Some(&operation.index) {
                reached.push(operation.index);
            }
        }
    }
    api.security_schemes().iter().enumerate().map(move |(index, scheme)| {
        let inherits = inherited.contains(&index) && !heirs.is_empty();
        let own = own.remove(&index).map(Arc::from);
        (scheme, inherits.then(|| heirs.clone()).into_iter().chain(own).collect())
    })
}

/// Returns the operations that inherit the root's `security`.
fn heirs(api: &Api) -> Arc<[u32]> {
    let inherits = |operation: &&Operation| operation.security.is_none();
    api.operations().iter().filter(inherits).map(|operation| operation.index).collect()
}

/// A `security` field and whom it concerns: an operation, or the root's heirs. It is shown as the one whose it is.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    security: &'a Security,
    /// `None` for the root's.
    operation: Option<&'a Operation>,
    /// The operations that the root's field reaches; none for an operation's own.
    heirs: Arc<[u32]>,
}

/// Returns the root's `security` and each operation's own.
pub(super) fn security_fields(api: &Api) -> impl Iterator<Item = Field<'_>> {
    let root =
        api.model.security.iter().map(|security| Field { security, operation: None, heirs: heirs(api) });
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
        message: fmt::Arguments<'_>,
    ) {
        match self.operation {
            Some(operation) => {
                report.operation(operation, node, severity, format_args!("{self} {message}"));
            }
            None => {
                let heirs = self.heirs.clone();
                report.shared(node, vec![heirs], severity, format_args!("{self} {message}"));
            }
        }
    }

    /// Returns every use of a scheme in the field.
    pub(super) fn uses(&self) -> impl Iterator<Item = &'a SchemeUse> + use<'a> {
        self.security.uses()
    }
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => operation.to_ref().fmt(f),
            None => f.write_str("the root `security`"),
        }
    }
}

/// Returns the operations that fields concern.
pub(super) fn reach_of(fields: &[Field<'_>]) -> Vec<Arc<[u32]>> {
    let heirs = fields.iter().filter(|field| field.operation.is_none()).map(|field| field.heirs.clone());
    let own: Arc<[u32]> = fields.iter().filter_map(|field| field.operation.map(|own| own.index)).collect();
    heirs.chain([own]).filter(|list| !list.is_empty()).collect()
}
