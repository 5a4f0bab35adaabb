//! Texts, forms, queries, headers and bodies of any kind.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use watchgate::Scanner;
use watchgate_fuzz::check_detections;

static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

const TYPES: [&str; 6] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml; charset=utf-8",
    "text/plain; charset=utf-16le",
    "text/event-stream",
];

const HEADERS: [&str; 6] =
    ["Authorization", "Cookie", "Set-Cookie", "Referer", "X-Api-Key", "X-Forwarded-For"];

fuzz_target!(|bytes: &[u8]| {
    check_detections(bytes, &SCANNER.scan_text(bytes));
    check_detections(bytes, &SCANNER.scan_form(bytes));
    check_detections(bytes, &SCANNER.scan(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(SCANNER.scan_query(text), SCANNER.scan_form(bytes));
        let (first, rest) = text.split_once('\n').unwrap_or(("", text));
        check_detections(rest.as_bytes(), &SCANNER.scan_headers([(first, rest.as_bytes())]));
        check_detections(rest.as_bytes(), &SCANNER.scan_body(Some(first), rest.as_bytes()));
    }
    let choice = usize::from(bytes.first().copied().unwrap_or_default());
    let Some(content_type) = TYPES.get(choice % TYPES.len()) else { return };
    check_detections(bytes, &SCANNER.scan_body(Some(content_type), bytes));
    let Some(header) = HEADERS.get(choice % HEADERS.len()) else { return };
    check_detections(bytes, &SCANNER.scan_headers([(*header, bytes)]));
});
