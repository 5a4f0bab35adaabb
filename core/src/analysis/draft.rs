//! A finding in the making: where it is in the document's own terms, until it is known who gets to read it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::api::tree::NodeId;
use crate::api::{Api, Operation};
use crate::{
    Evidence, Finding, FindingId, Location, OperationRef, Position, Reach, RuleMeta, Severity, State,
};

/// Operations that a shared finding names; all are counted.
const SAMPLE: usize = 5;

/// What a rule reported at a place.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) meta: &'static RuleMeta,
    pub(crate) severity: Severity,
    /// The operation that it is a defect of, if callers can call it.
    pub(crate) operation: Option<u32>,
    /// The operation's name.
    pub(super) named: Option<OperationRef>,
    /// The operations that it reaches where it is a defect of more than one.
    pub(crate) lists: Vec<Arc<[u32]>>,
    pub(super) audience: Audience,
    pub(crate) node: NodeId,
    /// The place, where it is not that of the node.
    pub(super) at: Option<Position>,
    /// Zero where nobody asks for it.
    pub(super) id: FindingId,
    /// See [`Finding::whole`].
    pub(super) whole: Option<FindingId>,
    /// Empty where nobody reads it.
    pub(super) message: String,
    /// See [`Finding::floor`].
    pub(super) floor: Option<Severity>,
}

/// Whom a finding is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The reader of the findings.
    Reader,
    /// The grade, which looks at the same rules whatever is read.
    Grade,
    Both,
}

impl Audience {
    pub(super) const fn reads(self) -> bool {
        matches!(self, Self::Reader | Self::Both)
    }

    pub(super) const fn grades(self) -> bool {
        matches!(self, Self::Grade | Self::Both)
    }
}

impl Draft {
    /// Makes the finding.
    pub(super) fn into_finding(self, api: &Api) -> Finding {
        let meta = self.meta;
        let position = self.at.filter(|_| api.has_positions).or_else(|| api.position(self.node));
        Finding {
            id: self.id,
            rule: meta.rule_id(),
            severity: self.severity,
            category: meta.category,
            factor: meta.factor,
            source: meta.source,
            state: State::Confirmed,
            owasp: meta.owasp.to_vec(),
            cwe: meta.cwe.to_vec(),
            api: api.name().to_owned(),
            operation: self.named,
            operations: reach(api, self.lists),
            location: Location::Document {
                file: api.file_of(self.node),
                pointer: api.tree.shown_pointer(self.node),
                line: position.map(|position| position.line),
                column: position.map(|position| position.column),
            },
            message: self.message,
            mitigation: Cow::Borrowed(meta.mitigation),
            evidence: Evidence { count: 1, ..Evidence::default() },
            floor: self.floor,
            whole: self.whole,
            place: Some(self.node),
        }
    }
}

/// Makes the findings: the worst first, then by place.
pub(super) fn into_findings(api: &Api, drafts: impl Iterator<Item = Draft>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = drafts.map(|draft| draft.into_finding(api)).collect();
    findings.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.id.cmp(&b.id))
    });
    findings
}

/// Returns what findings of equal severity are ordered by.
fn place(finding: &Finding) -> (Option<&str>, Option<u32>, Option<u32>) {
    match &finding.location {
        Location::Document { file, line, column, .. } => (file.as_deref(), *line, *column),
        Location::Traffic { .. } => (None, None, None),
    }
}

/// Counts the operations of the lists and names the first of them.
fn reach(api: &Api, lists: Vec<Arc<[u32]>>) -> Reach {
    let mut first: Vec<u32> = lists.iter().flat_map(|list| list.iter().take(SAMPLE).copied()).collect();
    first.sort_unstable();
    let operation = |index: u32| api.operations().get(index as usize).map(Operation::to_ref);
    Reach {
        count: lists.iter().map(|list| list.len()).sum(),
        sample: first.into_iter().take(SAMPLE).filter_map(operation).collect(),
        lists,
    }
}
