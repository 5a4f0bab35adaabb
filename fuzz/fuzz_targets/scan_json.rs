//! JSON texts, whole and cut off: what is found lies where it should.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use watchgate::Scanner;
use watchgate_fuzz::check_detections;

static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

fuzz_target!(|bytes: &[u8]| {
    let detections = SCANNER.scan_json(bytes);
    check_detections(bytes, &detections);
    assert_eq!(detections, SCANNER.scan_json(bytes));
    // In valid JSON every value has a path.
    if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
        for own in &detections {
            assert!(own.path.as_ref().is_some_and(|path| path.starts_with('$')), "{own:?}");
        }
    }
    let cut = bytes.len() / 2;
    let (head, tail) = bytes.split_at(cut);
    check_detections(head, &SCANNER.scan_json(head));
    check_detections(tail, &SCANNER.scan_json(tail));
});
