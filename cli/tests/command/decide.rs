//! `watchgate decide`.

use serde_json::json;

use crate::support::{Folder, PAYMENTS};

const POLICY: &str = "version: 1
mode: enforce
rules:
  - name: block-critical
    when: {risk: '>= critical'}
    action: deny
";

const ARGUMENTS: [&str; 7] =
    ["decide", "--spec", "payments.yaml", "--policy", "policy.yaml", "--request", "request.json"];

fn folder(policy: &str, method: &str, target: &str) -> Folder {
    let request = json!({"request": {"method": method, "target": target}}).to_string();
    Folder::with_payments().with("policy.yaml", policy).with("request.json", request)
}

fn json_arguments() -> Vec<&'static str> {
    [&ARGUMENTS[..], &["--format", "json"]].concat()
}

#[test]
fn denies_with_rule_and_reason() {
    let run = folder(POLICY, "POST", "/PaymentAuth").run(&ARGUMENTS);
    let text = "\
action     deny with status 403
rule       block-critical
why        risk critical is at least critical
operation  POST /PaymentAuth
risk       critical 80
mode       enforce
";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), (text, "", Some(1)));
}

#[test]
fn allows_what_no_rule_denies() {
    let run = folder(POLICY, "POST", "/PaymentAuthNew").run(&ARGUMENTS);
    let text = "\
action     allow
rule       none
why        no rule allows or denies it, and the default is allow
operation  POST /PaymentAuthNew
risk       medium 40
mode       enforce
";
    assert_eq!((run.stdout.as_str(), run.status), (text, Some(0)));
}

#[test]
fn only_tells_in_monitor_mode() {
    let run = folder(&POLICY.replace("enforce", "monitor"), "POST", "/PaymentAuth").run(&ARGUMENTS);
    assert!(
        run.stdout.starts_with("action     alert; would deny if the mode were enforce\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.status, Some(0));
}

#[test]
fn prints_json_of_the_documented_shape() {
    let run = folder(POLICY, "POST", "/PaymentAuth?ref=1").run(&json_arguments());
    let mut decision = run.json();
    let revision = decision["revision"].take();
    assert!(revision.as_str().unwrap().bytes().all(|b| b.is_ascii_hexdigit()), "{revision}");
    let expected = json!({
        "action": "deny", "allowed": false, "would": "deny", "mode": "enforce", "rule": "block-critical", "alerts": [],
        "revision": null, "operation": {"method": "POST", "path": "/PaymentAuth"},
        "risk": {"score": 80, "level": "critical"}, "reasons": ["risk critical is at least critical"], "status": 403,
    });
    assert_eq!((decision, run.status), (expected, Some(1)));
}

#[test]
fn decides_what_no_document_has() {
    let run = folder(POLICY, "GET", "/nowhere").run(&json_arguments());
    let decision = run.json();
    assert_eq!(
        (&decision["operation"], &decision["risk"], run.status),
        (&json!(null), &json!(null), Some(0))
    );
}

#[test]
fn reads_one_of_its_files_from_standard_input() {
    let folder = folder(POLICY, "POST", "/PaymentAuth");
    for (index, content) in [
        (2, PAYMENTS.as_bytes()),
        (4, POLICY.as_bytes()),
        (6, br#"{"request": {"method": "POST", "target": "/PaymentAuth"}}"#),
    ] {
        let mut arguments = ARGUMENTS;
        arguments[index] = "-";
        assert_eq!(folder.run_with_stdin(&arguments, content).status, Some(1), "{arguments:?}");
    }
    let run = folder.run(&["decide", "--spec", "-", "--policy", "-", "--request", "request.json"]);
    run.refuses("<stdin>: error: `-` is given twice, but standard input can be read only once");
}

#[test]
fn names_rule_key_and_line_of_a_bad_policy() {
    for (from, to, message) in [
        (
            "action: deny",
            "action: maybe",
            "6:5: error: rule `block-critical`: `action`: `maybe` is not one of allow, alert, deny",
        ),
        (
            "{risk: '>= critical'}",
            "{operation: nope}",
            "5:12: error: rule `block-critical`: `operation`: no document has `nope`",
        ),
        ("version: 1\n", "", "1:1: error: `version` is missing"),
        (
            "version: 1\n",
            "version: 1\nversion: 1\n",
            "2:1: error: `version`: the key stands here twice, or cannot be read",
        ),
    ] {
        let run = folder(&POLICY.replace(from, to), "GET", "/").run(&ARGUMENTS);
        run.refuses(&format!("policy.yaml:{message}"));
    }
}

#[test]
fn says_what_is_wrong_with_a_request_without_repeating_it() {
    let folder = Folder::with_payments().with("policy.yaml", POLICY);
    for (request, message) in [
        ("", "1:1: error: not a JSON document"),
        ("{\"request\": {\"method\": \"hunter2", "1:31: error: not a JSON document"),
        (
            "{\"request\": {\"method\": \"hunter2\"}}",
            "1:33: error: not an exchange: `request.method` and `request.target` are required, and every field has its type",
        ),
    ] {
        let folder = Folder::with_payments().with("policy.yaml", POLICY).with("request.json", request);
        folder.run(&ARGUMENTS).refuses(&format!("request.json:{message}"));
    }
    folder.run(&ARGUMENTS).refuses("request.json: error: no such file");
}

#[test]
fn names_the_document_that_cannot_be_read() {
    let folder = folder(POLICY, "GET", "/").with("broken.json", "{");
    let run = folder.run(&[&ARGUMENTS[..], &["--spec", "broken.json"]].concat());
    run.refuses("broken.json:1:2: error: expected a key in double quotes, found the end of the document");
}
