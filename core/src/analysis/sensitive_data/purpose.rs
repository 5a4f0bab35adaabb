//! What an operation is for, by the words of its path, its name and its tags.

use crate::Method;
use crate::api::Operation;
use crate::api::contents::Status;
use crate::identifier::words;

/// The words of an operation. Parameters do not count.
#[derive(Debug)]
pub(super) struct OperationWords {
    /// Of the last segment.
    last: Vec<String>,
    all: Vec<String>,
}

/// Tells whether an operation may make a thing, and show what it makes for it this once. `PATCH` changes what is there, and
/// so does `PUT` unless it says that it creates.
pub(super) fn may_make(operation: &Operation) -> bool {
    let creates = || operation.responses.iter().any(|own| own.status == Status::Code(201));
    match operation.method() {
        Method::Patch => false,
        Method::Put => creates(),
        method => !method.is_safe(),
    }
}

impl OperationWords {
    pub(super) fn of(operation: &Operation) -> Self {
        let segments = || operation.path().split('/').filter(|own| !own.contains('{') && !own.is_empty());
        let names = operation.id().into_iter().chain(operation.tags().iter().map(String::as_str));
        let all = segments().chain(names).flat_map(words).collect();
        Self { last: segments().next_back().map(words).unwrap_or_default(), all }
    }

    /// Tells whether any of the words is there.
    pub(super) fn has(&self, candidates: &[&str]) -> bool {
        self.all.iter().any(|word| candidates.contains(&word.as_str()))
    }

    /// Tells whether the last segment of the path is one of these, its words joined.
    pub(super) fn ends_with(&self, candidates: &[&str]) -> bool {
        candidates.contains(&self.last.concat().as_str())
    }

    /// Tells whether any of the words is in the last segment of the path.
    pub(super) fn last_has(&self, candidates: &[&str]) -> bool {
        self.last.iter().any(|word| candidates.contains(&word.as_str()))
    }
}
