//! What `watchgate spec` writes, and where.

use std::fs;

use serde_json::Value;

use crate::support::Folder;

/// A document of many open operations.
fn many() -> String {
    let paths: String = (0..40).map(|path| format!("  /{path}: {{post: {{}}}}\n")).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: many, version: '1'}}\n\
         components: {{securitySchemes: {{x: {{type: mutualTLS}}}}}}\npaths:\n{paths}"
    )
}

#[test]
fn shows_the_first_findings_and_everything_when_asked() {
    let folder = Folder::new().with("many.yaml", many());
    let short = folder.run(&["spec", "many.yaml"]).stdout;
    assert!(
        short.contains("          ... and 35 more\n") && short.contains("  ... and 30 more: 30 critical\n")
    );
    assert!(short.lines().count() < 30, "{short}");
    for option in ["-v", "--verbose"] {
        let long = folder.run(&["spec", option, "many.yaml"]).stdout;
        assert_eq!(long.lines().filter(|line| line.contains("many.yaml:")).count(), 40);
        assert!(!long.contains("..."));
    }
}

#[test]
fn writes_sarif_and_markdown() {
    let folder = Folder::with_payments();
    let log = folder.run(&["spec", "--format", "sarif", "payments.yaml"]).json();
    assert_eq!(log["version"], "2.1.0");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "operation-security-opt-out");
    let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uri"], "payments.yaml");
    let run = folder.run(&["spec", "--format", "markdown", "payments.yaml"]);
    assert!(run.stdout.starts_with("## Watchgate: 2 findings: 1 critical, 1 medium\n"), "{}", run.stdout);
    assert_eq!(run.status, Some(1));
}

#[test]
fn writes_into_a_file_what_it_would_print() {
    let folder = Folder::with_payments();
    for format in ["text", "json", "sarif", "markdown"] {
        let printed = folder.run(&["spec", "--format", format, "payments.yaml"]);
        let written = folder.run(&["spec", "--format", format, "-o", "report", "payments.yaml"]);
        assert_eq!((written.stdout.as_str(), written.stderr.as_str()), ("", ""));
        assert_eq!(folder.read("report"), printed.stdout, "{format}");
        assert_eq!((printed.status, written.status), (Some(1), Some(1)));
    }
    assert_eq!(folder.names(), ["payments.yaml", "report"], "no draft is left");
}

#[test]
fn leaves_an_old_report_alone_when_it_cannot_write_or_read() {
    let folder = Folder::with_payments().with("report", "old");
    let run = folder.run(&["spec", "-o", "report", "missing.yaml"]);
    assert_eq!((run.status, folder.read("report").as_str()), (Some(2), "old"));
    let run = folder.run(&["spec", "-o", "nowhere/report", "payments.yaml"]);
    assert!(run.stderr.starts_with("watchgate: nowhere/report: error: cannot write: "), "{}", run.stderr);
    assert_eq!((run.status, run.stderr.lines().count()), (Some(2), 1));
}

#[cfg(unix)]
#[test]
fn writes_to_what_is_no_file_and_through_links() {
    let folder = Folder::with_payments().with("report", "old");
    std::os::unix::fs::symlink("report", folder.path().join("link")).unwrap();
    folder.run(&["spec", "--format", "json", "-o", "link", "payments.yaml"]);
    assert!(fs::symlink_metadata(folder.path().join("link")).unwrap().is_symlink());
    assert!(serde_json::from_str::<Value>(&folder.read("report")).is_ok());
    let run = folder.run(&["spec", "-o", "/dev/null", "payments.yaml"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}
