//! Credentials: any target and headers, read, shown and hashed; and judged against a document.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use watchgate::{Api, ApiKeyNames, Credentials, Exchange, FingerprintKey, Inspector, ResponseMessage};

const DOCUMENT: &[u8] = b"
openapi: 3.0.3
info: {title: shop, version: '1'}
paths:
  /: {get: {security: [{token: [], key: []}, {login: []}], responses: {}}}
  /open: {get: {security: [], responses: {}}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    login: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: k}
";

static API: LazyLock<Api> = LazyLock::new(|| Api::parse(DOCUMENT).expect("the document"));
static INSPECTOR: LazyLock<Inspector> =
    LazyLock::new(|| Inspector::builder().api(API.clone()).build().expect("the inspector"));

#[derive(Debug, Arbitrary)]
struct Input<'i> {
    target: &'i str,
    name: &'i str,
    values: Vec<&'i [u8]>,
    status: u16,
    is_open: bool,
}

fuzz_target!(|input: Input<'_>| {
    let target = if input.target.is_empty() { "/" } else { input.target };
    let mut exchange = Exchange::new("GET", if input.is_open { "/open" } else { target });
    let names = ["Authorization", "Cookie", "X-Api-Key", input.name];
    let lines = input.values.iter().zip(names.iter().cycle());
    exchange.request.headers =
        Some(lines.map(|(value, name)| ((*name).to_owned(), value.to_vec().into())).collect());
    exchange.response = Some(ResponseMessage::new(input.status));

    let view = exchange.to_view();
    let credentials = Credentials::read(&view, &ApiKeyNames::of(&API));
    assert_eq!(credentials, Credentials::read(&view, &ApiKeyNames::of(&API)));
    assert!(credentials.iter().count() <= 16);
    assert_eq!(credentials.is_empty(), credentials.iter().next().is_none());
    let key = FingerprintKey::new(b"key");
    for own in credentials.iter() {
        assert_eq!(own.hash(&key), own.clone().hash(&key));
    }
    let findings = INSPECTOR.inspect(&exchange).findings();
    // What was turned away counts against nobody.
    let is_success = (200..400).contains(&input.status);
    assert!(
        is_success
            || findings.iter().all(|own| own.severity == watchgate::Severity::Info
                || own.category != watchgate::Category::Authentication)
    );
});
