//! A policy against the operations it will decide over: one row of bits for each value that a fact can take.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;
use rustc_hash::FxHashMap;

use super::bitset::BitTable;
use super::condition::{Condition, Purpose};
use super::document::{Mode, Policy, Rule, Stage};
use super::facts::{Direction, Facts};
use super::parse::PolicyError;
use crate::{Method, OperationRef, Risk, fingerprint};

/// What a policy may ask of an operation.
#[derive(Debug, Clone)]
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
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Its risk.
    pub risk: Risk,
    /// The rules that have a finding on it.
    pub findings: BTreeSet<String>,
}

impl OperationFacts {
    /// Returns the facts of an operation without tags and findings.
    #[must_use]
    pub fn new(api: impl Into<String>, operation: OperationRef) -> Self {
        Self {
            api: api.into(),
            method: operation.method,
            path: operation.path,
            id: None,
            tags: Vec::new(),
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
/// conditions beside that are tested one by one.
#[derive(Debug, Default)]
pub(super) struct StageRules {
    /// The rules' places in the policy.
    pub(super) rules: Vec<u16>,
    /// By operation; the last row is for calls of no documented operation.
    operations: BitTable,
    unknown_operation: u32,
    methods: Classes,
    workloads: Classes,
    directions: BitTable,
    /// Sorted starts of address ranges, with the row of each.
    ranges: Vec<(u128, u32)>,
    addresses: BitTable,
    unknown_address: u32,
    pub(super) residual: BitTable,
}

/// Rows by text: those that the rules name, the rest, and none at all.
#[derive(Debug, Default)]
struct Classes {
    rows: BitTable,
    named: FxHashMap<Box<str>, u32>,
    other: u32,
    unknown: u32,
}

impl Classes {
    fn new(bits: usize, names: BTreeSet<&str>, passes: impl Fn(usize, Option<&str>) -> bool) -> Self {
        let mut rows = BitTable::new(bits);
        let named = names
            .into_iter()
            .map(|name| (Box::from(name), rows.push(bits, |bit| passes(bit, Some(name)))))
            .collect();
        // No rule names the text with a NUL in it: the parser refuses control characters.
        let other = rows.push(bits, |bit| passes(bit, Some("\u{0}")));
        let unknown = rows.push(bits, |bit| passes(bit, None));
        Self { rows, named, other, unknown }
    }

    fn row(&self, value: Option<&str>) -> &[u64] {
        let row = match value {
            None => self.unknown,
            Some(_) if self.named.is_empty() => self.other,
            Some(value) => self.named.get(value).copied().unwrap_or(self.other),
        };
        self.rows.row(row)
    }
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
        let revision = fingerprint::of([&policy.fingerprint.to_be_bytes()[..], &documents.to_be_bytes()[..]]);
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
    fn new(policy: &Policy, operations: &[OperationFacts], stage: Stage) -> Self {
        let active = |rule: &Rule| rule.stage() == stage && rule.mode.unwrap_or(policy.mode) != Mode::Off;
        let places: Vec<usize> =
            (0..policy.rules.len()).filter(|&at| policy.rules.get(at).is_some_and(active)).collect();
        let rules: Vec<&Rule> = places.iter().filter_map(|&at| policy.rules.get(at)).collect();
        let bits = rules.len();
        let every = |bit: usize, test: &dyn Fn(&Condition) -> bool| {
            rules.get(bit).is_some_and(|rule| rule.conditions.iter().all(test))
        };

        let mut by_operation = BitTable::new(bits);
        for operation in operations {
            by_operation.push(bits, |bit| every(bit, &|own| !own.is_static() || own.holds_for(operation)));
        }
        let unknown_operation = by_operation.push(bits, |bit| every(bit, &|own| !own.is_static()));

        let methods = Classes::new(
            bits,
            names(&rules, |own| if let Condition::Method(names) = own { names } else { &[] }),
            |bit, method| {
                every(bit, &|own| match own {
                    Condition::Method(names) => names.iter().any(|name| Some(name.as_str()) == method),
                    _ => true,
                })
            },
        );
        let workloads = Classes::new(
            bits,
            names(&rules, |own| if let Condition::FromWorkload(names) = own { names } else { &[] }),
            |bit, workload| {
                every(bit, &|own| match own {
                    Condition::FromWorkload(names) => {
                        names.iter().any(|name| Some(name.as_str()) == workload)
                    }
                    _ => true,
                })
            },
        );
        let mut directions = BitTable::new(bits);
        for direction in [Direction::Inbound, Direction::Outbound] {
            directions.push(bits, |bit| {
                every(bit, &|own| !matches!(own, Condition::Direction(own) if !own.contains(&direction)))
            });
        }

        let nets: Vec<&IpNet> = rules
            .iter()
            .flat_map(|rule| &rule.conditions)
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
            rules.get(bit).is_some_and(|rule| !rule.exemption.is_empty()) || !every(bit, &is_indexed)
        });
        Self {
            rules: places.iter().filter_map(|&at| u16::try_from(at).ok()).collect(),
            operations: by_operation,
            unknown_operation,
            methods,
            workloads,
            directions,
            ranges,
            addresses,
            unknown_address,
            residual,
        }
    }

    /// Returns the rows whose intersection holds the rules that may match.
    pub(super) fn rows<'s>(&'s self, facts: &Facts<'_>, operation: Option<&OperationFacts>) -> Rows<'s> {
        let own = operation.and(facts.operation).map_or(self.unknown_operation, |index| index.0);
        let direction = match facts.direction {
            Direction::Inbound => 0,
            Direction::Outbound => 1,
        };
        // A `HEAD` that the operation's `GET` answers is both.
        let method = self.methods.row(Some(facts.method));
        let also = operation.map_or(method, |operation| {
            let own = operation.method.as_str();
            if own == facts.method { method } else { self.methods.row(Some(own)) }
        });
        Rows {
            operation: self.operations.row(own),
            method,
            also,
            workload: self.workloads.row(facts.source_workload),
            direction: self.directions.row(direction),
            address: self.addresses.row(self.address_row(facts.source_ip)),
        }
    }

    fn address_row(&self, ip: Option<IpAddr>) -> u32 {
        let Some(ip) = ip else { return self.unknown_address };
        let key = key(ip);
        let after = self.ranges.partition_point(|(start, _)| *start <= key);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).map_or(self.unknown_address, |(_, row)| *row)
    }
}

/// The rows of one call's facts.
pub(super) struct Rows<'s> {
    operation: &'s [u64],
    method: &'s [u64],
    also: &'s [u64],
    workload: &'s [u64],
    direction: &'s [u64],
    address: &'s [u64],
}

impl Rows<'_> {
    /// Returns the words of the intersection, in the order of the rules.
    pub(super) fn intersection(&self) -> impl Iterator<Item = u64> + '_ {
        self.operation
            .iter()
            .zip(self.method)
            .zip(self.also)
            .zip(self.workload)
            .zip(self.direction)
            .zip(self.address)
            .map(|(((((operation, method), also), workload), direction), address)| {
                operation & (method | also) & workload & direction & address
            })
    }
}

/// Tells whether the rows alone decide a condition. For a host, which a caller claims, and others, they do not.
fn is_indexed(condition: &Condition) -> bool {
    condition.is_static()
        || matches!(
            condition,
            Condition::FromWorkload(_)
                | Condition::FromCidr(_)
                | Condition::Direction(_)
                | Condition::Method(_)
        )
}

fn names<'r>(rules: &[&'r Rule], of: impl Fn(&'r Condition) -> &'r [String]) -> BTreeSet<&'r str> {
    rules
        .iter()
        .flat_map(|rule| &rule.conditions)
        .flat_map(|own| of(own).iter().map(String::as_str))
        .collect()
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
