//! A shop on axum, as carelessly made as many are: it takes whatever it understands, and a few of its answers went wrong.

use std::io::Write;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

/// An order in which everything is well.
pub(crate) const ORDER: &str = "3f2b8c1e-9d47-4a60-8e15-7c0b2d6f4a91";
/// One with a property that nobody documented.
pub(crate) const NOTED: &str = "a81d3c5f-0b62-4e97-b4c8-15f7e2d09a36";
/// One with a property of the wrong type.
pub(crate) const UNCOUNTED: &str = "c07e9a24-6f1b-4d83-9a5e-b2d48f3c7160";
/// One that shows what only goes in.
pub(crate) const DISCOUNTED: &str = "e59b1f07-24ac-4c7d-86f3-0d9e3b5a8c12";
/// One that makes the service fail.
pub(crate) const BROKEN: &str = "17d4a6b8-3c9f-4b25-a0e7-94c1f8d2e653";

const JSON: &str = "application/json";

/// Returns the service. What the layer of headers does not reach was mounted beside it.
pub(crate) fn shop() -> Router {
    let careful = Router::new()
        .route("/orders", get(list).post(place))
        .route("/orders/{order_id}", get(order).delete(cancel))
        .route("/orders/{order_id}/label", get(label))
        .route("/customers", get(customers))
        .route("/legacy/orders", get(old_orders))
        .route("/catalog", get(catalog).put(restock))
        .route("/sessions", post(sign_in))
        .route("/internal/metrics", get(async || answer(StatusCode::OK, JSON, r#"{"requests":12}"#)))
        .route("/internal/redirect", get(redirect));
    let all = Router::new().nest("/v1", careful).layer(middleware::from_fn(headers));
    all.route("/v1/status", get(status))
}

/// Adds the headers that every answer has to have.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::HeaderName::from_static("ratelimit-remaining"), "99"),
    ] {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn answer(status: StatusCode, kind: &'static str, body: impl Into<String>) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

fn problem(status: StatusCode, title: &str) -> Response {
    let body = format!(r#"{{"title":"{title}","status":{}}}"#, status.as_u16());
    answer(status, "application/problem+json", body)
}

/// Looks at no more of a token than whether there is one.
fn is_known(headers: &HeaderMap) -> bool {
    headers.get(header::AUTHORIZATION).is_some_and(|own| own != "Bearer revoked-5tR0bWqL2xVn8KfD")
}

fn an_order(id: &str) -> String {
    let rest = match id {
        NOTED => r#""quantity":2,"margin":0.4"#,
        UNCOUNTED => r#""quantity":"two""#,
        DISCOUNTED => r#""quantity":2,"coupon":"SPRING""#,
        _ => r#""quantity":2,"note":null,"size":[12.5,"cm"]"#,
    };
    format!(r#"{{"id":"{id}","state":"paid","item":"lamp",{rest}}}"#)
}

async fn list(RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    if !is_known(&headers) && !query.as_deref().unwrap_or_default().contains("access_token=") {
        return problem(StatusCode::UNAUTHORIZED, "sign in first");
    }
    if query.as_deref() == Some("limit=none") {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "limit is no number");
    }
    if query.as_deref() == Some("limit=99") {
        // The old export answers in its own format.
        return answer(StatusCode::OK, "text/csv", "id,item\n1,lamp\n");
    }
    let orders = format!("[{}]", an_order(ORDER));
    if headers.get(header::ACCEPT_ENCODING).is_some_and(|own| own == "gzip") {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(orders.as_bytes()).unwrap();
        let kind = [(header::CONTENT_TYPE, JSON), (header::CONTENT_ENCODING, "gzip")];
        return (kind, packed.finish().unwrap()).into_response();
    }
    answer(StatusCode::OK, JSON, orders)
}

async fn place(headers: HeaderMap, body: Bytes) -> Response {
    match () {
        () if !is_known(&headers) => problem(StatusCode::UNAUTHORIZED, "sign in first"),
        () if !body.windows(4).any(|own| own == b"item") => {
            problem(StatusCode::UNPROCESSABLE_ENTITY, "an order needs an item")
        }
        () => answer(StatusCode::CREATED, JSON, an_order(ORDER)),
    }
}

/// Forgets to ask who is calling.
async fn order(Path(id): Path<String>, headers: HeaderMap) -> Response {
    let trace = "java.lang.IllegalStateException: no stock\\n\\tat shop.Orders.find(Orders.java:42)\\n\\tat shop.Api.get(Api.java:7)\\n";
    match id.as_str() {
        BROKEN => answer(
            StatusCode::INTERNAL_SERVER_ERROR,
            "application/problem+json",
            format!(r#"{{"title":"{trace}"}}"#),
        ),
        ORDER | NOTED | UNCOUNTED | DISCOUNTED => answer(StatusCode::OK, JSON, an_order(&id)),
        _ if !is_known(&headers) => problem(StatusCode::UNAUTHORIZED, "sign in first"),
        _ => problem(StatusCode::NOT_FOUND, "no such order"),
    }
}

async fn cancel(Path(id): Path<String>, headers: HeaderMap) -> Response {
    match id.as_str() {
        _ if !is_known(&headers) => problem(StatusCode::UNAUTHORIZED, "sign in first"),
        ORDER => StatusCode::NO_CONTENT.into_response(),
        _ => StatusCode::ACCEPTED.into_response(),
    }
}

async fn label(headers: HeaderMap) -> Response {
    if !is_known(&headers) {
        return problem(StatusCode::UNAUTHORIZED, "sign in first");
    }
    ([(header::CONTENT_TYPE, "application/pdf")], b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec()).into_response()
}

/// Was given a column more than it should show.
async fn customers(RawQuery(query): RawQuery) -> Response {
    let card = if query.as_deref() == Some("name=all") { r#","card":"5204 7400 0990 1434""# } else { "" };
    answer(StatusCode::OK, JSON, format!(r#"[{{"name":"shop 7","since":"2026-01-31"{card}}}]"#))
}

async fn old_orders() -> Response {
    answer(StatusCode::OK, JSON, format!("[{}]", an_order(ORDER)))
}

async fn catalog(headers: HeaderMap) -> Response {
    let mut response = answer(StatusCode::OK, JSON, r#"[{"item":"lamp","stock":4}]"#);
    if headers.contains_key(header::ORIGIN) {
        let own = response.headers_mut();
        own.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        own.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    }
    response
}

async fn restock() -> Response {
    answer(StatusCode::OK, JSON, r#"[{"item":"lamp","stock":5}]"#)
}

async fn sign_in(body: Bytes) -> Response {
    let cookie = match &*body {
        b"user=shop&password=Vq7%23pLw2zR" => {
            "__Host-session=Zk81pQw7xLm20TbR; Path=/; Secure; HttpOnly; SameSite=Lax"
        }
        b"user=till&password=Vq7%23pLw2zR" => "session=Zk81pQw7xLm20TbR; Path=/",
        _ => return problem(StatusCode::UNAUTHORIZED, "wrong user or password"),
    };
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}

/// Says what it runs on, and is not behind the layer.
async fn status() -> Response {
    let headers = [
        (header::CONTENT_TYPE, JSON),
        (header::SERVER, "shopd/2.4.1"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, r#"{"open":true}"#).into_response()
}

/// Leads wherever it is told.
async fn redirect(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let to = query.strip_prefix("to=").unwrap_or("/");
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}
