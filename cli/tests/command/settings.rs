//! `watchgate spec --profile` and `--settings`.

use crate::support::Folder;

/// A document with a defect of the profile `default` and one of `pedantic`.
const DOCUMENT: &str = "
openapi: 3.1.0
info: {title: t, version: '1'}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    login: {type: oauth2, flows: {}}
security: [{basic: []}]
paths:
  /a: {get: {}}
  /b: {get: {security: [{login: []}]}}
  /c: {get: {security: []}}
";
const OF_DEFAULT: &str = "operation-security-opt-out";
const OF_PEDANTIC: &str = "requirement-without-scopes";

fn folder(settings: &str) -> Folder {
    Folder::new().with("t.yaml", DOCUMENT).with("watchgate.yaml", settings)
}

#[test]
fn takes_the_profile_of_the_command_line_before_that_of_the_settings() {
    let folder = folder("profile: pedantic\n");
    let rules = |arguments: &[&str]| {
        let run = folder.run(&[&["spec", "--format", "json", "t.yaml"], arguments].concat());
        let report = run.json();
        let findings = report["findings"].as_array().unwrap().clone();
        let has = |rule: &str| findings.iter().any(|finding| finding["rule"] == rule);
        ((has(OF_DEFAULT), has(OF_PEDANTIC)), report["apis"][0]["grade"].clone())
    };
    let (default, grade) = rules(&[]);
    assert_eq!(default, (true, false));
    for (arguments, expected) in [
        (&["--profile", "pedantic"][..], (true, true)),
        (&["--settings", "watchgate.yaml"], (true, true)),
        (&["--settings", "watchgate.yaml", "--profile", "strict"], (true, false)),
        (&["--settings", "watchgate.yaml", "--profile", "default"], (true, false)),
    ] {
        assert_eq!(rules(arguments), (expected, grade.clone()), "{arguments:?}");
    }
}

#[test]
fn refuses_a_profile_that_there_is_not() {
    let run = folder("{}").run(&["spec", "--profile", "loud", "t.yaml"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("default, strict, pedantic"), "{}", run.stderr);
    let run = folder("profile: loud\n").run(&["spec", "--settings", "watchgate.yaml", "t.yaml"]);
    run.refuses("watchgate.yaml:1:1: error: `profile`: `loud` is not one of default, strict, pedantic");
}

#[test]
fn leaves_out_what_is_public_and_counts_what_is_suppressed() {
    let settings = "public: [GET /c]\nrules: {http-basic-authentication: low}\n";
    let run = folder(settings).run(&["spec", "--settings", "watchgate.yaml", "t.yaml"]);
    assert!(
        run.stdout.contains("authentication 100.0%") && !run.stdout.contains(OF_DEFAULT),
        "{}",
        run.stdout
    );
    let settings = "suppressions: [{rule: operation-security-opt-out, operation: GET /c, reason: test}]\n";
    let run = folder(settings).run(&["spec", "--settings", "watchgate.yaml", "t.yaml"]);
    assert!(
        run.stdout.contains("authentication 66.6%") && run.stdout.contains("(1 suppressed)"),
        "{}",
        run.stdout
    );
}

#[test]
fn says_where_a_public_endpoint_is_misspelt() {
    let run = folder("public:\n- GET /a\n- /b\n").run(&["spec", "--settings", "watchgate.yaml", "t.yaml"]);
    run.refuses(
        "watchgate.yaml:3:3: error: `public`: `/b` is not of the form `METHOD /path` or `METHOD /path/*`",
    );
}
