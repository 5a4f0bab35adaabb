//! What holds for the readers of all formats.

use super::*;

/// A file of each format with two records.
const FILES: [(Format, &str); 10] = [
    (
        Format::Jsonl,
        "{\"request\":{\"method\":\"GET\",\"target\":\"/a\"},\"response\":{\"status\":200}}\n\
         {\"request\":{\"method\":\"PUT\",\"target\":\"/b\"}}\n",
    ),
    (
        Format::Har,
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\",\"version\":\"1\"},\"pages\":[{}],\"entries\":[\n\
         {\"request\":{\"method\":\"GET\",\"url\":\"http://a/a\"},\"response\":{\"status\":200}},\n\
         {\"request\":{\"method\":\"PUT\",\"url\":\"http://a/b\"},\"response\":{\"status\":0}}]}}\n",
    ),
    (
        Format::Otlp,
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"spans\":[\n\
         {\"kind\":2,\"attributes\":[{\"key\":\"http.method\",\"value\":{\"stringValue\":\"GET\"}},\
         {\"key\":\"http.target\",\"value\":{\"stringValue\":\"/a\"}},{\"key\":\"http.status_code\",\"value\":{\"intValue\":200}}]},\n\
         {\"kind\":2,\"attributes\":[{\"key\":\"http.method\",\"value\":{\"stringValue\":\"PUT\"}},\
         {\"key\":\"http.target\",\"value\":{\"stringValue\":\"/b\"}}]}]}]}]}\n",
    ),
    (
        Format::Apiclarity,
        "{\"sourceAddress\":\"\",\"request\":{\"method\":\"GET\",\"path\":\"/a\"},\"response\":{\"statusCode\":\"200\"}}\n\
         {\"sourceAddress\":\"\",\"request\":{\"method\":\"PUT\",\"path\":\"/b\"}}\n",
    ),
    (
        Format::Combined,
        "::1 - - [21/Nov/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"-\"\n\
         ::1 - - [21/Nov/2026:10:00:00 +0000] \"PUT /b HTTP/1.1\" 000 1 \"-\" \"-\"\n",
    ),
    (
        Format::Envoy,
        "[2026-11-21T10:00:00Z] \"GET /a HTTP/1.1\" 200 - 0 1 0 - \"-\" \"-\" \"-\" \"a\" \"-\"\n\
         [2026-11-21T10:00:00Z] \"PUT /b HTTP/1.1\" 0 DC 0 1 0 - \"-\" \"-\" \"-\" \"a\" \"-\"\n",
    ),
    (
        Format::Envoy,
        "{\"method\":\"GET\",\"path\":\"/a\",\"response_code\":200}\n{\"method\":\"PUT\",\"path\":\"/b\",\"response_code\":0}\n",
    ),
    (
        Format::Alb,
        "http 2026-11-21T10:00:00Z a ::1 - 0 0 0 200 - 0 1 \"GET http://a:80/a HTTP/1.1\" \"-\" - -\n\
         http 2026-11-21T10:00:00Z a ::1 - 0 0 0 - - 0 1 \"PUT http://a:80/b HTTP/1.1\" \"-\" - -\n",
    ),
    (
        Format::Apigateway,
        "{\"httpMethod\":\"GET\",\"path\":\"/a\",\"status\":\"200\"}\n{\"httpMethod\":\"PUT\",\"path\":\"/b\",\"status\":\"-\"}\n",
    ),
    (Format::Mapped, "{\"verb\":\"GET\",\"uri\":\"/a\",\"status\":200}\n{\"verb\":\"PUT\",\"uri\":\"/b\"}\n"),
];

fn read_chunks<'c>(
    format: Format,
    chunks: impl IntoIterator<Item = &'c [u8]>,
) -> (Vec<Record>, RecordCounts) {
    let mut reader = ExchangeReader::new(format).with_record_limit(1 << 16);
    if format == Format::Auto {
        reader = reader.with_mapping(Mapping::default());
    }
    let mut records = Vec::new();
    for chunk in chunks {
        reader.push(chunk, &mut |record| records.push(record));
    }
    reader.finish(&mut |record| records.push(record));
    (records, reader.counts())
}

fn read(format: Format, bytes: &[u8]) -> Vec<Record> {
    let (records, counts) = read_chunks(format, [bytes]);
    assert_eq!(records.len() as u64, counts.exchanges + counts.rejected);
    records
}

fn targets(records: &[Record]) -> Vec<&str> {
    records.iter().flatten().map(|exchange| exchange.request.target.as_str()).collect()
}

fn reasons(records: &[Record]) -> Vec<Rejection> {
    records.iter().filter_map(|record| record.as_ref().err()).map(|rejected| rejected.reason).collect()
}

#[test]
fn read_each_format_told_or_found_out_and_in_any_pieces() {
    for (format, text) in FILES {
        let records = read(format, text.as_bytes());
        assert_eq!((targets(&records), reasons(&records)), (vec!["/a", "/b"], vec![]), "{format}");
        let statuses: Vec<Option<u16>> = records
            .iter()
            .flatten()
            .map(|own| own.response.as_ref().map(|response| response.status))
            .collect();
        assert_eq!(statuses, [Some(200), None], "{format}");
        assert_eq!(read(Format::Auto, text.as_bytes()), records, "{format}");
        for size in [1, 7, 64] {
            assert_eq!(read_chunks(format, text.as_bytes().chunks(size)).0, records, "{format}");
            assert_eq!(read_chunks(Format::Auto, text.as_bytes().chunks(size)).0, records, "{format}");
        }
    }
}

#[test]
fn lose_only_a_first_line_that_is_cut_where_lines_are_due() {
    let whole = "{\"request\":{\"method\":\"GET\",\"target\":\"/a\"}}";
    for format in [Format::Jsonl, Format::Auto] {
        let records = read(format, format!("{{\"request\":{{\"meth\n{whole}\n").as_bytes());
        assert_eq!(
            (targets(&records), reasons(&records)),
            (vec!["/a"], vec![Rejection::Truncated]),
            "{format}"
        );
    }
    let printed = whole.replace("{\"", "{\n\"").replace(":{", ":\n{").replace(",\"", ",\n\"");
    assert_eq!(targets(&read(Format::Jsonl, printed.as_bytes())), ["/a"]);
}

#[test]
fn read_a_format_that_was_told_in_any_pieces_alike() {
    let cut = "{\"requestId\"\"kind\"9ac6-7b61-11ength\":\"43\"}\n";
    for (format, text) in FILES {
        let text = format!("{cut}{text}");
        let whole = read(format, text.as_bytes());
        for size in [1, 9, 64] {
            assert_eq!(read_chunks(format, text.as_bytes().chunks(size)).0, whole, "{format}");
        }
    }
}

#[test]
fn take_a_byte_order_mark_and_carriage_returns() {
    for (format, text) in FILES {
        let records = read(format, text.as_bytes());
        let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(read(format, marked.as_bytes()), records, "{format}");
        assert_eq!(read_chunks(Format::Auto, marked.as_bytes().chunks(1)).0, records, "{format}");
    }
}

#[test]
fn find_nothing_in_nothing() {
    for format in Format::ALL.iter().copied() {
        for text in ["", "\n\n", " \r\n", "\u{feff}"] {
            assert_eq!(read(format, text.as_bytes()), [], "{format}");
        }
    }
}

#[test]
fn read_what_is_whole_of_a_file_that_is_cut_off() {
    for (format, text) in FILES {
        let whole = read(format, text.as_bytes());
        for cut in 0..text.len() {
            let records = read(format, &text.as_bytes()[..cut]);
            assert!(reasons(&records).len() <= 1, "{format} {cut}: {records:?}");
            let read = targets(&records).len();
            assert_eq!(
                records.iter().flatten().collect::<Vec<_>>(),
                whole.iter().flatten().take(read).collect::<Vec<_>>()
            );
        }
        // Cut off in the second record: the first one is there.
        let second = text.find("PUT").unwrap();
        let records = read(format, &text.as_bytes()[..second]);
        assert_eq!(
            (targets(&records), reasons(&records)),
            (vec!["/a"], vec![Rejection::Truncated]),
            "{format}"
        );
    }
}

#[test]
fn go_on_after_a_bad_record() {
    for (format, text) in FILES {
        for bad in ["\0\0", "\u{1}"] {
            let records = read(format, text.replacen("GET", bad, 1).as_bytes());
            assert_eq!(targets(&records), ["/b"], "{format}");
            assert_eq!(reasons(&records).len(), 1, "{format}");
            let rejected = records[0].as_ref().unwrap_err();
            assert_eq!(rejected.record, 1, "{format}");
            let line = text.split("GET").next().unwrap().lines().count();
            assert_eq!(rejected.line, line as u64, "{format}");
        }
    }
}

#[test]
fn say_where_a_record_is_wrong_and_never_what_it_holds() {
    for (format, text) in FILES {
        let secret = text.replacen("GET", "hunter2 hunter2", 1).replacen("200", "hunter2", 1);
        for record in read(format, secret.as_bytes()) {
            let shown =
                format!("{record:?} {}", record.as_ref().err().map(ToString::to_string).unwrap_or_default());
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }
    let records = read(Format::Jsonl, b"\n{}\n\n{\"request\":{\"method\":\"GET\",\"target\":\"/a\"}}\nx\n");
    let places: Vec<(u64, u64, Rejection)> = records
        .iter()
        .filter_map(|own| own.as_ref().err())
        .map(|own| (own.line, own.record, own.reason))
        .collect();
    assert_eq!(places, [(2, 1, Rejection::WrongShape), (5, 3, Rejection::NotJson)]);
}

#[test]
fn skip_a_line_without_end() {
    let chunk = vec![b'x'; 1 << 20];
    for (format, text) in FILES {
        let second = text.find("PUT").unwrap();
        let mut reader = ExchangeReader::new(format).with_record_limit(1 << 16);
        let mut records = Vec::new();
        reader.push(&text.as_bytes()[..second], &mut |record| records.push(record));
        for _ in 0..32 {
            reader.push(&chunk, &mut |record| records.push(record));
        }
        reader.push(&text.as_bytes()[second..], &mut |record| records.push(record));
        reader.push(text.as_bytes(), &mut |record| records.push(record));
        reader.finish(&mut |record| records.push(record));
        assert_eq!(reasons(&records), [Rejection::TooLong], "{format}");
        assert_eq!(targets(&records), ["/a", "/a", "/b"], "{format}");
    }
}

#[test]
fn do_not_guess_at_what_nobody_knows() {
    for bytes in
        [&b"\0\0\0\0"[..], b"hello\nworld\n", b"\xff\xfe{\0\"\0", b"{\"a\":1}\n", b"[]", b"\x1f\x8b\x08"]
    {
        let (records, counts) = {
            let mut reader = ExchangeReader::new(Format::Auto);
            let mut records = Vec::new();
            reader.push(bytes, &mut |record| records.push(record));
            reader.finish(&mut |record| records.push(record));
            (records, reader.counts())
        };
        assert_eq!((reasons(&records), counts.rejected), (vec![Rejection::UnknownFormat], 1), "{bytes:?}");
    }
}

#[test]
fn count_what_is_no_call_and_what_has_no_time() {
    let spans = br#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":3,"attributes":[]},
        {"kind":2,"startTimeUnixNano":"-5","attributes":[{"key":"http.method","value":{"stringValue":"GET"}},
        {"key":"http.target","value":{"stringValue":"/a"}}]}]}]},{"resource":"x"}]}"#;
    let (records, counts) = read_chunks(Format::Otlp, [&spans[..]]);
    assert_eq!((counts.exchanges, counts.skipped, counts.undated, counts.rejected), (1, 1, 1, 1));
    assert_eq!(reasons(&records), [Rejection::WrongShape]);
    let native = br#"{"timestamp":"1969-12-31T23:59:59Z","request":{"method":"GET","target":"/a"}}"#;
    let (records, counts) = read_chunks(Format::Jsonl, [&native[..]]);
    assert_eq!((counts.undated, records[0].as_ref().unwrap().timestamp), (1, None));
}

#[cfg(feature = "fs")]
mod streams {
    use std::io::Write;

    use super::*;

    #[test]
    fn give_the_records_of_a_stream() {
        for (format, text) in FILES {
            let mut stream = Exchanges::new(text.as_bytes(), format).unwrap();
            let records: Vec<Record> = stream.by_ref().map(Result::unwrap).collect();
            assert_eq!(records, read(format, text.as_bytes()), "{format}");
            assert_eq!((stream.counts().exchanges, stream.format()), (2, format));
        }
    }

    #[cfg(feature = "decode")]
    #[test]
    fn read_gzip_also_in_several_members_and_cut_off() {
        let text = FILES[0].1.as_bytes();
        let pack = |bytes: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        let (first, second) = text.split_at(40);
        let packed = [pack(first), pack(second)].concat();
        let read_all = |bytes: &[u8]| -> Vec<Record> {
            Exchanges::new(bytes, Format::Auto).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(targets(&read_all(&packed)), ["/a", "/b"]);
        let records = read_all(&pack(text)[..pack(text).len() - 9]);
        assert_eq!(reasons(&records).last(), Some(&Rejection::Truncated));
        let noise = [&pack(text)[..], &[b'x'; 40]].concat();
        assert!(Exchanges::new(&noise[..], Format::Auto).unwrap().any(|record| record.is_err()));
    }
}
