//! What documents accept of the findings of traffic: `x-watchgate-ignore`, and comments.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::call::CallPlace;
use crate::Api;
use crate::analysis::{Names, accepted_inline};

/// The rules that documents name on their operations, and on the whole of themselves.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// By the number of the operation; all documents' operations are counted through.
    operations: FxHashMap<u32, Vec<Names>>,
    /// By document.
    documents: Vec<Vec<Names>>,
}

impl Accepted {
    pub(super) fn of(apis: &[Arc<Api>]) -> Self {
        let mut accepted = Self::default();
        let mut first = 0_u32;
        for api in apis {
            let own = accepted_inline(api);
            accepted
                .operations
                .extend(own.operations.into_iter().map(|(at, names)| (first.saturating_add(at), names)));
            accepted.documents.push(own.document);
            first = first.saturating_add(u32::try_from(api.operations().len()).unwrap_or(u32::MAX));
        }
        if accepted.documents.iter().all(Vec::is_empty) {
            accepted.documents.clear();
        }
        accepted
    }

    /// Tells whether a document accepts what a rule reports at a place.
    pub(super) fn has(&self, apis: &[Arc<Api>], place: CallPlace<'_>, rule: &str) -> bool {
        let names = |lists: Option<&Vec<Names>>| {
            lists.is_some_and(|lists| lists.iter().any(|names| names.contains(&rule)))
        };
        if names(place.number.and_then(|number| self.operations.get(&number))) {
            return true;
        }
        let Some(api) = place.api.filter(|_| !self.documents.is_empty()) else { return false };
        let document = apis.iter().position(|own| std::ptr::eq(Arc::as_ptr(own), api));
        names(document.and_then(|at| self.documents.get(at)))
    }
}
