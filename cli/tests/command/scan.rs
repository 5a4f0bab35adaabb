//! `watchgate scan`: what it finds, prints and ends with.

use serde_json::{Value, json};

use crate::support::{Folder, Run};

/// Values of each severity, all made up; the card's number passes the check.
const BODY: &str = r#"{"card": {"number": "4537 2934 1672 1103"},
 "users": [{"email": "ada@shop.example"}, {"password": "Tq7mZr41pXw"}], "ip": "8.8.4.4"}
"#;
/// What of it nobody may read anywhere.
const VALUES: [&str; 5] = ["4537 2934", "45372934", "ada@", "Tq7mZ", "8.8.4"];

const TEXT: &str = "\
body.json
  1:22  payment-card  ***************1103  $.card.number        CONFIDENCE
  2:23  email         ************mple     $.users[0].email     CONFIDENCE
  2:57  password      ****                 $.users[1].password  CONFIDENCE
  2:80  ip-address    ******4              $.ip                 CONFIDENCE

high    password      1
high    payment-card  1
medium  email         1
low     ip-address    1

4 detections in 1 of 1 file: 2 high, 1 medium, 1 low
";

fn body() -> Folder {
    Folder::new().with("body.json", BODY)
}

/// Returns the text with `CONFIDENCE` for every confidence: detectors may become surer.
fn without_confidence(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once("  ") {
        Some((rest, last)) if line.starts_with("  ") && last.parse::<f32>().is_ok() => {
            format!("{rest}  CONFIDENCE\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn types(run: &Run) -> Vec<String> {
    let report = run.json();
    let detections = report["detections"].as_array().unwrap().iter();
    detections.map(|own| own["type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn prints_a_report_for_people() {
    let run = body().run(&["scan", "body.json"]);
    assert_eq!((without_confidence(&run.stdout).as_str(), run.stderr.as_str()), (TEXT, ""));
    assert_eq!(run.status, Some(1));
}

#[test]
fn prints_json_of_the_documented_shape() {
    let run = body().run(&["scan", "--format", "json", "body.json"]);
    let report = run.json();
    assert_eq!(keys(&report), ["detections", "inspected", "omitted", "skipped"]);
    let detection = &report["detections"][0];
    let expected = ["confidence", "end", "file", "group", "masked", "path", "start", "type"];
    assert_eq!(keys(detection), expected);
    assert_eq!(
        [
            &detection["file"],
            &detection["type"],
            &detection["group"],
            &detection["path"],
            &detection["start"]
        ],
        [&json!("body.json"), &json!("payment-card"), &json!("pci"), &json!("$.card.number"), &json!(21)]
    );
    assert_eq!((&report["inspected"], &report["skipped"]), (&json!(1), &json!([])));
    assert_eq!(report["omitted"], json!({"detections": 0, "types": {}, "parts": 0}));
}

/// Finds of a file that are listed, and of all files.
const LISTED: [usize; 2] = [10_000, 100_000];

#[test]
fn counts_what_is_too_much_to_list() {
    let addresses = 600_000;
    let body = ["a@b.co ".repeat(addresses), "password=Tq7mZr41pXw".to_owned()].concat();
    let folder = Folder::new().with("many.txt", &body);
    let omitted = addresses + 1 - LISTED[0];
    let note =
        format!("only counted: {omitted} detections; at most 10000 of a file and 100000 in all are listed");
    let run = folder.run(&["scan", "many.txt"]);
    let expected = format!(
        "  ... and {omitted} more detections\n\nhigh    password  1\nmedium  email     600000\n\n\
         600001 detections in 1 of 1 file: 1 high, 600000 medium\n{note}\n"
    );
    assert!(run.stdout.ends_with(&expected), "{:?}", run.stdout.lines().rev().take(9).collect::<Vec<_>>());
    assert_eq!(run.status, Some(1), "what is only counted fails a run as well");
    let report = folder.run(&["scan", "--format", "json", "many.txt"]).json();
    assert_eq!(report["detections"].as_array().unwrap().len(), LISTED[0]);
    let types = json!({"email": addresses - LISTED[0], "password": 1});
    assert_eq!(report["omitted"], json!({"detections": omitted, "types": types, "parts": 0}));
    let log = folder.run(&["scan", "--format", "sarif", "many.txt"]).json();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), LISTED[0]);
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], note);
    let markdown = folder.run(&["scan", "--format", "markdown", "many.txt"]).stdout;
    assert!(markdown.contains("| high | `password` | secret | 1 | 1 |\n"), "{markdown}");
    assert!(markdown.contains("\n... and 599901 more detections not shown\n"), "{markdown}");
    assert!(markdown.ends_with(&format!("\n{note}\n")), "{markdown}");
}

#[test]
fn lists_so_many_in_all() {
    let body = "a@b.co ".repeat(LISTED[0] + 1);
    let folder = (0..12).fold(Folder::new(), |folder, number| folder.with(&format!("{number}.txt"), &body));
    let report = folder.run(&["scan", "--format", "json", "."]).json();
    assert_eq!(report["detections"].as_array().unwrap().len(), LISTED[1]);
    assert_eq!(report["omitted"]["detections"], 12 * (LISTED[0] + 1) - LISTED[1]);
    assert_eq!(report["inspected"], 12);
}

#[test]
fn stays_small_where_every_find_has_a_long_path() {
    let names = "x".repeat(60);
    let body = [format!("{{\"{names}\":").repeat(9), "[".to_owned(), "\"a@b.co\",".repeat(400_000)].concat();
    let folder = Folder::new().with("deep.json", body);
    let report = folder.run(&["scan", "--format", "json", "deep.json"]).json();
    assert_eq!(report["omitted"]["types"]["email"], 400_000 - LISTED[0]);
}

#[test]
fn shows_no_value_in_any_format() {
    let folder =
        body().with("app.log", "Authorization: Bearer Tq7mZr41pXw0\nada@shop.example from 8.8.4.4\n");
    for format in ["text", "json", "sarif", "markdown"] {
        let run = folder.run(&["scan", "-v", "--format", format, "body.json", "app.log"]);
        assert!(run.stdout.contains("payment-card"), "{format}");
        for value in VALUES {
            assert!(!run.stdout.contains(value), "{value} in {}", run.stdout);
        }
    }
}

#[test]
fn fails_on_what_is_asked_for() {
    let folder = Folder::new()
        .with("high.json", r#"{"password": "Tq7mZr41pXw"}"#)
        .with("medium.json", r#"{"email": "ada@shop.example"}"#)
        .with("low.json", r#"{"ip_address": "8.8.4.4"}"#)
        .with("clean.json", r#"{"total": 3}"#);
    let statuses = |fail_on: &str| {
        ["high.json", "medium.json", "low.json", "clean.json"]
            .map(|file| folder.run(&["scan", "--fail-on", fail_on, file]).status.unwrap())
    };
    for (fail_on, expected) in [
        ("high", [1, 0, 0, 0]),
        ("medium", [1, 1, 0, 0]),
        ("low", [1, 1, 1, 0]),
        ("secret", [1, 0, 0, 0]),
        ("pii", [0, 1, 0, 0]),
        ("pci,network", [0, 0, 1, 0]),
        ("health", [0, 0, 0, 0]),
        ("never", [0, 0, 0, 0]),
    ] {
        assert_eq!(statuses(fail_on), expected, "{fail_on}");
    }
    assert_eq!(folder.run(&["scan", "high.json"]).status, Some(1), "the default is high");
    assert_eq!(folder.run(&["scan", "medium.json"]).status, Some(0), "the default is high");
}

#[test]
fn marks_test_numbers_and_does_not_fail_on_them() {
    let folder = Folder::new().with("a.json", r#"{"card_number": "4111 1111 1111 1111"}"#);
    let run = folder.run(&["scan", "--fail-on", "low,pci", "a.json"]);
    assert!(run.stdout.contains("  test\n\ninfo  payment-card  1  test\n\n1 detection in"), "{}", run.stdout);
    assert_eq!(run.status, Some(0));
    let log = folder.run(&["scan", "--format", "sarif", "a.json"]).json();
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["level"], &result["properties"]["test"]), (&json!("note"), &json!(true)));
    let markdown = folder.run(&["scan", "--format", "markdown", "a.json"]).stdout;
    assert!(markdown.contains("\n| info | `payment-card` (test) | pci | 1 | 1 |\n"), "{markdown}");
    let both = Folder::new()
        .with("a.json", r#"[{"card_number": "4111 1111 1111 1111"}, {"card_number": "4537 2934 1672 1103"}]"#)
        .run(&["scan", "--format", "sarif", "a.json"])
        .json();
    let driver = &both["runs"][0]["tool"]["driver"];
    assert_eq!(driver["rules"].as_array().unwrap().len(), 1, "a type is one rule");
    assert_eq!(driver["rules"][0]["defaultConfiguration"]["level"], "error");
}

#[test]
fn knows_no_severity_that_no_detection_has() {
    for severity in ["critical", "info", "", "high;low"] {
        let run = body().run(&["scan", "--fail-on", severity, "body.json"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{severity}");
    }
}

#[test]
fn says_that_nothing_was_found() {
    let folder = Folder::new().with("clean.json", "{}").with("empty", "");
    let run = folder.run(&["scan", "clean.json", "empty"]);
    assert_eq!((run.stdout.as_str(), run.status), ("nothing sensitive in 2 files\n", Some(0)));
    let run = folder.run(&["scan", "--format", "markdown", "clean.json"]);
    assert_eq!(run.stdout, "## Watchgate: nothing sensitive in 1 file\n");
    let log = folder.run(&["scan", "--format", "sarif", "clean.json"]).json();
    assert_eq!(log["runs"][0]["results"], json!([]));
}

#[test]
fn reads_forms_and_lines_of_json_and_text() {
    let folder = Folder::new()
        .with("lines.jsonl", "{\"email\": \"ada@shop.example\"}\n{\"password\": \"Tq7mZr41pXw\"}\n")
        .with("body.form", "user=ada&password=Tq7mZr41pXw")
        .with("app.log", "12:00 mail to ada@shop.example\n");
    for (file, expected, place) in [
        ("lines.jsonl", vec!["email", "password"], "  2:15  password"),
        ("body.form", vec!["password"], "  1:19  password"),
        ("app.log", vec!["email"], "  1:15  email"),
    ] {
        assert_eq!(types(&folder.run(&["scan", "--format", "json", file])), expected, "{file}");
        let text = folder.run(&["scan", file]).stdout;
        assert!(text.contains(place), "{text}");
    }
}

#[test]
fn reads_standard_input() {
    let run = Folder::new().run_with_stdin(&["scan", "--format", "json", "-"], BODY.as_bytes());
    assert_eq!(run.json()["detections"][0]["file"], "<stdin>");
    assert_eq!(run.status, Some(1));
    let log = Folder::new().run_with_stdin(&["scan", "--format", "sarif", "-"], BODY.as_bytes()).json();
    let location = &log["runs"][0]["results"][0]["locations"][0];
    assert_eq!(keys(location), ["logicalLocations"], "standard input is no file");
    let run = Folder::new().run_with_stdin(&["scan", "-", "-"], b"");
    run.refuses("<stdin>: error: `-` is given twice, but standard input can be read only once");
}

#[test]
fn finds_what_the_settings_describe() {
    let settings = "\
detectors:
  - name: employee-id
    group: pii
    pattern: '\\bEMP-\\d{6}\\b'
";
    let folder = Folder::new().with("watchgate.yaml", settings).with("a.txt", "call EMP-201733 today");
    let run = folder.run(&["scan", "--settings", "watchgate.yaml", "--format", "json", "a.txt"]);
    assert_eq!(types(&run), ["employee-id"]);
    assert_eq!(types(&folder.run(&["scan", "--format", "json", "a.txt"])), Vec::<String>::new());
}

#[test]
fn takes_files_for_answers_when_told() {
    let settings = "detectors: [{name: ticket, group: secret, pattern: 'TCK-\\d+', scopes: [response]}]";
    let folder = Folder::new().with("watchgate.yaml", settings).with("a.txt", "TCK-77");
    let scan = |more: &[&str]| {
        let arguments =
            [&["scan", "--settings", "watchgate.yaml", "--format", "json", "a.txt"], more].concat();
        types(&folder.run(&arguments)).len()
    };
    assert_eq!((scan(&[]), scan(&["--response"])), (0, 1));
}

#[test]
fn says_what_is_wrong_with_settings() {
    let settings = "detectors:\n  - name: a\n    group: pii\n    pattern: '('\n";
    let run =
        body().with("watchgate.yaml", settings).run(&["scan", "--settings", "watchgate.yaml", "body.json"]);
    assert!(run.stderr.starts_with("watchgate: watchgate.yaml:4:"), "{}", run.stderr);
    assert_eq!((run.status, run.stderr.lines().count(), run.stdout.as_str()), (Some(2), 1, ""));
}

#[test]
fn writes_into_a_file_what_it_would_print() {
    let folder = body();
    for format in ["text", "json", "sarif", "markdown"] {
        let printed = folder.run(&["scan", "--format", format, "body.json"]);
        let written = folder.run(&["scan", "--format", format, "-o", "report", "body.json"]);
        assert_eq!((written.stdout.as_str(), written.stderr.as_str()), ("", ""));
        assert_eq!(folder.read("report"), printed.stdout, "{format}");
    }
}

#[test]
fn colours_where_it_is_wanted() {
    let folder = body();
    let text = |color: &str| folder.run(&["scan", "--color", color, "body.json"]).stdout;
    assert!(text("always").contains("\u{1b}[1;31mpayment-card\u{1b}[0m"));
    assert!(!text("auto").contains('\u{1b}'), "a pipe is no terminal");
}

#[test]
fn never_passes_on_what_drives_a_terminal() {
    let folder = Folder::new().with("a\u{1b}[2J\u{202e}.json", "{\"\\u001b[2Jpassword\": \"Tq7mZr41pXw\"}");
    for format in ["text", "markdown", "sarif"] {
        let run = folder.run(&["scan", "--format", format, "--fail-on", "never", "."]);
        let drives = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.stdout.contains(drives), "{:?}", run.stdout);
        assert_eq!(run.status, Some(0));
    }
}
