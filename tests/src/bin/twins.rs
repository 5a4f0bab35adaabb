//! Compares what every rule says of documents in JSON and of the same documents in YAML.
//!
//! Reads the paths of documents, one a line, from standard input. Prints a line for each that differs, and one that
//! counts; ends with status 1 if any differs.

use std::io::{self, BufRead};
use std::process::ExitCode;

use watchgate_tests::twin::{Twins, Untwinned, every_rule};

fn main() -> io::Result<ExitCode> {
    let settings = every_rule();
    let (mut alike, mut findings, mut different) = (0, 0, 0);
    for path in io::stdin().lock().lines() {
        let path = path?;
        let compared = Twins::of(&std::fs::read(&path)?)
            .map_err(|Untwinned(error)| format!("no twin: {error}"))
            .and_then(|twins| twins.compare(&settings));
        match compared {
            Ok(count) => {
                alike += 1;
                findings += count;
            }
            Err(difference) => {
                different += 1;
                println!("{path}: {difference}");
            }
        }
    }
    println!("twins: {alike} documents alike in JSON and YAML, {findings} findings, {different} differ");
    Ok(if different == 0 && alike > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
