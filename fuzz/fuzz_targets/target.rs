//! Requests: any method, target, route and host, taken apart and decided.

#![no_main]

use std::net::IpAddr;
use std::sync::LazyLock;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use watchgate::{Action, Api, Guard, Policy, Request, Target};

const DOCUMENT: &[u8] = b"
openapi: 3.0.3
info: {title: payments, version: '1'}
servers: [{url: https://pay.example.com/v1}, {url: /}]
paths:
  /: {get: {responses: {}}}
  /PaymentAuth: {post: {tags: [cards], security: [], responses: {}}}
  /payments/{id}: {get: {responses: {}}}
  /payments/mine: {get: {responses: {}}}
  /files/{name}.{ending}: {put: {responses: {}}}
";

const POLICY: &[u8] = b"
version: 1
rules:
  - {name: open, from: {principal: [root]}, to: {host: ['*.example.com']}, action: allow}
  - {name: critical, when: {risk: '>= critical'}, action: deny}
  - {name: hosts, to: {host: [old.example.com, '*.old.example.com']}, action: deny}
  - {name: paths, when: {path: ['/v1/payments/*', '/admin/**', '/**/debug', '/F*/{x}']}, action: alert}
  - {name: net, from: {cidr: [10.0.0.0/8, '2001:db8::/32']}, when: {method: [GET]}, action: deny}
";

static GUARD: LazyLock<Guard> = LazyLock::new(|| {
    let api = Api::parse(DOCUMENT).expect("the document");
    Guard::builder().api(api).policy(Policy::parse(POLICY).expect("the policy")).build().expect("the guard")
});

#[derive(Debug, Arbitrary)]
struct Input<'i> {
    method: Option<&'i str>,
    host: Option<&'i str>,
    route: Option<&'i str>,
    principal: Option<&'i str>,
    ip: Option<IpAddr>,
    target: &'i str,
}

fuzz_target!(|input: Input<'_>| {
    let target = Target::parse(input.target);
    assert_eq!(target.raw(), input.target);
    assert!(input.target.contains(target.path()) || target.path() == "/");
    assert!(target.query().is_none_or(|query| input.target.contains(query)));
    assert!(target.host().is_none_or(|host| input.target.contains(host) && !host.contains('@')));

    let mut request = Request::new(input.method.unwrap_or("POST"), input.target);
    request.host = input.host;
    request.route = input.route;
    request.principal = input.principal;
    request.source_ip = input.ip;
    let decision = GUARD.decide(&request);
    let again = GUARD.decide(&request);
    let told = (decision.action(), decision.would(), decision.rule(), decision.status(), decision.reasons());
    assert_eq!(told, (again.action(), again.would(), again.rule(), again.status(), again.reasons()));
    assert_eq!(decision.is_allowed(), decision.action() != Action::Deny);
    let critical = decision.operation().is_some_and(|own| own.path == "/PaymentAuth");
    assert!(!critical || !decision.is_allowed() || decision.rule() == Some("open"), "{decision:?}");
});
