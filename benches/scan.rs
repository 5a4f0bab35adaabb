//! What a scan for sensitive values costs.
//!
//! Set `WATCHGATE_BODIES` to the folder that `python -m sensitive.speed` wrote to measure the bodies in it as well.

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a bench that cannot be set up has to stop")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput};
use watchgate::Scanner;
use watchgate_benches::{SETS, bodies, criterion, hostile};

fn main() {
    let mut criterion = criterion();
    build(&mut criterion);
    match std::env::var_os("WATCHGATE_BODIES") {
        Some(folder) => sets(&mut criterion, Path::new(&folder)),
        None => eprintln!("WATCHGATE_BODIES is unset: no bodies beside the hostile ones"),
    }
    let scanner = Scanner::default();
    let mut group = criterion.benchmark_group("scan/hostile");
    group.sample_size(10);
    for (name, body) in hostile() {
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| scanner.scan(black_box(&body))));
    }
    group.finish();
    criterion.final_summary();
}

/// The first scanner of a process makes the tables that all share; this is what each one costs beside.
fn build(criterion: &mut Criterion) {
    criterion.bench_function("scan/build", |bencher| bencher.iter(Scanner::default));
}

/// Scans all bodies of a set in turn, as a server meets them; a walk over the quotes, and a parser that keeps nothing, for
/// comparison.
fn sets(criterion: &mut Criterion, folder: &Path) {
    let scanner = Scanner::default();
    for name in SETS {
        let bodies = bodies(folder, name).expect("python -m sensitive.speed has written it");
        let mut group = criterion.benchmark_group(format!("scan/{name}"));
        group.throughput(Throughput::Bytes(bodies.iter().map(|body| body.len() as u64).sum()));
        group.bench_function("scan", |bencher| {
            bencher.iter(|| bodies.iter().map(|body| scanner.scan(black_box(body)).len()).sum::<usize>());
        });
        group.bench_function("quotes", |bencher| {
            bencher.iter(|| bodies.iter().map(|body| quotes(black_box(body))).sum::<usize>());
        });
        group.bench_function("parse", |bencher| {
            bencher.iter(|| {
                bodies
                    .iter()
                    .filter(|body| serde_json::from_slice::<serde::de::IgnoredAny>(black_box(body)).is_ok())
                    .count()
            });
        });
        group.finish();
    }
}

/// Counts what ends strings and escapes in them.
fn quotes(body: &[u8]) -> usize {
    memchr::memchr2_iter(b'"', b'\\', body).count()
}
