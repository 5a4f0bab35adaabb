//! Pipes, colours and terminals.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, finish};

#[test]
fn ends_quietly_when_the_reader_has_seen_enough() {
    let paths: String = (0..5000).map(|i| format!("  /p{i}: {{post: {{}}}}\n")).collect();
    let document = format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}");
    let folder = Folder::new().with("large.yaml", document);
    for format in ["text", "json"] {
        let mut child = folder.command(&["spec", "--format", format, "large.yaml"]).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 1]).unwrap();
        drop(stdout);
        let run = finish(child);
        assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{format}");
    }
}

#[test]
fn survives_a_closed_standard_error() {
    let mut command = Folder::new().command(&["spec", "missing.yaml"]);
    let mut child = command.current_dir("/").stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(finish(child).status, Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn says_that_it_cannot_write() {
    let folder = Folder::with_payments();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let run = finish(folder.command(&["spec", "payments.yaml"]).stdout(full).spawn().unwrap());
    assert!(
        run.stderr.starts_with("watchgate: error: cannot write: No space left on device"),
        "{}",
        run.stderr
    );
    assert_eq!((run.status, run.stderr.lines().count()), (Some(2), 1));
}

#[test]
fn colours_where_it_is_wanted() {
    let folder = Folder::with_payments();
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = folder.command(&[&["spec", "payments.yaml"], arguments].concat());
        let run = finish(command.envs(variables.iter().copied()).spawn().unwrap());
        run.stdout.contains('\u{1b}')
    };
    assert!(!colored(&[], &[]), "a pipe is no terminal");
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--format", "json", "--color", "always"], &[]), "programs read no colours");
}

#[test]
fn never_passes_on_what_drives_a_terminal() {
    let document = r#"{"openapi": "3.1.0", "info": {"title": "\u001b[2J\u009b31m", "version": "\u0007"},
        "paths": {"/\u001b]0;x\u202e": {"post": {"security": [{"\u001b[2J": ["\u009b"]}]}}}, "\u001b": 1}"#;
    let folder = Folder::new().with("control.json", document);
    let run = folder.run(&["spec", "control.json"]);
    let drives = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!run.stdout.contains(drives), "{:?}", run.stdout);
    assert!(run.stdout.contains("\\u{1b}]0;x\\u{202e}"), "{:?}", run.stdout);
}

#[test]
fn helps() {
    let folder = Folder::new();
    let run = folder.run(&["--version"]);
    assert_eq!(run.stdout, format!("watchgate {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["spec", "decide", "rules", "scan"] {
        let run = folder.run(&[command, "--help"]);
        assert!(run.stdout.contains(&format!("\nExamples:\n  watchgate {command}")), "{}", run.stdout);
        assert_eq!(run.status, Some(0));
    }
}
