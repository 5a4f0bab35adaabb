//! Exchanges into a report, one by one, in bounded memory.

use std::collections::{BTreeMap, hash_map};
use std::sync::Arc;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::findings::{Findings, Room, Taken};
use super::{CallSummary, EndpointState, EndpointSummary, Omitted, TrafficReport, Usage};
use crate::{
    Direction, Exchange, Finding, Inspection, Inspector, NotInspected, OperationRef, Risk, State, analyze,
};

/// Undocumented operations that are told apart.
const MOST_ENDPOINTS: usize = 10_000;
/// Findings that are kept of documented operations, and as many of all others: whoever makes names up hides nothing of what
/// documented operations show.
const MOST_FINDINGS: usize = 10_000;
/// Pairs of workloads and operations that are kept.
const MOST_CALLS: usize = 10_000;

/// Collects what exchanges show.
#[derive(Debug)]
pub struct TrafficReportBuilder<'i> {
    inspector: &'i Inspector,
    exchanges: u64,
    rejected: u64,
    not_inspected: BTreeMap<NotInspected, u64>,
    endpoints: FxHashMap<Key, Seen>,
    /// Of `endpoints`.
    undocumented: usize,
    /// Of documented operations.
    findings: usize,
    /// Of all others.
    other_findings: usize,
    /// Of all operations.
    calls: usize,
    omitted: Omitted,
}

/// What tells operations apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    /// A document's, by its place in the list of documents and in the document.
    Documented { api: usize, operation: u32 },
    /// Nobody's, by the API's name.
    Other { api: String, operation: OperationRef },
}

/// What was seen of an operation.
#[derive(Debug, Default)]
struct Seen {
    usage: Usage,
    is_outbound: bool,
    /// By the calling workload, then by the called.
    calls: Calls,
    findings: Findings,
}

/// How often workloads called workloads.
type Calls = BTreeMap<Box<str>, BTreeMap<Box<str>, u64>>;

impl<'i> TrafficReportBuilder<'i> {
    pub(super) fn new(inspector: &'i Inspector) -> Self {
        Self {
            inspector,
            exchanges: 0,
            rejected: 0,
            not_inspected: BTreeMap::new(),
            endpoints: FxHashMap::default(),
            undocumented: 0,
            findings: 0,
            other_findings: 0,
            calls: 0,
            omitted: Omitted::default(),
        }
    }

    /// Looks at an exchange.
    pub fn add(&mut self, exchange: &Exchange) {
        self.exchanges += 1;
        let inspection = self.inspector.inspect(exchange);
        for why in inspection.observation().not_inspected.values() {
            *self.not_inspected.entry(*why).or_default() += 1;
        }
        let key = self.key(&inspection);
        let is_documented = matches!(key, Key::Documented { .. });
        let seen = match self.endpoints.entry(key) {
            hash_map::Entry::Occupied(seen) => seen.into_mut(),
            hash_map::Entry::Vacant(new) if is_documented || self.undocumented < MOST_ENDPOINTS => {
                self.undocumented += usize::from(!is_documented);
                new.insert(Seen::default())
            }
            hash_map::Entry::Vacant(_) => {
                self.omitted.exchanges += 1;
                return;
            }
        };
        seen.add(&inspection);
        if let (Some(from), Some(to)) = (&exchange.source.workload, &exchange.destination.workload) {
            match count(&mut seen.calls, from, to, room(self.calls, MOST_CALLS)) {
                Taken::Known => {}
                Taken::New => self.calls += 1,
                Taken::Omitted => self.omitted.calls += 1,
            }
        }
        let findings = if is_documented { &mut self.findings } else { &mut self.other_findings };
        for defect in inspection.defects() {
            match seen.findings.add(defect, &inspection, room(*findings, MOST_FINDINGS)) {
                Taken::Known => {}
                Taken::New => *findings += 1,
                Taken::Omitted => self.omitted.findings += 1,
            }
        }
    }

    /// Counts records that are no exchanges.
    pub const fn reject(&mut self, records: u64) {
        self.rejected = self.rejected.saturating_add(records);
    }

    /// Adds what another builder over the same inspector has collected.
    pub fn merge(&mut self, other: Self) {
        self.exchanges += other.exchanges;
        self.rejected += other.rejected;
        for (why, count) in other.not_inspected {
            *self.not_inspected.entry(why).or_default() += count;
        }
        self.undocumented += other.undocumented;
        self.findings += other.findings;
        self.other_findings += other.other_findings;
        self.calls += other.calls;
        self.omitted.exchanges += other.omitted.exchanges;
        self.omitted.findings += other.omitted.findings;
        self.omitted.calls += other.omitted.calls;
        for (key, seen) in in_order(other.endpoints) {
            match self.endpoints.entry(key) {
                hash_map::Entry::Occupied(own) => {
                    let is_other = matches!(own.key(), Key::Other { .. });
                    self.undocumented -= usize::from(is_other);
                    let (findings, calls) = own.into_mut().merge(seen);
                    if is_other {
                        self.other_findings -= findings;
                    } else {
                        self.findings -= findings;
                    }
                    self.calls -= calls;
                }
                hash_map::Entry::Vacant(new) => {
                    new.insert(seen);
                }
            }
        }
    }

    fn key(&self, inspection: &Inspection<'_>) -> Key {
        let observation = inspection.observation();
        let place = inspection.place();
        let api = place
            .api
            .and_then(|own| self.inspector.apis().iter().position(|api| std::ptr::eq(Arc::as_ptr(api), own)));
        match (api, place.operation) {
            (Some(api), Some(operation)) => Key::Documented { api, operation: operation.index },
            _ => Key::Other { api: observation.api.to_owned(), operation: observation.operation.to_ref() },
        }
    }

    /// Makes the report. `as_of` is the time that suppressions of the documents' findings expire against.
    #[must_use]
    pub fn build(self, as_of: Timestamp) -> TrafficReport {
        let settings = self.inspector.settings();
        let mut endpoints = Vec::new();
        let mut findings: Vec<Finding> = Vec::new();
        for api in self.inspector.apis() {
            findings.extend(analyze(api, settings, as_of));
        }
        let mut calls = BTreeMap::new();
        let mut seen = self.endpoints;
        for (index, api) in self.inspector.apis().iter().enumerate() {
            let key = |operation: u32| Key::Documented { api: index, operation };
            let keys = || (0..).map(key).zip(api.operations());
            // What the traffic shows of an operation stands beside what the document says of it.
            for (key, operation) in keys() {
                let Some(seen) = seen.get_mut(&key) else { continue };
                findings.extend(std::mem::take(&mut seen.findings).into_findings());
                note(&mut calls, &mut seen.calls, &operation.to_ref());
            }
            let risks = Risk::of_operations(api, &findings);
            endpoints.extend(keys().zip(risks).map(|((key, operation), risk)| {
                let seen = seen.remove(&key);
                let state = state(operation.is_deprecated(), seen.as_ref());
                summary(api.name(), operation.to_ref(), state, risk, seen.unwrap_or_default().usage)
            }));
        }
        for (key, mut seen) in in_order(seen) {
            let Key::Other { api, operation } = key else { continue };
            let found = seen.findings.into_findings();
            note(&mut calls, &mut seen.calls, &operation);
            let state = if seen.is_outbound { EndpointState::External } else { EndpointState::Shadow };
            let risk = Risk::of(&found);
            endpoints.push(summary(&api, operation, state, risk, seen.usage));
            findings.extend(found);
        }
        sort(&mut endpoints, &mut findings);
        let mut posture: BTreeMap<_, BTreeMap<_, usize>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.state == State::Confirmed) {
            *posture.entry(finding.category).or_default().entry(finding.severity).or_default() += 1;
        }
        TrafficReport {
            exchanges: self.exchanges,
            rejected: self.rejected,
            not_inspected: self.not_inspected,
            risk: endpoints.first().map_or_else(|| Risk::of([]), |worst| worst.risk.clone()),
            endpoints,
            findings,
            posture,
            calls: summaries(calls),
            omitted: self.omitted,
        }
    }
}

const fn room(count: usize, most: usize) -> Room {
    if count < most { Room::Left } else { Room::Full }
}

/// Counts a call.
fn count(calls: &mut Calls, from: &str, to: &str, room: Room) -> Taken {
    if let Some(count) = calls.get_mut(from).and_then(|own| own.get_mut(to)) {
        *count += 1;
        return Taken::Known;
    }
    if room == Room::Full {
        return Taken::Omitted;
    }
    calls.entry(from.into()).or_default().insert(to.into(), 1);
    Taken::New
}

/// Calls of all operations, by the workloads.
type AllCalls = BTreeMap<(Box<str>, Box<str>, OperationRef), u64>;

/// Adds the calls of an operation to those of all.
fn note(all: &mut AllCalls, own: &mut Calls, operation: &OperationRef) {
    for (from, called) in std::mem::take(own) {
        for (to, count) in called {
            *all.entry((from.clone(), to, operation.clone())).or_default() += count;
        }
    }
}

impl Seen {
    fn add(&mut self, inspection: &Inspection<'_>) {
        let observation = inspection.observation();
        let usage = &mut self.usage;
        usage.count += 1;
        usage.errors += u64::from(observation.status.is_none_or(|status| status >= 400));
        let (sent, answered) = observation.bytes;
        usage.bytes = usage.bytes.saturating_add(sent.unwrap_or(0)).saturating_add(answered.unwrap_or(0));
        if let Some(status) = observation.status {
            *usage.statuses.entry(status).or_default() += 1;
        }
        self.is_outbound |= observation.direction == Direction::Outbound;
    }

    /// Adds what was seen elsewhere. Returns how many of its findings and calls were known.
    fn merge(&mut self, other: Self) -> (usize, usize) {
        let usage = &mut self.usage;
        usage.count += other.usage.count;
        usage.errors += other.usage.errors;
        usage.bytes = usage.bytes.saturating_add(other.usage.bytes);
        for (status, count) in other.usage.statuses {
            *usage.statuses.entry(status).or_default() += count;
        }
        self.is_outbound |= other.is_outbound;
        let mut known = 0;
        for (from, called) in other.calls {
            let own = self.calls.entry(from).or_default();
            for (to, count) in called {
                known += usize::from(own.contains_key(&to));
                *own.entry(to).or_default() += count;
            }
        }
        (self.findings.merge(other.findings), known)
    }
}

/// Returns what a map holds in the order of its keys, whatever its own.
fn in_order<K: Ord, V>(map: FxHashMap<K, V>) -> Vec<(K, V)> {
    let mut entries: Vec<(K, V)> = map.into_iter().collect();
    entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    entries
}

fn state(is_deprecated: bool, seen: Option<&Seen>) -> EndpointState {
    match seen {
        None => EndpointState::Orphan,
        Some(_) if is_deprecated => EndpointState::Zombie,
        Some(_) => EndpointState::Documented,
    }
}

fn summary(
    api: &str,
    operation: OperationRef,
    state: EndpointState,
    risk: Risk,
    usage: Usage,
) -> EndpointSummary {
    let OperationRef { method, path } = operation;
    EndpointSummary { api: api.to_owned(), method, path, state, risk, usage }
}

fn summaries(calls: AllCalls) -> Vec<CallSummary> {
    let calls = calls.into_iter().map(|((from, to, OperationRef { method, path }), count)| CallSummary {
        from: from.into(),
        to: to.into(),
        method,
        path,
        count,
    });
    calls.collect()
}

/// Puts the riskiest operations and the worst findings first.
fn sort(endpoints: &mut [EndpointSummary], findings: &mut [Finding]) {
    endpoints.sort_by(|a, b| {
        let name = |own: &EndpointSummary| (own.api.clone(), own.path.clone(), own.method.clone());
        b.risk.score.cmp(&a.risk.score).then_with(|| name(a).cmp(&name(b)))
    });
    findings.sort_by(|a, b| {
        let is_candidate = |own: &Finding| own.state != State::Confirmed;
        is_candidate(a)
            .cmp(&is_candidate(b))
            .then_with(|| b.severity.cmp(&a.severity))
            .then_with(|| (&a.api, &a.operation, &a.rule, a.id).cmp(&(&b.api, &b.operation, &b.rule, b.id)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Api;

    fn inspector(settings: &str) -> Inspector {
        let api = Api::parse(
            b"openapi: 3.1.0\ninfo: {title: pets, version: '1'}\npaths:\n  /pets: {get: {}}\n  /old: {get: {deprecated: true}}\n  /never: {get: {}}\n",
        );
        let settings = crate::Settings::parse(settings.as_bytes()).unwrap();
        Inspector::builder().api(api.unwrap()).settings(settings).build().unwrap()
    }

    fn exchange(target: &str, status: u16, time: &str) -> Exchange {
        let json = format!(
            r#"{{"timestamp":"{time}","scheme":"https","source":{{"workload":"shop"}},"destination":{{"workload":"pets"}},
            "request":{{"method":"GET","target":"{target}","size":1}},"response":{{"status":{status},"headers":[],"size":2}}}}"#
        );
        Exchange::parse(json.as_bytes()).unwrap()
    }

    #[test]
    fn names_that_somebody_makes_up_hide_nothing() {
        let inspector = inspector("{}");
        let mut report = TrafficReport::builder(&inspector);
        for n in 0..11_000 {
            let name: String = n.to_string().bytes().map(|byte| char::from(byte - b'0' + b'a')).collect();
            let json = [
                format!(
                    r#"{{"request":{{"method":"X{name}","target":"/pets"}},"response":{{"status":200}}}}"#
                ),
                format!(
                    r#"{{"request":{{"method":"GET","target":"/pets?q{name}=1"}},"response":{{"status":200}}}}"#
                ),
            ];
            for json in json {
                report.add(&Exchange::parse(json.as_bytes()).unwrap());
            }
        }
        report.add(&exchange("/old", 200, "2026-11-21T11:00:00Z"));
        report.add(&exchange("/internal/debug", 200, "2026-11-21T11:00:00Z"));
        let report = report.build(Timestamp::MIN);
        for rule in ["deprecated-operation-used", "undocumented-operation", "undocumented-method"] {
            assert_eq!(report.findings.iter().filter(|own| own.rule.as_str() == rule).count(), 1, "{rule}");
        }
        assert_eq!(report.omitted.exchanges, 0);
    }

    #[test]
    fn does_not_depend_on_the_order() {
        let exchanges = [
            exchange("/pets", 200, "2026-11-21T10:00:00Z"),
            exchange("/pets", 500, "2026-11-21T09:00:00Z"),
            exchange("/old", 200, "2026-11-21T11:00:00Z"),
            exchange("/internal/debug", 200, "2026-11-21T11:00:00Z"),
        ];
        let inspector = inspector("{}");
        let report = |exchanges: &mut dyn Iterator<Item = &Exchange>| {
            let mut report = TrafficReport::builder(&inspector);
            exchanges.for_each(|own| report.add(own));
            report.reject(1);
            report.build(Timestamp::MIN)
        };
        let there = report(&mut exchanges.iter());
        assert_eq!(there, report(&mut exchanges.iter().rev()));
        let (mut first, mut second) =
            (TrafficReport::builder(&inspector), TrafficReport::builder(&inspector));
        for (index, exchange) in exchanges.iter().enumerate() {
            if index % 2 == 0 { first.add(exchange) } else { second.add(exchange) }
        }
        second.reject(1);
        first.merge(second);
        assert_eq!(there, first.build(Timestamp::MIN));
        assert_eq!((there.exchanges, there.rejected), (4, 1));
        let states: BTreeMap<_, _> = there.endpoints.iter().map(|own| (&*own.path, own.state)).collect();
        assert_eq!(
            states,
            BTreeMap::from([
                ("/pets", EndpointState::Documented),
                ("/old", EndpointState::Zombie),
                ("/never", EndpointState::Orphan),
                ("/internal/debug", EndpointState::Shadow),
            ])
        );
        let pets = there.endpoints.iter().find(|own| own.path == "/pets").unwrap();
        assert_eq!((pets.usage.count, pets.usage.errors, pets.usage.bytes), (2, 1, 6));
        assert_eq!(pets.usage.statuses, BTreeMap::from([(200, 1), (500, 1)]));
        assert_eq!(there.calls.iter().map(|own| own.count).sum::<u64>(), 4);
        let hsts = there.of_traffic().find(|own| own.operation.as_ref().unwrap().path == "/pets").unwrap();
        assert_eq!((hsts.state, hsts.evidence.count), (State::Confirmed, 2));
        assert_eq!(hsts.evidence.first_seen.as_deref(), Some("2026-11-21T09:00:00Z"));
        assert_eq!(hsts.evidence.last_seen.as_deref(), Some("2026-11-21T10:00:00Z"));
    }

    #[test]
    fn holds_rejected_calls_against_no_operation() {
        let inspector = inspector("{}");
        let mut report = TrafficReport::builder(&inspector);
        report.add(&exchange("/admin", 404, "2026-11-21T10:00:00Z"));
        let report = report.build(Timestamp::MIN);
        let shadow = report.endpoints.iter().find(|own| own.path == "/admin").unwrap();
        assert_eq!(shadow.risk.score, 0);
        assert!(report.of_traffic().all(|own| own.state == State::Candidate));
    }
}
