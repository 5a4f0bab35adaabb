use std::net::IpAddr;

use proptest::prelude::*;

use super::*;
use crate::{OperationRef, Risk};

fn operations() -> Vec<OperationFacts> {
    let operation = |method: &str, path: &str, score: u8| {
        let mut risk = Risk::of([]);
        (risk.score, risk.level) = (score, crate::RiskLevel::of(score));
        OperationFacts {
            id: Some(format!("{method}{path}")),
            tags: vec![if path.contains("pets") { "pets" } else { "shop" }.to_owned()],
            labels: if method == "GET" {
                vec!["tier-1".to_owned()]
            } else {
                vec!["money".to_owned(), "tier-1".to_owned()]
            },
            alert: (method == "DELETE").then_some(crate::Severity::High),
            deprecated: score == 40,
            risk,
            ..OperationFacts::new("api", OperationRef { method: method.into(), path: path.to_owned() })
        }
    };
    vec![
        operation("GET", "/pets/{id}", 0),
        operation("POST", "/pets", 80),
        operation("DELETE", "/orders/{id}", 40),
    ]
}

fn compile(text: &str) -> PolicySet {
    PolicySet::compile(&Policy::parse(text.as_bytes()).unwrap(), operations(), 0).unwrap()
}

/// One key with its section, as policy text.
fn key() -> impl Strategy<Value = (&'static str, String)> {
    let pick = |values: &'static [&'static str]| {
        prop::sample::subsequence(values, 1..=values.len()).prop_map(|chosen| {
            format!("[{}]", chosen.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(", "))
        })
    };
    prop_oneof![
        pick(&["a", "b"]).prop_map(|v| ("from", format!("workload: {v}"))),
        pick(&["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "0.0.0.0/0", "2001:db8::/32"])
            .prop_map(|v| ("from", format!("cidr: {v}"))),
        pick(&["ann", "bob"]).prop_map(|v| ("from", format!("principal: {v}"))),
        pick(&[
            "x.example.com",
            "*.example.com",
            "y.test",
            "*.x.example.com",
            "example.com",
            "a.b.c.d.example.com"
        ])
        .prop_map(|v| ("to", format!("host: {v}"))),
        pick(&["inbound", "outbound"]).prop_map(|v| ("when", format!("direction: {v}"))),
        pick(&["GET", "POST", "HEAD"]).prop_map(|v| ("when", format!("method: {v}"))),
        pick(&[
            "/pets/{x}",
            "/pets/**",
            "/orders/*",
            "/pets",
            "/Pets/{x}/",
            "/**/x",
            "/{a}/1/**/z",
            "/o*/1",
            "/a/b/c/d/e",
            "/"
        ])
        .prop_map(|v| ("when", format!("path: {v}"))),
        pick(&["a", "b"]).prop_map(|v| ("to", format!("workload: {v}"))),
        pick(&["POST /pets", "GET/pets/{id}"]).prop_map(|v| ("when", format!("operation: {v}"))),
        pick(&["pets", "shop"]).prop_map(|v| ("when", format!("tag: {v}"))),
        pick(&["tier-1", "money", "other"]).prop_map(|v| ("when", format!("label: {v}"))),
        pick(&[">= critical", "medium", "< 40"]).prop_map(|v| ("when", format!("risk: {v}"))),
        any::<bool>().prop_map(|v| ("when", format!("deprecated: {v}"))),
    ]
}

/// Keys by section, each key once.
fn sections(keys: Vec<(&'static str, String)>) -> String {
    let mut out = String::new();
    for section in ["from", "to", "when"] {
        let mut seen = std::collections::BTreeMap::new();
        for (_, key) in keys.iter().filter(|(own, _)| *own == section) {
            seen.entry(key.split(':').next().unwrap_or_default()).or_insert(key);
        }
        if !seen.is_empty() {
            out +=
                &format!(", {section}: {{{}}}", seen.into_values().cloned().collect::<Vec<_>>().join(", "));
        }
    }
    out
}

fn rule() -> impl Strategy<Value = String> {
    let keys = || prop::collection::vec(key(), 0..4);
    let mode = prop_oneof![Just(""), Just(", mode: monitor"), Just(", mode: enforce"), Just(", mode: 'off'")];
    (keys(), keys(), mode, prop_oneof![Just("allow"), Just("alert"), Just("deny")]).prop_map(
        |(when, unless, mode, action)| {
            let unless = sections(unless);
            let unless = if unless.is_empty() {
                unless
            } else {
                format!(", unless: {{{}}}", unless.trim_start_matches(", "))
            };
            format!("{}{unless}{mode}, action: {action}", sections(when))
        },
    )
}

#[derive(Debug, Clone)]
struct Call {
    operation: Option<u32>,
    method: &'static str,
    path: &'static str,
    path_is_folded: bool,
    host: Option<&'static str>,
    host_is_known: bool,
    outbound: bool,
    ip: Option<&'static str>,
    workload: Option<&'static str>,
    principal: Option<&'static str>,
}

fn call() -> impl Strategy<Value = Call> {
    let request = prop_oneof![
        Just((Some(0), "GET", "/pets/7")),
        Just((Some(0), "HEAD", "/pets/7")),
        Just((Some(1), "POST", "/pets")),
        Just((Some(2), "DELETE", "/orders/1")),
        Just((None, "GET", "/orders/1/x")),
        Just((None, "PURGE", "/pets/7")),
        Just((None, "GET", "/Pets/7/")),
        Just((None, "GET", "/orders/1/x/y/z")),
        Just((None, "GET", "/a/b/c/d/e")),
        Just((None, "GET", "/a/b/c/d/f")),
        Just((Some(1), "POST", "/")),
    ];
    let some = |values: &'static [&'static str]| prop::option::of(prop::sample::select(values));
    (
        request,
        some(&[
            "x.example.com",
            "X.EXAMPLE.COM:80",
            "y.test",
            "z.test",
            "a.x.Example.com.",
            "example.com",
            "a.b.c.d.example.com",
            "e.b.c.D.example.com:1",
            ".example.com",
            "",
        ]),
        any::<(bool, bool, bool)>(),
        some(&[
            "10.1.2.3",
            "10.1.2.4",
            "10.255.0.1",
            "9.255.255.255",
            "11.0.0.0",
            "::ffff:10.0.0.1",
            "2001:db8::1",
            "::",
        ]),
        some(&["a", "b", "c"]),
        some(&["ann", "bob", "eve"]),
    )
        .prop_map(
            |(
                (operation, method, path),
                host,
                (host_is_known, outbound, path_is_folded),
                ip,
                workload,
                principal,
            )| Call {
                operation,
                method,
                path,
                path_is_folded,
                host,
                host_is_known,
                outbound,
                ip,
                workload,
                principal,
            },
        )
}

impl Call {
    fn facts(&self) -> Facts<'_> {
        Facts {
            operation: self.operation.map(OperationIndex::new),
            path_is_folded: self.path_is_folded,
            host: self.host,
            host_is_known: self.host_is_known,
            direction: if self.outbound { Direction::Outbound } else { Direction::Inbound },
            source_ip: self.ip.map(|ip| ip.parse::<IpAddr>().unwrap()),
            source_workload: self.workload,
            destination_workload: self.workload,
            principal: self.principal,
            ..Facts::new(self.method, self.path)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The rows of bits are an index over the conditions, never another meaning of them.
    #[test]
    fn the_index_agrees_with_the_conditions(rules in prop::collection::vec(rule(), 0..80), calls in prop::collection::vec(call(), 1..20)) {
        let mut text = String::from("version: 1\nrules:\n");
        if rules.is_empty() {
            text = "version: 1\n".to_owned();
        }
        for (at, rule) in rules.iter().enumerate() {
            text += &format!("  - {{name: r{at}{rule}}}\n");
        }
        let set = compile(&text);
        for call in &calls {
            let facts = call.facts();
            let operation = set.compiled.operation(&facts);
            let matching = set.compiled.policy.rules.iter().filter(|rule| rule.mode != Some(Mode::Off) && rule.applies(&facts, operation));
            let mut alerts: Vec<_> = operation.and_then(|own| own.alert).map(|_| "x-watchgate").into_iter().collect();
            let mut would = None;
            let mut actual = None;
            for rule in matching {
                match rule.action {
                    Action::Alert => alerts.push(rule.name.as_str()),
                    action => {
                        would.get_or_insert(action);
                        if rule.mode != Some(Mode::Monitor) {
                            actual = Some((action, rule.name.as_str()));
                            break;
                        }
                    }
                }
            }
            let decision = set.decide(&facts);
            prop_assert_eq!(decision.is_allowed(), actual.is_none_or(|(action, _)| action != Action::Deny), "{:?}\n{}", call, text);
            prop_assert_eq!(decision.alerts().collect::<Vec<_>>(), alerts.clone());
            if let Some((Action::Deny, name)) = actual {
                prop_assert_eq!(decision.rule(), Some(name));
            }
            let expected = match would.unwrap_or(Action::Allow) {
                Action::Allow if !alerts.is_empty() => Action::Alert,
                action => action,
            };
            prop_assert_eq!(decision.would(), expected);
        }
    }

    #[test]
    fn never_panics_on_any_text(text in "[ -~\n]{0,200}") {
        let _ = Policy::parse(text.as_bytes());
    }
}

#[test]
fn decides_beyond_sixty_four_rules() {
    let rules: String = (0..200)
        .map(|at| format!("  - {{name: r{at}, from: {{workload: w{at}}}, action: deny}}\n"))
        .collect();
    let set = compile(&format!("version: 1\nrules:\n{rules}"));
    for at in [0, 63, 64, 127, 128, 199] {
        let name = format!("w{at}");
        let facts = Facts { source_workload: Some(&name), ..Facts::new("GET", "/") };
        assert_eq!(set.decide(&facts).rule(), Some(format!("r{at}").as_str()));
    }
    assert!(set.decide(&Facts::new("GET", "/")).is_allowed());
}

#[test]
fn refuses_more_rules_than_it_holds() {
    let rules: String = (0..4097).map(|at| format!("- {{name: r{at}, action: deny}}\n")).collect();
    let error = Policy::parse(format!("version: 1\nrules:\n{rules}").as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.key()), ("invalid-value", Some("rules")));
}

#[test]
fn the_revision_changes_with_policy_and_documents() {
    let policy = |text: &str| Policy::parse(text.as_bytes()).unwrap();
    let revision = |policy: &Policy, documents| {
        PolicySet::compile(policy, operations(), documents)
            .unwrap()
            .decide(&Facts::new("GET", "/"))
            .revision()
    };
    let (one, other) = (policy("version: 1\n"), policy("version: 1\ndefault: deny\n"));
    assert_eq!(revision(&one, 1), revision(&one, 1));
    assert_ne!(revision(&one, 1), revision(&one, 2));
    assert_ne!(revision(&one, 1), revision(&other, 1));
}

#[test]
fn can_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<PolicySet>();
    check::<Policy>();
    check::<Decision>();
    check::<PolicyError>();
}
