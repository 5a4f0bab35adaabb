use super::*;

const DOCUMENT: &[u8] = b"
openapi: 3.0.3
info: {title: payments, version: '1'}
servers: [{url: https://pay.example.com/v1}]
paths:
  /PaymentAuth: {post: {operationId: auth, responses: {}}}
  /health: {get: {security: [], responses: {}}}
";

const POLICY: &[u8] =
    b"version: 1\nrules: [{name: block-critical, when: {risk: '>= critical'}, action: deny}]";

fn guard() -> Guard {
    let policy = Policy::parse(POLICY).unwrap();
    Guard::builder().api(Api::parse(DOCUMENT).unwrap()).policy(policy).build().unwrap()
}

fn denies(guard: &Guard, method: &str, target: &str) -> bool {
    !guard.decide(&Request::new(method, target)).is_allowed()
}

#[test]
fn keeps_the_policy_in_force_when_the_next_one_is_wrong() {
    let guard = guard();
    let revision = guard.decide(&Request::new("GET", "/")).revision();
    let unknown =
        Policy::parse(b"version: 1\nrules: [{name: r, when: {operation: nope}, action: allow}]").unwrap();
    let error = guard.replace_policy(&unknown).unwrap_err();
    assert_eq!(
        (error.code(), error.rule(), error.key(), error.line()),
        ("invalid-value", Some("r"), Some("operation"), Some(2))
    );
    assert_eq!(guard.decide(&Request::new("GET", "/")).revision(), revision);
    assert!(denies(&guard, "POST", "/v1/PaymentAuth"));
}

#[test]
fn puts_another_policy_in_force_for_later_requests() {
    let guard = guard();
    let before = guard.decide(&Request::new("POST", "/v1/PaymentAuth"));
    guard.replace_policy(&Policy::parse(b"version: 1").unwrap()).unwrap();
    assert!(!denies(&guard, "POST", "/v1/PaymentAuth"));
    assert_eq!(before.rule(), Some("block-critical"), "a decision keeps the policy that it was made by");
}

#[test]
fn tries_the_same_policy_in_monitor_mode() {
    let guard = guard();
    let enforced = guard.decide(&Request::new("POST", "/v1/PaymentAuth"));
    guard.replace_policy(&Policy::parse(POLICY).unwrap().with_mode(crate::Mode::Monitor)).unwrap();
    let watched = guard.decide(&Request::new("POST", "/v1/PaymentAuth"));
    assert_eq!((watched.is_allowed(), watched.would()), (true, crate::Action::Deny));
    assert_ne!(watched.revision(), enforced.revision());
}

#[test]
fn takes_a_base_path_in_place_of_the_servers() {
    let policy = Policy::parse(POLICY).unwrap();
    let api = Api::parse(DOCUMENT).unwrap();
    let stripped = Guard::builder().api(api.clone()).policy(policy.clone()).base_path("").build().unwrap();
    assert!(denies(&stripped, "POST", "/PaymentAuth"));
    assert!(!denies(&stripped, "POST", "/v1/PaymentAuth"));
    let moved = Guard::builder().api(api).policy(policy).base_path("/pay").build().unwrap();
    assert!(denies(&moved, "POST", "/pay/PaymentAuth"));
}

#[test]
fn loses_no_base_path_of_very_many() {
    let servers: Vec<String> = (0..500).map(|at| format!("{{url: /tenant{at}/v{at}}}")).collect();
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: many, version: '1'}}\nservers: [{}]\npaths: {{/PaymentAuth: {{post: {{}}}}}}\n",
        servers.join(", ")
    );
    let api = Api::parse(document.as_bytes()).unwrap();
    let guard = Guard::builder().api(api).policy(Policy::parse(POLICY).unwrap()).build().unwrap();
    for at in [0, 7, 77, 499] {
        assert!(denies(&guard, "POST", &format!("/tenant{at}/v{at}/PaymentAuth")));
    }
    assert!(!denies(&guard, "POST", "/tenant1/PaymentAuth"));
}

#[test]
fn tells_apis_apart_by_the_host_that_we_call() {
    let other = b"
openapi: 3.1.0
info: {title: other, version: '1'}
servers: [{url: https://other.example.com/v1}]
security: [{m: []}]
paths: {/PaymentAuth: {post: {}}}
components: {securitySchemes: {m: {type: mutualTLS}}}
";
    let policy = Policy::parse(POLICY).unwrap();
    let guard = Guard::builder()
        .api(Api::parse(DOCUMENT).unwrap())
        .api(Api::parse(other).unwrap())
        .policy(policy)
        .build()
        .unwrap();
    let at = |host, direction| {
        let request = Request { host: Some(host), direction, ..Request::new("POST", "/v1/PaymentAuth") };
        guard.decide(&request).is_allowed()
    };
    let (inbound, outbound) = (crate::Direction::Inbound, crate::Direction::Outbound);
    assert!(!at("pay.example.com", outbound));
    assert!(at("OTHER.example.com:443", outbound));
    assert!(!at("unknown.example.com", outbound), "nobody knows the host, so every document counts");
    assert!(!at("other.example.com", inbound), "a caller may claim any host");
}

#[test]
fn tells_apis_of_one_route_apart_by_the_target() {
    let api = |base: &str, tag: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: {tag}, version: '1'}}\nservers: [{{url: {base}}}]\npaths: {{'/users/{{id}}': {{get: {{tags: [{tag}]}}}}}}\n"
        );
        Api::parse(text.as_bytes()).unwrap()
    };
    let policy =
        Policy::parse(b"version: 1\nrules: [{name: no-two, when: {tag: two}, action: deny}]").unwrap();
    let guard = Guard::builder().api(api("/", "one")).api(api("/v2", "two")).policy(policy).build().unwrap();
    let allows = |target| {
        guard.decide(&Request { route: Some("/users/{id}"), ..Request::new("GET", target) }).is_allowed()
    };
    assert!(allows("/users/42"));
    assert!(!allows("/v2/users/42"));
}

#[test]
fn lets_everything_pass_without_a_policy() {
    let guard = Guard::builder().api(Api::parse(DOCUMENT).unwrap()).build().unwrap();
    let decision = guard.decide(&Request::new("POST", "/v1/PaymentAuth"));
    assert_eq!((decision.action(), decision.would()), (crate::Action::Allow, crate::Action::Allow));
    assert_eq!(decision.risk(), Some((80, crate::RiskLevel::Critical)));
}

#[test]
fn tells_the_risk_of_an_operation() {
    let guard = guard();
    assert_eq!(guard.risk("POST", "/PaymentAuth").map(|risk| risk.score), Some(80));
    assert_eq!(guard.risk("PUT", "/PaymentAuth"), None);
}

#[test]
fn shows_nothing_of_a_request_in_debug_output() {
    let mut request = Request::new("POST", "/v1/PaymentAuth?key=hunter2");
    request.principal = Some("ann@example.com");
    let decision = guard().decide(&request);
    let shown = format!("{request:?} {decision:?} {}", serde_json::to_string(&decision).unwrap());
    assert!(!shown.contains("hunter2") && !shown.contains("ann@example.com"), "{shown}");
}

#[test]
fn can_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<Guard>();
    check::<Api>();
    check::<Finding>();
    check::<Risk>();
}
