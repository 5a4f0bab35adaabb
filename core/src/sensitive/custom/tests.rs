use proptest::prelude::*;

use super::*;
use crate::{Detection, Scanner};

fn employee() -> Detector {
    Detector::new("employee-id", SensitiveGroup::Pii)
}

fn scanner(detectors: impl IntoIterator<Item = Detector>) -> Scanner {
    detectors.into_iter().fold(Scanner::builder(), |builder, own| builder.detector(own)).build().unwrap()
}

/// What is found, as type, text, path and confidence in percent.
fn found(detections: Vec<Detection>, body: &str) -> Vec<(String, String, String, u8)> {
    let of = |own: Detection| {
        let confidence = (own.confidence * 100.0).round() as u8;
        (
            own.kind.into_owned(),
            body.get(own.start..own.end).unwrap().to_owned(),
            own.path.unwrap_or_default(),
            confidence,
        )
    };
    detections.into_iter().map(of).collect()
}

fn json(scanner: &Scanner, body: &str) -> Vec<(String, String, String, u8)> {
    found(scanner.scan_json(body.as_bytes()), body)
}

fn row(kind: &str, text: &str, path: &str, confidence: u8) -> (String, String, String, u8) {
    (kind.to_owned(), text.to_owned(), path.to_owned(), confidence)
}

fn code(detector: Detector) -> (&'static str, Option<&'static str>) {
    let error = Scanner::builder().detector(detector).build().unwrap_err();
    assert!(!error.to_string().contains('\n') && error.line().is_none());
    (error.code(), error.key())
}

#[test]
fn finds_a_pattern_in_every_value() {
    let own = scanner([employee().pattern(r"\bEMP-\d{4}\b")]);
    let body = r#"{"note": "ask EMP-2017, or \"EMP-2018\"", "list": ["EMP-2019", 1], "EMP-9": "XEMP-2020"}"#;
    assert_eq!(
        json(&own, body),
        [
            row("employee-id", "EMP-2017", "$.note", 80),
            row("employee-id", "EMP-2018", "$.note", 80),
            row("employee-id", "EMP-2019", "$.list[0]", 80),
        ]
    );
    let text = "EMP-2017 called;\nEMP-20178 did not";
    assert_eq!(found(own.scan_text(text.as_bytes()), text), [row("employee-id", "EMP-2017", "", 80)]);
    let broken = r#"{"a": "x", EMP-2017"#;
    assert_eq!(json(&own, broken), [row("employee-id", "EMP-2017", "", 80)]);
}

#[test]
fn finds_a_pattern_in_names_that_are_data() {
    let own = scanner([employee().pattern(r"\bEMP-\d{6}\b|\bcard\b")]);
    let body = r#"{"EMP-201733": {"card": 1}, "EMP\u002d201734": 2}"#;
    let expected =
        [row("employee-id", "EMP-201733", "$.*", 80), row("employee-id", r"EMP\u002d201734", "$.*", 80)];
    assert_eq!(json(&own, body), expected);
}

#[test]
fn sees_whole_numbers_as_text() {
    let own = scanner([employee().pattern(r"^20\d{4}$")]);
    let body = r#"{"a": 201733, "b": 1201733, "c": "201733", "d": 201733.5, "e": [201734]}"#;
    let texts: Vec<String> = json(&own, body).into_iter().map(|row| row.1).collect();
    assert_eq!(texts, ["201733", "201733", "201734"]);
}

#[test]
fn takes_any_value_of_a_field_that_is_not_blank() {
    let own = scanner([employee().fields(["employee_id"])]);
    for name in [
        "employee_id",
        "employeeId",
        "EMPLOYEE-ID",
        "employeeid",
        "backup_employee_id",
        "EmployeeIDs",
        "employee_id_number",
        "employee_id2",
    ] {
        let body = format!(r#"{{"{name}": " x-7 "}}"#);
        assert_eq!(json(&own, &body), [row("employee-id", "x-7", &format!("$.{name}"), 80)], "{name}");
    }
    for name in
        ["has_employee_id", "employee_id_count", "employee", "id", "employee_idx", "masked_employee_id"]
    {
        assert_eq!(json(&own, &format!(r#"{{"{name}": "x-7"}}"#)), [], "{name}");
    }
    let body = r#"{"employee_id": [17, 4.5e3, "", "  ", null, true, "***", "none", {"value": "a"}, {"other": "b"}]}"#;
    let texts: Vec<String> = json(&own, body).into_iter().map(|row| row.1).collect();
    assert_eq!(texts, ["17", "4.5e3", "a"]);
}

#[test]
fn is_surer_of_a_pattern_in_a_field() {
    let own = scanner([employee().pattern(r"EMP-\d+").fields(["employee_id"]).score(0.6)]);
    let body = r#"{"employee_id": "EMP-1", "note": "EMP-2", "employeeId": "other"}"#;
    assert_eq!(
        json(&own, body),
        [row("employee-id", "EMP-1", "$.employee_id", 80), row("employee-id", "EMP-2", "$.note", 60)]
    );
    // Too little to be reported anywhere else.
    let own = scanner([employee().pattern(r"^\d{6}$").fields(["employee_id"]).score(0.2)]);
    let body = r#"{"employee_id": 201733, "order": 201734}"#;
    assert_eq!(json(&own, body), [row("employee-id", "201733", "$.employee_id", 60)]);
}

#[test]
fn asks_the_validator() {
    let own = scanner([employee().pattern(r"\b\d{4}-\d{4}\b").validator("luhn")]);
    let body = r#"{"a": "1234-5674 1234-5675", "b": "0000-0000"}"#;
    assert_eq!(json(&own, body), [row("employee-id", "1234-5674", "$.a", 80)]);
    // What is rejected does not hide what begins inside of it.
    let own = scanner([employee().pattern(r"\d{4}").validator("luhn")]);
    assert_eq!(json(&own, r#"["x91234x"]"#), []);
    assert_eq!(json(&own, r#"["x61230x"]"#), [row("employee-id", "1230", "$[0]", 80)]);
    let own = scanner([employee().fields(["employee_id"]).validator("br-cpf")]);
    let body = r#"[{"employee_id": "111.444.777-35"}, {"employee_id": "111.444.777-36"}]"#;
    assert_eq!(json(&own, body)[0], row("employee-id", "111.444.777-35", "$[0].employee_id", 80));
    assert!(json(&own, body).iter().all(|row| row.1 != "111.444.777-36" || row.0 != "employee-id"));
}

#[test]
fn comes_before_the_built_in_types_over_the_same_bytes() {
    let body = r#"{"card_number": "4111 1111 1111 1111", "mail": "emp-7@shop.dev"}"#;
    let built_in: Vec<String> = json(&Scanner::default(), body).into_iter().map(|row| row.0).collect();
    assert_eq!(built_in, ["payment-card", "email"]);
    let own = scanner([
        Detector::new("fuel-card", SensitiveGroup::Pci).fields(["card_number"]).score(0.5),
        Detector::new("staff-mail", SensitiveGroup::Pii).pattern(r"emp-\d+@shop\.dev").score(0.5),
    ]);
    let kinds: Vec<String> = json(&own, body).into_iter().map(|row| row.0).collect();
    assert_eq!(kinds, ["fuel-card", "staff-mail"]);
    // A part of it does not uncover the rest, unless it is surer.
    let part = |score| scanner([employee().pattern(r"emp-\d+").score(score)]);
    assert_eq!(json(&part(0.9), body).last().unwrap().1, "emp-7@shop.dev");
    assert_eq!(json(&part(1.0), body).last().unwrap().1, "emp-7");
}

#[test]
fn leaves_a_field_to_the_built_in_types_where_it_finds_nothing() {
    let own = scanner([employee().pattern("^EMP-").fields(["password"])]);
    let body = r#"{"password": "hunter2-hunter2", "other": "mail ada@shop.dev"}"#;
    assert_eq!(json(&own, body), json(&Scanner::default(), body));
}

#[test]
fn shows_no_more_of_a_find_than_its_group_allows() {
    let body = r#"{"a": "EMP-201733"}"#;
    for (group, masked) in [(SensitiveGroup::Secret, "****"), (SensitiveGroup::Pii, "********33")] {
        let own = scanner([Detector::new("employee-id", group).pattern(r"EMP-\d+")]);
        let detections = own.scan_json(body.as_bytes());
        assert_eq!((detections[0].group, detections[0].masked.as_str()), (group, masked));
        assert!(!format!("{detections:?}").contains("EMP-201733"));
    }
}

#[test]
fn looks_at_the_places_it_is_for() {
    for scope in DetectorScope::ALL {
        let own = scanner([employee().pattern(r"EMP-\d").scopes([*scope])]);
        let finds = |own: &Scanner| {
            [
                !own.scan_query("a=EMP-1").is_empty(),
                !own.scan_json(br#"["EMP-1"]"#).is_empty(),
                !own.scan_headers([("X-Note", &b"EMP-1"[..])]).is_empty(),
                !own.scan_form(b"a=EMP-1").is_empty(),
                !own.scan_text(b"EMP-1").is_empty(),
            ]
        };
        let (query, body, header, response) = match scope {
            DetectorScope::Query => (true, false, false, false),
            DetectorScope::Body => (false, true, false, false),
            DetectorScope::Header => (false, false, true, false),
            DetectorScope::Response => (false, false, false, true),
        };
        assert_eq!(finds(&own), [query, body, header, body, body], "{scope}");
        assert_eq!(finds(&own.in_response()), [response; 5], "{scope}");
        assert_eq!(finds(&own.in_response().in_response()), [response; 5], "{scope}");
    }
}

#[test]
fn knows_fields_wherever_names_are() {
    let own = scanner([employee().fields(["employee_id"])]);
    let at = |detections: Vec<Detection>| {
        let of = |own: Detection| format!("{} {}..{}", own.path.unwrap_or_default(), own.start, own.end);
        detections.into_iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(at(own.scan_query("employeeId=x-7&a=b")), ["employeeId 11..14"]);
    assert_eq!(at(own.scan_form(b"user[employee_id]=x%2D7")), ["user[employee_id] 18..23"]);
    assert_eq!(at(own.scan_headers([("X-Employee-Id", &b"x-7"[..])])), ["x-employee-id 0..3"]);
    assert_eq!(
        at(own.scan_headers([("Cookie", &b"a=b; employee_id=x-7"[..])])),
        ["cookie.employee_id 17..20"]
    );
    assert_eq!(at(own.scan(b"<a><employeeId>x-7</employeeId></a>")).len(), 1);
    assert_eq!(at(own.scan_json(br#"{"employees": [{"id": "x-7"}]}"#)), ["$.employees[0].id 23..26"]);
}

#[test]
fn hides_what_it_finds() {
    let own = scanner([
        employee().pattern(r"\bEMP-\d+\b"),
        Detector::new("badge", SensitiveGroup::Secret).fields(["badge"]),
    ]);
    let hidden = own.redact(br#"{"a": "ask EMP-201733", "badge": 4711, "b": "plain"}"#);
    let text = std::str::from_utf8(&hidden).unwrap();
    assert_eq!(text, r#"{"a": "ask ********33", "badge": 9999, "b": "plain"}"#);
}

#[test]
fn takes_the_surest_of_several() {
    let own = scanner([
        Detector::new("short", SensitiveGroup::Pii).pattern(r"\d{4}"),
        Detector::new("long", SensitiveGroup::Pii).pattern(r"\d{6}"),
        Detector::new("sure", SensitiveGroup::Pii).pattern(r"7\d{3}").score(0.9),
        Detector::new("far", SensitiveGroup::Pii).pattern("end"),
    ]);
    let body = r#"["123456 1234 127890 end"]"#;
    let kinds: Vec<(String, String)> = json(&own, body).into_iter().map(|row| (row.0, row.1)).collect();
    let expected = [("long", "123456"), ("short", "1234"), ("sure", "7890"), ("far", "end")];
    assert_eq!(kinds, expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
}

#[test]
fn does_not_cut_characters() {
    let own = scanner([employee().pattern("(?-u)a.")]);
    let text = "aä€ aß a€a\u{301}";
    let texts: Vec<String> =
        found(own.scan_text(text.as_bytes()), text).into_iter().map(|row| row.1).collect();
    assert_eq!(texts, ["aä", "aß", "a€", "a\u{301}"]);
}

#[test]
fn refuses_what_can_find_nothing() {
    for (detector, expected) in [
        (employee(), ("empty-detector", None)),
        (employee().pattern("a").scopes([]), ("no-scope", Some("scopes"))),
        (employee().pattern("a").score(0.0), ("invalid-score", Some("score"))),
        (employee().pattern("a").score(1.5), ("invalid-score", Some("score"))),
        (employee().pattern("a").score(f32::NAN), ("invalid-score", Some("score"))),
        (employee().pattern("a").score(0.4), ("invalid-score", Some("score"))),
        (employee().fields(["a"]).score(0.4), ("invalid-score", Some("score"))),
        (employee().pattern("a*"), ("empty-match", Some("pattern"))),
        (employee().pattern("[a&&b]"), ("impossible-pattern", Some("pattern"))),
        (employee().pattern("(?=a)b"), ("invalid-pattern", Some("pattern"))),
        (employee().pattern("(a{1000}){1000}"), ("pattern-too-large", Some("pattern"))),
        (employee().pattern("a").validator("lunh"), ("unknown-validator", Some("validator"))),
        (employee().fields([""]), ("invalid-field", Some("fields"))),
        (employee().fields(["__"]), ("invalid-field", Some("fields"))),
        (employee().fields(["a_b_c_d_e_f_g"]), ("invalid-field", Some("fields"))),
        (employee().fields(["x".repeat(200)]), ("invalid-field", Some("fields"))),
        (employee().fields((0..300).map(|n| format!("f{n}"))), ("too-many-fields", Some("fields"))),
    ] {
        assert_eq!(code(detector.clone()), expected, "{detector:?}");
    }
    for name in ["", "Employee", "employee_id", "-a", "a-", "a--b", "1a", "é", &"a".repeat(65)] {
        assert_eq!(code(Detector::new(name, SensitiveGroup::Pii).pattern("a")).0, "invalid-name", "{name}");
    }
    // Of built-in types and groups somebody means these.
    for name in ["email", "br-cpf", "github-token", "payment-card", "secret", "pii"] {
        let detector = Detector::new(name, SensitiveGroup::Pii).pattern("a");
        assert_eq!(code(detector), ("reserved-name", Some("name")), "{name}");
    }
    let error = Scanner::builder().detector(employee().pattern("a").validator("lunh")).build().unwrap_err();
    assert_eq!(error.detector(), "employee-id");
    assert_eq!(
        error.to_string(),
        "detector `employee-id`: there is no validator `lunh`; did you mean `luhn`?"
    );
}

#[test]
fn refuses_too_many_and_twice_the_same() {
    let many = |count: usize, pattern: &str| {
        let one = |n| Detector::new(format!("d{n}"), SensitiveGroup::Pii).pattern(format!("{pattern}{n}"));
        (0..count).map(one).collect::<Vec<_>>()
    };
    assert!(Custom::new(&many(256, "x")).is_ok());
    assert_eq!(Custom::new(&many(257, "x")).unwrap_err().code(), "too-many-detectors");
    let error = Custom::new(&many(250, "[0-9a-f]{600}")).unwrap_err();
    assert_eq!((error.code(), error.detector()), ("pattern-too-large", "d249"));
    let twice = [employee().pattern("a"), employee().pattern("b")];
    assert_eq!(Custom::new(&twice).unwrap_err().code(), "duplicate-name");
    assert!(Custom::new(&[]).unwrap().is_none());
}

#[test]
fn stands_digits_without_end() {
    let own = scanner([
        employee().pattern(r"\d+").validator("luhn"),
        Detector::new("other", SensitiveGroup::Pii).pattern(r"\d{16}").validator("verhoeff"),
        Detector::new("wide", SensitiveGroup::Pii).pattern(r"\b\d{1,20}x"),
    ]);
    let soup: String = (0..20_000_u32).map(|n| char::from(b'0' + (n * n % 7) as u8)).collect();
    let detections = own.scan_text(soup.as_bytes());
    assert!(detections.windows(2).all(|pair| pair[0].end <= pair[1].start));
}

proptest! {
    #[test]
    fn never_panics_whatever_the_pattern(pattern in "\\PC{0,40}", text in "\\PC{0,80}") {
        if let Ok(own) = Scanner::builder().detector(employee().pattern(pattern)).build() {
            let detections = own.scan_text(text.as_bytes());
            prop_assert!(detections.iter().all(|own| text.get(own.start..own.end).is_some_and(|own| !own.is_empty())));
        }
    }

    #[test]
    fn never_panics_on_what_looks_like_a_pattern(
        pattern in "(\\(\\?[-iux]*\\)|[a-c0.]|\\[[a-c^-]{1,3}\\]|\\\\[dwsbBDWS]|[()|?*+^$]|\\{[0-9]{1,4}(,[0-9]{0,5})?\\}){1,12}",
        text in "[a-c0é ]{0,60}",
    ) {
        if let Ok(own) = Scanner::builder().detector(employee().pattern(pattern)).build() {
            let detections = own.scan_text(text.as_bytes());
            prop_assert!(detections.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(detections.iter().all(|own| text.get(own.start..own.end).is_some_and(|own| !own.is_empty())));
        }
    }
}
