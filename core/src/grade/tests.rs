use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{Profile, Severity, analyze};

const OPERATIONS: u32 = 6;

fn api() -> Api {
    let mut text = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths:\n".to_owned();
    for path in 0..OPERATIONS {
        text.push_str(&format!("  /{path}: {{get: {{}}}}\n"));
    }
    Api::parse(text.as_bytes()).unwrap()
}

fn rule(id: &str) -> &'static RuleMeta {
    rules::find(id).unwrap()
}

fn grade(marks: &[Mark<'_>]) -> Grade {
    Grade::of_marks(&api(), &Settings::default(), marks).unwrap()
}

fn mark(rule: &'static RuleMeta, severity: Severity, operation: u32) -> Mark<'static> {
    Mark { meta: rule, severity, operation: Some(operation), lists: &[] }
}

#[test]
fn gives_all_points_where_nothing_is_found() {
    let all = grade(&[]);
    assert_eq!(
        (all.score, all.security.points.tenths(), all.data_validation.points.tenths()),
        (100, 300, 700)
    );
    assert!(all.security.reasons.is_empty() && all.data_validation.reasons.is_empty());
    assert_eq!(grade(&[mark(rule("undeclared-scope"), Severity::Info, 0)]), all);
}

#[test]
fn takes_of_an_operation_what_its_rules_weigh_together() {
    let (scope, query) = (rule("undeclared-scope"), rule("api-key-in-query"));
    // One of six operations keeps nothing.
    assert_eq!(grade(&[mark(query, Severity::Critical, 0)]).security.points.tenths(), 250);
    // It keeps (1 - 0.7)(1 - 0.1) = 0.27: 30 * 5.27 / 6 = 26.35.
    let both = grade(&[mark(query, Severity::High, 0), mark(scope, Severity::Low, 0)]);
    assert_eq!(both.security.points.tenths(), 263);
    // Of the 3.65 points the rules take their shares by weight: 7 and 1 of 8.
    let reasons: Vec<_> = both
        .security
        .reasons
        .iter()
        .map(|own| (own.rule.as_str(), own.points.tenths(), own.operations))
        .collect();
    assert_eq!(reasons, [("api-key-in-query", 31, 1), ("undeclared-scope", 4, 1)]);
    assert_eq!(both.data_validation.points.tenths(), 700);
    assert_eq!(both.score, 96);
}

#[test]
fn counts_a_rule_once_by_its_worst_severity() {
    let query = rule("api-key-in-query");
    let once = grade(&[mark(query, Severity::High, 0)]);
    assert_eq!(grade(&[mark(query, Severity::Low, 0), mark(query, Severity::High, 0)]), once);
}

#[test]
fn takes_at_most_a_tenth_for_what_reaches_no_operation() {
    let of = |severity| {
        let nowhere = Mark { meta: rule("duplicate-key"), severity, operation: None, lists: &[] };
        grade(&[nowhere]).data_validation
    };
    assert_eq!(of(Severity::Critical).points.tenths(), 630);
    // 70 * (1 - 0.6 / 10).
    let high = of(Severity::High);
    assert_eq!(
        (high.points.tenths(), high.reasons[0].points.tenths(), high.reasons[0].operations),
        (658, 42, 0)
    );
}

#[test]
fn counts_a_shared_finding_on_every_operation_that_it_reaches() {
    let list: Arc<[u32]> = Arc::from([0, 1, 2]);
    let lists = [list, Arc::from([])];
    let shared =
        Mark { meta: rule("cleartext-server"), severity: Severity::Critical, operation: None, lists: &lists };
    let shared = grade(&[shared]).security;
    assert_eq!((shared.points.tenths(), shared.reasons[0].operations), (150, 3));
}

#[test]
fn grades_findings_as_it_grades_the_analysis() {
    let text = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nservers: [{url: http://a.shop.dev}]\n\
                paths: {/a: {get: {}, post: {tags: x}}, /b: {get: {security: [{k: []}]}}}\n\
                components: {securitySchemes: {k: {type: apiKey, in: query, name: k}}}\n";
    let api = Api::parse(text.as_bytes()).unwrap();
    let settings = Settings::default();
    for profile in Profile::ALL {
        let findings = analyze(&api, &settings.clone().with_profile((*profile).max(GRADED)), Timestamp::MIN);
        let own = settings.clone().with_profile(*profile);
        let grade = Grade::new(&api, &own, Timestamp::MIN);
        assert!(grade.as_ref().is_some_and(|grade| grade.score < 100));
        assert_eq!(Grade::of(&api, &settings, findings.iter().rev()), grade);
    }
}

#[test]
fn covers_the_operations_that_are_not_public() {
    let coverage = |settings: &str, paths: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\nsecurity: [{{k: []}}]\npaths: {{{paths}}}\n\
             components: {{securitySchemes: {{k: {{type: apiKey, in: header, name: k}}}}}}\n"
        );
        let api = Api::parse(text.as_bytes()).unwrap();
        let grade = Grade::new(&api, &Settings::parse(settings.as_bytes()).unwrap(), Timestamp::MIN);
        grade.map(|grade| grade.authentication_coverage.map(Tenths::tenths))
    };
    assert_eq!(coverage("{}", ""), None);
    assert_eq!(coverage("{}", "/a: {get: {}}"), Some(Some(1000)));
    assert_eq!(coverage("{}", "/a: {get: {}, put: {}, post: {security: []}}"), Some(Some(666)));
    assert_eq!(coverage("{}", "/a: {get: {}, put: {security: [{k: []}, {}]}}"), Some(Some(500)));
    assert_eq!(
        coverage("{}", "/a: {get: {}, post: {security: [], x-watchgate-public: true}}"),
        Some(Some(1000))
    );
    assert_eq!(coverage("public: [GET /a]", "/a: {get: {security: []}}"), Some(None));
    assert_eq!(coverage("{}", "/a: {get: {security: []}, options: {security: []}}"), Some(Some(0)));
    assert_eq!(coverage("{}", "/a: {options: {security: []}}"), Some(None));
}

/// What a generated finding is made of: rule, severity, and the operations that it names or reaches.
type Sketch = (usize, usize, Option<u32>, BTreeSet<u32>);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let operations = proptest::collection::btree_set(0..OPERATIONS, 0..4);
    let sketch = (0..64usize, 0..5usize, proptest::option::of(0..OPERATIONS), operations);
    proptest::collection::vec(sketch, 0..40)
}

fn grade_of<'s>(sketches: impl IntoIterator<Item = &'s Sketch>) -> Grade {
    let metas: Vec<&'static RuleMeta> = rules::all().collect();
    let drawn: Vec<(&Sketch, Vec<Arc<[u32]>>)> =
        sketches.into_iter().map(|own| (own, vec![own.3.iter().copied().collect::<Arc<[u32]>>()])).collect();
    let marks: Vec<Mark<'_>> = drawn
        .iter()
        .map(|((rule, severity, operation, _), lists)| Mark {
            meta: metas[rule % metas.len()],
            severity: Severity::ALL[*severity],
            operation: *operation,
            lists,
        })
        .collect();
    grade(&marks)
}

proptest! {
    #[test]
    fn never_falls_when_findings_go(sketches in sketches(), stays in proptest::collection::vec(any::<bool>(), 40)) {
        let all = grade_of(&sketches);
        let fewer = grade_of(sketches.iter().zip(stays).filter(|(_, stays)| *stays).map(|(own, _)| own));
        prop_assert!(fewer.score >= all.score);
        prop_assert!(fewer.security.points >= all.security.points);
        prop_assert!(fewer.data_validation.points >= all.data_validation.points);
    }

    #[test]
    fn does_not_depend_on_the_order_of_findings(sketches in sketches(), seed in any::<u64>()) {
        let mut mixed = sketches.clone();
        let mut state = seed;
        for at in (1..mixed.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            mixed.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(grade_of(&sketches), grade_of(&mixed));
    }

    #[test]
    fn explains_no_more_points_than_are_missing(sketches in sketches()) {
        let grade = grade_of(&sketches);
        for (part, whole) in [(grade.security, 300), (grade.data_validation, 700)] {
            let explained: u32 = part.reasons.iter().map(|own| own.points.tenths()).sum();
            prop_assert!(explained <= whole - part.points.tenths());
            // Of each reason and of the part less than a tenth is rounded away.
            let rounded = u32::try_from(part.reasons.len()).unwrap() + 1;
            prop_assert!(explained + rounded > whole - part.points.tenths());
        }
    }
}
