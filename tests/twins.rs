//! A document says the same in JSON and in YAML.

use watchgate_tests::cases;
use watchgate_tests::twin::{Twins, every_rule};

#[test]
fn every_case_has_the_same_findings_in_json_and_yaml() {
    let settings = every_rule();
    let (mut compared, mut findings, mut wrong) = (0, 0, Vec::new());
    for case in cases().iter().filter(|case| case.kind == "analysis") {
        // A case may be about a document that no library reads, or that JSON cannot say.
        let Some(Ok(twins)) = case.text("document").map(|text| Twins::of(&text)) else { continue };
        compared += 1;
        match twins.compare(&settings) {
            Ok(count) => findings += count,
            Err(difference) => wrong.push(format!("{}: {}\n    {difference}", case.file, case.name)),
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 50 && findings > compared, "only {compared} documents with {findings} findings");
}

#[test]
fn tells_twins_apart_that_are_not() {
    let mut twins =
        Twins::of(b"openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {}}}").unwrap();
    assert!(twins.compare(&every_rule()).is_ok());
    twins.yaml = twins.yaml.replace("get", "put");
    let difference = twins.compare(&every_rule()).unwrap_err();
    assert!(difference.contains("in JSON") && difference.contains("in YAML"), "{difference}");
}
