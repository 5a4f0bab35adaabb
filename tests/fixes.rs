//! A grade does not fall when a finding is fixed, whatever else is wrong.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use watchgate::{Api, FindingSource, Grade, Profile, Settings, Severity, Timestamp, analyze, rules};

/// How one finding is fixed. The members of `before` and `after` are places with what stands there.
#[derive(Debug, Clone)]
struct Fix {
    rule: String,
    version: String,
    before: Vec<(String, Value)>,
    after: Vec<(String, Value)>,
}

/// Paths of the documents, each with the methods of its operations.
const PATHS: [(&str, &[&str]); 4] =
    [("/a", &["post"]), ("/b", &["get", "post"]), ("/c", &["get"]), ("/d", &["put", "delete"])];

/// A value has no key twice; these have a test of their own.
const WITHOUT_FIX: [&str; 1] = ["duplicate-key"];

static FIXES: LazyLock<Vec<Fix>> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixes.yaml");
    let list: Vec<Value> = yaml_serde::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let places = |value: &Value| {
        let members = value.as_object().expect("places").iter();
        members.map(|(place, value)| (place.clone(), value.clone())).collect()
    };
    list.iter()
        .map(|fix| Fix {
            rule: fix["rule"].as_str().expect("a rule").to_owned(),
            version: fix["version"].as_str().unwrap_or("3.1.0").to_owned(),
            before: places(&fix["before"]),
            after: places(&fix["after"]),
        })
        .collect()
});

fn base() -> Value {
    let mut paths = json!({});
    for (path, methods) in PATHS {
        for method in methods {
            paths[path][method] = json!({"responses": {"200": {"description": "ok"}}});
        }
    }
    let flow = json!({"tokenUrl": "https://id.shop.dev/t", "scopes": {"write": "w"}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "shop", "version": "1"},
        "servers": [{"url": "https://api.shop.dev"}],
        "security": [{"login": []}],
        "paths": paths,
        "components": {"securitySchemes": {
            "login": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
            "query": {"type": "apiKey", "in": "query", "name": "key"},
            "oauth": {"type": "oauth2", "flows": {"clientCredentials": flow}},
        }},
    })
}

/// Sets what stands at places; OP and ITEM lead to an operation and its path item.
fn apply(document: &mut Value, places: &[(String, Value)], (path, method): (&str, &str)) {
    let item = format!("/paths/{}", path.replace('/', "~1"));
    for (place, value) in places {
        let place =
            place.replacen("OP/", &format!("{item}/{method}/"), 1).replacen("ITEM/", &format!("{item}/"), 1);
        let mut keys: Vec<String> =
            place.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
        let last = keys.pop().expect("a key");
        let mut current = &mut *document;
        for key in keys {
            // What a fix before has put there may be of another type.
            if !current[&key].is_object() {
                current[&key] = json!({});
            }
            current = &mut current[&key];
        }
        match value {
            Value::Null => drop(current.as_object_mut().map(|members| members.remove(&last))),
            value => current[&last] = value.clone(),
        }
    }
}

fn parse(document: &Value) -> Api {
    Api::parse(document.to_string().as_bytes()).unwrap()
}

fn reports(document: &Value, rule: &str) -> usize {
    let settings = Settings::parse(format!("rules: {{{rule}: on}}").as_bytes()).unwrap();
    let findings = analyze(&parse(document), &settings, Timestamp::MIN);
    findings.iter().filter(|finding| finding.rule.as_str() == rule).count()
}

fn grade(document: &Value) -> Grade {
    Grade::new(&parse(document), &Settings::default(), Timestamp::MIN).expect("a grade")
}

fn operations() -> Vec<(&'static str, &'static str)> {
    PATHS.iter().flat_map(|(path, methods)| methods.iter().map(move |method| (*path, *method))).collect()
}

#[test]
fn every_rule_that_counts_has_a_fix_that_works() {
    let mut fixed: BTreeSet<&str> = WITHOUT_FIX.into();
    let mut wrong = Vec::new();
    for fix in FIXES.iter() {
        let mut document = base();
        document["openapi"] = json!(fix.version);
        apply(&mut document, &fix.before, ("/a", "post"));
        let before = reports(&document, &fix.rule);
        let text = document.to_string();
        apply(&mut document, &fix.after, ("/a", "post"));
        let after = reports(&document, &fix.rule);
        if before == 0 || after >= before {
            wrong.push(format!("{}: {before} in {text}, {after} in {document}", fix.rule));
        }
        fixed.insert(&fix.rule);
    }
    for meta in rules::all() {
        let worst = meta.severities.first().copied().unwrap_or(Severity::Info);
        let page = meta.docs.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_of_change = page.contains("compares two versions") || page.contains("change of a document");
        let is_of_document = meta.source == FindingSource::SpecAnalysis && !is_of_change;
        let counts = meta.profile <= Profile::Strict && worst > Severity::Info && is_of_document;
        if counts && !fixed.contains(meta.id) {
            wrong.push(format!("{} has no fix", meta.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_key_that_stands_twice_hides_nothing_that_costs_more() {
    let document = |first: &str, second: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\nsecurity: [{{k: []}}]\npaths:\n  /a:\n    get: {{}}\n  \
             /b:\n    get: {{}}\n{first}{second}components: {{securitySchemes: {{k: {{type: http, scheme: bearer}}}}}}\n"
        );
        Grade::new(&Api::parse(text.as_bytes()).unwrap(), &Settings::default(), Timestamp::MIN).unwrap()
    };
    let bad = "  /b:\n    get: {security: []}\n    put: {security: []}\n    delete: {security: []}\n";
    let (twice, merged) =
        (document(bad, ""), document("    put: {security: []}\n    delete: {security: []}\n", ""));
    assert!(merged.score >= twice.score, "{twice:?} {merged:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_grade_does_not_fall_when_a_finding_is_fixed(
        others in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 0..7),
        (fix, place) in any::<(Index, Index)>(),
    ) {
        let operations = operations();
        let mut document = base();
        for (fix, place, is_fixed) in &others {
            let (fix, operation) = (fix.get(&FIXES), *place.get(&operations));
            apply(&mut document, &fix.before, operation);
            if *is_fixed {
                apply(&mut document, &fix.after, operation);
            }
        }
        let (fix, operation) = (fix.get(&FIXES), *place.get(&operations));
        document["openapi"] = json!(fix.version);
        apply(&mut document, &fix.before, operation);
        let mut fixed = document.clone();
        apply(&mut fixed, &fix.after, operation);
        prop_assume!(reports(&fixed, &fix.rule) < reports(&document, &fix.rule));
        let (before, after) = (grade(&document), grade(&fixed));
        prop_assert!(
            after.security.points >= before.security.points
                && after.data_validation.points >= before.data_validation.points,
            "{} on {operation:?}:\n{before:?}\n{after:?}\n{document}\n{fixed}",
            fix.rule
        );
    }
}
