//! What a request costs the whole way: target checked, routed, facts gathered, decided.

#![allow(clippy::expect_used, reason = "a bench that cannot be set up has to stop")]

use std::net::{IpAddr, Ipv4Addr};

use watchgate::{Api, Guard, Policy, Request};
use watchgate_benches::{Declared, Detail, criterion, document, in_turn, operations, policy};

const OPERATIONS: usize = 1_000;
const RULES: usize = 200;

/// Turns an operation into a target and, where the framework has one, a route.
type Call = fn(&Declared) -> (String, Option<String>);

const CALLS: [(&str, Call); 8] = [
    ("plain", |own| (format!("/v1{}", own.path), None)),
    ("query", |own| (format!("/v1{}?expand=items&limit=50&cursor=b2Zmc2V0OjUw", own.path), None)),
    ("percent-encoded", |own| (format!("/v1{}", encode_some(&own.path)), None)),
    ("framework-route", |own| (format!("/v1{}", own.path), Some(format!("/v1{}", own.template)))),
    ("colon-route", |own| {
        let route = own.template.replace('{', ":").replace('}', "");
        (format!("/v1{}", own.path), Some(format!("/v1{route}")))
    }),
    ("unknown-path", |own| (format!("/v2{}/unknown", own.path), None)),
    ("anomalous-path", |own| (format!("/v1/public/..;x=1/{}/", own.path), None)),
    ("absolute-form", |own| (format!("https://api.example.com:443/v1{}", own.path), None)),
];

fn main() {
    let mut criterion = criterion();
    let api = Api::parse(document(OPERATIONS, Detail::Outline).to_string().as_bytes()).expect("document");
    let policy = Policy::parse(policy(RULES, OPERATIONS).as_bytes()).expect("policy");
    let guard = Guard::builder().api(api).policy(policy).build().expect("names of the document");
    let operations = operations(OPERATIONS);
    let mut group = criterion.benchmark_group(format!("guard/{OPERATIONS}-operations/{RULES}-rules"));
    for (name, call) in CALLS {
        let calls: Vec<_> = operations.iter().map(|own| (own.method.as_str(), call(own))).collect();
        in_turn(&mut group, name, &calls, |(method, (target, route))| {
            let mut request = Request::new(method, target);
            request.route = route.as_deref();
            request.host = Some("api.example.com");
            request.source_ip = Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)));
            request.workload = Some("storefront");
            guard.decide(&request)
        });
    }
    group.finish();
    criterion.final_summary();
}

/// Writes every twelfth character as an escape: three or four of a path.
fn encode_some(path: &str) -> String {
    let encode = |(at, own): (usize, char)| match (at % 12, own) {
        (7, letter) if letter != '/' => format!("%{:02X}", u32::from(letter)),
        _ => own.to_string(),
    };
    path.chars().enumerate().map(encode).collect()
}
