//! Files of recorded traffic of every format: any bytes are read, in any pieces the same, and every record counts once.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use watchgate::{ExchangeReader, Format, Mapping, Record, RecordCounts};

/// Small, so that inputs pass it.
const LIMIT: usize = 512;

/// As Caddy writes, with what it leaves out.
static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    let text =
        b"method: request.method\npath: request.uri\nstatus: status\ntimestamp: ts\nhost: request.host\n\
        client: [request.remote_ip, request.remote_addr]\nduration: duration\nduration_unit: s\n\
        request_headers: request.headers\nresponse_headers: resp_headers\nresponse_size: size\n";
    Mapping::parse(text).expect("a mapping")
});

fn read(format: Format, bytes: &[u8], size: usize) -> (Vec<Record>, RecordCounts) {
    let mut reader = ExchangeReader::new(format).with_mapping(MAPPING.clone()).with_record_limit(LIMIT);
    let mut records = Vec::new();
    for chunk in bytes.chunks(size.max(1)) {
        reader.push(chunk, &mut |record| records.push(record));
    }
    reader.finish(&mut |record| records.push(record));
    (records, reader.counts())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let Some(&format) = Format::ALL.get(usize::from(choice) % Format::ALL.len()) else { return };
    let (records, counts) = read(format, bytes, bytes.len());
    let rejected = records.iter().filter(|record| record.is_err()).count() as u64;
    assert_eq!((counts.exchanges, counts.rejected), (records.len() as u64 - rejected, rejected));
    assert!(counts.undated <= counts.exchanges);
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    for (number, record) in records.iter().enumerate() {
        match record {
            Ok(exchange) => assert!(
                !exchange.request.method.is_empty() || format == Format::Jsonl || format == Format::Auto
            ),
            Err(rejected) => {
                assert_eq!(rejected.record, number as u64 + 1);
                assert!((1..=lines).contains(&rejected.line), "{rejected}");
            }
        }
    }
    // When a format is found out, a cut may come before it shows; told, nothing depends on how the bytes come.
    if format != Format::Auto {
        assert_eq!(read(format, bytes, 1 + usize::from(choice) / 16).0, records);
    }
});
