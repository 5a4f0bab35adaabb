//! `watchgate spec --baseline`.

use crate::support::{Folder, PAYMENTS};

/// The document of the tests after a change: other lines, and one more operation that is open.
fn changed() -> String {
    PAYMENTS.replace("paths:\n", "# moved\n\npaths:\n  /refunds:\n    post: {security: []}\n")
}

fn folder(format: &str) -> Folder {
    let folder = Folder::with_payments().with("changed.yaml", changed());
    let run = folder.run(&["spec", "--format", format, "--output", "known", "payments.yaml"]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (Some(1), "", ""));
    folder
}

#[test]
fn reports_only_what_is_new() {
    for format in ["json", "sarif"] {
        let folder = folder(format);
        let run = folder.run(&["spec", "--baseline", "known", "payments.yaml"]);
        assert_eq!(run.status, Some(0), "what is known does not fail the run");
        assert!(run.stdout.ends_with("\nno new findings\n2 known findings of the baseline not shown\n"));
        let run = folder.run(&["spec", "--baseline", "known", "--format", "json", "changed.yaml"]);
        let report = run.json();
        assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{format}");
        assert_eq!(report["findings"][0]["operation"]["path"], "/refunds");
        assert_eq!(report["baseline"], serde_json::json!({"known": 2, "gone": 0}));
        assert_eq!(run.status, Some(1));
    }
}

#[test]
fn says_what_is_gone() {
    let mended = PAYMENTS.replace("      security: []\n", "");
    let folder = folder("json").with("mended.yaml", mended);
    let run = folder.run(&["spec", "--baseline", "known", "mended.yaml"]);
    assert!(
        run.stdout.ends_with(
            "\nno new findings\n1 known finding of the baseline not shown; 1 of the baseline is gone\n"
        ),
        "{}",
        run.stdout
    );
}

#[test]
fn refuses_what_is_no_baseline() {
    let folder = Folder::with_payments().with("text.json", "{\n  \"findings\": [\n    1\n  ]\n}");
    let refused = |baseline: &str| folder.run(&["spec", "--baseline", baseline, "payments.yaml"]);
    refused("payments.yaml").refuses("payments.yaml:1:1: error: `findings` is missing");
    refused("text.json").refuses("text.json:3:5: error: `id` is missing");
    refused("missing.json").refuses("missing.json: error: no such file");
    let run = folder.run_with_stdin(&["spec", "--baseline", "-", "-"], b"{}");
    run.refuses("<stdin>: error: `-` is given twice, but standard input can be read only once");
}
