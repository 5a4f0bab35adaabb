//! What a denied caller reads.

use std::convert::Infallible;

use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tower::{Layer, ServiceExt, service_fn};
use watchgate_tower::{RequestBody, ResponseBody};

use crate::fixture::{self, BLOCK, layer};

async fn deny(policy: &str, request: Request<String>) -> Response<ResponseBody<String>> {
    let inner =
        service_fn(async |_: Request<RequestBody<String>>| Ok::<_, Infallible>(Response::new(String::new())));
    layer(policy).layer(inner).oneshot(request).await.unwrap()
}

async fn document(policy: &str, method: &str, target: &str) -> Value {
    let request = Request::builder().method(method).uri(target).body(String::new()).unwrap();
    fixture::json(deny(policy, request).await.into_body()).await
}

#[tokio::test]
async fn names_the_rule_and_the_reasons() {
    let policy = "
version: 1
rules:
  - {name: block-critical, when: {risk: '>= critical'}, action: deny}
";
    let expected = json!({
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "detail": "blocked by block-critical: risk critical is at least critical",
        "rule": "block-critical",
        "reasons": ["risk critical is at least critical"],
        "operation": {"method": "POST", "path": "/PaymentAuth"},
    });
    assert_eq!(document(policy, "POST", "/PaymentAuth").await, expected);
}

#[tokio::test]
async fn answers_with_the_status_of_the_rule() {
    let policy = BLOCK.replace("action: deny", "action: deny, status: 451");
    let request = Request::post("/PaymentAuth").body(String::new()).unwrap();
    let response = deny(&policy, request).await;
    assert_eq!(response.status(), StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(fixture::json(response.into_body()).await["title"], "Unavailable For Legal Reasons");
}

#[tokio::test]
async fn leaves_the_title_out_where_the_status_has_no_name() {
    let policy = BLOCK.replace("action: deny", "action: deny, status: 499");
    let document = document(&policy, "POST", "/PaymentAuth").await;
    assert_eq!((document.get("title"), &document["status"]), (None, &json!(499)));
}

#[tokio::test]
async fn says_that_the_default_denies() {
    let document = document("{version: 1, default: deny}", "GET", "/no/such/operation").await;
    assert_eq!(document["detail"], "blocked: no rule matched, and the default is deny");
    assert_eq!((&document["rule"], document.get("operation")), (&Value::Null, None));
}

#[tokio::test]
async fn refuses_a_target_that_is_too_long() {
    let request = Request::get(format!("/%41{}", "a".repeat(60_000))).body(String::new()).unwrap();
    let response = deny(BLOCK, request).await;
    assert_eq!(response.status(), StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn never_repeats_what_the_caller_sent() {
    let request = Request::builder()
        .method("hunter2a")
        .uri("http://hunter2b:80/PaymentAuth/hunter2c?hunter2d=hunter2e")
        .header("host", "hunter2f")
        .header("hunter2g", "hunter2h")
        .body(String::from("hunter2i"))
        .unwrap();
    let response = deny("{version: 1, default: deny}", request).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(!format!("{:?}", response.headers()).contains("hunter2"));
    assert!(!fixture::text(response.into_body()).await.contains("hunter2"));
}
