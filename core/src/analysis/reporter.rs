//! Takes what rules see, with identity, place and reach.

use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::draft::{Audience, Draft};
use super::graph::{Directions, Graph, SchemaId};
use super::inline::{self, Inline};
use super::places::Places;
use crate::api::tree::{NodeId, Tree};
use crate::api::{Api, Operation};
use crate::{FindingId, Position, RuleMeta, Settings, Severity, fingerprint};

/// Findings that one rule reports of one document. Nobody reads more, and a hostile document has millions. Past it,
/// only what changes an operation's risk is reported: the first finding on an operation, or on a list of operations.
const MOST_FINDINGS: usize = 10_000;

/// Collects the findings of one document.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    api: &'a Api,
    graph: &'a Graph<'a>,
    settings: &'a Settings,
    run: Option<Run>,
    /// The findings of all rules before this one.
    before: usize,
    /// The operation that the rule reported last, with the worst severity. Rules go through them in order.
    last_operation: Option<(u32, Severity)>,
    /// The lists of operations that the rule reported past the limit, with the worst severity. The findings keep them.
    reported_lists: FxHashMap<*const u32, Severity>,
    places: Places,
    inline: Inline,
    drafts: Vec<Draft>,
    /// How often the rule gave out an identity: exact twins in a document are told apart by their order.
    twins: FxHashMap<u64, u32>,
}

/// One run of a rule.
#[derive(Debug)]
struct Run {
    meta: &'static RuleMeta,
    /// The severity that the settings give in place of the rule's own.
    severity: Option<Severity>,
    audience: Audience,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(graph: &'a Graph<'a>, settings: &'a Settings) -> Self {
        let api = graph.api();
        Self {
            api,
            graph,
            settings,
            run: None,
            before: 0,
            last_operation: None,
            reported_lists: FxHashMap::default(),
            places: Places::new(api),
            inline: Inline::read(api),
            drafts: Vec::new(),
            twins: FxHashMap::default(),
        }
    }

    /// Makes a rule the one that reports, for the readers, the grade, or both.
    pub(super) fn start(&mut self, meta: &'static RuleMeta, audience: Audience) {
        self.before = self.drafts.len();
        self.last_operation = None;
        self.reported_lists.clear();
        self.twins.clear();
        let severity = self.settings.severity(meta);
        self.run = Some(Run { meta, severity, audience });
    }

    /// Tells whether an operation is declared public, by the document or the settings.
    pub(crate) fn is_public(&self, operation: &Operation) -> bool {
        self.settings.is_public(operation)
    }

    /// Returns what is wrong with suppressions in the document.
    pub(super) fn suppression_problems(&self) -> Vec<inline::Problem> {
        self.inline.problems().to_vec()
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
        self.push(Some(operation), Vec::new(), Place { node, at: None }, severity, &message);
    }

    /// Reports a defect of the document that reaches the given operations.
    pub(crate) fn shared(
        &mut self,
        node: NodeId,
        reach: Vec<Arc<[u32]>>,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        self.push(None, reach, Place { node, at: None }, severity, &message);
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
        let place = Place { node, at: None };
        match only.filter(|only| is_inside(&self.api.tree, node, only.node)) {
            Some(only) => self.push(Some(only), Vec::new(), place, severity, &message),
            None => self.push(None, vec![users.clone()], place, severity, &message),
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

    /// Reports what the author says of the risk of operations: each has at least the base of that severity.
    pub(crate) fn floor(
        &mut self,
        node: NodeId,
        users: &Arc<[u32]>,
        floor: Severity,
        message: impl fmt::Display,
    ) {
        let before = self.drafts.len();
        self.part(node, users, Severity::Info, message);
        if let Some(draft) = self.drafts.get_mut(before) {
            draft.floor = Some(floor);
        }
    }

    /// Reports a defect that stands at another place than its node: a comment about an entry.
    pub(super) fn comment(
        &mut self,
        node: NodeId,
        at: Option<Position>,
        severity: Severity,
        message: impl fmt::Display,
    ) {
        self.push(None, Vec::new(), Place { node, at }, severity, &message);
    }

    /// Returns what was reported, with what the document says of it.
    pub(super) fn finish(self) -> (Vec<Draft>, Inline) {
        (self.drafts, self.inline)
    }

    fn push(
        &mut self,
        operation: Option<&Operation>,
        lists: Vec<Arc<[u32]>>,
        place: Place,
        severity: Severity,
        message: &dyn fmt::Display,
    ) {
        let Some(run) = &self.run else { return };
        let (meta, audience) = (run.meta, run.audience);
        let given = run.severity.unwrap_or(severity);
        let is_over = self.drafts.len() - self.before >= MOST_FINDINGS;
        let counts = match operation {
            Some(operation) => self.is_first_on(operation, severity),
            None => is_over && self.is_first_over(&lists, severity),
        };
        if is_over && !counts {
            return;
        }
        let reads = audience.reads();
        if !reads && given == Severity::Info {
            return;
        }
        let has_identity = reads || self.settings.has_accepted_findings();
        let id = if has_identity { self.identity(meta.id, operation, place.node) } else { FindingId::new(0) };
        self.drafts.push(Draft {
            meta,
            severity: given,
            operation: operation.filter(|own| self.has(own)).map(|own| own.index),
            named: operation.filter(|_| reads).map(Operation::to_ref),
            lists,
            audience,
            node: place.node,
            at: place.at,
            id,
            message: if reads { message.to_string() } else { String::new() },
            floor: None,
        });
    }

    /// Tells whether callers can call the operation. Those of webhooks and callbacks are not in the list.
    fn has(&self, operation: &Operation) -> bool {
        let own = self.api.operations().get(operation.index as usize);
        own.is_some_and(|own| own.node == operation.node && own.path == operation.path)
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

/// Where a defect is.
#[derive(Debug, Clone, Copy)]
struct Place {
    node: NodeId,
    /// The place, where it is not that of the node.
    at: Option<Position>,
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
            document.push_str(&format!("- url: http://{server}.shop.dev\n"));
        }
        document.push_str(
            "paths:\n  /a: {get: {}}\n  /b: {servers: [{url: 'http://b'}, {url: 'http://c'}], get: {}}\n",
        );
        let exposure = |risk: &Risk| risk.factors.get(&crate::Factor::Exposure).copied();
        let scores: Vec<_> = risks(&document).iter().map(exposure).collect();
        assert_eq!(scores, [Some(59), Some(40)]);
    }
}
