//! Prints how many megabytes a second a scan takes on one core: `throughput FOLDER`, with the bodies that
//! `python -m sensitive.speed` wrote, and hostile ones.
//!
//! Each line has the name, megabytes a second, microseconds a body, values found a kilobyte; of hostile bodies how many times
//! a dense one's time a byte takes.

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use watchgate::Scanner;
use watchgate_benches::{SETS, bodies, hostile};

/// Passes over a set. Of each body the fastest counts: the others had company.
const PASSES: usize = 15;

fn main() -> std::io::Result<ExitCode> {
    let Some(folder) = std::env::args_os().nth(1) else { return Ok(ExitCode::from(2)) };
    let scanner = Scanner::default();
    let mut dense = 0.0;
    for name in SETS {
        let bodies = bodies(Path::new(&folder), name)?;
        let found: usize = bodies.iter().map(|body| scanner.scan(body).len()).sum();
        let size: usize = bodies.iter().map(Vec::len).sum();
        let best = fastest(&scanner, &bodies);
        let speed = rate(size, best);
        if name == "dense" {
            dense = speed;
        }
        let each = best.as_secs_f64() * 1e6 / bodies.len() as f64;
        println!("{name:<24} {speed:>8.1} MB/s {each:>9.2} us {:>6.1}", found as f64 * 1e3 / size as f64);
    }
    for (name, body) in hostile() {
        let size = body.len();
        let speed = rate(size, fastest(&scanner, &[body]));
        println!("{name:<24} {speed:>8.1} MB/s {:>8.1}x", dense / speed);
    }
    Ok(ExitCode::SUCCESS)
}

/// Scans bodies in turn, as a server meets them, several times.
fn fastest(scanner: &Scanner, bodies: &[Vec<u8>]) -> Duration {
    let mut best = vec![Duration::MAX; bodies.len()];
    let start = Instant::now();
    for _ in 0..PASSES {
        for (body, best) in bodies.iter().zip(&mut best) {
            let start = Instant::now();
            black_box(scanner.scan(black_box(body)));
            *best = start.elapsed().min(*best);
        }
        // What takes seconds is measured once.
        if start.elapsed() > Duration::from_secs(2) {
            break;
        }
    }
    best.iter().sum()
}

fn rate(size: usize, time: Duration) -> f64 {
    size as f64 / time.as_secs_f64() / 1e6
}
