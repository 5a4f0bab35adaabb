//! The files and folders of `watchgate scan`, and what it says of those that it does not read.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::support::{Folder, Run};

const SECRET: &str = r#"{"password": "Tq7mZr41pXw"}"#;

/// Returns the files with a detection, in order.
fn files(run: &Run) -> Vec<String> {
    let report = run.json();
    let detections = report["detections"].as_array().unwrap().iter();
    detections.map(|own| own["file"].as_str().unwrap().to_owned()).collect()
}

fn skipped(run: &Run) -> Value {
    run.json()["skipped"].clone()
}

fn scan(folder: &Folder, paths: &[&str]) -> Run {
    folder.run(&[&["scan", "--format", "json"], paths].concat())
}

#[test]
fn walks_folders_in_the_order_of_names() {
    let folder = Folder::new();
    let folder = ["b/2.json", "b/10.json", "a.json", "b/c/d.json", ".hidden/e.json"]
        .into_iter()
        .fold(folder, |folder, name| folder.with(name, SECRET));
    let expected = ["./.hidden/e.json", "./a.json", "./b/10.json", "./b/2.json", "./b/c/d.json"];
    assert_eq!(files(&scan(&folder, &["."])), expected);
    assert_eq!(files(&scan(&folder, &["b/c", "a.json"])), ["b/c/d.json", "a.json"], "paths keep their order");
}

#[test]
fn counts_and_names_what_it_does_not_inspect() {
    let folder = Folder::new().with("image.png", b"\x89PNG\0\0password").with("a.json", SECRET);
    let run = scan(&folder, &["."]);
    assert_eq!(skipped(&run), json!([{"file": "./image.png", "reason": "binary"}]));
    assert_eq!((run.json()["inspected"].clone(), run.stderr.as_str(), run.status), (json!(1), "", Some(1)));
    let text = folder.run(&["scan", "."]).stdout;
    assert!(text.ends_with("\nnot inspected: 1 binary file\n") && !text.contains("image.png"), "{text}");
    let text = folder.run(&["scan", "-v", "."]).stdout;
    assert!(text.contains("\n./image.png  not inspected: binary file\n"), "{text}");
    let log = folder.run(&["scan", "--format", "sarif", "."]).json();
    let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], "not inspected: 1 binary file");
    let markdown = folder.run(&["scan", "--format", "markdown", "."]).stdout;
    assert!(markdown.ends_with("\nnot inspected: 1 binary file\n"), "{markdown}");
}

#[test]
fn names_the_parts_of_a_body_that_it_does_not_inspect() {
    let body: &[u8] =
        b"--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"i.png\"\r\n\r\n\x89PNG\0\r\n\
        --x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nada@shop.example\r\n--x--\r\n";
    let folder = Folder::new().with("body", body);
    let run = scan(&folder, &["body"]);
    let expected = json!([{"file": "body", "reason": "binary-part", "start": 67, "end": 72}]);
    assert_eq!((skipped(&run), files(&run)), (expected, vec!["body".to_owned()]));
    let text = folder.run(&["scan", "-v", "body"]).stdout;
    assert!(text.contains("\nbody  not inspected: binary part, bytes 67 to 72\n"), "{text}");
    assert!(text.ends_with("\nnot inspected: 1 binary part\n"), "{text}");
}

#[test]
fn inspects_a_binary_file_that_is_named() {
    let folder = Folder::new().with("body.bin", b"\0\0 ada@shop.example \0");
    assert_eq!(files(&scan(&folder, &["body.bin"])), ["body.bin"]);
    let run = folder.run_with_stdin(&["scan", "--format", "json", "-"], b"\0 ada@shop.example");
    assert_eq!(files(&run), ["<stdin>"]);
}

#[test]
fn reads_texts_in_utf_16_of_a_folder() {
    let utf16 = |mark: &[u8], of: fn(u16) -> [u8; 2]| {
        [mark, &SECRET.encode_utf16().flat_map(of).collect::<Vec<u8>>()].concat()
    };
    let utf32 = [&b"\xff\xfe\0\0"[..], &SECRET.bytes().flat_map(|byte| [byte, 0, 0, 0]).collect::<Vec<u8>>()];
    let folder = Folder::new()
        .with("big.json", utf16(b"\xfe\xff", u16::to_be_bytes))
        .with("little.json", utf16(b"\xff\xfe", u16::to_le_bytes))
        .with("wide.json", utf32.concat());
    let run = scan(&folder, &["."]);
    assert_eq!(files(&run), ["./big.json", "./little.json"]);
    assert_eq!(skipped(&run), json!([{"file": "./wide.json", "reason": "binary"}]));
}

#[test]
fn names_so_many_parts_that_it_does_not_inspect() {
    let part = b"--x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n\0\r\n";
    let folder = Folder::new().with("body", [&part.repeat(10_001)[..], b"--x--\r\n"].concat());
    let run = scan(&folder, &["body"]);
    let report = run.json();
    assert_eq!(
        (report["skipped"].as_array().unwrap().len(), &report["omitted"]["parts"]),
        (10_000, &json!(1))
    );
    let text = folder.run(&["scan", "body"]).stdout;
    assert!(text.ends_with("\nnot inspected: 10001 binary parts\n"), "{text}");
}

#[test]
fn leaves_out_what_is_excluded_and_says_so() {
    let folder = Folder::new();
    let folder =
        ["a.json", "web/node_modules/b.json", "web/dist/c.json", "web/d.min.js", "dist/e.json", ".git/f"]
            .into_iter()
            .fold(folder, |folder, name| folder.with(name, SECRET));
    let excluded =
        ["--exclude", "node_modules/", "--exclude", "*.min.js", "--exclude", "/dist", "--exclude", ".git"];
    let run = scan(&folder, &[&excluded[..], &["."]].concat());
    assert_eq!(files(&run), ["./a.json", "./web/dist/c.json"]);
    let reason = |file: &str| json!({"file": file, "reason": "excluded"});
    let expected = ["./.git", "./dist", "./web/d.min.js", "./web/node_modules"].map(reason);
    assert_eq!((skipped(&run), run.stderr.as_str(), run.status), (json!(expected), "", Some(1)));
    let text = folder.run(&[&["scan"], &excluded[..], &["."]].concat()).stdout;
    assert!(text.ends_with("\nnot inspected: 4 excluded paths\n"), "{text}");
    // Paths count from the folder that is named, and a file that is named is read.
    assert_eq!(
        files(&scan(&folder, &["--exclude", "/dist", "web", "web/dist/c.json"])),
        ["web/d.min.js", "web/node_modules/b.json", "web/dist/c.json"]
    );
    let run = scan(&folder, &["--exclude", "[a", "."]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("'--exclude <GLOB>'"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn follows_no_link_and_waits_at_no_pipe() {
    let folder = Folder::new().with("in/a.json", SECRET).with("out/b.json", SECRET).with_link("in/loop", ".");
    let folder = folder.with_link("in/b.json", "../out/b.json").with_pipe("in/pipe");
    let run = scan(&folder, &["in"]);
    assert_eq!(files(&run), ["in/a.json"]);
    let expected = json!([
        {"file": "in/b.json", "reason": "link"},
        {"file": "in/loop", "reason": "link"},
        {"file": "in/pipe", "reason": "special"},
    ]);
    assert_eq!((skipped(&run), run.status), (expected, Some(1)));
    assert_eq!(files(&scan(&folder, &["in/b.json"])), ["in/b.json"], "a link that is named is followed");
    assert_eq!(files(&scan(&folder, &["in/loop"])).len(), 1, "even to a folder, once");
}

#[test]
fn reports_the_files_that_can_be_read_and_complains_of_the_others() {
    let folder = Folder::new().with("a.json", SECRET);
    let run = scan(&folder, &["missing.json", "a.json"]);
    assert_eq!(run.stderr, "watchgate: missing.json: error: no such file\n");
    assert_eq!((files(&run), run.status), (vec!["a.json".to_owned()], Some(2)));
    assert_eq!(skipped(&run), json!([{"file": "missing.json", "reason": "unreadable"}]));
    let run = folder.run(&["scan", "missing.json"]);
    run.refuses("missing.json: error: no such file");
}

#[test]
fn refuses_what_is_too_large_by_its_name() {
    let folder = Folder::new().with("a.json", SECRET).with("large.json", SECRET.repeat(10));
    let run = scan(&folder, &["--max-size", "100B", "."]);
    assert_eq!(run.stderr, "watchgate: ./large.json: error: 270 bytes; --max-size allows 100\n");
    assert_eq!((files(&run), run.status), (vec!["./a.json".to_owned()], Some(2)));
    assert_eq!(skipped(&run), json!([{"file": "./large.json", "reason": "too-large"}]));
    let log = folder.run(&["scan", "--max-size", "100B", "--format", "sarif", "."]).json();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let run = folder.run_with_stdin(&["scan", "--max-size", "10", "-"], SECRET.as_bytes());
    run.refuses("<stdin>: error: more bytes than --max-size allows: 10");
}

#[test]
fn passes_over_a_large_file_that_is_no_text() {
    let folder = Folder::new().with("a.json", "{}").with_sparse("disk.img", 1 << 40);
    let run = scan(&folder, &["."]);
    assert_eq!((skipped(&run), run.status), (json!([{"file": "./disk.img", "reason": "binary"}]), Some(0)));
}

#[cfg(unix)]
#[test]
fn complains_of_a_folder_that_it_may_not_enter() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new().with("a.json", SECRET).with("closed/b.json", SECRET);
    let mode =
        |mode| std::fs::set_permissions(folder.file("closed"), PermissionsExt::from_mode(mode)).unwrap();
    mode(0);
    // Nothing is closed to root.
    let is_open = std::fs::read_dir(folder.file("closed")).is_ok();
    let run = scan(&folder, &["."]);
    mode(0o700);
    if !is_open {
        assert!(run.stderr.starts_with("watchgate: ./closed: error: cannot be read: "), "{}", run.stderr);
        assert_eq!((files(&run), run.status), (vec!["./a.json".to_owned()], Some(2)));
    }
}

/// Reading it fails whoever asks, even root.
#[cfg(target_os = "linux")]
#[test]
fn goes_on_behind_a_file_that_cannot_be_read() {
    let folder = Folder::new().with("a.json", SECRET).with("z.json", SECRET);
    let run = scan(&folder, &["a.json", "/proc/self/mem", "z.json"]);
    assert!(run.stderr.starts_with("watchgate: /proc/self/mem: error: cannot be read: "), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);
    assert_eq!((files(&run), run.status), (vec!["a.json".to_owned(), "z.json".to_owned()], Some(2)));
    assert_eq!(skipped(&run), json!([{"file": "/proc/self/mem", "reason": "unreadable"}]));
}

#[test]
fn finds_nothing_in_an_empty_folder() {
    let run = Folder::new().run(&["scan", "."]);
    assert_eq!((run.stdout.as_str(), run.status), ("nothing sensitive in 0 files\n", Some(0)));
}

#[test]
fn keeps_fingerprints_where_lines_move_and_lists_grow() {
    let fingerprints = |body: &str| {
        let log = Folder::new().with("a.json", body).run(&["scan", "--format", "sarif", "a.json"]).json();
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        let mut own: Vec<String> =
            results.map(|own| own["partialFingerprints"]["watchgate/scan/v1"].to_string()).collect();
        own.sort();
        own
    };
    let before = fingerprints(r#"{"users": [{"email": "ada@shop.example", "password": "Tq7mZr41pXw"}]}"#);
    let moved = fingerprints(
        "{\"total\": 2,\n\n\"users\": [{},\n{\"password\": \"Zk81pQ55vNd\", \"email\": \"ada@shop.example\"}]}",
    );
    assert_eq!((before.len(), &before), (2, &moved));
    let twice = fingerprints(r#"{"users": [{"password": "Tq7mZr41pXw"}, {"password": "Zk81pQ55vNd"}]}"#);
    assert_ne!(twice[0], twice[1], "what is alike is numbered");
}

#[test]
fn scans_much_in_bounded_time_and_memory() {
    let mut log = String::new();
    for line in 0..20_000 {
        writeln!(log, "{line} mail to user{line}@shop.example").unwrap();
    }
    let soup = format!("{}{}{}", "1.1.1.1.".repeat(20_000), "@".repeat(100_000), "[".repeat(100_000));
    let folder = Folder::new().with("app.log", log).with("soup.json", soup);
    let run = folder.run(&["scan", "--format", "json", "--fail-on", "never", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(files(&run).iter().filter(|file| *file == "./app.log").count(), 10_000);
    let text = folder.run(&["scan", "app.log"]).stdout;
    assert!(text.contains("\n  10000:14  email") && text.contains("\n  ... and 10000 more detections\n"));
    let markdown = folder.run(&["scan", "--format", "markdown", "app.log"]).stdout;
    assert!(markdown.len() < 65_536 && markdown.contains("\n... and 19900 more detections not shown\n"));
}
