//! What a policy costs: facts in, decision out.

#![allow(clippy::expect_used, reason = "a bench that cannot be set up has to stop")]

use std::net::{IpAddr, Ipv4Addr};

use criterion::Criterion;
use watchgate::{
    Api, Facts, OperationFacts, OperationIndex, Policy, PolicySet, Risk, Settings, Timestamp, analyze,
};
use watchgate_benches::{Detail, criterion, document, in_turn, operations, policy};

fn main() {
    let mut criterion = criterion();
    decide(&mut criterion);
    criterion.final_summary();
}

fn decide(criterion: &mut Criterion) {
    for operation_count in [10, 1_000] {
        for rules in [10, 200, 1_000] {
            let set = compile(operation_count, rules);
            let mut group =
                criterion.benchmark_group(format!("decide/{operation_count}-operations/{rules}-rules"));
            for (name, method, workload) in [
                ("first-rule-denies", None, "intruder"),
                ("last-but-one-denies", Some("DELETE"), "auditor"),
                ("last-rule-allows", Some("GET"), "auditor"),
                ("no-rule-matches", Some("GET"), "storefront"),
                ("every-operation", None, "storefront"),
            ] {
                let calls = calls(operation_count, method, workload);
                in_turn(&mut group, name, &calls, |facts| set.decide(facts));
            }
            group.finish();
        }
    }
}

fn compile(operation_count: usize, rules: usize) -> PolicySet {
    let api =
        Api::parse(document(operation_count, Detail::Outline).to_string().as_bytes()).expect("document");
    let findings = analyze(&api, &Settings::default(), Timestamp::UNIX_EPOCH);
    let risks = Risk::of_operations(&api, &findings);
    let facts: Vec<OperationFacts> = api
        .operations()
        .iter()
        .zip(risks)
        .map(|(operation, risk)| {
            let mut facts = OperationFacts::new(api.name(), operation.to_ref());
            facts.id = operation.id().map(str::to_owned);
            facts.tags = operation.tags().to_vec();
            facts.risk = risk;
            facts
        })
        .collect();
    let policy = Policy::parse(policy(rules, operation_count).as_bytes()).expect("policy");
    PolicySet::compile(&policy, facts, 0).expect("names of the document")
}

/// Returns a call of each operation, of one method if it is given.
fn calls(operation_count: usize, method: Option<&str>, workload: &'static str) -> Vec<Facts<'static>> {
    let operations: &'static [_] = operations(operation_count).leak();
    operations
        .iter()
        .zip(0..)
        .filter(|(own, _)| method.is_none_or(|method| method == own.method.as_str()))
        .map(|(own, index)| {
            let mut facts = Facts::new(own.method.as_str(), &own.path);
            facts.operation = Some(OperationIndex::new(index));
            facts.host = Some("api.example.com");
            facts.host_is_known = true;
            facts.source_ip = Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)));
            facts.source_workload = Some(workload);
            facts
        })
        .collect()
}
