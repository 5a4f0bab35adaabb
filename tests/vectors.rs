//! Runs the cases of `tests/vectors` on the core.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use watchgate::{TextDetail, TextStyle};
use watchgate_tests::{Case, Failure, cases, difference};

fn outcome(case: &Case) -> Result<Value, Failure> {
    let report = || case.report().map(|report| serde_json::from_str::<Value>(&report.to_json()).unwrap());
    let decisions = || -> Result<Vec<Value>, Failure> {
        let guard = case.guard()?;
        let decide = |request: &watchgate::Exchange| {
            serde_json::to_value(guard.decide(&request.to_request())).unwrap()
        };
        Ok(case.requests().iter().map(decide).collect())
    };
    Ok(match case.kind.as_str() {
        "analysis" => json!({"findings": of_rule(case, &report()?["findings"])}),
        "grade" => {
            let report = report()?;
            json!({"grade": report["apis"][0]["grade"], "suppressed": report["suppressed"]})
        }
        "risk" => {
            let report = report()?;
            json!({"api": report["apis"][0]["risk"], "operations": report["operations"]})
        }
        "report" => {
            let report = case.report()?;
            let text = report.to_text(TextStyle::Plain, TextDetail::Overview);
            // Each new rule may change the grade.
            let score = report.apis[0].grade.as_ref().map_or(0, |grade| grade.score);
            let text = text.replace(&format!("grade {score},"), "grade SCORE,");
            let lines = |text: String| text.lines().map(str::to_owned).collect::<Vec<_>>();
            json!({
                "text": lines(text),
                "markdown": lines(report.to_markdown()),
                "sarif": serde_json::from_str::<Value>(&report.to_sarif()).unwrap(),
            })
        }
        "router" => {
            let operations: Vec<Value> =
                decisions()?.iter().map(|decision| decision["operation"].clone()).collect();
            json!({"operations": operations})
        }
        "scan" => case.scan()?.to_json(),
        "trace" => {
            let inspection: Value = serde_json::from_str(&case.inspection()?).unwrap();
            json!({"findings": of_rule(case, &inspection["findings"]), "observation": inspection["observation"]})
        }
        _ => json!({"decisions": decisions()?}),
    })
}

/// Returns the findings that a case is about: those of its rule, or all.
fn of_rule(case: &Case, findings: &Value) -> Vec<Value> {
    let findings = findings.as_array().expect("findings").iter();
    findings
        .filter(|finding| case.rule.as_ref().is_none_or(|rule| finding["rule"] == **rule))
        .cloned()
        .collect()
}

#[test]
fn every_case_comes_out_as_expected() {
    let cases = cases();
    assert!(cases.len() > 100, "only {} cases found", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let actual = outcome(case).unwrap_or_else(|failure| json!({"error": failure.to_json()}));
        if let Some(difference) = difference(&case.expect, &actual, "") {
            wrong.push(format!("{}/{}: {}\n    {difference}", case.kind, case.file, case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_two_cases_that_it_reports_and_two_that_it_does_not() {
    let mut seen: BTreeMap<&str, (usize, usize)> =
        watchgate::rules::all().map(|meta| (meta.id, (0, 0))).collect();
    for case in &cases() {
        let Some(rule) = &case.rule else { continue };
        let (positive, negative) = seen.get_mut(rule.as_str()).unwrap_or_else(|| panic!("no rule `{rule}`"));
        let findings = case.expect["findings"].as_array().expect("findings");
        if findings.is_empty() { *negative += 1 } else { *positive += 1 }
    }
    let lacking: Vec<_> =
        seen.iter().filter(|(_, (positive, negative))| *positive < 2 || *negative < 2).collect();
    assert!(lacking.is_empty(), "rules with fewer than two positive and two negative cases: {lacking:?}");
}
