//! Files of recorded traffic, one of each format.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::{Recorded, records};

/// A file of recorded traffic.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    recorded: Recorded,
    around: (&'static str, &'static str, &'static str),
    line: fn(&Value) -> String,
}

/// Bodies that make a native record of about 2 KB.
const BODIES: Recorded = Recorded::Bodies(400);
const NOTHING: (&str, &str, &str) = ("", "\n", "\n");

/// One file of each format. Native, HAR and APIClarity have the bodies; the others never do.
pub const FILES: [File; 8] = [
    File { name: "native.jsonl", recorded: BODIES, around: NOTHING, line: Value::to_string },
    File { name: "heads.jsonl", recorded: Recorded::Heads, around: NOTHING, line: Value::to_string },
    File {
        name: "har.har",
        recorded: BODIES,
        around: ("{\"log\":{\"version\":\"1.2\",\"entries\":[\n", ",\n", "]}}\n"),
        line: har,
    },
    File { name: "otlp.jsonl", recorded: Recorded::Line, around: NOTHING, line: otlp },
    File { name: "apiclarity.jsonl", recorded: BODIES, around: NOTHING, line: apiclarity },
    File { name: "combined.log", recorded: Recorded::Line, around: NOTHING, line: combined },
    File { name: "envoy.log", recorded: Recorded::Line, around: NOTHING, line: envoy },
    File { name: "alb.log", recorded: Recorded::Line, around: NOTHING, line: alb },
];

impl File {
    /// Writes records, over and over, until there are so many bytes. Returns how many records there are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, operations: usize, bytes: u64, to: impl Write) -> io::Result<u64> {
        let mut to = BufWriter::new(to);
        let lines: Vec<String> = records(operations, self.recorded).iter().map(self.line).collect();
        let (begin, between, end) = self.around;
        to.write_all(begin.as_bytes())?;
        let (mut written, mut count) = (0, 0);
        for line in lines.iter().cycle() {
            if count > 0 {
                to.write_all(between.as_bytes())?;
            }
            to.write_all(line.as_bytes())?;
            written += (line.len() + between.len()) as u64;
            count += 1;
            if written >= bytes {
                break;
            }
        }
        to.write_all(end.as_bytes())?;
        to.flush()?;
        Ok(count)
    }
}

/// The text at a pointer.
fn text<'v>(record: &'v Value, pointer: &str) -> &'v str {
    record.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn number(record: &Value, pointer: &str) -> u64 {
    record.pointer(pointer).and_then(Value::as_u64).unwrap_or_default()
}

fn pairs(record: &Value, pointer: &str, name: &str) -> Value {
    let lines = record.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let pair = |line: &Value| json!({name: line.get(0), "value": line.get(1)});
    lines.iter().map(pair).collect()
}

fn har(record: &Value) -> String {
    let url = format!("https://api.example.com{}", text(record, "/request/target"));
    json!({
        "startedDateTime": text(record, "/timestamp"),
        "time": number(record, "/duration_us") as f64 / 1000.0,
        "request": {
            "method": text(record, "/request/method"), "url": url, "httpVersion": "HTTP/2",
            "cookies": [], "queryString": [], "headersSize": -1, "bodySize": number(record, "/request/size"),
            "headers": pairs(record, "/request/headers", "name"),
            "postData": {"mimeType": "application/json", "text": text(record, "/request/body")},
        },
        "response": {
            "status": number(record, "/response/status"), "statusText": "", "httpVersion": "HTTP/2",
            "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": number(record, "/response/size"),
            "headers": pairs(record, "/response/headers", "name"),
            "content": {"size": number(record, "/response/size"), "mimeType": "application/json",
                "text": text(record, "/response/body")},
        },
        "cache": {}, "timings": {"send": 0, "wait": 1.8, "receive": 0},
    })
    .to_string()
}

/// One span a line; a collector writes dozens, which share their resource.
fn otlp(record: &Value) -> String {
    let word = |key: &str, value: &str| json!({"key": key, "value": {"stringValue": value}});
    let count = |key: &str, value: u64| json!({"key": key, "value": {"intValue": value.to_string()}});
    let start = 1_795_255_200_000_000_000_u64 + number(record, "/duration_us") * 1_000_000;
    let span = json!({
        "traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b7", "name": "call", "kind": 2,
        "startTimeUnixNano": start.to_string(),
        "endTimeUnixNano": (start + number(record, "/duration_us") * 1000).to_string(),
        "attributes": [
            word("http.request.method", text(record, "/request/method")),
            word("url.scheme", "https"),
            word("url.path", text(record, "/request/target")),
            word("server.address", "api.example.com"),
            count("server.port", 443),
            word("client.address", text(record, "/source/ip")),
            word("user_agent.original", "shop/4.2 (linux; x86_64)"),
            word("network.protocol.version", "2"),
            count("http.response.status_code", number(record, "/response/status")),
        ],
        "status": {},
    });
    let resource = json!({"attributes": [word("service.name", text(record, "/destination/workload"))]});
    json!({"resourceSpans": [{"resource": resource, "scopeSpans": [{"scope": {"name": "bench"}, "spans": [span]}]}]})
        .to_string()
}

fn apiclarity(record: &Value) -> String {
    let common = |message: &str, time: u64| {
        json!({
            "version": "HTTP/1.1",
            "headers": pairs(record, &format!("/{message}/headers"), "key"),
            "body": STANDARD.encode(text(record, &format!("/{message}/body"))),
            "TruncatedBody": false, "time": time,
        })
    };
    json!({
        "requestID": "1", "scheme": "https",
        "destinationAddress": "198.51.100.7:443", "destinationNamespace": text(record, "/destination/workload"),
        "sourceAddress": format!("{}:52100", text(record, "/source/ip")),
        "request": {
            "method": text(record, "/request/method"), "path": text(record, "/request/target"),
            "host": "api.example.com", "common": common("request", 1_795_255_200_000),
        },
        "response": {
            "statusCode": number(record, "/response/status").to_string(), "common": common("response", 1_795_255_200_002),
        },
    })
    .to_string()
}

fn combined(record: &Value) -> String {
    let mut line = String::new();
    let _ = write!(
        line,
        "{} - - [21/Nov/2026:10:00:{:02} +0000] \"{} {} HTTP/1.1\" {} {} \"-\" \"shop/4.2 (linux; x86_64)\"",
        text(record, "/source/ip"),
        number(record, "/duration_us") % 60,
        text(record, "/request/method"),
        text(record, "/request/target"),
        number(record, "/response/status"),
        number(record, "/response/size"),
    );
    line
}

fn envoy(record: &Value) -> String {
    format!(
        "[{}] \"{} {} HTTP/1.1\" {} - {} {} 3 2 \"{}\" \"shop/4.2 (linux; x86_64)\" \
         \"5f8d1b6e-2f0a-4c39-9d37-0f7f6f4a1c11\" \"api.example.com\" \"198.51.100.7:8080\"",
        text(record, "/timestamp"),
        text(record, "/request/method"),
        text(record, "/request/target"),
        number(record, "/response/status"),
        number(record, "/request/size"),
        number(record, "/response/size"),
        text(record, "/source/ip"),
    )
}

fn alb(record: &Value) -> String {
    format!(
        "https {} app/shop/50dc6c495c0c9188 {}:2817 198.51.100.7:80 0.000 0.001 0.000 {} 200 {} {} \
         \"{} https://api.example.com:443{} HTTP/1.1\" \"shop/4.2 (linux; x86_64)\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.3 \
         arn:aws:elasticloadbalancing:us-east-2:000000000000:targetgroup/shop/1 \
         \"Root=1-58337281-1d84f3d73c47ec4e58577259\" \"api.example.com\" \"-\" 1 {} \"forward\" \"-\" \"-\" \
         \"198.51.100.7:80\" \"200\" \"-\" \"-\" TID_1",
        text(record, "/timestamp"),
        text(record, "/source/ip"),
        number(record, "/response/status"),
        number(record, "/request/size"),
        number(record, "/response/size"),
        text(record, "/request/method"),
        text(record, "/request/target"),
        text(record, "/timestamp"),
    )
}
