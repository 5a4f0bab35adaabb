//! Recorded traffic, as the tools wrote it: what is read out of each sample.

use std::fs;
use std::path::{Path, PathBuf};

use watchgate::{
    Api, Exchange, ExchangeReader, Format, Inspector, Mapping, Record, RecordCounts, Rejection, Timestamp,
    TrafficReport, TrafficReportBuilder,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("traffic")
}

/// Reads a sample with a reader, however it is cut into pieces.
fn read_with(file: &str, reader: impl Fn() -> ExchangeReader) -> (Vec<Record>, ExchangeReader) {
    let bytes = fs::read(folder().join(file)).unwrap();
    let read = |size: usize| {
        let mut reader = reader();
        let mut records = Vec::new();
        for chunk in bytes.chunks(size) {
            reader.push(chunk, &mut |record| records.push(record));
        }
        reader.finish(&mut |record| records.push(record));
        (records, reader)
    };
    let (records, reader) = read(bytes.len());
    for size in [1, 1000] {
        assert_eq!(read(size).0, records, "{file}");
    }
    (records, reader)
}

/// Reads a sample, whose format has to be found out.
fn read(file: &str, format: Format) -> (Vec<Exchange>, Vec<Rejection>, RecordCounts) {
    let (records, reader) = read_with(file, || ExchangeReader::new(Format::Auto));
    assert_eq!(reader.format(), format, "{file}");
    assert_eq!(read_with(file, || ExchangeReader::new(format)).0, records, "{file}");
    let (exchanges, rejections) = split(records);
    (exchanges, rejections, reader.counts())
}

fn split(records: Vec<Record>) -> (Vec<Exchange>, Vec<Rejection>) {
    let reasons = records.iter().filter_map(|record| record.as_ref().err()).map(|own| own.reason).collect();
    (records.into_iter().flatten().collect(), reasons)
}

/// Method, target and status of each exchange.
fn calls(exchanges: &[Exchange]) -> Vec<String> {
    let call = |own: &Exchange| {
        let status = own.response.as_ref().map_or("-".to_owned(), |response| response.status.to_string());
        format!("{} {} {status}", own.request.method, own.request.target)
    };
    exchanges.iter().map(call).collect()
}

fn header<'e>(headers: &'e [watchgate::Header], name: &str) -> Option<&'e [u8]> {
    headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_bytes())
}

/// What every sample has: a time, and a host or an address of this machine.
fn assert_circumstances(exchanges: &[Exchange]) {
    for own in exchanges {
        assert!(own.timestamp.is_some(), "{own:?}");
        let is_local = own.source.ip.is_some_and(|ip| ip.is_loopback())
            || matches!(own.destination.host.as_deref(), Some("127.0.0.1" | "localhost"));
        assert!(is_local, "{own:?}");
    }
}

#[test]
fn reads_what_playwright_recorded() {
    let (exchanges, rejections, counts) = read("playwright.har", Format::Har);
    assert_eq!(
        calls(&exchanges),
        [
            "GET / 200",
            "GET /pets/7?fields=name,age 200",
            "GET /pets/404 404",
            "GET /picture 200",
            "POST /pets 201",
            "POST /login 201",
            "GET /closed -",
        ]
    );
    assert_eq!((rejections, counts.undated), (vec![], 0));
    assert_circumstances(&exchanges);
    let bodies: Vec<&[u8]> =
        exchanges.iter().filter_map(|own| Some(own.response.as_ref()?.body.as_ref()?.as_bytes())).collect();
    assert!(bodies[1].starts_with(b"{\"id\": 7"), "decoded already");
    assert!(bodies[3].starts_with(b"GIF89a\x01\0"), "base64 undone");
    let pets = exchanges[1].response.as_ref().unwrap();
    assert!(pets.decoded && header(pets.headers.as_ref().unwrap(), "content-encoding") == Some(b"gzip"));
    assert_eq!(exchanges[4].request.body.as_ref().unwrap().as_bytes(), b"{\"name\":\"Rex\"}");
    assert_eq!(
        header(exchanges[4].request.headers.as_ref().unwrap(), "authorization"),
        Some(&b"Bearer test"[..])
    );
    assert_eq!(exchanges[5].request.body.as_ref().unwrap().as_bytes(), b"user=rex&note=a+b");
    assert!(exchanges.iter().all(|own| own.duration_us.is_some() && own.scheme.as_deref() == Some("http")));
}

#[test]
fn reads_what_mitmproxy_recorded() {
    let (exchanges, rejections, _) = read("mitmproxy.har", Format::Har);
    let expected = ["GET /pets/7?fields=name 200", "GET /pets/8 200", "GET /picture 200", "POST /pets 201"];
    assert_eq!((calls(&exchanges), rejections), (expected.map(str::to_owned).to_vec(), vec![]));
    assert_circumstances(&exchanges);
    let body = exchanges[1].response.as_ref().unwrap().body.as_ref().unwrap();
    assert!(body.as_bytes().starts_with(b"{\"id\": 7"));
}

#[test]
fn reads_what_opentelemetry_recorded() {
    for file in ["otlp-old-names.jsonl", "otlp-new-names.jsonl"] {
        let (exchanges, rejections, counts) = read(file, Format::Otlp);
        assert_eq!((exchanges.len(), rejections, counts.skipped), (6, vec![], 1), "{file}");
        assert_circumstances(&exchanges);
        let served: Vec<&Exchange> =
            exchanges.iter().filter(|own| own.direction == watchgate::Direction::Inbound).collect();
        for own in &served {
            assert_eq!(own.destination.workload.as_deref(), Some("pets"), "{file}");
            assert_eq!(own.source.ip.map(|ip| ip.to_string()).as_deref(), Some("127.0.0.1"), "{file}");
            assert!(
                own.request.headers.is_none() && header(&own.request.some_headers, "user-agent").is_some()
            );
        }
        let served: Vec<Exchange> = served.into_iter().cloned().collect();
        // Under the new names this instrumentation records no path: it comes from the span's name, without the query.
        let first = if file.contains("old") { "GET /pets/7?fields=name 200" } else { "GET /pets/7 200" };
        assert_eq!(calls(&served), [first, "POST /pets 201", "GET /pets/404 404"], "{file}");
        let called = exchanges.iter().filter(|own| own.direction == watchgate::Direction::Outbound);
        assert!(called.clone().all(|own| own.source.workload.as_deref() == Some("pets")), "{file}");
        assert_eq!(called.filter(|own| own.request.target.starts_with("/pets")).count(), 3, "{file}");
        assert!(exchanges.iter().all(|own| own.duration_us.is_some()), "{file}");
    }
}

#[test]
fn reads_what_nginx_and_apache_logged() {
    let agent = "say \"hi\" \\ café";
    for file in ["nginx-combined.log", "nginx-timed.log", "apache-common.log", "apache-vhost-combined.log"] {
        let (exchanges, rejections, _) = read(file, Format::Combined);
        let expected = ["GET /pets/7?fields=name 200", "GET /pets/404 404", "POST /pets 201"];
        assert_eq!(calls(&exchanges)[..3], expected, "{file}");
        // TLS on a port that speaks none.
        assert_eq!(rejections, [Rejection::NotHttp], "{file}");
        assert_circumstances(&exchanges);
        let second = &exchanges[1].request;
        if file != "apache-common.log" {
            assert_eq!(header(&second.some_headers, "user-agent"), Some(agent.as_bytes()), "{file}");
            assert_eq!(
                header(&second.some_headers, "referer"),
                Some(&b"https://a.example/\"x\""[..]),
                "{file}"
            );
        }
        assert_eq!(exchanges[0].duration_us.is_some(), file == "nginx-timed.log", "{file}");
        if file.starts_with("nginx") {
            assert_eq!(exchanges[2].source.principal.as_deref(), Some("rex"), "{file}");
            assert_eq!(exchanges[3].source.ip.unwrap().to_string(), "::1", "{file}");
        }
    }
}

#[test]
fn reads_what_caddy_logged_by_a_mapping() {
    let mapping = Mapping::parse(&fs::read(folder().join("caddy.yaml")).unwrap()).unwrap();
    for format in [Format::Mapped, Format::Auto] {
        let reader = || ExchangeReader::new(format).with_mapping(mapping.clone());
        let (exchanges, rejections) = split(read_with("caddy.jsonl", reader).0);
        let expected = ["GET /pets/7?fields=name 200", "GET /pets/404 404", "POST /pets 201"];
        assert_eq!(calls(&exchanges)[..3], expected);
        assert_eq!(rejections, []);
        assert_circumstances(&exchanges);
        assert!(header(exchanges[0].request.headers.as_ref().unwrap(), "user-agent").is_some());
        assert!(exchanges[0].duration_us.is_some());
    }
}

#[test]
fn reads_what_others_document() {
    for (file, format, expected, rejected) in [
        (
            "native.jsonl",
            Format::Jsonl,
            "GET /pets/7?fields=name 200, POST /pets 201",
            vec![Rejection::WrongShape],
        ),
        ("apiclarity.jsonl", Format::Apiclarity, "GET /pets/7?fields=name 200", vec![Rejection::BadBase64]),
        ("envoy.log", Format::Envoy, "GET /pets/7?fields=name 200, POST /pets 503", vec![Rejection::NotHttp]),
        ("envoy.jsonl", Format::Envoy, "GET /pets/7?fields=name 200, POST /pets -", vec![]),
        ("alb.log", Format::Alb, "GET /pets/7?fields=name 200, POST /pets 502", vec![Rejection::NotHttp]),
        ("apigateway.jsonl", Format::Apigateway, "GET /v1/pets/7 200, POST /pets 201", vec![]),
    ] {
        let (exchanges, rejections, _) = read(file, format);
        assert_eq!((calls(&exchanges).join(", ").as_str(), rejections), (expected, rejected), "{file}");
        assert_circumstances(exchanges.get(..1).unwrap());
    }
}

/// Returns every sample with the reader of it.
fn samples() -> Vec<(String, ExchangeReader)> {
    let mapping = Mapping::parse(&fs::read(folder().join("caddy.yaml")).unwrap()).unwrap();
    let names =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| [".har", ".log", ".jsonl"].iter().any(|end| name.ends_with(end))).collect();
    names.sort();
    let reader = |name: &String| match name.as_str() {
        "caddy.jsonl" => ExchangeReader::new(Format::Mapped).with_mapping(mapping.clone()),
        _ => ExchangeReader::new(Format::Auto),
    };
    names.into_iter().map(|name| (name.clone(), reader(&name))).collect()
}

fn read_all(bytes: &[u8], mut reader: ExchangeReader) -> Vec<Record> {
    let mut records = Vec::new();
    reader.push(bytes, &mut |record| records.push(record));
    reader.finish(&mut |record| records.push(record));
    records
}

#[test]
fn reads_what_is_whole_of_samples_that_are_cut_off() {
    for (name, _) in samples() {
        let bytes = fs::read(folder().join(&name)).unwrap();
        let reader = || samples().into_iter().find(|own| own.0 == name).unwrap().1;
        let whole = read_all(&bytes, reader());
        for cut in (1..bytes.len()).step_by(bytes.len() / 40) {
            let mut records = read_all(&bytes[..cut], reader());
            let line = bytes[..cut].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            // What was cut is one record; all before it is as in the whole file. A line of a log may look whole when it is cut.
            if let Some(Err(last)) = records.last()
                && matches!(last.reason, Rejection::Truncated | Rejection::UnknownFormat)
            {
                assert!(last.line <= line, "{name} {cut}: {last}");
                records.pop();
            } else if name.ends_with(".log") && records.len() == whole[..records.len()].len() {
                records.pop();
            }
            assert_eq!(records, whole[..records.len()], "{name} {cut}");
        }
    }
}

#[test]
fn merges_reports_as_if_one_had_seen_it_all() {
    let document = "openapi: 3.1.0\ninfo: {title: pets, version: '1'}\npaths:\n  /pets: {post: {}}\n  '/pets/{id}': {get: {}}\n";
    let inspector = Inspector::builder().api(Api::parse(document.as_bytes()).unwrap()).build().unwrap();
    let mut records = Vec::new();
    for (name, reader) in samples() {
        records.extend(read_all(&fs::read(folder().join(name)).unwrap(), reader));
    }
    let add = |report: &mut TrafficReportBuilder<'_>, record: &Record| match record {
        Ok(exchange) => report.add(exchange),
        Err(_) => report.reject(1),
    };
    let mut all = TrafficReport::builder(&inspector);
    records.iter().for_each(|record| add(&mut all, record));
    let all = all.build(Timestamp::MIN);
    assert!(all.exchanges > 40 && all.rejected > 5 && all.findings.len() > 10, "{}", all.to_json());
    for parts in [1, 2, 3, 7, 50] {
        let mut reports: Vec<_> = (0..parts).map(|_| TrafficReport::builder(&inspector)).collect();
        for (index, record) in records.iter().rev().enumerate() {
            add(&mut reports[index * index % parts], record);
        }
        let merged = reports.into_iter().rev().reduce(|mut one, other| {
            one.merge(other);
            one
        });
        assert_eq!(merged.unwrap().build(Timestamp::MIN).to_json(), all.to_json(), "{parts}");
    }
}

#[test]
fn reads_addresses_with_zones_and_ports() {
    for (format, line, expected) in [
        (
            Format::Combined,
            r#"fe80::1%eth0 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 1"#,
            Some("fe80::1"),
        ),
        (
            Format::Combined,
            r#"::ffff:192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 1"#,
            Some("192.0.2.1"),
        ),
        (Format::Combined, r#"a.example - - [21/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 1"#, None),
        (
            Format::Apiclarity,
            r#"{"sourceAddress":"[fe80::1%25eth0]:443","request":{"method":"GET","path":"/a"}}"#,
            Some("fe80::1"),
        ),
        (
            Format::Apiclarity,
            r#"{"sourceAddress":"192.0.2.1:443","request":{"method":"GET","path":"/a"}}"#,
            Some("192.0.2.1"),
        ),
        (
            Format::Apiclarity,
            r#"{"sourceAddress":"192.0.2.300","request":{"method":"GET","path":"/a"}}"#,
            None,
        ),
    ] {
        let records = read_all(line.as_bytes(), ExchangeReader::new(format));
        let ip = records[0].as_ref().unwrap().source.ip.map(|ip| ip.to_string());
        assert_eq!((records.len(), ip.as_deref()), (1, expected), "{line}");
    }
}

#[test]
fn has_a_sample_of_every_format() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            ["README.md", "write"].contains(&name.as_str()) || readme.contains(&format!("`{name}`")),
            "{name}"
        );
    }
}
