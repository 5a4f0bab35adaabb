//! Recordings that are broken, or want to hurt: what is wrong is counted and told with its place, and the rest is read.
//!
//! Every run has an address space of 2 GiB (on Linux) and a minute.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::support::{Folder, Run, finish};

const PETS: &str = "openapi: 3.1.0
info: {title: pets, version: '1'}
servers: [{url: https://pets.example.com}]
paths:
  /pets:
    get:
      responses:
        '200':
          description: all
          content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: integer}}}}}}
";

/// Runs the command over one file, with a document.
fn run(name: &str, content: impl AsRef<[u8]>, more: &[&str]) -> Run {
    let folder = Folder::new().with("pets.yaml", PETS).with(name, content);
    let arguments = ["traffic", "--spec", "pets.yaml", "--format", "json", "--fail-on", "never"];
    folder.run(&[&arguments, more, &[name]].concat())
}

/// Returns how many exchanges were read, how many records were none, and what is told of them.
fn counted(run: &Run) -> (u64, u64, Vec<String>) {
    let report = run.json();
    let told = run.stderr.lines().map(|line| line.strip_prefix("watchgate: ").unwrap().to_owned()).collect();
    (report["exchanges"].as_u64().unwrap(), report["rejected"].as_u64().unwrap(), told)
}

/// Returns what is told of records that begin on these lines.
fn told(name: &str, lines: impl IntoIterator<Item = u64>, message: &str) -> Vec<String> {
    lines.into_iter().map(|line| format!("{name}:{line}: error: {message}")).collect()
}

/// Returns the evidence of the findings over the traffic.
fn evidence(run: &Run) -> Vec<Value> {
    let report = run.json();
    let findings = report["findings"].as_array().unwrap().iter();
    findings.filter(|own| own["source"] == "trace-analysis").map(|own| own["evidence"].clone()).collect()
}

/// Returns the findings over the traffic as `rule in name`.
fn found(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().unwrap().iter();
    let of_traffic = findings.filter(|own| own["source"] == "trace-analysis");
    let words = |own: &Value| {
        let words = [&own["rule"], &own["location"]["in"], &own["location"]["name"]];
        words.into_iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
    };
    let mut found: Vec<String> = of_traffic.map(words).collect();
    found.sort();
    found
}

/// Returns a native record whose answer has a body.
fn answered(body: Value, headers: &[[&str; 2]]) -> Value {
    let mut lines =
        vec![["strict-transport-security", "max-age=31536000"], ["content-type", "application/json"]];
    lines.extend(headers);
    json!({
        "timestamp": "2026-11-21T10:00:00Z", "scheme": "https", "destination": {"host": "pets.example.com"},
        "request": {"method": "GET", "target": "/pets", "headers": []},
        "response": {"status": 200, "headers": lines, "body": body},
    })
}

/// Returns an entry of a HAR file.
fn entry() -> Value {
    json!({
        "startedDateTime": "2026-11-21T10:00:00Z", "time": 1,
        "request": {"method": "GET", "url": "https://pets.example.com/pets", "headers": []},
        "response": {"status": 200, "headers": [], "content": {"size": 2, "mimeType": "application/json", "text": "[]"}},
    })
}

fn har(entries: &[Value]) -> String {
    let lines: Vec<String> = entries.iter().map(Value::to_string).collect();
    format!("{{\"log\":{{\"version\":\"1.2\",\"entries\":[\n{}\n]}}}}", lines.join(",\n"))
}

fn with(mut record: Value, pointer: &str, value: Value) -> Value {
    *record.pointer_mut(pointer).unwrap() = value;
    record
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Writes a megabyte again and again to the command, and returns the most memory that it had by the end, in KiB.
#[cfg(target_os = "linux")]
fn memory_of(first: &[u8], megabytes: usize, last: &[u8]) -> (Run, u64) {
    let folder = Folder::new().with("pets.yaml", PETS);
    let arguments = ["traffic", "--spec", "pets.yaml", "--format", "json", "--fail-on", "never", "-"];
    let mut child = folder.command(&arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let megabyte = vec![b'x'; 1 << 20];
    stdin.write_all(first).unwrap();
    (0..megabytes).for_each(|_| stdin.write_all(&megabyte).unwrap());
    stdin.write_all(last).unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    (finish(child), peak.trim().trim_end_matches(" kB").parse().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte() {
    let record = answered(json!("[]"), &[]).to_string() + "\n";
    let (run, memory) = memory_of(
        &[record.as_bytes(), b"{\"request\":{\"method\":\"GET\",\"target\":\"/"].concat(),
        1024,
        &[b"\"}}\n", record.as_bytes()].concat(),
    );
    let expected = told("<stdin>", [2], "the record is longer than the limit");
    assert_eq!(counted(&run), (2, 1, expected), "{}", run.stderr);
    assert!(memory < 100 << 10, "{memory} KiB");
}

#[cfg(target_os = "linux")]
#[test]
fn a_log_line_of_a_gigabyte() {
    let line = "::1 - - [21/Nov/2026:10:00:00 +0000] \"GET /pets HTTP/1.1\" 200 1 \"-\" \"";
    let (run, memory) =
        memory_of(format!("{line}a\"\n{line}").as_bytes(), 1024, format!("\"\n{line}a\"\n").as_bytes());
    assert_eq!(counted(&run).0, 2);
    assert_eq!(run.stderr, "watchgate: <stdin>:2: error: the record is longer than the limit\n");
    assert!(memory < 100 << 10, "{memory} KiB");
}

#[test]
fn values_of_other_types_in_har() {
    let entries = [
        json!("entry"),
        json!(["GET", "/pets"]),
        with(entry(), "/request", json!("GET /pets")),
        with(entry(), "/request/headers", json!("Host: a")),
        with(entry(), "/request/method", json!(7)),
        with(entry(), "/response", json!("200 OK")),
        with(entry(), "/response/content", json!("[]")),
        with(entry(), "/time", json!("soon")),
        entry(),
    ];
    let run = run("calls.har", har(&entries), &[]);
    let expected = told("calls.har", 2..9, "a field is missing or of another type than the format says");
    assert_eq!(counted(&run), (2, 7, expected));
}

#[test]
fn har_without_a_list() {
    for text in [r#"{"log":"x"}"#, r#"{"log":{"entries":"x"}}"#, r#"{"log":{"entries":{}}}"#, r#"{"log":{}}"#]
    {
        let run = run("calls.har", text, &[]);
        assert_eq!(
            run.stderr, "watchgate: calls.har:1: error: the document has no list of records\n",
            "{text}"
        );
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{text}");
    }
}

#[test]
fn bodies_that_are_no_base64() {
    let bad = json!({"size": 1, "text": "!!!", "encoding": "base64"});
    let text = har(&[with(entry(), "/response/content", bad), entry()]);
    assert_eq!(counted(&run("calls.har", text, &[])), (1, 1, told("calls.har", [2], "a body is not base64")));
    let records =
        [answered(json!({"base64": "!!!"}), &[]), answered(json!([1]), &[]), answered(json!("[]"), &[])];
    let lines = records.map(|own| own.to_string()).join("\n");
    let run = run("calls.jsonl", lines, &[]);
    assert_eq!(counted(&run), (1, 2, told("calls.jsonl", 1..3, "a body is neither text nor base64")));
    assert!(run.stderr.contains("calls.jsonl:1:") && run.stderr.contains("calls.jsonl:2:"), "{}", run.stderr);
}

#[test]
fn lengths_that_are_wrong() {
    let undeclared = ["undocumented-response-property response-body $[*].x"];
    for (length, expected) in [
        ("3", &undeclared[..]),
        ("15", &undeclared),
        ("-7", &undeclared),
        ("x", &undeclared),
        ("1e9", &undeclared),
    ] {
        let record = answered(json!(r#"[{"id":1,"x":2}]"#), &[["content-length", length]]);
        assert_eq!(found(&run("calls.jsonl", record.to_string(), &[])), expected, "{length}");
    }
}

#[test]
fn bodies_that_are_cut() {
    let half = r#"[{"id":1},{"id":"#;
    let whole = answered(json!(half), &[]);
    let mut said = whole.clone();
    said["response"]["truncated"] = json!(true);
    let mut sized = whole.clone();
    sized["response"]["size"] = json!(9000);
    let by_header = answered(json!(half), &[["Content-Length", "9000"]]);
    for (record, expected) in [
        (whole, &["response-breaks-schema response-body $"][..]),
        (said, &[]),
        (sized, &[]),
        (by_header, &[]),
    ] {
        let run = run("calls.jsonl", record.to_string(), &[]);
        assert_eq!(
            (counted(&run), found(&run)),
            ((1, 0, vec![]), expected.iter().map(|own| (*own).to_owned()).collect())
        );
    }
}

#[test]
fn statuses_that_nobody_knows() {
    let bad = ["abc", "2", "2000", "20x", "1e300"];
    let mut entries: Vec<Value> =
        bad.iter().map(|own| with(entry(), "/response/status", json!(own))).collect();
    entries.extend(
        [json!(0), json!(-1), json!("200"), json!(299), json!(999)]
            .map(|own| with(entry(), "/response/status", own)),
    );
    let own = run("calls.har", har(&entries), &[]);
    assert_eq!(counted(&own), (5, 5, told("calls.har", 2..7, "the status is no number of three digits")));
    let pets = &own.json()["endpoints"][0]["usage"];
    assert_eq!(pets["statuses"], json!({"200": 1, "299": 1, "999": 1}));
    let native = [json!(99), json!(1000), json!(-1), json!("abc"), json!(2.5), json!(0), json!(418)];
    let lines = native.map(|status| with(answered(json!("[]"), &[]), "/response/status", status).to_string());
    let run = run("calls.jsonl", lines.join("\n"), &[]);
    assert_eq!(counted(&run), (2, 5, told("calls.jsonl", 1..6, "the status is no number of three digits")));
}

#[test]
fn times_in_ten_forms() {
    let forms = [
        json!("2026-11-21T10:00:00Z"),
        json!("2026-11-21T11:00:00+01:00"),
        json!("2026-11-21T10:00:00"),
        json!("2026-11-21 10:00:00,000"),
        json!("21/Nov/2026:11:00:00 +0100"),
        json!("Sat, 21 Nov 2026 10:00:00 GMT"),
        json!("Sat Nov 21 10:00:00 2026"),
        json!(1_795_255_200),
        json!("1795255200.000"),
        json!(1_795_255_200_000_u64),
        json!(1_795_255_200_000_000_000_u64),
    ];
    let entries: Vec<Value> = forms.into_iter().map(|form| with(entry(), "/startedDateTime", form)).collect();
    let run = run("calls.har", har(&entries), &[]);
    assert_eq!(counted(&run), (11, 0, vec![]));
    let at = "2026-11-21T10:00:00Z";
    let expected = json!({"count": 11, "first_seen": at, "last_seen": at, "samples": []});
    assert!(evidence(&run).iter().all(|own| *own == expected), "{run:?}");
    assert!(!evidence(&run).is_empty());
}

#[test]
fn times_that_are_none() {
    let forms = [
        json!("-5"),
        json!(-5),
        json!("1969-12-31T23:59:59Z"),
        json!("yesterday"),
        json!("2026-13-01T00:00:00Z"),
        json!([]),
        json!(1e300),
    ];
    let entries: Vec<Value> = forms.into_iter().map(|form| with(entry(), "/startedDateTime", form)).collect();
    let entries: Vec<Value> = entries.into_iter().map(|own| with(own, "/time", json!(-12.5))).collect();
    let run = run("calls.har", har(&entries), &[]);
    assert_eq!(counted(&run), (7, 0, vec![]));
    let expected = json!({"count": 7, "first_seen": null, "last_seen": null, "samples": []});
    assert!(evidence(&run).iter().all(|own| *own == expected), "{run:?}");
    assert!(!evidence(&run).is_empty());
}

#[test]
fn native_times_and_addresses_are_what_they_say() {
    let mut lines = Vec::new();
    for time in [json!("2026-11-21T10:00:00"), json!("21/Nov/2026:11:00:00 +0100"), json!(1_795_255_200)] {
        lines.push(with(answered(json!("[]"), &[]), "/timestamp", time));
    }
    for ip in ["fe80::1%eth0", "[::1]:80", "hunter2"] {
        let mut record = answered(json!("[]"), &[]);
        record["source"] = json!({"ip": ip});
        lines.push(record);
    }
    lines.push(answered(json!("[]"), &[]));
    let text: Vec<String> = lines.iter().map(Value::to_string).collect();
    let run = run("calls.jsonl", text.join("\n"), &[]);
    let (time, ip) = ("`timestamp` is no time of RFC 3339 with its zone", "`source.ip` is no IP address");
    let expected = [told("calls.jsonl", 1..4, time), told("calls.jsonl", 4..7, ip)].concat();
    assert_eq!(counted(&run), (1, 6, expected));
    assert!(!run.stderr.contains("hunter2"));
}

#[test]
fn bombs() {
    let bomb = packed(&vec![b'0'; 50_000_000]);
    let record = answered(json!({"base64": STANDARD.encode(&bomb)}), &[["content-encoding", "gzip"]]);
    let own = run("calls.jsonl", record.to_string(), &[]);
    assert_eq!((counted(&own), found(&own)), ((1, 0, vec![]), vec![]));
    // A file of a few hundred kilobytes that holds a line of 100 megabytes between two records.
    let good = answered(json!("[]"), &[]).to_string() + "\n";
    let file = [good.as_bytes(), &vec![b'{'; 100_000_000], b"\n", good.as_bytes()].concat();
    let run = run("calls.jsonl.gz", packed(&file), &[]);
    assert_eq!(counted(&run), (2, 1, told("calls.jsonl.gz", [2], "the record is longer than the limit")));
}

#[test]
fn compressed_files_that_are_broken() {
    let good = answered(json!("[]"), &[]).to_string() + "\n";
    let file = packed(good.repeat(1000).as_bytes());
    let own = run("calls.jsonl.gz", &file, &[]);
    assert_eq!(counted(&own), (1000, 0, vec![]));
    let cut = run("calls.jsonl.gz", &file[..file.len() - 4], &[]);
    assert_eq!(
        counted(&cut),
        (1000, 1, told("calls.jsonl.gz", [1000], "the compressed file ends in the middle"))
    );
    let noisy = [&file[..], b"noise behind it"].concat();
    let run = run("calls.jsonl.gz", noisy, &[]);
    assert_eq!((run.status, run.json()["exchanges"].clone()), (Some(2), json!(1000)), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn ten_thousand_headers() {
    let lines: Vec<[String; 2]> = (0..10_000).map(|n| [format!("x-{n}"), "1".to_owned()]).collect();
    let known = ["SERVER", "nginx/1.22.1"].map(str::to_owned);
    let mut record = answered(json!("[]"), &[]);
    record["request"]["headers"] = json!(lines);
    record["response"]["headers"] = json!([&lines[..], &[known]].concat());
    let folder = Folder::new().with("pets.yaml", PETS).with("calls.jsonl", record.to_string());
    let folder = folder.with("watchgate.yaml", "profile: pedantic");
    let arguments = ["--settings", "watchgate.yaml", "--format", "json", "--fail-on", "never", "calls.jsonl"];
    let run = folder.run(&[&["traffic", "--spec", "pets.yaml"][..], &arguments].concat());
    let found = found(&run);
    let (headers, others): (Vec<_>, Vec<_>) =
        found.iter().partition(|own| own.starts_with("undocumented-request-header request-header x-"));
    let expected = [
        "missing-content-type response-header content-type",
        "missing-content-type-options response-header x-content-type-options",
        "missing-strict-transport-security response-header strict-transport-security",
        "server-version-disclosed response-header server",
    ];
    assert_eq!(others, expected);
    assert_eq!(headers.len(), 64);
}

#[test]
fn names_of_headers_in_odd_case() {
    let headers =
        [["sErVeR", "nginx/1.22.1"], ["SET-COOKIE", "session=1; PATH=/; SECURE; httponly; samesite=LAX"]];
    let mut record = answered(json!("[]"), &headers);
    record["request"]["headers"] = json!([["aUtHoRiZaTiOn", "bEaReR null"], ["hOsT", "pets.example.com"]]);
    let found = found(&run("calls.jsonl", record.to_string(), &[]));
    assert_eq!(found, ["server-version-disclosed response-header server"]);
}

#[test]
fn targets_that_no_server_should_read() {
    let targets = [
        "/pets%00",
        "/%c0%af/pets",
        "/%c0%ae%c0%ae/pets",
        "/pets\u{0}",
        "/pets%zz",
        "/pets/%ff",
        "/pets?a=%00&%c0%ae=1",
        "//pets",
        "pets",
    ];
    let lines =
        targets.map(|target| with(answered(json!("[]"), &[]), "/request/target", json!(target)).to_string());
    let run = run("calls.jsonl", lines.join("\n"), &[]);
    assert_eq!(counted(&run), (9, 0, vec![]));
    let report = run.json();
    let endpoints: Vec<(&str, u64)> = report["endpoints"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["path"].as_str().unwrap(), own["usage"]["count"].as_u64().unwrap()))
        .collect();
    println!("{endpoints:?}");
    let documented = endpoints.iter().find(|own| own.0 == "/pets").unwrap();
    assert_eq!(documented.1, 1, "{endpoints:?}");
}
