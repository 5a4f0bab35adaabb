//! Recorded traffic, as the tools wrote it: what is read out of each sample.

use std::fs;
use std::path::{Path, PathBuf};

use watchgate::{Exchange, ExchangeReader, Format, Mapping, Record, RecordCounts, Rejection};

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
