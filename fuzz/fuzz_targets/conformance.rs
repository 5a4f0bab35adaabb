//! Exchanges against documents: any schema over any value, and every style of parameter; what is found does not depend on how
//! JSON is spaced.
//!
//! The input is lines: the version and the type of the bodies, a schema, the target, a header, the request's body, and the
//! response's. Without a schema it is about a document with parameters of every style.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use watchgate::{Api, Exchange, Inspector, Octets, ResponseMessage};

static STYLES: LazyLock<Inspector> = LazyLock::new(|| inspector(STYLES_DOCUMENT).expect("the document"));

const STYLES_DOCUMENT: &[u8] = br#"
openapi: 3.1.0
info: {title: styles, version: '1'}
paths:
  /matrix/{m}/label/{l}/{s}: {parameters: [
    {name: m, in: path, required: true, style: matrix, explode: true, schema: {$ref: '#/components/schemas/list'}},
    {name: l, in: path, required: true, style: label, schema: {$ref: '#/components/schemas/map'}},
    {name: s, in: path, required: true, schema: {type: integer, minimum: 3}}],
    post: {responses: {default: {description: d}}}}
  /s:
    post:
      parameters:
      - {name: form, in: query, schema: {$ref: '#/components/schemas/list'}}
      - {name: flat, in: query, explode: false, schema: {$ref: '#/components/schemas/list'}}
      - {name: space, in: query, style: spaceDelimited, schema: {$ref: '#/components/schemas/list'}}
      - {name: pipe, in: query, style: pipeDelimited, schema: {$ref: '#/components/schemas/list'}}
      - {name: deep, in: query, style: deepObject, schema: {$ref: '#/components/schemas/map'}}
      - {name: json, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/map'}}}}
      - {name: need, in: query, required: true, schema: {type: string, format: uuid}}
      - {name: x-list, in: header, schema: {$ref: '#/components/schemas/list'}}
      - {name: session, in: cookie, required: true, schema: {type: string, maxLength: 8}}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/tree'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/map'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/map'}}
          text/*: {schema: {type: string, maxLength: 5}}
      responses:
        '200': {description: d, headers: {x-list: {schema: {$ref: '#/components/schemas/list'}}},
          content: {application/json: {schema: {$ref: '#/components/schemas/tree'}}}}
        4XX: {description: d}
components:
  schemas:
    list: {type: array, items: {type: integer}, maxItems: 3}
    map: {type: object, required: [a], properties: {a: {type: integer}, b: {type: array, items: {type: boolean}},
      o: {type: object, properties: {x: {type: number}}}}, additionalProperties: {type: string}}
    tree: {type: object, properties: {id: {type: string, readOnly: true}, secret: {type: string, writeOnly: true},
      name: {type: [string, 'null'], pattern: '^[a-z]*$'}, left: {$ref: '#/components/schemas/tree'},
      rest: {type: array, prefixItems: [{const: 1}], items: {$ref: '#/components/schemas/tree'}}}}
"#;

/// What inspecting against a document reports.
const RULES: [&str; 6] =
    ["undocumented-", "missing-input-", "invalid-input-", "response-breaks-", "read-only-", "write-only-"];

const TYPES: [&str; 5] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/problem+json; charset=utf-8",
];

fn inspector(document: &[u8]) -> Option<Inspector> {
    Inspector::builder().api(Api::parse(document).ok()?).build().ok()
}

/// Returns a document whose only operation takes and answers the schema.
fn document(version: &str, schema: &Value) -> String {
    let content = json!({"*/*": {"schema": {"$ref": "#/components/schemas/S"}}});
    let parameter = json!({"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/S"}});
    let operation = json!({"parameters": [parameter], "requestBody": {"content": content},
        "responses": {"200": {"description": "d", "content": content}}});
    json!({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {"/s": {"post": operation}},
        "components": {"schemas": {"S": schema}}})
    .to_string()
}

struct Call<'i> {
    target: &'i str,
    content_type: &'static str,
    header: Option<(&'i str, &'i str)>,
}

impl Call<'_> {
    /// Returns what is found against the document.
    fn found(&self, inspector: &Inspector, sent: &[u8], answered: &[u8]) -> Vec<String> {
        let mut exchange = Exchange::new("POST", self.target);
        let line = |name: &str, value: &str| (name.to_owned(), Octets::from(value));
        let own = self.header.map(|(name, value)| line(name, value));
        let headers: Vec<_> = own.into_iter().chain([line("content-type", self.content_type)]).collect();
        let mut response = ResponseMessage::new(200);
        response.headers = Some(headers.clone());
        response.body = Some(answered.to_vec().into());
        exchange.request.headers = Some(headers);
        exchange.request.body = Some(sent.to_vec().into());
        exchange.response = Some(response);
        let findings = inspector.inspect(&exchange).findings();
        assert!(findings.iter().all(|own| !own.message.contains('\n')), "{findings:?}");
        let own = findings.iter().filter(|own| RULES.iter().any(|rule| own.rule.as_str().starts_with(rule)));
        own.map(|own| format!("{} {:?} {}", own.rule, own.location, own.message)).collect()
    }
}

/// Writes a value again, with other spaces.
fn spaced(body: &[u8]) -> Option<[Vec<u8>; 2]> {
    let value: Value = serde_json::from_slice(body).ok()?;
    Some([value.to_string().into_bytes(), format!("\r\n{value:#}\t").into_bytes()])
}

fuzz_target!(|input: &[u8]| {
    let mut lines = input.splitn(6, |byte| *byte == b'\n');
    let mut next = || lines.next().unwrap_or_default();
    let (choice, schema, target, header, sent, answered) = (next(), next(), next(), next(), next(), next());
    let (Ok(target), Ok(header)) = (std::str::from_utf8(target), std::str::from_utf8(header)) else { return };
    let made = match schema {
        [] => None,
        text => {
            let Ok(schema) = serde_json::from_slice(text) else { return };
            let version = if choice.first() == Some(&b'0') { "3.0.3" } else { "3.1.0" };
            let Some(made) = inspector(document(version, &schema).as_bytes()) else { return };
            Some(made)
        }
    };
    let inspector = made.as_ref().unwrap_or(&STYLES);
    let at = choice.get(1).map_or(0, |byte| usize::from(*byte));
    let call = Call { target, content_type: TYPES[at % TYPES.len()], header: header.split_once(':') };
    let found = call.found(inspector, sent, answered);
    assert_eq!(found, call.found(inspector, sent, answered));
    if let (Some([plain, wide]), true) = (spaced(answered), call.content_type.contains("json")) {
        assert_eq!(call.found(inspector, sent, &plain), call.found(inspector, sent, &wide));
    }
});
