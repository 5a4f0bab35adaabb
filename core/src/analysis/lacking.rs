//! What most places of a document lack is one finding, not hundreds.

use std::fmt::Display;
use std::sync::Arc;

use super::Reporter;
use crate::api::Operation;
use crate::api::tree::NodeId;
use crate::{Api, Severity};

/// Places that are reported one by one, however few have what they lack.
const FEW: usize = 20;

/// Collects the places that lack something, beside the number of those that should have it.
#[derive(Debug, Default)]
pub(super) struct Lacking<'a> {
    expected: usize,
    places: Vec<(Place<'a>, String)>,
}

#[derive(Debug)]
enum Place<'a> {
    Operation(&'a Operation, NodeId),
    Part(NodeId, Arc<[u32]>),
}

impl<'a> Lacking<'a> {
    /// Counts a place that has it.
    pub(super) fn has(&mut self) {
        self.expected += 1;
    }

    /// Counts an operation that lacks it.
    pub(super) fn operation(&mut self, operation: &'a Operation, node: NodeId, message: String) {
        self.expected += 1;
        self.places.push((Place::Operation(operation, node), message));
    }

    /// Counts a part that lacks it, with the operations that use the part.
    pub(super) fn part(&mut self, node: NodeId, users: Arc<[u32]>, message: String) {
        self.expected += 1;
        self.places.push((Place::Part(node, users), message));
    }

    /// Reports each place; or, where more than a few are at least half of all, the document once, with a message made of
    /// their number and the number of all.
    pub(super) fn report<M: Display>(
        self,
        report: &mut Reporter<'_>,
        severity: Severity,
        message: impl FnOnce(usize, usize) -> M,
    ) {
        let (lacking, expected) = (self.places.len(), self.expected);
        let tree = report.graph().tree();
        let paths = tree.get(tree.root(), "paths").unwrap_or(tree.root());
        if lacking > FEW && lacking * 2 >= expected {
            report.shared(paths, vec![self.users()], severity, message(lacking, expected));
            return;
        }
        let before = report.count();
        for (place, message) in self.places {
            match place {
                Place::Operation(operation, node) => report.operation(operation, node, severity, message),
                Place::Part(node, users) => report.part(node, &users, severity, message),
            }
        }
        // Once most have it, those that still lack it are no news to whoever knew that most did not.
        report.known_with_document(before, paths);
    }

    /// Returns the operations of all places.
    fn users(&self) -> Arc<[u32]> {
        let mut users = Vec::new();
        for (place, _) in &self.places {
            match place {
                Place::Operation(operation, _) => users.push(operation.index),
                Place::Part(_, own) => users.extend_from_slice(own),
            }
        }
        users.sort_unstable();
        users.dedup();
        users.into()
    }
}

/// Names the operation that alone uses a part: ` of GET /orders`. Of several it names none.
pub(super) fn of_only_user(api: &Api, users: &[u32]) -> String {
    match users {
        [only] => api.operations().get(*only as usize).map(|own| format!(" of {}", own.to_ref())),
        _ => None,
    }
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::{Api, Finding, Settings, Timestamp, analyze};

    /// Returns the findings over a document of which some operations have the response that the rule asks for.
    fn findings(lacking: usize, having: usize) -> Vec<Finding> {
        let mut document = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
        for at in 0..lacking {
            document.push_str(&format!("  /a{at}: {{get: {{responses: {{'200': {{description: a}}}}}}}}\n"));
        }
        for at in 0..having {
            document.push_str(&format!("  /b{at}: {{get: {{responses: {{'429': {{description: b}}}}}}}}\n"));
        }
        let api = Api::parse(document.as_bytes()).unwrap();
        let settings = Settings::parse(b"rules: {missing-rate-limit-response: on}").unwrap();
        let mut findings = analyze(&api, &settings, Timestamp::MIN);
        findings.retain(|finding| finding.rule.as_str() == "missing-rate-limit-response");
        findings
    }

    #[test]
    fn reports_a_few_one_by_one() {
        let found = findings(20, 0);
        assert_eq!(found.len(), 20);
        assert!(found.iter().all(|finding| finding.operation.is_some()));
    }

    #[test]
    fn reports_the_document_once_where_most_lack_it() {
        let found = findings(21, 21);
        let [finding] = found.as_slice() else { panic!("{} findings", found.len()) };
        assert_eq!((finding.operation.is_none(), finding.operations.count), (true, 21));
        assert_eq!(finding.message, "21 of 42 operations document no response for too many calls (429)");
    }

    #[test]
    fn reports_one_by_one_where_most_have_it() {
        assert_eq!(findings(21, 22).len(), 21);
    }
}
