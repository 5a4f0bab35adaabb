//! Turns what rules see into findings with identity, place and reach.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::graph::{Directions, Graph, SchemaId};
use super::places::Places;
use crate::api::tree::{NodeId, Tree};
use crate::api::{Api, Operation};
use crate::{
    Evidence, Finding, FindingId, Location, Reach, RuleMeta, Settings, Severity, State, fingerprint,
};

/// Findings that one rule reports of one document. Nobody reads more, and a hostile document has millions. Past it,
/// only what changes an operation's risk is reported: the first finding on an operation, or on a list of operations.
const MOST_FINDINGS: usize = 10_000;
/// Operations that a shared finding names; all are counted.
const SAMPLE: usize = 5;

/// Collects the findings of one document.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    api: &'a Api,
    graph: &'a Graph<'a>,
    settings: &'a Settings,
    meta: Option<(&'static RuleMeta, Option<Severity>)>,
    /// The findings of all rules before this one.
    before: usize,
    /// The operation that the rule reported last, with the worst severity. Rules go through them in order.
    last_operation: Option<(u32, Severity)>,
    /// The lists of operations that the rule reported past the limit, with the worst severity. The findings keep them.
    reported_lists: FxHashMap<*const u32, Severity>,
    places: Places,
    findings: Vec<Finding>,
    /// How often an identity was given out: exact twins in a document are told apart by their order.
    twins: FxHashMap<u64, u32>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(graph: &'a Graph<'a>, settings: &'a Settings) -> Self {
        let api = graph.api();
        Self {
            api,
            graph,
            settings,
            meta: None,
            before: 0,
            last_operation: None,
            reported_lists: FxHashMap::default(),
            places: Places::new(api),
            findings: Vec::new(),
            twins: FxHashMap::default(),
        }
    }

    /// Makes a rule the one that reports. Returns false if the settings turn it off.
    pub(crate) fn start(&mut self, meta: &'static RuleMeta) -> bool {
        self.before = self.findings.len();
        self.last_operation = None;
        self.reported_lists.clear();
        let enabled = self.settings.is_enabled(meta);
        self.meta = enabled.then(|| (meta, self.settings.severity(meta)));
        enabled
    }

    /// Returns the schemas and parts of the document.
    pub(crate) fn graph(&self) -> &'a Graph<'a> {
        self.graph
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

    /// Reports a defect of a part that operations use: of the one operation that it is written in, or of all that share it.
    pub(crate) fn part(
        &mut self,
        node: NodeId,
        users: &Arc<[u32]>,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        let only = match **users {
            [only] => self.api.operations().get(only as usize),
            _ => None,
        };
        match only.filter(|only| is_inside(&self.api.tree, node, only.node)) {
            Some(only) => self.push(Some(only), Vec::new(), node, severity, &message),
            None => self.push(None, vec![users.clone()], node, severity, &message),
        }
    }

    /// Reports a defect of a schema, at the place given, on the operations whose data goes through it in the directions.
    pub(crate) fn schema(
        &mut self,
        schema: SchemaId,
        directions: Directions,
        node: NodeId,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        let users = self.graph.operations(schema, directions);
        self.part(node, &users, severity, message);
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
        let is_over = self.findings.len() - self.before >= MOST_FINDINGS;
        let counts = match operation {
            Some(operation) => self.is_first_on(operation, severity),
            None => is_over && self.is_first_over(&lists, severity),
        };
        if is_over && !counts {
            return;
        }
        let id = self.identity(meta.id, operation, node);
        let operation = operation.map(Operation::to_ref);
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
            operations: reach(self.api, lists),
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

    /// Tells whether the rule has reported nothing as bad on the operation so far.
    fn is_first_on(&mut self, operation: &Operation, severity: Severity) -> bool {
        let is_first =
            self.last_operation.is_none_or(|(index, worst)| index != operation.index || worst < severity);
        if is_first {
            self.last_operation = Some((operation.index, severity));
        }
        is_first
    }

    /// Tells whether the rule has reported nothing as bad over one of the lists since the limit.
    fn is_first_over(&mut self, lists: &[Arc<[u32]>], severity: Severity) -> bool {
        let mut is_first = false;
        for list in lists.iter().filter(|list| !list.is_empty()) {
            let worst = self.reported_lists.get(&list.as_ptr());
            if worst.is_none_or(|worst| *worst < severity) {
                self.reported_lists.insert(list.as_ptr(), severity);
                is_first = true;
            }
        }
        is_first
    }

    /// Hashes rule, API, operation and a pointer in which no index of a list appears.
    fn identity(&mut self, rule: &str, operation: Option<&Operation>, node: NodeId) -> FindingId {
        let pointer = self.places.stable_pointer(self.api, operation, node);
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

/// Tells whether a node is written in another, and not elsewhere and referred to.
fn is_inside(tree: &Tree, node: NodeId, holder: NodeId) -> bool {
    let holder = tree.target(holder);
    let mut current = Some(node);
    while let Some(place) = current {
        if tree.target(place) == holder {
            return true;
        }
        current = tree.parent(place);
    }
    false
}

/// Counts the operations of the lists and names the first of them.
pub(super) fn reach(api: &Api, lists: Vec<Arc<[u32]>>) -> Reach {
    let mut first: Vec<u32> = lists.iter().flat_map(|list| list.iter().take(SAMPLE).copied()).collect();
    first.sort_unstable();
    let operation = |index: u32| api.operations().get(index as usize).map(Operation::to_ref);
    Reach {
        count: lists.iter().map(|list| list.len()).sum(),
        sample: first.into_iter().take(SAMPLE).filter_map(operation).collect(),
        lists,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Api, Risk, Settings, Timestamp, analyze};

    fn risks(document: &str) -> Vec<Risk> {
        let api = Api::parse(document.as_bytes()).unwrap();
        let findings = analyze(&api, &Settings::default(), Timestamp::MIN);
        Risk::of_operations(&api, &findings)
    }

    #[test]
    fn reports_the_first_finding_of_every_operation_past_the_limit() {
        let mut document = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
        for path in 0..10_010 {
            document.push_str(&format!("  /{path}: {{get: {{security: [{{x: []}}, {{y: []}}]}}}}\n"));
        }
        document.push_str("components: {securitySchemes: {z: {type: mutualTLS}}}\n");
        let api = Api::parse(document.as_bytes()).unwrap();
        let findings = analyze(&api, &Settings::default(), Timestamp::MIN);
        assert_eq!(findings.len(), 10_000 + 5_010, "what is reported again of an operation is cut");
        assert!(risks(&document).iter().all(|risk| risk.score >= 60));
    }

    #[test]
    fn reports_the_first_finding_over_every_list_past_the_limit() {
        let mut document = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nservers:\n".to_owned();
        for server in 0..10_000 {
            document.push_str(&format!("- url: http://{server}.example.com\n"));
        }
        document.push_str(
            "paths:\n  /a: {get: {}}\n  /b: {servers: [{url: 'http://b'}, {url: 'http://c'}], get: {}}\n",
        );
        let exposure = |risk: &Risk| risk.factors.get(&crate::Factor::Exposure).copied();
        let scores: Vec<_> = risks(&document).iter().map(exposure).collect();
        assert_eq!(scores, [Some(59), Some(40)]);
    }
}
