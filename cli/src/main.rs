//! The command: arguments in, the core's reports out.

mod args;
mod decide;
mod error;
mod input;
mod output;
mod progress;
mod rules;
mod scan;
mod spec;
mod traffic;
mod types;

use std::process::ExitCode;

use args::{Arguments, Command};
use clap::Parser;

/// What a run came to, as its exit status tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing to stop for.
    Clean,
    /// Findings at or above the threshold, detections that the run fails on, or a denied request.
    Found,
    /// The work could not be done, or not all of it.
    Failed,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Spec(args) => spec::run(args),
        Command::Decide(args) => decide::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Scan(args) => scan::run(args),
        Command::Traffic(args) => traffic::run(args),
        Command::Types(args) => types::run(args),
    };
    let verdict = result.unwrap_or_else(|failure| {
        output::complain(&failure);
        Verdict::Failed
    });
    ExitCode::from(match verdict {
        Verdict::Clean => 0,
        Verdict::Found => 1,
        Verdict::Failed => 2,
    })
}
