//! Documents, policies, requests and bodies for the benches: made up, and the same on every run.

mod bodies;
mod document;
mod exchanges;
mod files;
mod hostile;
mod operations;
mod policy;
mod schemas;
mod yaml;

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};

pub use bodies::{SETS, bodies};
pub use document::{Detail, Notation, document, sized_document};
pub use exchanges::{Recorded, exchanges, records, shop};
pub use files::{FILES, File};
pub use hostile::hostile;
pub use operations::{Declared, operations};
pub use policy::policy;
pub use yaml::to_yaml;

/// Returns criterion with times that let the whole suite end in a few minutes.
#[must_use]
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(50)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(1))
        .without_plots()
        .configure_from_args()
}

/// Measures a call over many inputs in turn, as a server meets them: neither caches nor branches are tuned to one.
pub fn in_turn<I, T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    inputs: &[I],
    call: impl Fn(&I) -> T,
) {
    let mut turn = inputs.iter().cycle();
    group.bench_function(name, |bencher| bencher.iter(|| turn.next().map(|input| call(black_box(input)))));
}
