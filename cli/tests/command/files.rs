//! Documents of several files, in a folder that they must not leave.

use serde_json::Value;

use crate::support::Folder;

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: shop, version: '1'}
paths:
  /orders: {$ref: paths/orders.yaml}
components:
  schemas:
    Order: {$ref: 'schemas/order.yaml#/Order'}
";

fn folder() -> Folder {
    Folder::new()
        .with("specs/api.yaml", DOCUMENT)
        .with(
            "specs/paths/orders.yaml",
            "\n\npost: {responses: {'200': {$ref: '../api.yaml#/components/nothing'}}}\n",
        )
        .with("specs/schemas/order.yaml", "Order: {type: object}\n")
}

/// Returns the findings of a rule as `file:line message`.
#[track_caller]
fn findings(folder: &Folder, file: &str, rule: &str) -> Vec<String> {
    let run = folder.run(&["spec", "--fail-on", "never", "--format", "json", file]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let report = run.json();
    let of_rule = |finding: &&Value| finding["rule"] == rule;
    let found = report["findings"].as_array().unwrap().iter().filter(of_rule).map(|finding| {
        let location = &finding["location"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        format!("{}:{} {}", text(&location["file"]), location["line"], text(&finding["message"]))
    });
    found.collect()
}

#[test]
fn reads_the_files_of_the_folder() {
    let folder = folder();
    let open = findings(&folder, "specs/api.yaml", "operation-without-authentication");
    assert_eq!(open, ["specs/paths/orders.yaml:3 POST /orders can be called without authentication"]);
    let lost = findings(&folder, "specs/api.yaml", "unresolved-reference");
    assert_eq!(
        lost,
        ["specs/paths/orders.yaml:3 the reference `../api.yaml#/components/nothing` points at nothing"]
    );
    let text = folder.run(&["spec", "specs/api.yaml"]).stdout;
    assert!(text.contains("specs/paths/orders.yaml:3:1  operation-without-authentication"), "{text}");
}

#[test]
fn reads_a_document_of_the_working_directory_with_its_files() {
    let folder = Folder::new().with("api.yaml", DOCUMENT).with("paths/orders.yaml", "get: {}\n");
    assert_eq!(
        findings(&folder, "api.yaml", "unread-reference"),
        ["api.yaml:7 the reference `schemas/order.yaml#/Order` was not read: no such file"]
    );
    assert_eq!(findings(&folder, "./api.yaml", "operation-without-authentication").len(), 1);
}

#[test]
fn reads_no_other_file_for_standard_input() {
    let run = folder().run_with_stdin(
        &["spec", "--fail-on", "never", "--format", "json", "-"],
        DOCUMENT.replace("paths/", "specs/paths/").as_bytes(),
    );
    let report = run.json();
    assert_eq!(report["operations"].as_array().unwrap().len(), 0);
    let messages: Vec<&str> =
        report["findings"].as_array().unwrap().iter().filter_map(|own| own["message"].as_str()).collect();
    let unread = "the reference `specs/paths/orders.yaml` is in another document and was not read";
    assert!(messages.contains(&unread), "{messages:?}");
}

#[test]
fn never_leaves_the_folder() {
    let outside = Folder::new().with("secret.yaml", "get: {operationId: secret}\n");
    let secret = outside.file("secret.yaml");
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  \
         /a: {{$ref: ../secret.yaml}}\n  /b: {{$ref: '{0}'}}\n  /c: {{$ref: 'file://{0}'}}\n  \
         /d: {{$ref: ../../../../../../../../etc/passwd}}\n  /e: {{$ref: '%2e%2e/secret.yaml'}}\n",
        secret.display()
    );
    let folder = Folder::new().with("secret.yaml", "get: {}\n").with("specs/api.yaml", document);
    assert_eq!(findings(&folder, "specs/api.yaml", "remote-reference").len(), 5);
    assert_eq!(findings(&folder, "specs/api.yaml", "operation-without-authentication").len(), 0);
}

#[cfg(unix)]
#[test]
fn follows_no_link_out_of_the_folder_and_opens_no_pipe() {
    let paths = "paths:\n  /link: {$ref: link.yaml}\n  /pipe: {$ref: pipe.yaml}\n  /zero: {$ref: zero.yaml}\n  \
                 /up: {$ref: up/secret.yaml}\n";
    let folder = Folder::new()
        .with("secret.yaml", "get: {}\n")
        .with("specs/api.yaml", format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\n{paths}"))
        .with_link("specs/link.yaml", "../secret.yaml")
        .with_link("specs/zero.yaml", "/dev/zero")
        .with_link("specs/up", "..")
        .with_pipe("specs/pipe.yaml");
    let outside = "outside of the document's folder";
    assert_eq!(
        findings(&folder, "specs/api.yaml", "unread-reference"),
        [
            format!("specs/api.yaml:4 the reference `link.yaml` was not read: {outside}"),
            "specs/api.yaml:5 the reference `pipe.yaml` was not read: not a regular file".to_owned(),
            format!("specs/api.yaml:6 the reference `zero.yaml` was not read: {outside}"),
            format!("specs/api.yaml:7 the reference `up/secret.yaml` was not read: {outside}"),
        ]
    );
}

#[test]
fn bears_files_that_refer_to_each_other() {
    let folder = Folder::new()
        .with("api.yaml", DOCUMENT)
        .with("paths/orders.yaml", "$ref: more.yaml\n")
        .with("paths/more.yaml", "$ref: orders.yaml\n")
        .with("schemas/order.yaml", "Order: {properties: {order: {$ref: order.yaml#/Order}}}\n");
    assert_eq!(findings(&folder, "api.yaml", "circular-reference").len(), 3);
}

#[test]
fn keeps_the_size_limit_over_all_files() {
    let folder = folder().with("specs/schemas/order.yaml", format!("Order: {}\n", "x".repeat(2_000)));
    let run = folder.run(&["spec", "--max-size", "2000B", "specs/api.yaml"]);
    assert!(run.stdout.contains("was not read: 2008 bytes; the limit is 2000"), "{}", run.stdout);
    let run = folder.run(&["spec", "--max-size", "2100B", "specs/api.yaml"]);
    let size = DOCUMENT.len() + 2_008;
    run.refuses(&format!("specs/api.yaml: error: the document has {size} bytes; the limit is 2100"));
}
