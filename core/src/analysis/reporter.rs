//! Turns what rules see into findings with identity, place and reach.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::api::tree::{NodeId, Tree, Value, shortened};
use crate::api::{Api, Operation};
use crate::{
    Evidence, Finding, FindingId, Location, Reach, RuleMeta, Settings, Severity, State, fingerprint,
};

/// Findings that one rule reports of one document. Nobody reads more, and a hostile document has millions.
const MOST_FINDINGS: usize = 10_000;
/// Operations that a shared finding names; all are counted.
const SAMPLE: usize = 5;

/// Collects the findings of one document.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    api: &'a Api,
    settings: &'a Settings,
    meta: Option<(&'static RuleMeta, Option<Severity>)>,
    /// The findings of all rules before this one.
    before: usize,
    findings: Vec<Finding>,
    /// How often an identity was given out: exact twins in a document are told apart by their order.
    twins: FxHashMap<u64, u32>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(api: &'a Api, settings: &'a Settings) -> Self {
        Self { api, settings, meta: None, before: 0, findings: Vec::new(), twins: FxHashMap::default() }
    }

    /// Makes a rule the one that reports. Returns false if the settings turn it off.
    pub(crate) fn start(&mut self, meta: &'static RuleMeta) -> bool {
        self.before = self.findings.len();
        let enabled = self.settings.is_enabled(meta);
        self.meta = enabled.then(|| (meta, self.settings.severity(meta)));
        enabled
    }

    /// Reports a defect of one operation.
    pub(crate) fn operation(
        &mut self,
        operation: &Operation,
        node: NodeId,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        self.push(Some(operation), Vec::new(), node, severity, &message);
    }

    /// Reports a defect of the document that reaches the given operations.
    pub(crate) fn shared(
        &mut self,
        node: NodeId,
        reach: Vec<Arc<[u32]>>,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        self.push(None, reach, node, severity, &message);
    }

    /// Returns the findings, the worst first, then by place.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| {
            let place = |finding: &Finding| match &finding.location {
                Location::Document { line, column, .. } => (*line, *column),
            };
            b.severity
                .cmp(&a.severity)
                .then_with(|| place(a).cmp(&place(b)))
                .then_with(|| a.rule.cmp(&b.rule))
                .then_with(|| a.id.cmp(&b.id))
        });
        self.findings
    }

    fn push(
        &mut self,
        operation: Option<&Operation>,
        lists: Vec<Arc<[u32]>>,
        node: NodeId,
        severity: Severity,
        message: &dyn fmt::Display,
    ) {
        let Some((meta, override_)) = self.meta else { return };
        if self.findings.len() - self.before >= MOST_FINDINGS {
            return;
        }
        let operation = operation.map(Operation::to_ref);
        let id = self.identity(meta.id, operation.as_ref(), node);
        let position = self.api.position(node);
        self.findings.push(Finding {
            id,
            rule: meta.rule_id(),
            severity: override_.unwrap_or(severity),
            category: meta.category,
            factor: meta.factor,
            source: meta.source,
            state: State::Confirmed,
            owasp: meta.owasp.to_vec(),
            cwe: meta.cwe.to_vec(),
            api: self.api.name().to_owned(),
            operation,
            operations: self.reach(lists),
            location: Location::Document {
                file: self.api.file().map(str::to_owned),
                pointer: self.api.tree.pointer(node),
                line: position.map(|position| position.line),
                column: position.map(|position| position.column),
            },
            message: message.to_string(),
            mitigation: Cow::Borrowed(meta.mitigation),
            evidence: Evidence { count: 1, ..Evidence::default() },
        });
    }

    fn reach(&self, lists: Vec<Arc<[u32]>>) -> Reach {
        let mut first: Vec<u32> = lists.iter().flat_map(|list| list.iter().take(SAMPLE).copied()).collect();
        first.sort_unstable();
        let operation = |index: u32| self.api.operations().get(index as usize).map(Operation::to_ref);
        Reach {
            count: lists.iter().map(|list| list.len()).sum(),
            sample: first.into_iter().take(SAMPLE).filter_map(operation).collect(),
            lists,
        }
    }

    /// Hashes rule, API, operation and a pointer in which no index of a list appears.
    fn identity(&mut self, rule: &str, operation: Option<&crate::OperationRef>, node: NodeId) -> FindingId {
        let pointer = stable_pointer(&self.api.tree, node);
        let (method, path) =
            operation.map_or(("", ""), |operation| (operation.method.as_str(), operation.path.as_str()));
        let parts = [rule, self.api.name(), method, path, &pointer];
        let bits = fingerprint::of(parts.map(str::as_bytes));
        let twin = self.twins.entry(bits).or_insert(0);
        *twin += 1;
        if *twin == 1 {
            return FindingId::new(bits);
        }
        FindingId::new(fingerprint::of([&bits.to_be_bytes()[..], &twin.to_be_bytes()[..]]))
    }
}

/// Returns a node's pointer with each index of a list replaced by what the member says of itself: the URL of a server,
/// the place and name of a parameter, the schemes of a requirement.
fn stable_pointer(tree: &Tree, node: NodeId) -> String {
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    let mut current = node;
    while let Some(parent) = tree.parent(current) {
        parts.push(match tree.key(current) {
            Some(key) => Cow::Borrowed(shortened(key)),
            None => Cow::Owned(self_description(tree, current)),
        });
        current = parent;
    }
    parts.reverse();
    parts.join("\u{0}")
}

/// Members of an object that tell it from others in an identity.
const TOKENS: usize = 64;

/// Describes a list's member by its naming fields, else by its text, else by its keys.
fn self_description(tree: &Tree, node: NodeId) -> String {
    match tree.value(node) {
        Value::String(text) | Value::Number(text) => shortened(text).to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Sequence => "[]".to_owned(),
        Value::Mapping => {
            let naming: Vec<&str> = ["$ref", "url", "in", "name"]
                .into_iter()
                .filter_map(|key| match tree.value(tree.get(node, key)?) {
                    Value::String(text) => Some(shortened(text)),
                    _ => None,
                })
                .collect();
            if !naming.is_empty() {
                return naming.join("\u{1}");
            }
            let mut keys: Vec<&str> =
                tree.entries(node).take(TOKENS).map(|(key, _)| shortened(key)).collect();
            keys.sort_unstable();
            keys.join("\u{1}")
        }
    }
}
