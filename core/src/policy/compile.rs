//! A policy against the operations it will decide over: one row of bits for each value that a fact can take.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use super::alternatives::Alternative;
use super::bitset::{BitTable, Words};
use super::classes::{Class, Classes, Positions};
use super::condition::{Condition, Purpose};
use super::document::{Mode, Policy, Rule, Stage};
use super::facts::{Direction, Facts};
use super::parse::PolicyError;
use super::pattern::{HostPattern, PathPattern, bare_host, host_pieces, path_pieces};
use crate::{Method, OperationRef, Risk, RuleId, Severity, fingerprint};

/// What a policy may ask of an operation. `Debug` names it as findings do.
#[derive(Clone)]
#[non_exhaustive]
pub struct OperationFacts {
    /// The name of its API.
    pub api: String,
    /// Its method.
    pub method: Method,
    /// Its path template.
    pub path: String,
    /// Its `operationId`.
    pub id: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The labels that the document gives it in `x-watchgate`.
    pub labels: Vec<String>,
    /// The severity of the alert that the document asks for at every call (`alert` of `x-watchgate`).
    pub alert: Option<Severity>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Its risk.
    pub risk: Risk,
    /// The rules that have a finding on it.
    pub findings: BTreeSet<RuleId>,
}

impl fmt::Debug for OperationFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationFacts")
            .field("api", &self.api)
            .field("operation", &self.to_ref())
            .field("risk", &self.risk)
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}

impl OperationFacts {
    /// Returns the facts of an operation without tags, hints and findings.
    #[must_use]
    pub fn new(api: impl Into<String>, operation: OperationRef) -> Self {
        Self {
            api: api.into(),
            method: operation.method,
            path: operation.path,
            id: None,
            tags: Vec::new(),
            labels: Vec::new(),
            alert: None,
            deprecated: false,
            risk: Risk::of([]),
            findings: BTreeSet::new(),
        }
    }

    /// Tells whether the name is the `operationId`, or method and path.
    pub(super) fn goes_by(&self, name: &str) -> bool {
        self.id.as_deref() == Some(name)
            || name
                .split_once(' ')
                .is_some_and(|(method, path)| method == self.method.as_str() && path == self.path)
    }

    pub(crate) fn to_ref(&self) -> OperationRef {
        OperationRef { method: self.method.clone(), path: self.path.clone() }
    }
}

/// A policy compiled against a list of operations. Deciding with it takes tens of nanoseconds and cannot fail; cloning
/// it is cheap.
#[derive(Debug, Clone)]
pub struct PolicySet {
    pub(super) compiled: Arc<Compiled>,
}

/// Everything that a decision needs, and that its rendering needs later.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) mode: Mode,
    pub(super) policy: Policy,
    pub(super) operations: Arc<[OperationFacts]>,
    pub(super) revision: u64,
    /// Whether no rule can ever match.
    pub(super) idle: bool,
    /// One for each [`Stage`], in order.
    stages: [StageRules; 3],
}

/// The rules of one stage, indexed by the facts.
///
/// For each fact there is a table with one row a class of values; a set bit means that the fact does not keep the rule
/// from matching. The rules that match are the intersection of the rows of the call's facts; those in `residual` have
/// conditions beside that are tested one by one. Over hosts and paths the rows only narrow down: those conditions are
/// tested as well.
#[derive(Debug, Default)]
pub(super) struct StageRules {
    /// The rules' places in the policy; one that is taken apart stands here several times.
    pub(super) rules: Vec<u16>,
    /// By operation; the last row is for calls of no documented operation.
    operations: BitTable,
    unknown_operation: u32,
    methods: Classes,
    workloads: Classes,
    destination_workloads: Classes,
    principals: Classes,
    /// By the called host.
    hosts: Positions,
    /// By the path, as it came and in forgiving form.
    paths: Positions,
    folded_paths: Positions,
    /// By operation: rules whose path pattern matches its template, whatever path was called.
    templates: BitTable,
    directions: BitTable,
    /// Sorted starts of address ranges, with the row of each.
    ranges: Vec<(u128, u32)>,
    addresses: BitTable,
    unknown_address: u32,
    pub(super) residual: BitTable,
}

impl PolicySet {
    /// Compiles a policy against the operations it decides over. `documents` stands for them in the revision: the same
    /// text of policy and documents gives the same revision.
    ///
    /// # Errors
    /// Returns [`PolicyError`] when a rule names an API or an operation that is not in the list.
    pub fn compile(
        policy: &Policy,
        operations: impl Into<Arc<[OperationFacts]>>,
        documents: u64,
    ) -> Result<Self, PolicyError> {
        let operations = operations.into();
        policy.check_names(&operations)?;
        let stages = [Stage::Head, Stage::RequestBody, Stage::Response]
            .map(|stage| StageRules::new(policy, &operations, stage));
        let revision = fingerprint::of([
            &policy.fingerprint.to_be_bytes()[..],
            policy.mode.as_str().as_bytes(),
            &documents.to_be_bytes()[..],
        ]);
        let idle = policy.mode == Mode::Off && policy.rules.iter().all(|rule| rule.mode.is_none());
        let policy = policy.clone();
        Ok(Self {
            compiled: Arc::new(Compiled { mode: policy.mode, policy, operations, revision, idle, stages }),
        })
    }
}

impl Compiled {
    pub(super) const fn stage(&self, stage: Stage) -> &StageRules {
        let [head, request_body, response] = &self.stages;
        match stage {
            Stage::Head => head,
            Stage::RequestBody => request_body,
            Stage::Response => response,
        }
    }
}

impl StageRules {
    fn new<'p>(policy: &'p Policy, operations: &[OperationFacts], stage: Stage) -> Self {
        let is_active = |rule: &Rule| rule.stage() == stage && rule.mode.unwrap_or(policy.mode) != Mode::Off;
        let active: Vec<(&Rule, u16)> =
            policy.rules.iter().zip(0..).filter(|(rule, _)| is_active(rule)).collect();
        let rules = Alternative::of_rules(&active);
        let bits = rules.len();
        let every = |bit: usize, test: &dyn Fn(&Condition) -> bool| {
            rules.get(bit).is_some_and(|own| own.rule.conditions.iter().all(test))
        };

        let mut by_operation = BitTable::new(bits);
        for operation in operations {
            by_operation.push(bits, |bit| every(bit, &|own| !own.is_static() || own.holds_for(operation)));
        }
        let unknown_operation = by_operation.push(bits, |bit| every(bit, &|own| !own.is_static()));

        let words = |of: fn(&Condition) -> Option<&[String]>| {
            let names = rules.iter().flat_map(|own| &own.rule.conditions).filter_map(of).flatten();
            Classes::new(bits, names.map(String::as_str).collect(), |bit, class| {
                every(bit, &|own| {
                    of(own).is_none_or(|names| match class {
                        Class::Named(text) => names.iter().any(|name| name == text),
                        Class::Other | Class::Missing => false,
                    })
                })
            })
        };
        let methods = words(|own| if let Condition::Method(names) = own { Some(names) } else { None });
        let workloads =
            words(|own| if let Condition::FromWorkload(names) = own { Some(names) } else { None });
        let destination_workloads =
            words(|own| if let Condition::ToWorkload(names) = own { Some(names) } else { None });
        let principals =
            words(|own| if let Condition::FromPrincipal(names) = own { Some(names) } else { None });

        let hosts = rules.iter().map(|own| own.hosts.map(|patterns| patterns.iter().collect()));
        let hosts = Positions::new::<&HostPattern>(&hosts.collect::<Vec<_>>());
        let paths = |is_folded| {
            let pieces = |patterns: &'p [PathPattern]| {
                patterns.iter().map(|pattern| pattern.pieces(is_folded)).collect()
            };
            Positions::new(&rules.iter().map(|own| own.paths.map(pieces)).collect::<Vec<_>>())
        };
        let (paths, folded_paths) = (paths(false), paths(true));
        let mut templates = BitTable::new(bits);
        for operation in operations {
            templates.push(bits, |bit| {
                let patterns = rules.get(bit).and_then(|own| own.paths).unwrap_or_default();
                patterns.iter().any(|pattern| pattern.matches_template(&operation.path))
            });
        }

        let mut directions = BitTable::new(bits);
        for direction in [Direction::Inbound, Direction::Outbound] {
            directions.push(bits, |bit| {
                every(bit, &|own| !matches!(own, Condition::Direction(own) if !own.contains(&direction)))
            });
        }

        let nets: Vec<&IpNet> = rules
            .iter()
            .flat_map(|own| &own.rule.conditions)
            .filter_map(|own| if let Condition::FromCidr(nets) = own { Some(nets) } else { None })
            .flatten()
            .collect();
        let mut addresses = BitTable::new(bits);
        let ranges = range_starts(&nets)
            .into_iter()
            .map(|start| {
                let address = address(start);
                let row = addresses.push(bits, |bit| {
                    every(bit, &|own| !matches!(own, Condition::FromCidr(nets) if !nets.iter().any(|net| net.contains(&address))))
                });
                (start, row)
            })
            .collect();
        let unknown_address =
            addresses.push(bits, |bit| every(bit, &|own| !matches!(own, Condition::FromCidr(_))));

        let mut residual = BitTable::new(bits);
        residual.push(bits, |bit| {
            rules.get(bit).is_some_and(|own| !own.rule.exemption.is_empty()) || !every(bit, &is_indexed)
        });
        Self {
            rules: rules.iter().map(|own| own.place).collect(),
            operations: by_operation,
            unknown_operation,
            methods,
            workloads,
            destination_workloads,
            principals,
            hosts,
            paths,
            folded_paths,
            templates,
            directions,
            ranges,
            addresses,
            unknown_address,
            residual,
        }
    }

    /// Returns the rules that its operation does not keep from matching a call.
    pub(super) fn of_operation(&self, facts: &Facts<'_>, operation: Option<&OperationFacts>) -> &[u64] {
        let own = operation.and(facts.operation).map_or(self.unknown_operation, |index| index.0);
        self.operations.row(own)
    }

    /// Takes out the rules that cannot match because of other facts.
    pub(super) fn narrow(&self, facts: &Facts<'_>, operation: Option<&OperationFacts>, words: &mut Words) {
        let direction = match facts.direction {
            Direction::Inbound => 0,
            Direction::Outbound => 1,
        };
        words.and(self.directions.row(direction));
        for (classes, text) in [
            (&self.workloads, facts.source_workload),
            (&self.destination_workloads, facts.destination_workload),
            (&self.principals, facts.principal),
        ] {
            if !classes.is_idle() {
                words.and(classes.row(text));
            }
        }
        if !self.methods.is_idle() {
            let method = self.methods.row(Some(facts.method));
            match operation.map(|operation| operation.method.as_str()) {
                // A `HEAD` that the operation's `GET` answers is both.
                Some(own) if own != facts.method => words.and_either(method, self.methods.row(Some(own))),
                // Most servers answer it with what answers `GET`.
                None if facts.method == "HEAD" => words.and_either(method, self.methods.row(Some("GET"))),
                _ => words.and(method),
            }
        }
        if self.ranges.len() > 1 {
            words.and(self.addresses.row(self.address_row(facts.source_ip)));
        }
    }

    /// Takes out rules that cannot match because of host or path. This costs more than the rest, so it waits until a
    /// rule has to be tested by itself.
    pub(super) fn narrow_more(
        &self,
        facts: &Facts<'_>,
        operation: Option<&OperationFacts>,
        words: &mut Words,
    ) {
        if self.hosts.concerns(words) {
            let mut buffer = [0; LONGEST_HOST];
            if let Some(host) = lower_case(facts.host.map_or("", bare_host), &mut buffer) {
                let pieces = facts.host.into_iter().flat_map(|_| host_pieces(host));
                self.hosts.rows(pieces).for_each(|row| words.and(row));
            }
        }
        let paths = if facts.path_is_folded { &self.folded_paths } else { &self.paths };
        if paths.concerns(words) {
            let by_template = operation.and(facts.operation).map(|index| self.templates.row(index.0));
            for row in paths.rows(path_pieces(facts.path)) {
                match by_template {
                    Some(by_template) => words.and_either(row, by_template),
                    None => words.and(row),
                }
                if words.is_empty() {
                    return;
                }
            }
        }
    }

    fn address_row(&self, ip: Option<IpAddr>) -> u32 {
        let Some(ip) = ip else { return self.unknown_address };
        let key = key(ip);
        let after = self.ranges.partition_point(|(start, _)| *start <= key);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).map_or(self.unknown_address, |(_, row)| *row)
    }
}

/// Tells whether the rows alone decide a condition. For a host, which a caller claims, and others, they do not.
fn is_indexed(condition: &Condition) -> bool {
    condition.is_static()
        || matches!(
            condition,
            Condition::FromWorkload(_)
                | Condition::FromPrincipal(_)
                | Condition::ToWorkload(_)
                | Condition::FromCidr(_)
                | Condition::Direction(_)
                | Condition::Method(_)
        )
}

/// The longest name of a host (RFC 1035, section 2.3.4), and then some.
const LONGEST_HOST: usize = 256;

/// Returns a host in lower case; `None` if it is longer than any.
fn lower_case<'h>(host: &'h str, buffer: &'h mut [u8; LONGEST_HOST]) -> Option<&'h str> {
    if !host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(host);
    }
    let lower = buffer.get_mut(..host.len())?;
    lower.copy_from_slice(host.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok()
}

/// Returns the borders between which every address is in the same networks. The first is the lowest address.
fn range_starts(nets: &[&IpNet]) -> BTreeSet<u128> {
    let mut starts = BTreeSet::from([0]);
    for net in nets {
        starts.insert(key(net.network()));
        let after = match net {
            IpNet::V4(net) => key(IpAddr::V4(net.broadcast())).checked_add(1),
            IpNet::V6(net) => u128::from(net.broadcast()).checked_add(1),
        };
        starts.extend(after);
    }
    starts
}

/// Returns an address as a number: IPv4 in its mapped form, so that both families share one line.
fn key(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => u128::from(ip.to_ipv6_mapped()),
        IpAddr::V6(ip) => u128::from(ip),
    }
}

fn address(key: u128) -> IpAddr {
    IpAddr::V6(key.into()).to_canonical()
}

pub(super) const fn purpose(rule: &Rule) -> Purpose {
    Purpose::of(rule.action)
}
