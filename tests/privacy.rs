//! No secret of a document or a call gets out: not in a report of any form, not in an error, not in `Debug`.

use watchgate::{
    Api, Exchange, ExchangeReader, Finding, Format, Inspector, Settings, SpecReport, TextDetail, TextStyle,
    Timestamp, TrafficReport, rules,
};

/// A password that nothing tells from a word. It may stand where only the place says what it is.
const WORD: &str = "Zk81pQv7";
/// Begins like a token of a known issuer, and holds the word.
const TOKEN: &str = "glpat-Zk81pQv7Rt5yUi3oPa9s";

/// A document with a secret in every place whose text may be repeated. `AUTHENTICATION` is what two versions differ in.
const DOCUMENT: &str = r##"
openapi: 3.2.0
info: {title: Shop TOKEN, version: 1 TOKEN, description: "<script>WORD</script>"}
servers:
  - url: http://ada:WORD@api.shop.dev/v1?key=WORD#WORD
  - {url: 'https://{a}.shop.dev/?k=WORD', variables: {a: {default: WORD}, TOKEN: {enum: []}}}
  - {url: 'https://10.0.0.1/;s=WORD?x=WORD'}
  - {url: 'https://ada:p/WORD@10.0.0.2/'}
  - {url: 'ada:WORD@localhost/#WORD'}
externalDocs: {url: 'https://ada:WORD@docs.shop.dev/?api_key=WORD'}
tags: [{name: TOKEN, externalDocs: {url: 'https://ada:WORD@docs.shop.dev/'}}]
security: [{TOKEN: [], basic: [TOKEN]}]
x-watchgate-ignore: [TOKEN]
paths:
  /b?token=WORD&TOKEN:
    get:
      operationId: TOKEN
      tags: [TOKEN]
      x-watchgate: {owner: TOKEN, labels: [TOKEN]}
      parameters:
        - {name: TOKEN, in: query, schema: {type: string, pattern: '(WORD+)+$', default: WORD, enum: [WORD], example: WORD}}
        - {name: password, in: query, schema: {type: string, format: int32, default: WORD}}
        - {name: webhook, in: query, content: {'application/json; token=WORD': {schema: {type: string}}}}
      responses: {'200': {description: ok, content: {'*/*; token=WORD': {schema: {}}}}}
    AUTHENTICATION
  /b?token=WORD2:
    get: {responses: {default: {description: ok}}}
  /c;token=WORD/{id}:
    get: {parameters: [{$ref: 'https://ada:WORD@files.shop.dev/p.yaml?token=WORD#WORD'}]}
    trace: {deprecated: WORD}
  /c;token=WORD/{other}:
    get: {security: []}
  /hooks/TOKEN/debug:
    post:
      requestBody:
        content:
          application/xml; token=WORD:
            schema:
              type: object
              properties:
                TOKEN: {type: string, readOnly: true}
                isAdmin: {type: boolean, const: WORD}
                callback_url: {type: string}
                far: {$ref: '//ada:WORD@files.shop.dev/x.yaml?token=WORD'}
                lost: {$ref: 'parts/x.yaml?token=WORD'}
                gone: {$ref: '#/components/schemas/TOKEN'}
                circle: {$ref: '#/components/schemas/Circle'}
                dynamic: {$dynamicRef: '#TOKEN'}
              required: [TOKEN]
              example: {TOKEN: WORD, password: WORD}
      responses:
        '200': {description: ok, links: {TOKEN: {server: {url: 'http://ada:WORD@link.shop.dev/?t=WORD'}}}}
        '500': {description: WORD, content: {application/json: {example: {stack: WORD, TOKEN: WORD}}}}
      callbacks:
        paid:
          'http://ada:WORD@call.shop.dev/?token=WORD#WORD': {post: {requestBody: {content: {'*/*': {}}}}}
          'http://call.shop.dev/TOKEN': {post: {requestBody: {content: {'*/*': {}}}}}
webhooks:
  TOKEN: {post: {requestBody: {content: {'*/*; token=WORD': {}}}}}
components:
  schemas:
    Circle: {$ref: '#/components/schemas/Circle'}
  securitySchemes:
    basic: {type: http, scheme: Basic WORD}
    odd: {type: http, scheme: 'odd="WORD"', bearerFormat: WORD, description: WORD}
    TOKEN: {type: apiKey, in: query, name: TOKEN}
    oauth:
      type: oauth2
      flows:
        implicit: {authorizationUrl: 'http://ada:WORD@login.shop.dev/?client_secret=WORD#WORD', scopes: {TOKEN: WORD}}
        password: {tokenUrl: 'ht!tp://ada:WORD@a', scopes: {}}
"##;

fn document(authentication: &str) -> String {
    DOCUMENT.replace("AUTHENTICATION", authentication).replace("TOKEN", TOKEN).replace("WORD", WORD)
}

/// Renders a report in every form.
fn forms(report: &SpecReport) -> Vec<String> {
    let text = |style, detail| report.to_text(style, detail);
    vec![
        report.to_json(),
        report.to_sarif(),
        report.to_markdown(),
        text(TextStyle::Plain, TextDetail::Full),
        text(TextStyle::Plain, TextDetail::Overview),
        text(TextStyle::Ansi, TextDetail::Full),
        format!("{report:?}"),
    ]
}

/// Fails with what stands around a secret.
fn assert_silent(text: &str) {
    if let Some(at) = text.find(WORD) {
        let around = text.get(at.saturating_sub(200)..at + WORD.len());
        panic!("a secret got out: {}", around.unwrap_or(text));
    }
}

fn settings() -> Settings {
    let on: Vec<String> = rules::all().map(|meta| format!("{}: on", meta.id)).collect();
    Settings::parse(format!("rules: {{{}}}", on.join(", ")).as_bytes()).unwrap()
}

#[test]
fn repeats_no_secret_of_a_document() {
    let (old, new) = (document("post: {deprecated: true}"), document("delete: {security: []}"));
    let [old, new] = [old, new].map(|text| Api::parse(text.as_bytes()).unwrap());
    let settings = settings();
    let report = SpecReport::new([&new], &settings, Timestamp::MIN);
    for text in forms(&report) {
        assert_silent(&text);
    }
    for change in [(&old, &new), (&new, &old)] {
        let report = SpecReport::of_change(change.0, change.1, &settings, Timestamp::MIN);
        assert!(!report.findings.is_empty());
        forms(&report).iter().for_each(|text| assert_silent(text));
    }
    assert_silent(&format!("{new:?} {:?} {:?}", new.operations(), new.security_schemes()));
    let messages: Vec<String> = report.findings.iter().map(|own| format!("{own:?}")).collect();
    messages.iter().for_each(|text| assert_silent(text));
    // The places themselves are still told apart.
    for expected in [
        "/b?token=***",
        "/paths/~1b?token=***",
        "`http://***@call.shop.dev/?token=***#***`",
        "`http://***@api.shop.dev/v1?key=***#***`",
        "the HTTP authentication `odd ***`",
        "`https://***@files.shop.dev/p.yaml?token=***#***`",
        "`/hooks/***`",
        "`*/*; token=***`",
    ] {
        assert!(report.to_json().contains(expected), "{expected}");
    }
}

#[test]
fn reports_secrets_in_urls_that_are_keys() {
    let api = Api::parse(document("put: {}").as_bytes()).unwrap();
    let report = SpecReport::new([&api], &settings(), Timestamp::MIN);
    let says = |rule: &str, text: &str| {
        let is_it = |own: &&Finding| own.rule.as_str() == rule && own.message.contains(text);
        report.findings.iter().filter(is_it).count()
    };
    assert_eq!(says("credentials-in-server-url", "the URL of a callback holds a credential"), 1);
    assert_eq!(says("secret-in-document", "`http://call.shop.dev/***` holds a GitLab token"), 1);
    assert_eq!(says("secret-in-document", "`/hooks/***` holds a GitLab token"), 1);
}

#[test]
fn repeats_no_secret_in_an_error() {
    for text in [
        format!("openapi: {WORD}"),
        format!("swagger: '1.2-{WORD}'"),
        format!("openapi: 4.{WORD}"),
        format!("{WORD}: [{WORD}"),
        format!("{{\"{WORD}\": {WORD}}}"),
        format!("a: *{WORD}"),
        format!("a: \"\\{WORD}\""),
        format!("!<{WORD}> {{a: b}}"),
        WORD.to_owned(),
    ] {
        let error = Api::parse(text.as_bytes()).unwrap_err();
        assert_silent(&format!("{error} {error:?}"));
    }
    let api = Api::parse(format!("openapi: 3.9.{WORD}\npaths: {{}}").as_bytes()).unwrap();
    let odd = Api::parse(format!("openapi: 3.{WORD}\npaths: {{}}").as_bytes()).unwrap();
    let report = SpecReport::new([&api, &odd], &settings(), Timestamp::MIN);
    assert!(report.findings.iter().any(|own| own.rule.as_str() == "unknown-version"));
    forms(&report).iter().for_each(|text| assert_silent(text));
}

/// A call with a secret in every place that may hold one.
const CALL: &str = r##"{
"timestamp": "2026-11-22T12:00:00Z", "scheme": "SCHEME", "source": {"ip": "203.0.113.77", "principal": "WORD"},
"destination": {"host": "api.shop.dev"},
"request": {"method": "POST", "target": "/users/TOKEN;s=WORD/WORD?token=WORD&TOKEN=1&q=WORD&next=https://ada:WORD@evil.example/WORD",
 "headers": [["Authorization", "AUTHORIZATION"], ["Cookie", "session=WORD; TOKEN=WORD"], ["Referer", "https://a.example/?token=WORD"],
  ["Origin", "https://WORD.example"], ["X-Api-Key", "WORD"], ["TOKEN", "WORD"], ["content-type", "application/json; x=WORD"]],
 "body": "{\"password\": \"WORD\", \"TOKEN\": \"WORD\", \"id\": \"WORD\", \"id\": \"WORD\"}"},
"response": {"status": STATUS,
 "headers": [["Server", "WORD/1.2.3"], ["X-Powered-By", "WORD"], ["Set-Cookie", "session=WORD; Domain=shop.dev"], ["Set-Cookie", "TOKEN=WORD"],
  ["Location", "https://ada:WORD@evil.example/WORD?token=WORD"], ["Access-Control-Allow-Origin", "https://WORD.example"],
  ["Access-Control-Allow-Credentials", "true"], ["Strict-Transport-Security", "WORD"], ["content-type", "text/WORD; x=WORD"]],
 "body": "{\"password\": \"WORD\", \"note\": \"TOKEN\", \"TOKEN\": \"WORD\", \"api_key\": \"WORD\", \"url\": \"http://ada:WORD@10.0.0.7/?token=WORD\", \"trace\": \"java.lang.WORD: WORD\\n\\tat shop.A.b(A.java:1)\\n\\tat shop.A.c(A.java:2)\\n\", \"sql\": \"You have an error in your SQL syntax near 'WORD'\"}"}}"##;

const CALLED: &str = r#"
openapi: 3.1.0
info: {title: shop, version: '1'}
servers: [{url: 'https://other.shop.dev'}]
security: [{key: []}]
paths:
  /users/{name}/{id}:
    post:
      parameters: [{name: q, in: query, schema: {type: integer}}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: integer, readOnly: true}}}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, properties: {note: {type: integer}, api_key: {type: string, writeOnly: true}}}}}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
"#;

#[test]
fn repeats_no_secret_of_a_call() {
    let bearer = "Bearer WORD.WORD.WORD";
    // `{"alg":"none","kid":"Zk81pQv7"}` and `{"sub":"Zk81pQv7","password":"Zk81pQv7"}`.
    let unsigned = "Bearer eyJhbGciOiJub25lIiwia2lkIjoiWms4MXBRdjcifQ.eyJzdWIiOiJaazgxcFF2NyIsInBhc3N3b3JkIjoiWms4MXBRdjcifQ.";
    let basic = "Basic Wms4MXBRdjc6Wms4MXBRdjc=";
    let calls = [bearer, unsigned, basic, "WORD", "Digest username=\\\"WORD\\\", response=WORD"];
    let filled = |authorization: &str, scheme: &str, status: &str| {
        let call = CALL.replace("AUTHORIZATION", authorization).replace("SCHEME", scheme);
        call.replace("STATUS", status).replace("TOKEN", TOKEN).replace("WORD", WORD)
    };
    let mut settings = settings();
    for profile in ["default", "pedantic"] {
        settings = Settings::parse(format!("profile: {profile}").as_bytes()).unwrap_or(settings);
        for document in [None, Some(CALLED)] {
            let builder = Inspector::builder().settings(settings.clone()).weak_secrets(WORD.as_bytes());
            let builder =
                document.into_iter().fold(builder, |own, text| own.api(Api::parse(text.as_bytes()).unwrap()));
            let inspector = builder.build().unwrap();
            let mut report = TrafficReport::builder(&inspector);
            for authorization in calls {
                for (scheme, status) in
                    [("https", "200"), ("http", "200"), ("https", "302"), ("https", "500")]
                {
                    let exchange = Exchange::parse(filled(authorization, scheme, status).as_bytes()).unwrap();
                    let inspection = inspector.inspect(&exchange);
                    assert_silent(&inspection.to_json());
                    assert_silent(&format!("{exchange:?} {inspection:?} {:?}", inspection.findings()));
                    report.add(&exchange);
                }
            }
            let report = report.build(Timestamp::MIN);
            assert!(report.findings.len() > 10, "{}", report.to_json());
            for text in [
                report.to_json(),
                report.to_sarif(),
                report.to_markdown(),
                report.to_text(TextStyle::Ansi, TextDetail::Full),
                format!("{report:?} {inspector:?}"),
            ] {
                assert_silent(&text);
                let others = [TOKEN, "203.0.113.77", "Wms4MXBRdjc", "eyJhbGciOiJub25lIiwia2lk"];
                assert!(!others.iter().any(|own| text.contains(own)), "{text}");
            }
        }
    }
}

#[test]
fn repeats_no_secret_of_a_record_that_is_none() {
    for text in [
        format!("{{\"request\": {{\"method\": \"{WORD} {WORD}\", \"target\": \"/\"}}}}"),
        format!("{{\"request\": {{\"method\": \"GET\", \"target\": 7}}, \"{WORD}\": \"{WORD}\"}}"),
        format!("{{\"request\": {{\"method\": \"GET\", \"target\": \"/\"}}, \"timestamp\": \"{WORD}\"}}"),
        format!("{WORD} {{"),
    ] {
        for format in Format::ALL.iter().copied() {
            let mut reader = ExchangeReader::new(format);
            let mut shown = String::new();
            let mut show = |record: watchgate::Record| {
                shown += &format!(
                    "{record:?} {}",
                    record.as_ref().err().map(|own| own.to_string()).unwrap_or_default()
                )
            };
            reader.push(text.as_bytes(), &mut show);
            reader.finish(&mut show);
            assert_silent(&shown);
        }
    }
}
