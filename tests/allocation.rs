//! A decision allocates nothing until its reasons are asked for, and a scan nothing until it finds something.

use std::net::IpAddr;

use allocation_counter::measure;
use watchgate::{
    Action, Api, ApiKeyNames, CredentialScheme, Credentials, Direction, Exchange, FingerprintKey, Guard,
    Inspector, Policy, Request, Scanner,
};

const DOCUMENT: &[u8] = b"
openapi: 3.0.3
info: {title: payments, version: '1'}
servers: [{url: https://pay.example.com/v1}]
security: [{token: []}]
paths:
  /PaymentAuth: {post: {security: [], responses: {}}}
  /payments: {get: {tags: [reports], responses: {}}}
  /ledger: {get: {x-watchgate: {alert: high, labels: [money]}, responses: {}}}
  /payments/{id}: {get: {responses: {}}, delete: {responses: {}}}
  /legacy/{id}: {post: {security: [], tags: [legacy], responses: {}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
";

const POLICY: &str = "
version: 1
rules:
  - {name: watch-reports, when: {tag: [reports]}, action: alert}
  - {name: watch-legacy, when: {tag: [legacy], risk: '>= high'}, mode: monitor, action: deny}
  - {name: pass-probes, from: {workload: [probe]}, action: allow}
  - {name: block-critical, when: {risk: '>= critical'}, unless: {tag: [legacy]}, action: deny, status: 451}
  - {name: block-network, from: {cidr: [192.0.2.0/24, '2001:db8::/32']}, action: deny}
  - {name: block-host, to: {host: ['*.old.example.com', retired.example.com, legacy.example.com]}, action: deny}
  - {name: block-host-too, to: {host: [gone.example.com]}, unless: {from: {scope: [admin]}}, action: deny}
  - {name: block-internal, when: {path: ['/v1/internal/**', '/**/debug']}, action: deny}
  - {name: block-admin, when: {path: [/v1/admin]}, action: deny}
  - {name: block-metrics, to: {host: [pay.example.com]}, when: {path: ['/metrics*']}, action: deny}
  - {name: block-money, when: {label: [money], direction: outbound}, action: deny}
  - {name: block-countries, from: {country: [KP]}, action: deny}
";

fn guard() -> Guard {
    Guard::builder()
        .api(Api::parse(DOCUMENT).unwrap())
        .policy(Policy::parse(POLICY.as_bytes()).unwrap())
        .build()
        .unwrap()
}

/// Decides a call, checks what it came to, and that nothing was allocated on the way.
#[track_caller]
fn check(request: Request<'_>, expected: (Action, Option<&str>, Option<u16>)) {
    let guard = guard();
    // The first decision of a thread makes it known to the policy's swap, which costs 128 bytes once.
    let decision = guard.decide(&request);
    let mut seen = false;
    let allocations = measure(|| {
        let decision = guard.decide(&request);
        let status = (decision.action(), decision.rule(), decision.status()) == expected;
        seen = status
            && decision.is_allowed() == (expected.0 != Action::Deny)
            && decision.clone().mode() == decision.mode();
    });
    assert!(seen, "{:?} {:?} {:?}", decision.action(), decision.rule(), decision.status());
    assert_eq!(allocations.count_total, 0, "{allocations:?}");
}

const ALLOWED: (Action, Option<&str>, Option<u16>) = (Action::Allow, None, None);

/// Returns a request of a caller of which everything is known.
fn request<'r>(method: &'r str, target: &'r str) -> Request<'r> {
    let mut request = Request::new(method, target);
    request.host = Some("Pay.example.com:443");
    request.source_ip = Some(IpAddr::from([203, 0, 113, 9]));
    request.country = Some("DE");
    request.asn = Some(64500);
    request.workload = Some("storefront");
    request.principal = Some("ann");
    request.scopes = &["read", "write"];
    request
}

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(std::hint::black_box(Box::new(7)))).count_total, 1);
}

#[test]
fn allows_without_allocating() {
    check(request("GET", "/v1/payments/7?expand=card"), ALLOWED);
    let mut probe = request("POST", "/v1/PaymentAuth");
    probe.workload = Some("probe");
    check(probe, (Action::Allow, Some("pass-probes"), None));
}

#[test]
fn denies_without_allocating() {
    check(request("POST", "/v1/PaymentAuth"), (Action::Deny, Some("block-critical"), Some(451)));
}

#[test]
fn alerts_without_allocating() {
    check(request("GET", "/v1/payments"), (Action::Alert, Some("watch-reports"), None));
}

#[test]
fn alerts_for_the_document_without_allocating() {
    check(request("GET", "/v1/ledger"), (Action::Alert, Some("x-watchgate"), None));
    let mut outbound = request("GET", "/v1/ledger");
    outbound.direction = Direction::Outbound;
    check(outbound, (Action::Deny, Some("block-money"), Some(403)));
}

#[test]
fn monitors_without_allocating() {
    check(request("POST", "/v1/legacy/7"), (Action::Alert, Some("watch-legacy"), None));
}

#[test]
fn decides_unknown_paths_without_allocating() {
    check(request("GET", "/v1/nothing/here"), ALLOWED);
    check(request("GET", "/v1/internal/x"), (Action::Deny, Some("block-internal"), Some(403)));
    check(request("BREW", "/V1/Internal/x/"), (Action::Deny, Some("block-internal"), Some(403)));
}

#[test]
fn decides_percent_encoded_paths_without_allocating() {
    check(request("POST", "/v1/%50ayment%41uth"), (Action::Deny, Some("block-critical"), Some(451)));
    check(request("GET", "/v1/payments/caf%C3%A9"), ALLOWED);
}

#[test]
fn decides_anomalous_paths_without_allocating() {
    check(
        request("POST", "/v1//public/..;x=1/paymentauth/"),
        (Action::Deny, Some("block-critical"), Some(451)),
    );
    check(request("GET", "/v1/%ff%zz%5c%252f"), ALLOWED);
    check(request("GET", "/v1/%ff\\"), (Action::Deny, None, Some(400)));
}

#[test]
fn refuses_what_is_too_long_without_allocating() {
    let target = format!("/v1/{}%41", "a".repeat(10_000));
    check(request("GET", &target), (Action::Deny, None, Some(414)));
}

#[test]
fn decides_both_address_families_without_allocating() {
    for (ip, expected) in [
        ("192.0.2.7", (Action::Deny, Some("block-network"), Some(403))),
        ("::ffff:192.0.2.7", (Action::Deny, Some("block-network"), Some(403))),
        ("2001:db8::1", (Action::Deny, Some("block-network"), Some(403))),
        ("2001:db9::1", ALLOWED),
    ] {
        let mut request = request("GET", "/v1/payments/7");
        request.source_ip = Some(ip.parse().unwrap());
        check(request, expected);
    }
}

#[test]
fn decides_with_a_route_without_allocating() {
    for route in ["/v1/payments/:id", "/payments/{id}", "/v1/*rest", "/nowhere/<int:id>"] {
        let mut request = request("DELETE", "/v1/payments/7");
        request.route = Some(route);
        check(request, ALLOWED);
    }
}

#[test]
fn decides_hosts_without_allocating() {
    let denied = |rule| (Action::Deny, Some(rule), Some(403));
    for (host, expected) in [
        ("A.OLD.example.com", denied("block-host")),
        ("gone.example.com.", denied("block-host-too")),
        ("unknown.test", ALLOWED),
    ] {
        let mut request = request("GET", "/v1/payments/7");
        request.host = Some(host);
        check(request, expected);
    }
    let mut absolute = request("GET", "http://legacy.example.com:80/v1/payments/7");
    absolute.host = None;
    check(absolute, denied("block-host"));
}

#[test]
fn reads_credentials_without_allocating() {
    let exchange = Exchange::parse(
        br#"{"request": {"method": "GET", "target": "/orders?page=2&key=name", "headers": [["Host", "shop.dev"],
            ["User-Agent", "Mozilla/5.0"], ["Authorization", "Bearer 9f86d081884c7d659a2f"], ["X-Csrf-Token", "9f86d081"],
            ["Cookie", "theme=dark; __Host-session=9f86d081884c; _ga=GA1.2.1234567890"], ["X-Request-Id", "9f86d081"]]}}"#,
    )
    .unwrap();
    let (view, names) = (exchange.to_view(), ApiKeyNames::default());
    let mut seen = false;
    let allocations = measure(|| {
        let credentials = Credentials::read(&view, &names);
        let expected = [CredentialScheme::Bearer, CredentialScheme::SessionCookie];
        seen = credentials.iter().map(|own| own.scheme()).eq(expected);
    });
    assert!(seen);
    assert_eq!(allocations.count_total, 0);
}

#[test]
fn observations_own_nothing_of_a_call_without_sensitive_values() {
    let exchange = Exchange::parse(
        br#"{"source": {"ip": "10.0.0.1", "workload": "shop", "principal": "ada", "country": "de"}, "scheme": "https",
            "destination": {"host": "pay.example.com"}, "request": {"method": "GET", "target": "/v1/payments/x?page=2&sort=up",
            "headers": [["Accept", "*/*"], ["Accept-Encoding", "gzip"], ["Cookie", "theme=dark"],
            ["Accept-Language", "de"]]}, "response": {"status": 200, "size": 7}}"#,
    )
    .unwrap();
    let inspector = Inspector::builder()
        .api(Api::parse(DOCUMENT).unwrap())
        .key(FingerprintKey::new(b"key"))
        .build()
        .unwrap();
    let inspection = inspector.inspect(&exchange);
    let observation = inspection.observation();
    assert!(
        observation.source.address.is_some_and(|own| own.hash.is_some())
            && observation.source.principal.is_some()
    );
    let mut seen = 0;
    let copied = measure(|| seen += observation.clone().headers.map_or(0, |own| own.iter().count()));
    // Names with capitals are made in small letters when they are read, and not before.
    assert_eq!((seen, copied.count_total), (4, 4));
    assert_eq!(measure(|| drop(observation.clone())).count_total, 0);
}

/// A record with everything that looks like data of somebody and is none.
const CLEAN: &str = r#"{"id":"b7e23ec2-9af2-4a5c-8f9e-6d6f0d6f1a11","status":"active","title":"Quarterly planning",
    "description":"A \"long\" text\nof several lines, with an order 1700000000000 and build 1.2.3.4 in it",
    "created_at":"2026-11-21T10:00:00Z","updated":1732183200000,"price":19.99,"tags":["alpha","beta"],"größe":"M",
    "owner":{"role":"admin","team":"platform"},"items":[{"sku":"AB-1234-9","name":"Blue shirt","quantity":2}],
    "etag":"9f3c0a4e1b7d2c559f3c0a4e1b7d2c55","url":"https://shop.example/items/12?page=3#top","password":null}"#;

#[test]
fn scans_clean_bodies_without_allocating() {
    let scanner = Scanner::default();
    let bodies = format!("[{}]", [CLEAN; 6].join(","));
    // The tables are made when they are first asked for.
    assert_eq!(scanner.scan(bodies.as_bytes()), []);
    for body in [CLEAN, &bodies] {
        let mut found = 0;
        let json = measure(|| found += scanner.scan_json(body.as_bytes()).len());
        let sniffed = measure(|| found += scanner.scan(body.as_bytes()).len());
        let text = measure(|| {
            found += scanner.scan_text(b"a text of the year 2026, order 1700000000000: done").len()
        });
        assert_eq!((found, json.count_total, sniffed.count_total, text.count_total), (0, 0, 0, 0));
    }
}
