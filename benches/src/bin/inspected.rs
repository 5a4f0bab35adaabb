//! Inspects exchanges in turn, for a profiler: `inspected line|heads|bodies ROUNDS [report]`.

#![allow(clippy::expect_used, reason = "a tool that cannot be set up has to stop")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use watchgate::{Api, Inspector, TrafficReport};
use watchgate_benches::{Detail, Recorded, document, exchanges};

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
    let text = document(OPERATIONS, Detail::Full).to_string();
    let api = Api::parse(text.as_bytes()).expect("a document");
    let inspector = Inspector::builder().api(api).build().expect("an inspector");
    let exchanges = exchanges(OPERATIONS, recorded);
    // What is made on first use is made before.
    let findings: usize = exchanges.iter().map(|own| inspector.inspect(own).findings().len()).sum();
    let mut report = TrafficReport::builder(&inspector);
    let started = Instant::now();
    for own in (0..rounds).flat_map(|_| &exchanges) {
        if folds {
            report.add(own);
        } else {
            black_box(inspector.inspect(own));
        }
    }
    let count = f64::from(rounds) * exchanges.len() as f64;
    let each = started.elapsed().as_secs_f64() * 1e9 / count;
    println!("{count} exchanges with {findings} findings in each round, {each:.0} ns each");
    ExitCode::SUCCESS
}
