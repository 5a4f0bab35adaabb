//! Inspects exchanges in turn, for a profiler: `inspected line|heads|bodies ROUNDS [report]`.

#![allow(clippy::expect_used, reason = "a tool that cannot be set up has to stop")]

use std::hint::black_box;
use std::process::ExitCode;

use watchgate::{Api, Exchange, Inspector, TrafficReport};
use watchgate_benches::{Recorded, exchanges, shop};

const OPERATIONS: usize = 1_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (recorded, rounds, folds) = match *words.as_slice() {
        [word, rounds, ref rest @ ..] => {
            let recorded = match word {
                "line" => Recorded::Line,
                "heads" => Recorded::Heads,
                _ => Recorded::Bodies(1_000),
            };
            (recorded, rounds.parse::<u32>().unwrap_or(1), rest == ["report"])
        }
        _ => return ExitCode::from(2),
    };
    let text = shop(OPERATIONS).to_string();
    let api = Api::parse(text.as_bytes()).expect("a document");
    let inspector = Inspector::builder().api(api).build().expect("an inspector");
    let exchanges = exchanges(OPERATIONS, recorded);
    // What is made on first use is made before.
    let findings: usize = exchanges.iter().map(|own| inspector.inspect(own).findings().len()).sum();
    let before = on_processor();
    let work = if folds { Work::Report } else { Work::Inspect };
    measured(&inspector, &exchanges, rounds, work);
    let count = f64::from(rounds) * exchanges.len() as f64;
    let each = on_processor().saturating_sub(before) as f64 / count;
    println!("{count} exchanges with {findings} findings in each round, {each:.0} ns each");
    ExitCode::SUCCESS
}

#[derive(Debug, Clone, Copy)]
enum Work {
    Inspect,
    Report,
}

/// What is worth a profile: `valgrind --tool=callgrind --toggle-collect='*measured*'`.
#[inline(never)]
fn measured(inspector: &Inspector, exchanges: &[Exchange], rounds: u32, work: Work) {
    let mut report = TrafficReport::builder(inspector);
    for own in (0..rounds).flat_map(|_| exchanges) {
        match work {
            Work::Inspect => drop(black_box(inspector.inspect(own))),
            Work::Report => report.add(own),
        }
    }
}

/// The nanoseconds that this thread has run, whatever else the machine does.
fn on_processor() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse().ok()).unwrap_or_default()
}
