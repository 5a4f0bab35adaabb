//! Bodies of any kind with what was found hidden: as long as before, and JSON where it was JSON.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use watchgate::{Detector, Scanner, SensitiveGroup};

static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

/// With detectors of the user's: one that goes over the ends of strings and lines, one for parts of numbers, one that overlaps
/// with built-in types, one for a field.
static CUSTOM: LazyLock<Scanner> = LazyLock::new(|| {
    let group = SensitiveGroup::Pii;
    Scanner::builder()
        .detector(Detector::new("across", group).pattern("(?s)from.*to"))
        .detector(Detector::new("digits", group).pattern("[0-9]{3,5}"))
        .detector(Detector::new("address", group).pattern(r"[a-z]+@[a-z.]{2,8}").score(0.5))
        .detector(Detector::new("badge", SensitiveGroup::Secret).fields(["badge_number"]))
        .build()
        .expect("detectors that compile")
});

fuzz_target!(|bytes: &[u8]| {
    check(&SCANNER, bytes);
    check(&CUSTOM, bytes);
});

fn check(scanner: &Scanner, bytes: &[u8]) {
    assert_eq!(scanner.redact_where(bytes, |_| false), bytes);
    let redacted = scanner.redact(bytes);
    assert_eq!(redacted.len(), bytes.len());
    assert!(std::str::from_utf8(bytes).is_err() || std::str::from_utf8(&redacted).is_ok());
    if let Ok(before) = serde_json::from_slice::<Value>(bytes) {
        let after = serde_json::from_slice::<Value>(&redacted).expect("JSON");
        check_alike(&before, &after);
    }
    // Of a secret not a letter is left, wherever it is.
    let found = scanner.scan(bytes);
    for own in found.iter().filter(|own| own.group == SensitiveGroup::Secret) {
        let hidden = redacted.get(own.start..own.end).expect("inside");
        assert!(!hidden.iter().any(|byte| byte.is_ascii_lowercase() && *byte != b'e'), "{own:?}");
    }
    if found.is_empty() {
        assert_eq!(redacted, bytes);
    }
}

/// Checks that two values differ only in texts, numbers and names.
fn check_alike(before: &Value, after: &Value) {
    match (before, after) {
        (Value::Array(before), Value::Array(after)) => {
            assert_eq!(before.len(), after.len());
            before.iter().zip(after).for_each(|(before, after)| check_alike(before, after));
        }
        (Value::Object(before), Value::Object(after)) => {
            // Names that were data may have become one.
            assert!(after.len() <= before.len());
            for (name, before) in before {
                if let Some(after) = after.get(name) {
                    assert_eq!(before.is_object(), after.is_object());
                }
            }
        }
        (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_)) => {}
        (before, after) => assert_eq!(before, after),
    }
}
