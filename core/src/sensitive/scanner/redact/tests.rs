use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::Detector;

fn redacted(body: &str) -> String {
    String::from_utf8(Scanner::default().redact(body.as_bytes())).unwrap()
}

#[test]
fn hides_texts_and_numbers() {
    for (body, expected) in [
        (r#"{"email": "ada@shop.dev"}"#, r#"{"email": "*********dev"}"#),
        (r#"{"password": "Tr0ub4dor&3"}"#, r#"{"password": "***********"}"#),
        (r#"{"ssn": 536221234}"#, r#"{"ssn": 999999934}"#),
        (r#"{"card_number": 4111111111111111, "n": 5}"#, r#"{"card_number": 9999999999991111, "n": 5}"#),
        (r#"{"ada@shop.dev": 1}"#, r#"{"*********dev": 1}"#),
        ("call +49 151 23456789.", "call ************6789."),
        ("email=ada%40shop.dev&x=1", "email=***********dev&x=1"),
        ("card_number=4111+1111+1111+1111", "card_number=***************1111"),
        ("<ssn>536-22-1234</ssn>", "<ssn>*********34</ssn>"),
        ("{}", "{}"),
    ] {
        assert_eq!(redacted(body), expected);
    }
}

#[test]
fn hides_escapes_whole() {
    for (body, expected) in [
        (r#"{"email": "ada\u0040shop.de\u0076"}"#, r#"{"email": "**************de\u0076"}"#),
        (r#"{"password": "a\"b\\c\ud83d\ude00ä"}"#, r#"{"password": "*********************"}"#),
        (r#"{"first_name": "Zoë Größ\u00e9\"}"#, r#"{"first_name": "Zoë Größ\u00e9\"}"#),
    ] {
        assert_eq!(redacted(body), expected);
    }
}

#[test]
fn keeps_json_inside_of_a_form_valid() {
    let form = "order=%7B%22ssn%22%3A53622%31234%2C%22email%22%3A%22ada%40shop.dev%22%7D&a=1";
    let expected = "order=%7B%22ssn%22%3A99999%39934%2C%22email%22%3A%22***********dev%22%7D&a=1";
    assert_eq!(redacted(form), expected);
}

#[test]
fn keeps_numbers_valid() {
    for (body, expected) in [
        (r#"{"password": 0.25}"#, r#"{"password": 9.99}"#),
        (r#"{"password": -120}"#, r#"{"password": -999}"#),
        (r#"{"password": 1.5E+308}"#, r#"{"password": 9.9E+000}"#),
    ] {
        assert_eq!(redacted(body), expected);
    }
    let large = format!("{{\"password\": {}}}", "12".repeat(120));
    assert!(serde_json::from_str::<Value>(&redacted(&large)).is_ok());
    let large = format!("{{\"secret\": 1{}}}", "0".repeat(308));
    assert!(serde_json::from_str::<Value>(&large).is_ok());
    assert_eq!(redacted(&large), large.replace('0', "1"));
}

#[test]
fn hides_what_is_no_longer_json() {
    let body =
        "{\"ssn\": \"536-22-1234\"}\nuser ada@shop.dev\n{\"ssn\": 536221234}\n{\"mail\": \"bob@shop.dev";
    let expected =
        "{\"ssn\": \"*********34\"}\nuser *********dev\n{\"ssn\": 999999934}\n{\"mail\": \"*********dev";
    assert_eq!(redacted(body), expected);
    assert_eq!(redacted("[4111 1111 1111 1111]"), "[***************1111]");
}

#[test]
fn keeps_deep_json_valid() {
    let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(2_000), "]".repeat(2_000));
    let body = deep(r#""ada@shop.dev", "x\nbob@shop.dev""#);
    // An escape whose half was taken for a letter is hidden whole.
    assert!(redacted(&body) == deep(r#""*********dev", "x***********dev""#));
}

#[test]
fn hides_in_each_string_what_goes_over_several() {
    let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(200), "]".repeat(200));
    let across = Detector::new("across", SensitiveGroup::Secret).pattern("(?s)from.*to");
    let scanner = Scanner::builder().detector(across).build().unwrap();
    for (body, expected) in [
        (r#""a from b", "c", 12, "d to e""#, r#""a ******", "*", 99, "**** e""#),
        (r#""a from ä", {"c\n": "d"}, "ä to e""#, r#""a *******", {"***": "*"}, "***** e""#),
    ] {
        let hidden = String::from_utf8(scanner.redact(deep(body).as_bytes())).unwrap();
        assert!(hidden == deep(expected), "{}", hidden.trim_matches(['[', ']']));
    }
}

#[test]
fn hides_what_another_find_ran_into() {
    let scanner = Scanner::default();
    for (body, expected) in [
        ("ada@shop.exampada@shop.example", "**************************mple"),
        (r#"{"mail": "ada@shop.exampada@shop.example"}"#, r#"{"mail": "**************************mple"}"#),
        (r#"{"pin":961113867}"#, r#"{"pin":999999999}"#),
    ] {
        assert_eq!(redacted(body), expected);
        assert_eq!(redacted(expected), expected, "nothing more is hidden the next time");
    }
    let many = "ada@shop.exampada@shop.example ".repeat(2_000);
    let hidden = scanner.redact(many.as_bytes());
    assert!(scanner.scan(&hidden).is_empty() && !String::from_utf8(hidden).unwrap().contains('@'));
}

#[test]
fn joins_ranges_that_touch() {
    let mut known = Known::default();
    known.add([4..6, 8..9].into_iter());
    known.add([0..2, 5..8].into_iter());
    assert_eq!(known.0, [0..2, 4..9]);
    for (range, expected) in
        [(0..2, true), (1..2, true), (4..9, true), (1..3, false), (2..4, false), (8..10, false)]
    {
        assert_eq!(known.holds(range.clone()), expected, "{range:?}");
    }
}

#[test]
fn hides_two_bytes_a_character() {
    let written = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let body = written("{\"first_name\": \"Zoë\", \"ssn\": 536221234}");
    let expected = written("{\"first_name\": \"***\", \"ssn\": 999999934}");
    assert_eq!(Scanner::default().redact(&body), expected);
}

#[test]
fn hides_what_is_chosen() {
    let body = br#"{"email": "ada@shop.dev", "ssn": "536-22-1234"}"#;
    let hidden = Scanner::default().redact_where(body, |own| own.kind == "email");
    assert_eq!(hidden, br#"{"email": "*********dev", "ssn": "536-22-1234"}"#);
    assert_eq!(Scanner::default().redact_where(body, |_| false), body);
}

/// Names that say something, and others.
const NAMES: &str = "(password|ssn|email|card_number|phone|secret|iban|note|id|ip|first_name|ada@shop\\.dev)";
/// Values that are something, and others.
const TEXTS: &str = "(536-22-1234|ada@shop\\.dev|4111 1111 1111 1111|\\+49 151 23456789|203\\.0\\.113\\.9|\\PC{0,12}|[\\n\"\\\\é😀]{1,3}a@b\\.de)";

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (100_000_000_u64..9_999_999_999_999_999).prop_map(Value::from),
        TEXTS.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((NAMES, inner), 0..6)
                .prop_map(|own| Value::Object(own.into_iter().collect())),
        ]
    })
}

/// Tells whether two values differ in nothing but texts, numbers and names.
fn is_alike(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| is_alike(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            let has_data = |name: &String| name.contains('@');
            one.len() == two.len()
                && one.iter().all(|(name, one)| {
                    let two = if has_data(name) { two.get("*********dev") } else { two.get(name) };
                    two.is_some_and(|two| is_alike(one, two))
                })
        }
        (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_)) => true,
        (one, two) => one == two,
    }
}

proptest! {
    #[test]
    fn keeps_the_length_of_any_bytes(body in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(Scanner::default().redact(&body).len(), body.len());
    }

    #[test]
    fn keeps_the_length_of_any_text(body in "[{}\\[\\]\",:a1@.=&%<>/\\\\u0-9 \n-]{0,120}") {
        prop_assert_eq!(Scanner::default().redact(body.as_bytes()).len(), body.len());
    }

    #[test]
    fn keeps_json_valid_and_its_shape(value in values(), is_pretty in any::<bool>()) {
        let body = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let scanner = Scanner::default();
        let hidden = scanner.redact(body.as_bytes());
        prop_assert_eq!(hidden.len(), body.len());
        let again: Value = serde_json::from_slice(&hidden).unwrap();
        prop_assert!(is_alike(&value, &again), "{} {}", value, again);
        // Nothing that was found is found again.
        let values: Vec<&[u8]> = scanner.scan(body.as_bytes()).iter().map(|own| &body.as_bytes()[own.start..own.end]).collect();
        for own in scanner.scan(&hidden) {
            let text = &hidden[own.start..own.end];
            let is_nines = text.iter().rev().skip(4).all(|byte| !byte.is_ascii_digit() || *byte == b'9');
            prop_assert!(is_nines || !values.contains(&text), "{}", String::from_utf8_lossy(&hidden));
        }
    }
}
