//! `watchgate spec`.

use serde_json::Value;

use crate::support::{Folder, PAYMENTS};

const TEXT: &str = "\
payments 1.0 (payments.yaml): 3 operations, risk critical 80, grade SCORE, authentication 66.6%

critical  POST /PaymentAuth opts out of authentication with an empty `security`, and it is a payment operation
          payments.yaml:16:7  operation-security-opt-out
          Remove the empty `security` list, or name the scheme that the operation needs.

medium    `basic` is HTTP basic authentication: it sends the credential with every call
          payments.yaml:9:5  http-basic-authentication  reaches 1 operation
          Use short-lived tokens (OAuth 2.0, OpenID Connect) or mutual TLS instead of passwords.

Risk by operation
  critical  80  POST    /PaymentAuth
  medium    40  POST    /PaymentAuthNew
  none       0  GET     /status

2 findings: 1 critical, 1 medium
";

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// A document whose worst finding is medium.
const MEDIUM: &str = "
openapi: 3.1.0
info: {title: t, version: '1'}
components: {securitySchemes: {basic: {type: http, scheme: basic}}}
security: [{basic: []}]
paths: {/a: {get: {}}}
";

#[test]
fn prints_a_report_for_people() {
    let folder = Folder::with_payments();
    let grade = folder.run(&["spec", "--format", "json", "payments.yaml"]).json()["apis"][0]["grade"].clone();
    let text = TEXT.replace("SCORE", &grade["score"].to_string());
    let run = folder.run(&["spec", "payments.yaml"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), (text.as_str(), "", Some(1)));
}

#[test]
fn prints_json_of_the_documented_shape() {
    let run = Folder::with_payments().run(&["spec", "--format", "json", "payments.yaml"]);
    let report = run.json();
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names
    };
    assert_eq!(keys(&report), ["apis", "findings", "operations", "suppressed"]);
    let api = &report["apis"][0];
    assert_eq!(keys(api), sorted(vec!["name", "version", "file", "operation_count", "risk", "grade"]));
    assert_eq!(keys(&api["grade"]), ["authentication_coverage", "data_validation", "score", "security"]);
    assert_eq!(keys(&api["grade"]["security"]), ["points", "reasons"]);
    assert_eq!((&api["name"], &api["file"]), (&"payments".into(), &"payments.yaml".into()));
    assert_eq!(keys(&report["operations"][0]), ["api", "method", "path", "risk"]);
    assert_eq!(keys(&api["risk"]), ["factors", "level", "reasons", "score"]);
    let finding = &report["findings"][0];
    let expected = vec![
        "id",
        "rule",
        "severity",
        "category",
        "factor",
        "source",
        "state",
        "owasp",
        "cwe",
        "api",
        "operation",
        "operations",
        "location",
        "message",
        "mitigation",
        "evidence",
    ];
    assert_eq!(keys(finding), sorted(expected));
    assert_eq!(finding["operation"], serde_json::json!({"method": "POST", "path": "/PaymentAuth"}));
    assert_eq!(
        finding["location"],
        serde_json::json!({"file": "payments.yaml", "pointer": "/paths/~1PaymentAuth/post/security", "line": 16, "column": 7})
    );
    assert_eq!(run.status, Some(1));
}

#[test]
fn fails_on_the_severity_that_is_asked_for() {
    let folder = Folder::with_payments().with("medium.yaml", MEDIUM);
    let status = |fail_on: &str, file: &str| folder.run(&["spec", "--fail-on", fail_on, file]).status;
    for (severity, payments, medium) in
        [("critical", 1, 0), ("high", 1, 0), ("medium", 1, 1), ("low", 1, 1), ("info", 1, 1), ("never", 0, 0)]
    {
        assert_eq!(status(severity, "payments.yaml"), Some(payments), "{severity}");
        assert_eq!(status(severity, "medium.yaml"), Some(medium), "{severity}");
    }
    assert_eq!(folder.run(&["spec", "medium.yaml"]).status, Some(0), "the default is high");
}

#[test]
fn makes_one_report_of_several_files() {
    let folder = Folder::with_payments().with("medium.yaml", MEDIUM);
    let report = folder.run(&["spec", "--format", "json", "payments.yaml", "medium.yaml"]).json();
    assert_eq!(report["apis"].as_array().unwrap().len(), 2);
    assert_eq!(report["operations"].as_array().unwrap().len(), 4);
    assert_eq!(report["findings"].as_array().unwrap().len(), 3);
}

#[test]
fn reports_the_files_that_can_be_read_and_complains_of_the_others() {
    let folder = Folder::with_payments().with("broken.json", "{");
    let run = folder.run(&["spec", "--format", "json", "missing.yaml", "payments.yaml", "broken.json"]);
    assert_eq!(run.json()["apis"].as_array().unwrap().len(), 1);
    assert_eq!(
        run.stderr,
        "watchgate: missing.yaml: error: no such file\n\
         watchgate: broken.json:1:2: error: expected a key in double quotes, found the end of the document\n"
    );
    assert_eq!(run.status, Some(2));
}

#[test]
fn takes_a_name_for_one_document_only() {
    let folder = Folder::with_payments();
    let report = folder.run(&["spec", "--format", "json", "--name", "billing", "payments.yaml"]).json();
    assert_eq!(report["findings"][0]["api"], "billing");
    let run = folder.run(&["spec", "--name", "billing", "payments.yaml", "payments.yaml"]);
    run.refuses("error: --name names one document, but 2 are given");
}

#[test]
fn obeys_the_settings() {
    let settings = "
rules: {http-basic-authentication: off}
suppressions: [{rule: operation-security-opt-out, operation: POST /PaymentAuth, reason: test}]
";
    let folder = Folder::with_payments().with("watchgate.yaml", settings);
    let run = folder.run(&["spec", "--settings", "watchgate.yaml", "--format", "json", "payments.yaml"]);
    assert_eq!((run.json()["findings"].as_array().unwrap().len(), run.status), (0, Some(0)));
}

#[test]
fn says_what_is_wrong_with_settings() {
    let folder = Folder::with_payments().with("watchgate.yaml", "rules:\n  no-such-rule: off\n");
    let run = folder.run(&["spec", "--settings", "watchgate.yaml", "payments.yaml"]);
    run.refuses("watchgate.yaml:2:3: error: `no-such-rule`: there is no rule `no-such-rule`");
}

#[test]
fn reads_swagger_two_and_refuses_what_came_before() {
    let swagger = |version: &str| format!(r#"{{"swagger": "{version}", "info": {{}}, "paths": {{}}}}"#);
    let folder = Folder::new().with("two.json", swagger("2.0")).with("old.json", swagger("1.2"));
    assert_eq!(folder.run(&["spec", "two.json"]).status, Some(0));
    folder.run(&["spec", "old.json"]).refuses("old.json:1:2: error: OpenAPI version `1.2` is not supported");
}

#[test]
fn reads_standard_input() {
    let run = Folder::new().run_with_stdin(&["spec", "--format", "json", "-"], PAYMENTS.as_bytes());
    assert_eq!(run.json()["findings"][0]["location"]["file"], "<stdin>");
    assert_eq!(run.status, Some(1));
    let run = Folder::new().run_with_stdin(&["spec", "-"], b"{");
    run.refuses("<stdin>:1:2: error: expected a key in double quotes, found the end of the document");
    let run = Folder::new().run_with_stdin(&["spec", "-", "-"], PAYMENTS.as_bytes());
    run.refuses("<stdin>: error: `-` is given twice, but standard input can be read only once");
}

#[test]
fn refuses_files_past_the_size_limit() {
    let folder = Folder::with_payments();
    let size = PAYMENTS.len();
    let limited = |limit: &str| folder.run(&["spec", "--max-size", limit, "payments.yaml"]);
    assert_eq!(limited("1KiB").status, Some(1), "the document has {size} bytes");
    limited("100B").refuses(&format!("payments.yaml: error: {size} bytes; --max-size allows 100"));
    let run = folder.run_with_stdin(&["spec", "--max-size", "100", "-"], PAYMENTS.as_bytes());
    run.refuses("<stdin>: error: more bytes than --max-size allows: 100");
}

#[test]
fn tells_usage_errors_from_findings() {
    let folder = Folder::with_payments();
    for arguments in
        [&["spec"][..], &["spec", "--fail-on", "bad", "payments.yaml"], &["spec", "--max-size", "1 x", "a"]]
    {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
}
