use std::borrow::Cow;

use proptest::prelude::*;

use super::*;
use crate::{Category, Evidence, FindingSource, Location, Reach, RuleId, State};

fn finding(id: u64, factor: Factor, severity: Severity) -> Finding {
    Finding {
        id: FindingId::new(id),
        rule: RuleId::new("a-rule"),
        severity,
        category: Category::ApiSpecification,
        factor,
        source: FindingSource::SpecAnalysis,
        state: State::Confirmed,
        owasp: Vec::new(),
        cwe: Vec::new(),
        api: "api".to_owned(),
        operation: None,
        operations: Reach::default(),
        location: Location::Document { file: None, pointer: String::new(), line: None, column: None },
        message: String::new(),
        mitigation: Cow::Borrowed(""),
        evidence: Evidence::default(),
        floor: None,
        whole: None,
        place: None,
    }
}

fn declared(id: u64, floor: Severity) -> Finding {
    Finding { floor: Some(floor), ..finding(id, Factor::Hygiene, Severity::Info) }
}

#[test]
fn gives_nothing_for_no_findings_and_for_info() {
    let risk = Risk::of([]);
    assert_eq!((risk.score, risk.level), (0, RiskLevel::None));
    let info = finding(1, Factor::AccessControl, Severity::Info);
    assert_eq!(Risk::of([&info]), risk);
}

#[test]
fn scores_one_finding_at_its_base() {
    for (severity, score, level) in [
        (Severity::Critical, 80, RiskLevel::Critical),
        (Severity::High, 60, RiskLevel::High),
        (Severity::Medium, 40, RiskLevel::Medium),
        (Severity::Low, 20, RiskLevel::Low),
    ] {
        let one = finding(1, Factor::AccessControl, severity);
        let risk = Risk::of([&one]);
        assert_eq!((risk.score, risk.level), (score, level));
        assert_eq!(risk.reasons, [Reason { finding: one.id, points: score }]);
    }
}

#[test]
fn never_leaves_the_band_of_the_worst_severity() {
    let many: Vec<Finding> = (0..10_000).map(|id| finding(id, Factor::Exposure, Severity::Medium)).collect();
    assert_eq!(Risk::of(&many).score, 59);
}

#[test]
fn caps_hygiene_at_low() {
    let one = finding(1, Factor::Hygiene, Severity::Critical);
    assert_eq!(Risk::of([&one]).score, 39);
}

#[test]
fn raises_an_open_door_with_valuables_inside_and_names_both() {
    let door = finding(1, Factor::AccessControl, Severity::High);
    let valuables = finding(2, Factor::SensitiveData, Severity::Medium);
    let risk = Risk::of([&door, &valuables]);
    assert_eq!((risk.score, risk.level), (80, RiskLevel::Critical));
    assert_eq!(
        risk.reasons,
        [Reason { finding: door.id, points: 60 }, Reason { finding: valuables.id, points: 20 }]
    );
}

#[test]
fn explains_a_raised_score_by_door_and_valuables_even_beside_a_worse_factor() {
    let door = finding(1, Factor::AccessControl, Severity::High);
    let valuables = finding(2, Factor::SensitiveData, Severity::Medium);
    let more = [3, 4, 5].map(|id| finding(id, Factor::Exposure, Severity::High));
    let risk = Risk::of([&door, &valuables].into_iter().chain(&more));
    assert_eq!((risk.score, risk.factors[&Factor::Exposure]), (80, 64));
    assert_eq!(
        risk.reasons,
        [Reason { finding: door.id, points: 60 }, Reason { finding: valuables.id, points: 20 }]
    );
    let critical = finding(6, Factor::Exposure, Severity::Critical);
    let risk = Risk::of([&door, &valuables, &critical]);
    assert_eq!(risk.reasons, [Reason { finding: critical.id, points: 80 }], "nothing was raised");
}

#[test]
fn ignores_findings_of_another_api() {
    let api = |name: &str| {
        let text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {post: {}}}";
        Api::builder().name(name).parse(text.as_bytes()).unwrap()
    };
    let findings = crate::analyze(&api("one"), &crate::Settings::default(), crate::Timestamp::MIN);
    assert_eq!(Risk::of_operations(&api("one"), &findings)[0].score, 80);
    assert_eq!(Risk::of_operations(&api("other"), &findings)[0].score, 0);
}

#[test]
fn leaves_abuse_to_its_source() {
    let abuse = finding(1, Factor::Abuse, Severity::Critical);
    assert_eq!(Risk::of([&abuse]).score, 0);
}

#[test]
fn raises_a_score_to_the_declared_risk_and_names_who_declares_it() {
    let floor = declared(1, Severity::High);
    assert_eq!(Risk::of([&floor]).reasons, [Reason { finding: floor.id, points: 60 }]);
    let low = finding(2, Factor::Exposure, Severity::Low);
    let risk = Risk::of([&floor, &low]);
    assert_eq!((risk.score, risk.level), (60, RiskLevel::High));
    assert_eq!(risk.factors, BTreeMap::from([(Factor::Exposure, 20)]));
    assert_eq!(
        risk.reasons,
        [Reason { finding: low.id, points: 20 }, Reason { finding: floor.id, points: 40 }]
    );
}

#[test]
fn leaves_a_score_alone_that_is_above_the_declared_risk() {
    let floor = declared(1, Severity::Medium);
    let high = finding(2, Factor::Exposure, Severity::High);
    assert_eq!(Risk::of([&floor, &high]), Risk::of([&high]));
}

#[test]
fn takes_the_highest_of_several_declared_risks() {
    let floors = [declared(3, Severity::Low), declared(2, Severity::High), declared(1, Severity::High)];
    assert_eq!(Risk::of(&floors).reasons, [Reason { finding: floors[2].id, points: 60 }]);
}

fn findings() -> impl Strategy<Value = Vec<Finding>> {
    let one =
        (0..Factor::ALL.len(), 0..Severity::ALL.len(), prop::option::weighted(0.1, 1..Severity::ALL.len()));
    prop::collection::vec(one, 0..60).prop_map(|kinds| {
        let kinds = kinds.into_iter().zip(1..);
        kinds
            .map(|((factor, severity, floor), id)| Finding {
                floor: floor.map(|floor| Severity::ALL[floor]),
                ..finding(id, Factor::ALL[factor], Severity::ALL[severity])
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn does_not_depend_on_the_order(findings in findings(), seed in any::<prop::sample::Index>()) {
        let mut turned = findings.clone();
        if !turned.is_empty() {
            let middle = seed.index(turned.len());
            turned.rotate_left(middle);
            turned[middle..].reverse();
        }
        prop_assert_eq!(Risk::of(&findings), Risk::of(&turned));
    }

    #[test]
    fn one_more_finding_never_lowers_a_score(findings in findings(), factor in 0..Factor::ALL.len(), severity in 0..Severity::ALL.len()) {
        let before = Risk::of(&findings);
        let more = finding(0, Factor::ALL[factor], Severity::ALL[severity]);
        let after = Risk::of(findings.iter().chain([&more]));
        prop_assert!(after.score >= before.score);
        for (factor, score) in &before.factors {
            prop_assert!(after.factors[factor] >= *score);
        }
    }

    #[test]
    fn a_declared_risk_is_the_least_there_is(findings in findings(), floor in 1..Severity::ALL.len()) {
        let before = Risk::of(&findings);
        let floor = declared(0, Severity::ALL[floor]);
        let after = Risk::of(findings.iter().chain([&floor]));
        prop_assert_eq!(after.score, before.score.max(base(floor.floor.unwrap())));
        prop_assert_eq!(after.factors, before.factors);
    }

    #[test]
    fn every_point_names_a_finding_of_the_set(findings in findings()) {
        let risk = Risk::of(&findings);
        let points: u32 = risk.reasons.iter().map(|reason| u32::from(reason.points)).sum();
        prop_assert_eq!(points, u32::from(risk.score));
        for reason in &risk.reasons {
            prop_assert!(reason.points > 0);
            prop_assert!(findings.iter().any(|finding| finding.id == reason.finding));
        }
        prop_assert_eq!(risk.level, RiskLevel::of(risk.score));
    }

    #[test]
    fn the_worst_severity_decides_the_band(findings in findings()) {
        let worst = findings
            .iter()
            .filter(|finding| !matches!(finding.factor, Factor::Abuse | Factor::Hygiene))
            .map(|finding| finding.severity)
            .max();
        if worst == Some(Severity::Critical) {
            prop_assert_eq!(Risk::of(&findings).level, RiskLevel::Critical);
        }
    }
}
