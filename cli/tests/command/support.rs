//! A folder to run the command in, and what came of a run.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// Long enough for a slow machine, short enough to call it a hang.
const PATIENCE: Duration = Duration::from_secs(60);
/// Address space of a run, in KiB: what is not bounded does not fit.
const MEMORY: &str = "2097152";

/// The document of the tests: one payment operation open, one with weak authentication, one in order.
pub(crate) const PAYMENTS: &str = r#"openapi: 3.0.3
info:
  title: payments
  version: "1.0"
servers:
  - url: https://pay.example.com
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    token: {type: http, scheme: bearer}
security:
  - token: []
paths:
  /PaymentAuth:
    post:
      security: []
      responses: {"200": {description: ok}}
  /PaymentAuthNew:
    post:
      security:
        - basic: []
      responses: {"200": {description: ok}}
  /status:
    get:
      responses: {"200": {description: ok}}
"#;

/// A folder of its own for one test.
pub(crate) struct Folder(TempDir);

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    /// `None` after a signal: an abort, or too little memory.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Returns a folder with the document of the tests.
    pub(crate) fn with_payments() -> Self {
        Self::new().with("payments.yaml", PAYMENTS)
    }

    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Returns the absolute path of a file.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[cfg(unix)]
    pub(crate) fn with_link(self, name: &str, target: &str) -> Self {
        std::os::unix::fs::symlink(target, self.file(name)).unwrap();
        self
    }

    /// Makes a pipe, which whoever opens it would wait at.
    #[cfg(unix)]
    pub(crate) fn with_pipe(self, name: &str) -> Self {
        assert!(Command::new("mkfifo").arg(self.file(name)).status().unwrap().success());
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// Returns the names of the files, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Makes a file of zeros that takes no room on the disk.
    pub(crate) fn with_sparse(self, name: &str, size: u64) -> Self {
        File::create(self.0.path().join(name)).unwrap().set_len(size).unwrap();
        self
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let binary = env!("CARGO_BIN_EXE_watchgate");
        let mut command = if cfg!(target_os = "linux") {
            let mut shell = Command::new("sh");
            shell.args(["-c", "ulimit -v \"$1\" && shift && exec \"$@\"", "sh", MEMORY, binary]);
            shell
        } else {
            Command::new(binary)
        };
        command.args(arguments).current_dir(self.0.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_stdin(arguments, b"")
    }

    pub(crate) fn run_with_stdin(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let mut child = self.command(arguments).spawn().unwrap();
        // The command may not want it all.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        finish(child)
    }
}

/// Waits for a run, but not forever.
pub(crate) fn finish(mut child: Child) -> Run {
    let stdout = read(child.stdout.take());
    let stderr = read(child.stderr.take());
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    };
    Run { status: status.code(), stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}

fn read(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            stream.read_to_end(&mut bytes).unwrap();
        }
        String::from_utf8(bytes).unwrap()
    })
}

impl Run {
    /// Returns standard output as JSON. It is one line.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert!(self.stdout.ends_with('\n') && self.stdout.lines().count() == 1, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// Asserts that the run failed with exactly this line, and printed nothing else.
    #[track_caller]
    pub(crate) fn refuses(&self, line: &str) {
        assert_eq!((self.stderr.as_str(), self.stdout.as_str()), (&*format!("watchgate: {line}\n"), ""));
        assert_eq!(self.status, Some(2));
    }
}
