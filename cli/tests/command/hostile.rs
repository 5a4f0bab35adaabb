//! Input that wants to hurt: one clear error or findings, in bounded time and memory, and never a panic.
//!
//! Every run has an address space of 2 GiB (on Linux) and a minute, far more than it needs; what grows without bounds
//! gets neither.

use std::fmt::Write;

use crate::support::Folder;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
const JSON_HEAD: &str = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "#;
/// Deeper than any stack.
const DEEP: usize = 100_000;

/// Asserts that a document is refused with one line.
#[track_caller]
fn refused(name: &str, document: impl AsRef<[u8]>, message: &str) {
    Folder::new().with(name, document).run(&["spec", name]).refuses(&format!("{name}:{message}"));
}

/// Asserts that a document is read and judged in both formats. Returns how many findings of a rule there are.
#[track_caller]
fn findings(name: &str, document: impl AsRef<[u8]>, rule: &str) -> usize {
    let folder = Folder::new().with(name, document);
    let text = folder.run(&["spec", "--fail-on", "never", name]);
    assert_eq!((text.status, text.stderr.as_str()), (Some(0), ""));
    let json = folder.run(&["spec", "--fail-on", "never", "--format", "json", name]);
    assert_eq!((json.status, json.stderr.as_str()), (Some(0), ""));
    let report = json.json();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().filter(|finding| finding["rule"] == rule).count()
}

fn repeat(count: usize, item: impl Fn(usize) -> String, separator: &str) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(separator)
}

#[test]
fn empty() {
    refused("empty.yaml", "", " error: the document is empty");
    refused("blank.yaml", "\n\n  \n", " error: the document is empty");
    refused("documents.yaml", "---\n".repeat(10_000), " error: the document is empty");
}

#[test]
fn binary() {
    refused("zeros.yaml", [0; 4096], "1:1: error: not a text document: NUL character");
    refused(
        "latin1.yaml",
        b"openapi: 3.0.3\ninfo: {title: caf\xe9}\n",
        "2:18: error: the document is not valid UTF-8",
    );
    refused(
        "garbage.json",
        [0xff, 0xd8, 0xff, 0xe0].repeat(1000),
        "1:1: error: the document is not valid UTF-8",
    );
}

#[test]
fn not_openapi() {
    let message = "1:1: error: not an OpenAPI document: neither `openapi` nor `swagger`";
    refused("list.json", "[1, 2, 3]", message);
    refused("other.yaml", "name: x\nvalues: [1]\n", message);
    refused("prose.yaml", "Dear reader\n", message);
    refused(
        "future.yaml",
        "openapi: 9.9.9\npaths: {}\n",
        "1:1: error: OpenAPI version `9.9.9` is not supported",
    );
}

#[test]
fn truncated() {
    refused(
        "cut.json",
        "{\"openapi\": \"3.0.3\",\n \"info\": {\"title\": \"t\"",
        "2:23: error: expected `,` or `}`, found the end of the document",
    );
    refused("cut.yaml", "openapi: 3.0.3\ninfo: {title: \"t", "2:15: error: unclosed quote");
}

#[test]
fn larger_than_the_limit() {
    let folder = Folder::new().with_sparse("large.yaml", 200 * 1024 * 1024);
    folder
        .run(&["spec", "large.yaml"])
        .refuses("large.yaml: error: 209715200 bytes; --max-size allows 67108864");
}

#[cfg(unix)]
#[test]
fn files_that_are_none() {
    let folder = Folder::new();
    let endless = folder.run(&["spec", "--max-size", "1MiB", "/dev/zero"]);
    endless.refuses("/dev/zero: error: more bytes than --max-size allows: 1048576");
    folder.run(&["spec", "/dev/null"]).refuses("/dev/null: error: the document is empty");
    folder.run(&["spec", "."]).refuses(".: error: this is a directory; name the files in it");
    folder.run(&["spec", "missing.yaml"]).refuses("missing.yaml: error: no such file");
}

#[test]
fn nested_deep() {
    let brackets = format!("{JSON_HEAD}\"paths\": {}{}}}", "[".repeat(DEEP), "]".repeat(DEEP));
    refused("brackets.json", brackets, "1:198: error: nested deeper than 128 levels");
    let objects = format!("{JSON_HEAD}\"x\": {}1{}}}", "{\"a\":".repeat(DEEP), "}".repeat(DEEP));
    refused("objects.json", objects, "1:702: error: nested deeper than 128 levels");
    let flow = format!("{HEAD}x: {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP));
    refused("flow.yaml", flow, "3:132: error: nested deeper than 128 levels");
    let open = format!("{HEAD}x: {}", "{a: ".repeat(DEEP));
    refused("open.yaml", open, "3:512: error: nested deeper than 128 levels");
    let block = format!("{HEAD}x:\n  {}1\n", "- ".repeat(DEEP));
    refused("block.yaml", block, "4:257: error: nested deeper than 128 levels");
    let mappings: String = (0..2000).map(|level| format!("{:level$}a:\n", "")).collect();
    refused(
        "mappings.yaml",
        format!("openapi: 3.0.3\nx:\n {}", mappings.replace('\n', "\n ")),
        "130:129: error: nested deeper than 128 levels",
    );
}

#[test]
fn aliases_of_aliases() {
    let mut lists = format!("{HEAD}x0: &x0 [lol]\n");
    let mut objects = format!("{HEAD}x0: &x0 {{get: {{}}}}\n");
    for level in 1..30 {
        let below = level - 1;
        writeln!(lists, "x{level}: &x{level} [{}]", repeat(9, |_| format!("*x{below}"), ", ")).unwrap();
        writeln!(objects, "x{level}: &x{level} {{{}}}", repeat(9, |i| format!("/p{i}: *x{below}"), ", "))
            .unwrap();
    }
    assert_eq!(findings("lists.yaml", lists + "paths: *x29\n", "malformed-field"), 1);
    assert_eq!(findings("objects.yaml", objects + "paths: *x1\n", "operation-without-authentication"), 9);
    refused(
        "cycle.yaml",
        "openapi: 3.0.3\npaths: &p\n  /a: *p\n",
        "3:7: error: an alias refers to a value that contains it",
    );
}

#[test]
fn aliases_that_multiply_operations() {
    let item = "{get: {}, put: {}, post: {}, delete: {}}";
    let document =
        format!("{HEAD}x: &x {item}\npaths:\n{}", repeat(20_000, |i| format!("  /p{i}: *x\n"), ""));
    assert_eq!(findings("paths.yaml", document, "operation-without-authentication"), 80_000);
    let document = format!("{HEAD}paths:\n{}", repeat(60_000, |i| format!("  /p{i}: *x\n"), "")).replacen(
        "paths:",
        "x: &x {}\npaths:",
        1,
    );
    refused("many.yaml", document, "50005:12: error: more than 50000 aliases");
}

#[test]
fn aliases_that_multiply_requirements() {
    let schemes = repeat(1000, |i| format!("{{s{i}: []}}"), ", ");
    let paths = repeat(20_000, |i| format!("  /p{i}: {{get: {{security: *x}}}}\n"), "");
    let document = format!("{HEAD}x: &x [{schemes}]\npaths:\n{paths}");
    refused("security.yaml", document, "3:10914: error: more than 1000000 values");
}

#[test]
fn merge_keys_that_multiply_values() {
    let keys = repeat(1000, |i| format!("k{i}: 1"), ", ");
    let paths = repeat(4500, |i| format!("  /p{i}: {{<<: *x}}\n"), "");
    let run = Folder::new()
        .with("merge.yaml", format!("{HEAD}x: &x {{{keys}}}\npaths:\n{paths}"))
        .run(&["spec", "merge.yaml"]);
    assert!(run.stderr.ends_with(": error: more than 4000000 values\n"), "{}", run.stderr);
    assert_eq!((run.status, run.stderr.lines().count()), (Some(2), 1));
}

#[test]
fn duplicate_keys() {
    let paths = repeat(20_000, |_| "\"/p\": {\"get\": {}, \"get\": {}}".to_owned(), ",");
    assert_eq!(
        findings("twice.json", format!("{JSON_HEAD}\"paths\": {{{paths}}}}}"), "duplicate-key"),
        10_000
    );
    assert_eq!(findings("twice.yaml", format!("{HEAD}paths:\n  /p: {{}}\n  /p: {{}}\n"), "duplicate-key"), 1);
}

#[test]
fn cyclic_references() {
    let paths =
        "paths:\n  /a: {$ref: '#/paths/~1a'}\n  /b: {$ref: '#/paths/~1c'}\n  /c: {$ref: '#/paths/~1b'}\n";
    assert_eq!(findings("cycle.yaml", format!("{HEAD}{paths}"), "circular-reference"), 3);
}

#[test]
fn chains_of_references() {
    let paths = repeat(5000, |i| format!("\"/p{i}\": {{\"$ref\": \"#/paths/~1p{}\"}}", i + 1), ",");
    let document = format!("{JSON_HEAD}\"paths\": {{{paths}, \"/p5000\": {{\"get\": {{}}}}}}}}");
    assert!(findings("chain.json", document, "unread-reference") > 4000);
}

#[test]
fn huge_keys() {
    let key = "k".repeat(5_000_000);
    findings(
        "path.json",
        format!("{JSON_HEAD}\"paths\": {{\"/{key}\": {{\"get\": {{}}}}}}}}"),
        "malformed-field",
    );
    findings("key.yaml", format!("{HEAD}? \"{key}\"\n: 1\npaths: {{}}\n"), "malformed-field");
    let braces = "{a}".repeat(100_000);
    findings(
        "template.json",
        format!("{JSON_HEAD}\"paths\": {{\"/{braces}\": {{\"get\": {{}}}}}}}}"),
        "malformed-field",
    );
}

#[test]
fn a_hundred_thousand_operations() {
    let paths = repeat(100_000, |i| format!("\"/p{i}/{{id}}\": {{\"post\": {{}}}}"), ",");
    let document = format!("{JSON_HEAD}\"paths\": {{{paths}}}}}");
    assert_eq!(findings("many.json", document, "operation-without-authentication"), 100_000);
}

#[test]
fn two_thousand_servers_for_two_thousand_operations() {
    let servers = repeat(2000, |i| format!("{{\"url\": \"http://h{i}.example.com/v{i}\"}}"), ",");
    let paths = repeat(2000, |i| format!("\"/p{i}\": {{\"post\": {{}}}}"), ",");
    let document = format!("{JSON_HEAD}\"servers\": [{servers}], \"paths\": {{{paths}}}}}");
    assert_eq!(findings("servers.json", &document, "cleartext-server"), 2000);
    let request = r#"{"request": {"method": "POST", "target": "/v7/p7"}}"#;
    let folder = Folder::new()
        .with("servers.json", document)
        .with("request.json", request)
        .with("policy.yaml", "version: 1\nrules: []\n");
    let run = folder.run(&[
        "decide",
        "--spec",
        "servers.json",
        "--policy",
        "policy.yaml",
        "--request",
        "request.json",
    ]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn ten_thousand_undeclared_schemes() {
    let security = repeat(10_000, |i| format!("{{\"s{i}\": []}}"), ",");
    let paths = repeat(10, |i| format!("\"/p{i}\": {{\"get\": {{\"security\": [{security}]}}}}"), ",");
    let document = format!("{JSON_HEAD}\"paths\": {{{paths}}}}}");
    assert!(findings("operations.json", document, "undeclared-security-scheme") > 0);
    let document =
        format!("{JSON_HEAD}\"security\": [{security}], \"paths\": {{\"/p\": {{\"get\": {{}}}}}}}}");
    assert_eq!(findings("root.json", document, "undeclared-security-scheme"), 10_000);
}

#[test]
fn wrong_types_everywhere() {
    let paths = repeat(20_000, |i| format!("\"/p{i}\": []"), ",");
    let document = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": [], \"servers\": 5, \"security\": {{\"a\": 1}}, \"components\": 7, \"paths\": {{{paths}}}}}"
    );
    assert_eq!(findings("types.json", document, "malformed-field"), 10_000);
}

#[test]
fn hostile_policies_and_requests() {
    let deep = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let arguments =
        ["decide", "--spec", "payments.yaml", "--policy", "policy.yaml", "--request", "request.json"];
    let request = r#"{"request": {"method": "GET", "target": "/"}}"#;
    let folder =
        Folder::with_payments().with("request.json", request).with("policy.yaml", format!("rules: {deep}"));
    folder.run(&arguments).refuses("policy.yaml:1:136: error: nested deeper than 128 levels");
    let folder = folder
        .with("policy.yaml", "version: 1\nrules: []\n")
        .with("request.json", request.replacen('{', &format!("{{\"x\": {deep}, "), 1));
    assert_eq!(folder.run(&arguments).status, Some(0), "what a decision does not need is passed over");
    for (segment, status, line) in
        [("/a", 0, "action     allow\n"), ("/%61", 1, "action     deny with status 414\n")]
    {
        let target = segment.repeat(2_000_000);
        let long = format!("{{\"request\": {{\"method\": \"GET\", \"target\": \"{target}\"}}}}");
        let run = Folder::with_payments()
            .with("policy.yaml", "version: 1\nrules: []\n")
            .with("request.json", long)
            .run(&arguments);
        assert_eq!((run.status, run.stderr.as_str()), (Some(status), ""));
        assert!(run.stdout.starts_with(line), "{}", run.stdout);
    }
}
