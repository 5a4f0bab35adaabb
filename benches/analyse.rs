//! What a document costs: read, analysed, scored.
//!
//! Set `WATCHGATE_CORPUS` to a folder to measure the documents in it as well.

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a bench that cannot be set up has to stop")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use watchgate::{Api, Settings, SpecError, SpecReport, Timestamp};
use watchgate_benches::{Notation, criterion, sized_document};

const PAYMENTS: &str = "\
openapi: 3.0.3
info: {title: payments, version: '1'}
servers: [{url: https://pay.example.com}]
paths:
  /PaymentAuth:
    post:
      operationId: authorize
      tags: [cards]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Card'}}}}
      responses: {'200': {description: OK}}
  /PaymentAuthNew:
    post:
      security: [{basic: []}]
      responses: {'200': {description: OK}}
components:
  securitySchemes: {basic: {type: http, scheme: basic}}
  schemas: {Card: {type: object, properties: {number: {type: string}}}}
";

fn main() {
    let mut criterion = criterion().sample_size(10).measurement_time(Duration::from_secs(3));
    analyse(&mut criterion, "empty", b"");
    analyse(&mut criterion, "payments.yaml", PAYMENTS.as_bytes());
    for megabytes in [1, 4, 13] {
        for (notation, ending) in [(Notation::Yaml, "yaml"), (Notation::Json, "json")] {
            let text = sized_document(megabytes, notation);
            analyse(&mut criterion, &format!("generated-{megabytes}MB.{ending}"), text.as_bytes());
        }
    }
    for (name, text) in hostile() {
        analyse(&mut criterion, name, text.as_bytes());
    }
    match std::env::var_os("WATCHGATE_CORPUS") {
        Some(folder) => corpus(&mut criterion, Path::new(&folder)),
        None => eprintln!("WATCHGATE_CORPUS is unset: no documents beside the generated ones"),
    }
    criterion.final_summary();
}

fn analyse(criterion: &mut Criterion, name: &str, text: &[u8]) {
    let mut group = criterion.benchmark_group("analyse");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(name, |bencher| bencher.iter(|| report(black_box(text))));
    group.finish();
}

fn report(text: &[u8]) -> Result<SpecReport, SpecError> {
    let api = Api::parse(text)?;
    Ok(SpecReport::new([&api], &Settings::default(), Timestamp::UNIX_EPOCH))
}

/// Returns documents that are made to be expensive.
fn hostile() -> [(&'static str, String); 4] {
    let nested = "[".repeat(100_000);
    let aliases: String =
        (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(9))).collect();
    let path =
        |n: usize| format!("  /{}{n}: {{get: {{security: [{{missing-{n}: [a, b]}}]}}}}\n", "{x}-".repeat(20));
    let findings: String = (0..20_000).map(path).collect();
    let schemas: String = (0..20_000)
        .map(|n| format!("    s{n}: {{$ref: '#/components/schemas/s{}'}}\n", (n + 1) % 20_000))
        .collect();
    [
        ("hostile-depth.json", nested),
        ("hostile-aliases.yaml", format!("openapi: 3.1.0\na0: &a0 x\n{aliases}")),
        ("hostile-findings.yaml", format!("openapi: 3.1.0\npaths:\n{findings}")),
        (
            "hostile-references.yaml",
            format!("openapi: 3.1.0\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"),
        ),
    ]
}

fn corpus(criterion: &mut Criterion, folder: &Path) {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("WATCHGATE_CORPUS is a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "json" || ending == "yaml" || ending == "yml")
        })
        .collect();
    files.sort();
    for path in files {
        let text = fs::read(&path).expect("a file that can be read");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Err(error) = report(&text) {
            eprintln!("{name}: {error}");
        }
        analyse(criterion, &name, &text);
    }
}
