//! Which statuses operations document, and the findings about those that they do not.

use std::borrow::Cow;

use crate::analysis::Reporter;
use crate::analysis::graph::Graph;
use crate::analysis::lacking::Lacking;
use crate::api::Operation;
use crate::api::contents::Status;
use crate::{Api, Method, Severity};

/// What a rule expects of the responses of operations.
#[derive(Debug)]
pub(super) struct Expected {
    /// Of which operations, in the plural.
    pub(super) whose: &'static str,
    /// What they lack: `no response for ... (401)`.
    pub(super) lacks: &'static str,
    pub(super) severity: Severity,
}

/// What an operation comes to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The rule does not concern it.
    NotConcerned,
    /// It documents what it should.
    Documented,
    /// It does not: what it lacks, in words.
    Missing(Cow<'static, str>),
}

impl Expected {
    /// Reports the operations that lack it, or once the document where most of them do.
    ///
    /// Operations whose responses are not all known are left out, and `OPTIONS`, which gateways answer.
    pub(super) fn report<'a>(
        &self,
        report: &mut Reporter<'a>,
        judge: impl Fn(&Graph<'a>, &'a Operation) -> Outcome,
    ) {
        let graph = report.graph();
        let mut lacking = Lacking::default();
        let known = |own: &&Operation| !own.unread.responses && *own.method() != Method::Options;
        for operation in graph.api().operations().iter().filter(known) {
            match judge(graph, operation) {
                Outcome::NotConcerned => {}
                Outcome::Documented => lacking.has(),
                Outcome::Missing(what) => {
                    let node = graph.tree().get(operation.node, "responses").unwrap_or(operation.node);
                    lacking.operation(operation, node, format!("{} documents {what}", operation.to_ref()));
                }
            }
        }
        lacking.report(report, self.severity, |count, all| {
            format!("{count} of {all} {} document {}", self.whose, self.lacks)
        });
    }

    /// Judges an operation by the statuses that would do.
    pub(super) fn judge(&self, operation: &Operation, codes: &[u16]) -> Outcome {
        if documents(operation, codes) { Outcome::Documented } else { Outcome::Missing(self.lacks.into()) }
    }
}

/// Tells whether an operation documents any of the statuses, by its code, its range or the default.
pub(super) fn documents(operation: &Operation, codes: &[u16]) -> bool {
    operation.responses.iter().any(|own| match own.status {
        Status::Code(code) => codes.contains(&code),
        Status::Range(class) => codes.iter().any(|code| code / 100 == class),
        Status::Default => true,
        Status::Unknown => false,
    })
}

/// Tells whether a call of the operation needs a credential.
pub(super) fn needs_credential(api: &Api, operation: &Operation) -> bool {
    !api.security(operation).allows_anonymous()
}
