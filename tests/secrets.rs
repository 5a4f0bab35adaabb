//! A thousand secrets and personal values go through everything that the crate gives out: none comes out again, nor eight
//! characters of one.

use std::collections::BTreeSet;
use std::fmt::Debug;

use watchgate::{
    Api, Baseline, Detection, Exchange, Facts, Guard, Policy, Request, Scanner, SensitiveGroup, Settings,
    SpecReport, Target, TextDetail, TextStyle, Timestamp, rules,
};
use watchgate_tests::pieces::Pieces;
use watchgate_tests::values::{Value, encoded, values};

/// Values in one document.
const CHUNK: usize = 50;

fn json_string(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Returns a body with each value in a field of its name.
fn json_body(values: &[Value]) -> String {
    let fields = values.iter().map(|own| format!("{{\"{}\": {}}}", own.field, json_string(&own.text)));
    format!("{{\"items\": [{}]}}", fields.collect::<Vec<_>>().join(", "))
}

fn form_body(values: &[Value]) -> String {
    values.iter().map(|own| format!("{}={}", own.field, encoded(&own.text))).collect::<Vec<_>>().join("&")
}

fn settings() -> Settings {
    let on: Vec<String> = rules::all().map(|meta| format!("{}: on", meta.id)).collect();
    Settings::parse(format!("rules: {{{}}}", on.join(", ")).as_bytes()).unwrap()
}

#[test]
fn there_are_a_thousand_of_every_group() {
    let values = values();
    assert_eq!(values.len(), 1_000);
    let texts: BTreeSet<&str> = values.iter().map(|own| own.text.as_str()).collect();
    assert_eq!(texts.len(), values.len());
    assert!(values.iter().all(|own| own.text.contains(&own.private)));
    for group in [
        SensitiveGroup::Pii,
        SensitiveGroup::Pci,
        SensitiveGroup::Secret,
        SensitiveGroup::Health,
        SensitiveGroup::Network,
    ] {
        assert!(values.iter().filter(|own| own.group == group).count() >= 40, "{group:?}");
    }
}

#[test]
fn detections_show_no_value() {
    let values = values();
    let pieces = Pieces::of(&values);
    let scanner = Scanner::default();
    let check = |output: &str, detections: &[Detection]| {
        pieces.assert_absent_in(output, &detections);
        pieces.assert_absent(output, &serde_json::to_string(detections).unwrap());
    };
    let body = json_body(&values);
    let found = scanner.scan(body.as_bytes());
    check("a scan of JSON", &found);
    // Each of them was found, in its field.
    for (index, own) in values.iter().enumerate() {
        let path = format!("$.items[{index}].{}", own.field);
        let found = found.iter().filter(|found| found.path.as_deref() == Some(&path));
        assert!(found.clone().any(|found| found.group == own.group), "{} {} {found:?}", own.field, own.text);
    }
    let form = form_body(&values);
    check("a scan of a form", &scanner.scan_form(form.as_bytes()));
    assert!(scanner.scan_query(&form).len() >= 900);
    let text = values.iter().map(|own| format!("{} is {}\n", own.field, own.text)).collect::<String>();
    check("a scan of a text", &scanner.scan_text(text.as_bytes()));
    // A word as a name is a name.
    let values: Vec<Value> = values.into_iter().filter(|own| own.field != "first_name").collect();
    let keys: Vec<String> =
        values.iter().map(|own| format!("{}: \"ada@shop.dev\"", json_string(&own.text))).collect();
    check("a scan of names", &scanner.scan_json(format!("{{{}}}", keys.join(", ")).as_bytes()));
    let names: Vec<String> =
        values.iter().map(|own| format!("{}=ada@shop.dev", encoded(&own.text))).collect();
    check("a scan of names in a form", &scanner.scan_form(names.join("&").as_bytes()));
    for own in &values {
        let values = [
            ("authorization", format!("Bearer {}", own.text)),
            ("cookie", format!("{}={}; session={}", own.field, own.text, own.text)),
            ("referer", format!("https://shop.dev/{}?{}={}", own.text, own.field, encoded(&own.text))),
            (own.field.as_str(), own.text.clone()),
            (own.text.as_str(), "ada@shop.dev".to_owned()),
        ];
        let headers = values.iter().map(|(name, value)| (*name, value.as_bytes()));
        check("a scan of headers", &scanner.scan_headers(headers));
    }
    pieces.assert_absent_in("the scanner", &scanner);
}

#[test]
fn redacted_bodies_hold_no_value() {
    let values = values();
    let pieces = Pieces::of(&values);
    let scanner = Scanner::default();
    let body = json_body(&values);
    let redacted = String::from_utf8(scanner.redact(body.as_bytes())).unwrap();
    pieces.assert_absent("a redacted body", &redacted);
    assert!(serde_json::from_str::<serde_json::Value>(&redacted).is_ok());
    let form = String::from_utf8(scanner.redact(form_body(&values).as_bytes())).unwrap();
    pieces.assert_absent("a redacted form", &form);
    let element = |own: &Value| {
        let text = own.text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<{0}>{text}</{0}>\n", own.field)
    };
    let markup = format!("<items>{}</items>", values.iter().map(element).collect::<String>());
    let markup = String::from_utf8(scanner.redact(markup.as_bytes())).unwrap();
    pieces.assert_absent("redacted XML", &markup);
}

/// Returns a document with each value wherever a document may hold one.
fn document(values: &[Value]) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    let mut servers = String::new();
    for (index, own) in values.iter().enumerate() {
        let (field, text, url) = (&own.field, json_string(&own.text), encoded(&own.text));
        servers += &format!(
            "  - {{url: 'https://ada:{url}@api{index}.shop.dev/v1?key={url}#{url}', description: {text}}}\n"
        );
        paths += &format!(
            "  /p{index}:
    post:
      summary: {text}
      description: {text}
      parameters:
        - {{name: {field}, in: query, description: {text}, schema: {{type: string, default: {text}}}, example: {text}}}
        - {{name: x, in: header, schema: {{type: string, enum: [{text}], pattern: {text}}}, examples: {{a: {{value: {text}}}}}}}
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/S{index}'}}, example: {{{field}: {text}}}}}}}}}
      responses: {{'200': {{description: {text}, headers: {{Y: {{schema: {{type: string}}, example: {text}}}}}, content: {{'*/*': {{examples: {{a: {{value: {text}, summary: {text}}}}}}}}}}}}}
"
        );
        schemas += &format!(
            "    S{index}: {{type: object, description: {text}, properties: {{{field}: {{type: string, const: {text}, example: {text}, default: {text}}}}}, example: {text}, x-note: {text}}}\n"
        );
    }
    format!(
        "openapi: 3.1.0\ninfo: {{title: Shop, version: '1', description: d}}\nservers:\n{servers}paths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}

#[test]
fn reports_repeat_no_value_of_a_document() {
    let values = values();
    let pieces = Pieces::of(&values);
    let settings = settings();
    let mut rules = BTreeSet::new();
    for chunk in values.chunks(CHUNK) {
        let api = Api::parse(document(chunk).as_bytes()).unwrap();
        let report = SpecReport::new([&api], &settings, Timestamp::MIN);
        rules.extend(report.findings.iter().map(|own| own.rule.as_str().to_owned()));
        for (output, text) in [
            ("JSON", report.to_json()),
            ("SARIF", report.to_sarif()),
            ("Markdown", report.to_markdown()),
            ("text", report.to_text(TextStyle::Plain, TextDetail::Full)),
            ("coloured text", report.to_text(TextStyle::Ansi, TextDetail::Full)),
            ("an overview", report.to_text(TextStyle::Plain, TextDetail::Overview)),
            ("an API", format!("{api:?} {:?} {:?}", api.operations(), api.security_schemes())),
        ] {
            pieces.assert_absent(output, &text);
        }
        pieces.assert_absent("a report", &format!("{report:?}"));
    }
    assert!(rules.contains("credentials-in-server-url") && rules.contains("secret-in-document"), "{rules:?}");
}

/// Asserts that a text is refused, and that the error is silent about what it holds.
fn assert_silent<T: Debug, E: std::error::Error>(pieces: &Pieces, output: &str, result: Result<T, E>) {
    let error = result.unwrap_err();
    pieces.assert_absent(output, &error.to_string());
    pieces.assert_absent_in(output, &error);
    let mut source = error.source();
    while let Some(own) = source {
        pieces.assert_absent(output, &format!("{own} {own:?}"));
        source = own.source();
    }
}

#[test]
fn errors_repeat_no_value() {
    let values = values();
    let pieces = Pieces::of(&values);
    for own in values.iter().step_by(3) {
        let text = json_string(&own.text);
        for document in
            [format!("{{{text}: {text}, {text}"), format!("{{\"openapi\": {text} {text}}}"), own.text.clone()]
        {
            assert_silent(&pieces, "an error of a document", Api::parse(document.as_bytes()));
        }
        for record in [
            format!("{{\"request\": {{\"method\": {text}}}}}"),
            format!("{{\"request\": {{\"method\": \"GET\", \"target\": \"/\"}}, \"direction\": {text}}}"),
            format!("{{{text}"),
        ] {
            assert_silent(&pieces, "an error of a record", Exchange::parse(record.as_bytes()));
        }
    }
}

/// A policy and settings quote the words of those who wrote them, but no token that has got among them.
#[test]
fn errors_of_policies_and_settings_repeat_no_token() {
    let values = values();
    let pieces = Pieces::of(&values);
    for own in values.iter().filter(|own| matches!(own.field.as_str(), "note" | "token" | "jwt")) {
        let text = json_string(&own.text);
        for policy in [
            format!("version: {text}\nrules: []"),
            format!("version: 1\nmode: {text}\nrules: []"),
            format!("version: 1\nrules: [{{name: a, when: {{risk: {text}}}, action: deny}}]"),
            format!("version: 1\nrules: [{{name: a, when: {{finding: [{text}]}}, action: {text}}}]"),
            format!("version: 1\nrules: [{{name: a, from: {{cidr: [{text}]}}, action: deny}}]"),
            format!("version: 1\nrules: [{{name: a, from: {{country: [{text}]}}, action: {text}}}]"),
            format!("version: 1\nrules: {text}"),
        ] {
            assert_silent(&pieces, "an error of a policy", Policy::parse(policy.as_bytes()));
        }
        for settings in [
            format!("profile: {text}"),
            format!("rules: {{unbounded-array: {text}}}"),
            format!("rules: {text}"),
            format!("suppressions: [{{finding: {text}, reason: x}}]"),
            format!("public: [{{a: {text}}}]"),
        ] {
            assert_silent(&pieces, "an error of settings", Settings::parse(settings.as_bytes()));
        }
    }
}

/// Of a first name nobody can say that it is no key, and of a word that it is none.
fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[test]
fn errors_repeat_no_value_that_stands_for_a_key() {
    let values = values();
    let pieces = Pieces::of(&values);
    for own in values.iter().filter(|own| !is_word(&own.text)) {
        let text = json_string(&own.text);
        for settings in [
            format!("{{{text}: 1}}"),
            format!("{{{text}: 1, {text}: 2}}"),
            format!("rules: {{{text}: off}}"),
            format!("suppressions: [{{{text}: 1}}]"),
            format!("detectors: [{{name: a, group: pii, {text}: 1}}]"),
            format!("detectors: [{{name: a, group: pii, pattern: a, validator: a, {text}: 1}}]"),
        ] {
            assert_silent_of_key(&pieces, Settings::parse(settings.as_bytes()), |error| error.key());
        }
        for policy in [
            format!("{{{text}: 1}}"),
            format!("{{version: 1, {text}: 1, {text}: 2}}"),
            format!("version: 1\nrules: [{{name: a, {text}: 1}}]"),
            format!("version: 1\nrules: [{{name: a, when: {{{text}: 1}}, action: deny}}]"),
            format!("version: 1\nrules: [{{name: a, unless: {{{text}: 1}}, action: deny}}]"),
        ] {
            assert_silent_of_key(&pieces, Policy::parse(policy.as_bytes()), |error| error.key());
        }
        for baseline in [format!("{{{text}: 1}}"), format!("{{findings: [{{{text}: 1}}]}}")] {
            assert_silent_of_key(&pieces, Baseline::parse(baseline.as_bytes()), |error| error.key());
        }
        for document in [format!("{{\"openapi\": {text}}}"), format!("{{\"swagger\": {text}}}")] {
            assert_silent(&pieces, "an error of a version", Api::parse(document.as_bytes()));
        }
        let none: [&str; 0] = [];
        let scanner = Scanner::default();
        assert_silent(&pieces, "an unknown type", scanner.select([own.text.as_str()], none));
        assert_silent(&pieces, "an unknown group", scanner.select(none, [own.text.as_str()]));
    }
}

fn assert_silent_of_key<T: Debug, E: std::error::Error>(
    pieces: &Pieces,
    result: Result<T, E>,
    key: impl Fn(&E) -> Option<&str>,
) {
    if let Err(error) = &result {
        pieces.assert_absent("the key of an error", key(error).unwrap_or_default());
    }
    assert_silent(pieces, "an error of a key", result);
}

/// What is known by its form is not repeated where it stands for a value either, nor for a name.
#[test]
fn errors_repeat_no_value_of_a_known_form() {
    let values = [
        ("email", "mira.okafor@shop.example"),
        ("ssn", "536-22-1234"),
        ("card", "4537 2934 1672 1103"),
        ("digits", "4537293416721103"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
    ];
    for (what, text) in values {
        let value = json_string(text);
        let settings = [
            format!("profile: {value}"),
            format!("rules: {{unbounded-array: {value}}}"),
            format!("public: [{value}]"),
            format!("suppressions: [{{rule: {value}, operation: a, reason: x}}]"),
            format!("detectors: [{{name: {value}, group: pii, pattern: a}}]"),
            format!("detectors: [{{name: a, group: {value}, pattern: a}}]"),
            format!("detectors: [{{name: a, group: pii, fields: ['', {value}]}}]"),
            format!("detectors: [{{name: a, group: pii, pattern: a, validator: {value}}}]"),
        ];
        let settings =
            settings.map(|text| format!("{0} {0:?}", Settings::parse(text.as_bytes()).unwrap_err()));
        let policies = [
            format!("version: {value}"),
            format!("version: 1\nmode: {value}"),
            format!("version: 1\nrules: [{{name: {value}, action: {value}}}]"),
            format!("version: 1\nrules: [{{name: a, when: {{finding: {value}}}, action: deny}}]"),
            format!("version: 1\nrules: [{{name: a, when: {{risk: {value}}}, action: deny}}]"),
            format!(
                "version: 1\nrules: [{{name: a, to: {{host: {value}}}, from: {{asn: {value}}}, action: deny}}]"
            ),
        ];
        let policies = policies.map(|text| {
            let error = Policy::parse(text.as_bytes()).unwrap_err();
            format!("{error} {error:?} {:?}", error.rule())
        });
        for error in settings.iter().chain(&policies) {
            assert!(!error.contains(text), "{what}: {error}");
        }
    }
}

const API: &[u8] = b"
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://api.shop.dev/v1}]
paths:
  /users/{id}: {get: {responses: {'200': {description: ok}}}}
  /pay: {post: {security: [], responses: {'200': {description: ok}}}}
";

const POLICY: &[u8] = b"
version: 1
rules:
  - {name: admin, when: {path: ['/v1/admin/**']}, action: deny}
  - {name: hosts, to: {host: [old.shop.dev]}, action: deny}
  - {name: risk, when: {risk: '>= low'}, action: alert}
";

#[test]
fn decisions_repeat_no_value_of_a_request() {
    let values = values();
    let pieces = Pieces::of(&values);
    let api = Api::parse(API).unwrap();
    let guard = Guard::builder().api(api).policy(Policy::parse(POLICY).unwrap()).build().unwrap();
    for own in &values {
        let text = encoded(&own.text);
        let scopes = [own.text.as_str()];
        for target in [
            format!("/v1/users/{text}?{}={text}&{text}#{text}", own.field),
            format!("/v1/admin/{text};{text}"),
            format!("https://ada:{text}@api.shop.dev/v1/users/{text}"),
            format!("{text} {text}"),
        ] {
            let mut request = Request::new("GET", &target);
            request.host = Some("api.shop.dev");
            request.principal = Some(&own.text);
            request.workload = Some(&own.text);
            request.scopes = &scopes;
            request.route = Some("/users/:id");
            let decision = guard.decide(&request);
            pieces.assert_absent_in("a decision", &decision);
            pieces.assert_absent("reasons", &decision.reasons().join(" "));
            pieces.assert_absent_in("a request", &request);
            pieces.assert_absent_in("a target", &Target::parse(&target));
            let mut facts = Facts::new("GET", &target);
            facts.principal = Some(&own.text);
            pieces.assert_absent_in("facts", &facts);
        }
        let record = serde_json::json!({
            "source": {"principal": own.text, "workload": own.text},
            "request": {
                "method": "GET", "target": format!("/v1/users/{text}?{}={text}", own.field),
                "headers": [["authorization", format!("Bearer {}", own.text)], [own.field, own.text]],
                "body": json_body(std::slice::from_ref(own)),
            },
            "response": {"status": 200, "headers": [["set-cookie", own.text]], "body": own.text},
        });
        let exchange = Exchange::parse(record.to_string().as_bytes()).unwrap();
        pieces.assert_absent_in("an exchange", &exchange);
        pieces.assert_absent_in("a request of an exchange", &exchange.to_request());
    }
}
