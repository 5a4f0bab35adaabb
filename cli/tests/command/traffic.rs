//! `watchgate traffic`: the files, what is told of what cannot be read, the report and the status.

use serde_json::{Value, json};

use crate::support::{Folder, Run};

const PETS: &str = "openapi: 3.1.0
info: {title: pets, version: '1'}
servers: [{url: https://pets.example.com}]
security: [{token: []}]
paths:
  /pets: {get: {responses: {'200': {description: all}}}}
  /pets/{id}: {get: {deprecated: true, responses: {'200': {description: one}}}}
  /never: {get: {responses: {'200': {description: nothing}}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
";

fn record(target: &str, status: u16, authorization: &str) -> String {
    json!({
        "timestamp": "2026-11-21T10:00:00Z", "scheme": "https", "destination": {"host": "pets.example.com"},
        "request": {"method": "GET", "target": target, "headers": [["Authorization", authorization]]},
        "response": {"status": status, "headers": [["Strict-Transport-Security", "max-age=31536000"]]},
    })
    .to_string()
}

fn rules(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().unwrap().iter();
    let of_traffic = findings.filter(|own| own["source"] == "trace-analysis");
    of_traffic.map(|own| own["rule"].as_str().unwrap().to_owned()).collect()
}

fn states(run: &Run) -> Value {
    let report = run.json();
    let endpoints = report["endpoints"].as_array().unwrap().iter();
    endpoints.map(|own| (own["path"].as_str().unwrap().to_owned(), own["state"].clone())).collect()
}

#[test]
fn holds_calls_against_their_document() {
    let lines = [
        record("/pets", 200, "Bearer Zk81pQw7xLm20TbRqqW12"),
        record("/pets/7", 200, "Bearer null"),
        record("/internal/debug", 200, "Bearer null"),
    ];
    let folder = Folder::new().with("pets.yaml", PETS).with("calls.jsonl", lines.join("\n"));
    let run = folder.run(&["traffic", "--spec", "pets.yaml", "--format", "json", "calls.jsonl"]);
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(1)));
    let found = rules(&run);
    for rule in ["placeholder-credential", "deprecated-operation-used", "undocumented-operation"] {
        assert!(found.iter().any(|own| own == rule), "{rule} is not in {found:?}");
    }
    let expected = json!({"/pets": "documented", "/pets/{id}": "zombie", "/never": "orphan", "/internal/debug": "shadow"});
    assert_eq!(states(&run), expected);
    assert_eq!((&run.json()["exchanges"], &run.json()["rejected"]), (&json!(3), &json!(0)));
    for raw in ["Zk81pQw7", "Bearer null"] {
        assert!(!run.stdout.contains(raw), "{raw}");
    }
}

#[test]
fn says_the_same_in_every_form() {
    let folder =
        Folder::new().with("pets.yaml", PETS).with("calls.jsonl", record("/pets", 200, "Bearer null"));
    let run =
        |format: &str| folder.run(&["traffic", "--spec", "pets.yaml", "--format", format, "calls.jsonl"]);
    let text = run("text").stdout;
    assert!(text.contains("GET /pets accepts a placeholder as a bearer token in `authorization`"), "{text}");
    assert!(text.contains("1 exchange; 1 operation called, 2 documented and not called"), "{text}");
    assert!(run("markdown").stdout.starts_with("## Watchgate: 1 exchange; "));
    let log = run("sarif").json();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let own = results.iter().find(|own| own["ruleId"] == "placeholder-credential").unwrap();
    let place = &own["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
    assert_eq!(place, "request-header authorization");
}

#[test]
fn tells_records_that_it_cannot_read_and_goes_on() {
    let broken =
        "{\"request\": {\"method\": \"GET\", \"target\": 7, \"secret\": \"Tq7mZr41pXw\"}}\n".repeat(15);
    let folder = Folder::new().with("calls.jsonl", record("/pets", 200, "") + "\n" + &broken);
    let run = folder.run(&["traffic", "--format", "json", "--fail-on", "never", "calls.jsonl"]);
    assert_eq!(run.status, Some(0));
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 11, "{}", run.stderr);
    assert!(lines[0].starts_with("watchgate: calls.jsonl:2: error: "), "{}", lines[0]);
    assert_eq!(lines[10], "watchgate: calls.jsonl: error: 5 more records that cannot be read");
    assert!(!run.stderr.contains("Tq7mZr41pXw"));
    assert_eq!((&run.json()["exchanges"], &run.json()["rejected"]), (&json!(1), &json!(15)));
}

#[test]
fn cannot_run_without_anything_to_read() {
    let folder = Folder::new()
        .with("none.txt", "nothing of any format\n")
        .with("calls.jsonl", record("/pets", 200, ""));
    for (paths, status) in
        [(&["missing.jsonl"][..], 2), (&["none.txt"], 2), (&["missing.jsonl", "calls.jsonl"], 2), (&["."], 2)]
    {
        let run = folder.run(&[&["traffic", "--fail-on", "never"], paths].concat());
        assert_eq!(run.status, Some(status), "{paths:?}");
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        let is_read = paths.contains(&"calls.jsonl");
        assert_eq!(run.stdout.contains("1 exchange"), is_read, "{paths:?}");
    }
    assert_eq!(folder.run(&["traffic", "--input-format", "pcap", "calls.jsonl"]).status, Some(2));
}

#[test]
fn does_not_fail_for_what_was_turned_away() {
    let folder =
        Folder::new().with("pets.yaml", PETS).with("calls.jsonl", record("/pets", 401, "Bearer null"));
    let run = folder.run(&[
        "traffic",
        "--spec",
        "pets.yaml",
        "--fail-on",
        "low",
        "--format",
        "json",
        "calls.jsonl",
    ]);
    let report = run.json();
    let of_traffic =
        report["findings"].as_array().unwrap().iter().filter(|own| own["source"] == "trace-analysis");
    assert!(of_traffic.clone().all(|own| own["state"] == "candidate"), "{report}");
}

#[test]
fn reads_standard_input() {
    let folder = Folder::new();
    let lines = record("/pets", 200, "") + "\n" + &record("/pets", 200, "");
    let run = folder.run_with_stdin(&["traffic", "--format", "json", "-"], lines.as_bytes());
    assert_eq!(run.json()["exchanges"], 2);
}

/// A call without a host, through a proxy of the same machine, with a cookie that is not marked as secure.
fn proxied() -> String {
    json!({
        "scheme": "http", "source": {"ip": "127.0.0.1"},
        "request": {"method": "GET", "target": "/pets",
            "headers": [["Authorization", "Bearer Zk81pQw7xLm20TbRqqW12"], ["X-Forwarded-For", "127.0.0.1, 198.51.100.7"]]},
        "response": {"status": 200, "headers": []},
    })
    .to_string()
}

#[test]
fn knows_the_client_behind_trusted_proxies_only() {
    let over_cleartext = |run: &Run| rules(run).iter().any(|own| own == "credential-sent-over-cleartext");
    let settings = "traffic: {trusted_proxies: {header: x-forwarded-for, networks: [127.0.0.1]}}";
    let folder = Folder::new().with("calls.jsonl", proxied()).with("watchgate.yaml", settings);
    let run = |arguments: &[&str]| {
        let arguments = [&["traffic", "--format", "json"], arguments, &["calls.jsonl"]].concat();
        folder.run(&arguments)
    };
    assert!(!over_cleartext(&run(&[])), "who calls from the same machine is not on the network");
    for arguments in [
        &["--trusted-proxy", "127.0.0.0/8", "--forwarding-header", "x-forwarded-for"][..],
        &["--settings", "watchgate.yaml"],
    ] {
        assert!(over_cleartext(&run(arguments)), "{arguments:?}");
    }
    // The flags come before the settings.
    let other =
        ["--settings", "watchgate.yaml", "--trusted-proxy", "::1", "--forwarding-header", "forwarded"];
    assert!(!over_cleartext(&run(&other)));
}

#[test]
fn refuses_proxies_that_are_no_networks_and_headers_that_nobody_writes() {
    let folder = Folder::new().with("calls.jsonl", proxied());
    for (arguments, message) in [
        (
            &["--trusted-proxy", "10.0.0.0/33", "--forwarding-header", "forwarded"][..],
            "no network such as 10.0.0.0/8",
        ),
        (&["--trusted-proxy", "10.0.0.0/8"], "--forwarding-header"),
        (&["--forwarding-header", "forwarded"], "--trusted-proxy"),
        (
            &["--trusted-proxy", "::1", "--forwarding-header", "none"],
            "[possible values: forwarded, x-forwarded-for]",
        ),
    ] {
        let run = folder.run(&[&["traffic", "calls.jsonl"], arguments].concat());
        assert_eq!(run.status, Some(2), "{arguments:?}");
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
}

#[test]
fn reads_the_secrets_that_the_settings_name_beside_them() {
    // The header and the claims {"sub":"ada","exp":1795262400,"iat":1795258800}, signed with `of our own`.
    let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZGEiLCJleHAiOjE3OTUyNjI0MDAsImlhdCI6MTc5NTI1ODgwMH0.qZX57RGnMM4vfkuJwY6wjLvz40Q-xLP7pQ1OvHrCKnk";
    let folder = Folder::new()
        .with("calls.jsonl", record("/pets", 200, &format!("Bearer {token}")))
        .with("config/watchgate.yaml", "traffic: {weak_secrets: secrets.txt}")
        .with("config/secrets.txt", "another\nof our own\n")
        .with("config/missing.yaml", "traffic: {weak_secrets: nowhere.txt}");
    let run = |arguments: &[&str]| {
        let arguments = [&["traffic", "--format", "json"], arguments, &["calls.jsonl"]].concat();
        folder.run(&arguments)
    };
    let is_weak = |run: &Run| rules(run).iter().any(|own| own == "jwt-with-weak-secret");
    assert!(!is_weak(&run(&[])));
    assert!(is_weak(&run(&["--settings", "config/watchgate.yaml"])));
    assert!(is_weak(&run(&["--weak-secrets", "config/secrets.txt"])));
    run(&["--settings", "config/missing.yaml"]).refuses("config/nowhere.txt: error: no such file");
}
