//! One file after another through the scanner.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use watchgate::Scanner;

use super::args::ScanArgs;
use super::survey::{Reason, Skipped, Survey};
use super::walk::{Visit, Walk};
use crate::error::{Cause, Failure};
use crate::input::Input;
use crate::output;
use crate::progress::Progress;

/// What a file must hold no zero byte in, if it is text; Git looks at as much.
const HEAD: u64 = 8000;

/// Scans everything that the paths lead to. What cannot be read is told on standard error, and counted.
pub(super) fn inspect(args: &ScanArgs, scanner: &Scanner) -> Survey {
    let limit = args.max_size.0;
    let mut inspection =
        Inspection { scanner, limit, survey: Survey::default(), progress: Progress::of_terminal() };
    for visit in Walk::new(&args.paths, &args.exclude) {
        inspection.visit(visit);
    }
    inspection.progress.clear();
    inspection.survey
}

struct Inspection<'s> {
    scanner: &'s Scanner,
    limit: usize,
    survey: Survey,
    progress: Progress<io::Stderr>,
}

impl Inspection<'_> {
    fn visit(&mut self, visit: Visit) {
        match visit {
            Visit::Named(input) => self.scan(input),
            Visit::Found(path) => match is_binary(&path) {
                Ok(false) => self.scan(Input::File(path)),
                Ok(true) => self.skip(path, Reason::Binary),
                Err(error) => self.fail(Input::File(path), Cause::reading(error)),
            },
            Visit::Skipped(path, reason) => self.skip(path, reason),
            Visit::Failed(path, cause) => self.fail(Input::File(path), cause),
        }
    }

    fn scan(&mut self, input: Input) {
        let inspected = self.survey.inspected;
        self.progress.tick(|| format!("{inspected} files scanned: {input}"));
        match input.read(self.limit) {
            Ok(bytes) => {
                self.survey.skip_parts(&input, self.scanner.uninspected(&bytes));
                self.survey.add(input, &bytes, self.scanner.scan(&bytes));
            }
            Err(failure) => self.complain(input, &failure),
        }
    }

    fn skip(&mut self, path: PathBuf, reason: Reason) {
        self.survey.skipped.push(Skipped { file: Input::File(path), reason, part: None });
    }

    fn fail(&mut self, file: Input, cause: Cause) {
        let failure = file.fail(cause);
        self.complain(file, &failure);
    }

    fn complain(&mut self, file: Input, failure: &Failure) {
        self.progress.clear();
        output::complain(failure);
        let reason = if failure.is_about_size() { Reason::TooLarge } else { Reason::Unreadable };
        self.survey.skipped.push(Skipped { file, reason, part: None });
    }
}

/// Tells whether a file is no text, by its beginning.
fn is_binary(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head.contains(&0) && !is_utf16(&head))
}

/// Tells whether a text begins with the mark of UTF-16 (RFC 2781 3.2), which the scanner reads: half of its bytes may be zero. The
/// mark of UTF-32 begins with the same two bytes.
fn is_utf16(head: &[u8]) -> bool {
    match head {
        [0xff, 0xfe, 0, 0, ..] => false,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        _ => false,
    }
}
