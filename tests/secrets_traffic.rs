//! A thousand secrets and personal values travel in every part of calls: what is said of the calls holds none of them.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use watchgate::{
    Api, Exchange, ExchangeReader, Format, Inspector, Mapping, Record, Settings, TextDetail, TextStyle,
    Timestamp, TrafficReport, rules,
};
use watchgate_tests::pieces::Pieces;
use watchgate_tests::values::{Value, encoded, values};

const API: &[u8] = b"
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://api.shop.dev/v1}]
security: [{login: []}]
paths:
  /users/{id}:
    post:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: kind, in: query, required: true, schema: {enum: [a, b]}}
        - {name: X-Kind, in: header, required: true, schema: {type: string, pattern: '^[a-z]$'}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [name]
              additionalProperties: false
              properties: {name: {type: string, maxLength: 3}, by: {type: string, readOnly: true}}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: object, properties: {name: {type: integer}}}}}
components: {securitySchemes: {login: {type: http, scheme: bearer}}}
";

fn inspector() -> Inspector {
    let on: Vec<String> = rules::all().map(|meta| format!("{}: on", meta.id)).collect();
    let settings = Settings::parse(format!("rules: {{{}}}", on.join(", ")).as_bytes()).unwrap();
    let api = Api::parse(API).unwrap();
    Inspector::builder().api(api).settings(settings).weak_secrets(b"").build().unwrap()
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut coded = String::new();
    for piece in text.as_bytes().chunks(3) {
        let bits = piece.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - piece.len()));
        for digit in 0..=piece.len() {
            coded.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize % 64]));
        }
    }
    coded
}

/// Returns calls with a value in each of their parts.
fn calls(own: &Value) -> Vec<Json> {
    let (text, url) = (own.text.as_str(), encoded(&own.text));
    // Of a word nobody can say that it is no name.
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let (name, url_name) = if is_word { ("note", "note") } else { (text, url.as_str()) };
    let token = format!(
        "{}.{}.c2lnbmF0dXJl",
        base64(r#"{"alg":"HS256","kid":"../../x"}"#),
        base64(&json!({own.field.as_str(): text, "email": text, "sub": text, "exp": 1}).to_string())
    );
    let request = |target: String, headers: Json, body: Json| json!({"method": "POST", "target": target, "headers": headers, "body": body});
    let body =
        json!({own.field.as_str(): text, "name": text, "by": text, "list": [{name: text}]}).to_string();
    let cookie = format!("{}={text}; session={text}; {name}=1", own.field);
    let sent = [
        request(
            format!("/v1/users/{url}?{}={url}&kind={url}&token={url}", own.field),
            json!([
                ["content-type", "application/json"],
                ["x-kind", text],
                ["authorization", format!("Bearer {text}")],
                ["cookie", cookie],
                ["x-api-key", text],
                [own.field.as_str(), text]
            ]),
            json!(body),
        ),
        request(
            format!("/{url}/{url};{url}?{url_name}=1&{url_name}"),
            json!([
                ["content-type", text],
                ["authorization", text],
                ["authorization", format!("Basic {}", base64(&format!("{text}:{text}")))],
                ["forwarded", text],
                ["referer", format!("https://shop.dev/{url}?token={url}")],
                [name, text]
            ]),
            json!(text),
        ),
        request(
            format!("/v1/users/7?kind=a&{url_name}=b"),
            json!([
                ["content-type", "application/x-www-form-urlencoded"],
                ["authorization", format!("Bearer {token}")],
                ["origin", text]
            ]),
            json!(format!("{}={url}&{url_name}={url}", own.field)),
        ),
    ];
    let answers = [
        json!({"status": 200, "headers": [["content-type", "application/json"], ["set-cookie", format!("{}={text}; Domain={text}; {text}", own.field)],
            ["server", format!("{text}/1.2.3")], ["location", format!("https://{url}.dev/?q={url}")], ["access-control-allow-origin", text], [name, text]],
            "body": body}),
        json!({"status": 200, "headers": [["content-type", text], ["content-encoding", text]], "body": text}),
        json!({"status": 500, "headers": [], "body":
            format!("Traceback (most recent call last):\n  File \"{text}\", line 1, in f\n    x()\nValueError: {text}\nYou have an error in your SQL syntax near '{text}'")}),
    ];
    let parts = |request: &Json, answer: &Json| {
        json!({"id": text, "timestamp": "2026-11-21T10:00:00Z", "scheme": "http",
            "source": {"ip": "203.0.113.9", "principal": text}, "destination": {"host": "api.shop.dev"},
            "request": request, "response": answer})
    };
    sent.iter().flat_map(|request| answers.iter().map(move |answer| parts(request, answer))).collect()
}

#[test]
fn inspections_and_reports_repeat_no_value_of_a_call() {
    let values = values();
    let pieces = Pieces::of(&values);
    let inspector = inspector();
    let mut report = TrafficReport::builder(&inspector);
    let mut rules = BTreeSet::new();
    for own in values.iter().step_by(4) {
        for call in calls(own) {
            let exchange = Exchange::parse(call.to_string().as_bytes()).unwrap();
            let inspection = inspector.inspect(&exchange);
            pieces.assert_absent("an inspection", &inspection.to_json());
            pieces.assert_absent_in("an inspection's form", &inspection);
            let findings = inspection.findings();
            pieces.assert_absent_in("findings", &findings);
            rules.extend(findings.iter().map(|own| own.rule.as_str().to_owned()));
            report.add(&exchange);
        }
    }
    pieces.assert_absent_in("a report's builder", &report);
    let report = report.build(Timestamp::MIN);
    for (output, text) in [
        ("JSON", report.to_json()),
        ("SARIF", report.to_sarif()),
        ("Markdown", report.to_markdown()),
        ("text", report.to_text(TextStyle::Plain, TextDetail::Full)),
        ("coloured text", report.to_text(TextStyle::Ansi, TextDetail::Full)),
        ("an overview", report.to_text(TextStyle::Plain, TextDetail::Overview)),
    ] {
        pieces.assert_absent(output, &text);
    }
    pieces.assert_absent_in("a report", &report);
    pieces.assert_absent_in("an inspector", &inspector);
    // The calls are such that much is said of them.
    for rule in [
        "credential-sent-in-url",
        "invalid-input-accepted",
        "stack-trace-returned",
        "undocumented-query-parameter",
    ] {
        assert!(rules.contains(rule), "{rule} {rules:?}");
    }
    assert!(rules.len() >= 30, "{rules:?}");
}

#[test]
fn readers_repeat_no_value_of_what_they_reject() {
    let values = values();
    let pieces = Pieces::of(&values);
    let mut rejected = BTreeSet::new();
    for own in values.iter().step_by(5) {
        let text = &own.text;
        let quoted = serde_json::to_string(text).unwrap();
        for &format in Format::ALL {
            for record in [
                format!("{{\"request\": {{\"method\": {quoted}, \"target\": [{quoted}]}}}}\n"),
                format!(
                    "{{\"log\": {{\"version\": \"1.2\", \"entries\": [{{\"request\": {quoted}}}, {quoted}]}}}}\n"
                ),
                format!(
                    "{{\"resourceSpans\": [{{\"scopeSpans\": [{{\"spans\": [{{\"kind\": {quoted}}}]}}]}}]}}\n"
                ),
                format!("{{{quoted}: {quoted}\n"),
                format!("1.2.3.4 - {text} [x] \"{text}\" 200 {text}\n"),
                format!("{text}\n"),
            ] {
                let mut reader = ExchangeReader::new(format);
                if format == Format::Mapped {
                    reader = reader.with_mapping(
                        Mapping::parse(b"method: request.method\npath: request.target").unwrap(),
                    );
                }
                let mut take = |record: Record| {
                    if let Err(own) = record {
                        rejected.insert(format.as_str());
                        pieces.assert_absent(
                            "a rejection",
                            &format!("{own} {}", serde_json::to_string(&own).unwrap()),
                        );
                        pieces.assert_absent_in("a rejection's form", &own);
                    }
                };
                reader.push(record.as_bytes(), &mut take);
                reader.finish(&mut take);
                pieces.assert_absent_in("a reader", &reader);
            }
        }
    }
    assert!(rejected.len() >= 8, "{rejected:?}");
}

#[test]
fn errors_of_mappings_repeat_no_value() {
    let values = values();
    let pieces = Pieces::of(&values);
    for own in values.iter().filter(|own| matches!(own.field.as_str(), "note" | "token" | "jwt")) {
        let text = serde_json::to_string(&own.text).unwrap();
        for mapping in
            [format!("{text}: a"), format!("method: {{{text}: a}}"), format!("duration_unit: {text}"), text]
        {
            let error = Mapping::parse(mapping.as_bytes()).unwrap_err();
            pieces.assert_absent("an error of a mapping", &format!("{error} {error:?} {error:#?}"));
        }
    }
}
