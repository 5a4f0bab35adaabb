//! Policies: read, compiled over a document, and asked for decisions that are the same each time.

#![no_main]

use std::net::IpAddr;
use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use watchgate::{Action, Api, Direction, Guard, Policy, Request};

const DOCUMENT: &[u8] = b"
openapi: 3.0.3
info: {title: payments, version: '1'}
servers: [{url: https://pay.example.com/v1}]
security: [{token: []}]
paths:
  /PaymentAuth: {post: {operationId: authorize, tags: [cards], security: [], responses: {}}}
  /payments/{id}: {get: {operationId: show, tags: [reports], responses: {}}, delete: {deprecated: true, responses: {}}}
components: {securitySchemes: {token: {type: http, scheme: basic}}}
";

static API: LazyLock<Api> = LazyLock::new(|| Api::parse(DOCUMENT).expect("the document"));

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let policy = match Policy::parse(bytes) {
        Ok(policy) => policy,
        Err(error) => {
            assert_eq!(Some(&error), Policy::parse(bytes).err().as_ref());
            assert!(!error.to_string().contains('\n') && !error.code().is_empty());
            return Corpus::Keep;
        }
    };
    let build = || Guard::builder().api(API.clone()).policy(policy.clone()).build();
    let guard = match build() {
        Ok(guard) => guard,
        Err(error) => {
            assert!(error.rule().is_some() && error.line().is_some(), "{error}");
            return Corpus::Keep;
        }
    };
    for request in requests() {
        let decision = guard.decide(&request);
        let again = guard.decide(&request);
        assert_eq!(
            format!("{decision:?} {:?}", decision.reasons()),
            format!("{again:?} {:?}", again.reasons())
        );
        assert_eq!(decision.is_allowed(), decision.action() != Action::Deny);
        assert_eq!(decision.status().is_some(), !decision.is_allowed());
        // What would be refused never passes in silence.
        assert!(decision.would() != Action::Deny || decision.action() != Action::Allow);
    }
    Corpus::Keep
});

fn requests() -> impl Iterator<Item = Request<'static>> {
    [
        ("POST", "/v1/PaymentAuth?x=1", None, "pay.example.com", "203.0.113.9"),
        ("HEAD", "/v1/payments/7", Some("/payments/:id"), "PAY.example.com:443", "10.1.2.3"),
        ("DELETE", "/v1/payments/%37", None, "other.test", "2001:db8::1"),
        ("GET", "/v1//admin/..;/payments/7/", None, "a.b.c.d.example.com", "::ffff:192.0.2.1"),
        ("BREW", "/nowhere", Some("/*rest"), "", "::"),
    ]
    .into_iter()
    .flat_map(|(method, target, route, host, ip)| {
        let mut bare = Request::new(method, target);
        bare.route = route;
        let mut full = bare;
        full.direction = Direction::Outbound;
        full.host = Some(host);
        full.source_ip = ip.parse::<IpAddr>().ok();
        full.country = Some("DE");
        full.asn = Some(64500);
        full.workload = Some("storefront");
        full.destination_workload = Some("payments");
        full.principal = Some("ann");
        full.scopes = &["read"];
        [bare, full]
    })
}
