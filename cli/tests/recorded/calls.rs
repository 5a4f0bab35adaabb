//! The calls that are made: good ones, and one for each thing that is wrong, with what has to be found.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::recorder::Call;
use crate::service::{BROKEN, DISCOUNTED, NOTED, ORDER, UNCOUNTED};

/// Random, and as long as tokens are.
const TOKEN: &str = "Bearer 8vKx3QmT7pLzR2wYbN5cJd9hFs4gAe6u";

/// Returns a token of the hour that nobody signed.
fn unsigned_token() -> String {
    let now = watchgate::Timestamp::now().as_second();
    let claims = format!(
        r#"{{"iss":"https://id.example","aud":"shop","sub":"till","iat":{now},"exp":{}}}"#,
        now + 900
    );
    let [header, claims] = [r#"{"alg":"none","typ":"JWT"}"#, &claims].map(|own| URL_SAFE_NO_PAD.encode(own));
    format!("Bearer {header}.{claims}.")
}

/// A call of a caller who has signed in.
fn signed_in(method: &'static str, path: &str) -> Call {
    anybody(method, path).with("authorization", TOKEN)
}

/// A call of a caller who has not.
fn anybody(method: &'static str, path: &str) -> Call {
    let url = format!("https://shop.example.com/v1{path}");
    Call { method, url, headers: Vec::new(), body: None }
        .with("accept", "application/json")
        .with("user-agent", "till/3.1")
}

impl Call {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(own, _)| *own != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    fn with_body(self, kind: &str, body: &str) -> Self {
        Self { body: Some(body.to_owned()), ..self.with("content-type", kind) }
    }

    fn of_tenant(self) -> Self {
        self.with("x-tenant", "north")
    }

    fn at(self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self }
    }
}

fn list(query: &str) -> Call {
    signed_in("GET", &format!("/orders{query}")).of_tenant()
}

fn order(id: &str) -> Call {
    signed_in("GET", &format!("/orders/{id}"))
}

fn place(body: &str) -> Call {
    signed_in("POST", "/orders").of_tenant().with_body("application/json", body)
}

/// Calls as the document has them, and such as the service turns away as the document says.
pub(crate) fn good() -> Vec<Call> {
    vec![
        list(""),
        list("?limit=20&state=open,paid"),
        list("?placed[from]=2026-01-01&placed%5Buntil%5D=2026-02-01"),
        list("?state=shipped").with("cookie", "locale=de-AT"),
        list("")
            .with("accept-encoding", "gzip")
            .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        list("").with("authorization", "Bearer revoked-5tR0bWqL2xVn8KfD"),
        list("?limit=none"),
        anybody("GET", "/orders").of_tenant(),
        place(r#"{"item":"lamp","quantity":2}"#),
        place(r#"{"item":"lamp","quantity":100,"note":null,"size":[3,"cm"],"coupon":"SPRING"}"#),
        place(r#"{"quantity":"many"}"#),
        order(ORDER),
        order("0b5c9d7e-13fa-4286-8d4b-6a7e2c1f9053"),
        signed_in("DELETE", &format!("/orders/{ORDER}")),
        signed_in("GET", &format!("/orders/{ORDER}/label")),
        signed_in("GET", "/customers?name=shop%207"),
        anybody("GET", "/catalog"),
        anybody("HEAD", "/catalog"),
        anybody("POST", "/sessions")
            .with_body("application/x-www-form-urlencoded", "user=shop&password=Vq7%23pLw2zR"),
        anybody("POST", "/sessions")
            .with_body("application/x-www-form-urlencoded", "user=shop&password=guessed"),
        // A scanner, whose calls find nothing.
        anybody("GET", "/.env"),
        anybody("GET", "/wp-login.php"),
        anybody("PATCH", "/catalog"),
    ]
}

/// Something that is wrong.
pub(crate) struct Planted {
    pub(crate) what: &'static str,
    pub(crate) call: Call,
    /// The rules with the places where they find it.
    pub(crate) found: &'static [&'static str],
}

fn planted_as(what: &'static str, call: Call, found: &'static [&'static str]) -> Planted {
    Planted { what, call, found }
}

/// Calls in each of which something is wrong.
pub(crate) fn planted() -> Vec<Planted> {
    let mut all = of_requests();
    all.extend(of_answers());
    all.extend(of_callers());
    all
}

/// What clients do that the document does not have, and the service takes.
fn of_requests() -> Vec<Planted> {
    vec![
        planted_as(
            "a shadow operation",
            signed_in("GET", "/internal/metrics"),
            &["undocumented-operation GET /v1/internal/metrics path"],
        ),
        planted_as(
            "an undocumented method",
            signed_in("PUT", "/catalog").with_body("application/json", "{}"),
            &["undocumented-method PUT /catalog path"],
        ),
        planted_as(
            "a query parameter",
            list("?debug=1"),
            &["undocumented-query-parameter GET /orders query debug"],
        ),
        planted_as(
            "a header",
            list("").with("x-role", "admin"),
            &["undocumented-request-header GET /orders request-header x-role"],
        ),
        planted_as(
            "a cookie",
            list("").with("cookie", "variant=b"),
            &["undocumented-cookie GET /orders cookie variant"],
        ),
        planted_as(
            "a content type",
            place(r#"{"item":"lamp","quantity":2}"#).with("content-type", "text/yaml"),
            &["undocumented-request-content-type POST /orders request-body text/yaml"],
        ),
        planted_as(
            "a property",
            place(r#"{"item":"lamp","quantity":2,"paid":true}"#),
            &["undocumented-request-property POST /orders request-body $.paid"],
        ),
        planted_as(
            "a missing header",
            signed_in("GET", "/orders"),
            &["missing-input-accepted GET /orders request-header X-Tenant"],
        ),
        planted_as(
            "a missing property",
            place(r#"{"item":"lamp"}"#),
            &["missing-input-accepted POST /orders request-body $.quantity"],
        ),
        planted_as(
            "a missing parameter",
            signed_in("GET", "/customers"),
            &["missing-input-accepted GET /customers query name"],
        ),
        planted_as(
            "a property out of its bounds",
            place(r#"{"item":"lamp","quantity":0}"#),
            &["invalid-input-accepted POST /orders request-body $.quantity"],
        ),
        planted_as(
            "a parameter out of its bounds",
            list("?limit=5000"),
            &["invalid-input-accepted GET /orders query limit"],
        ),
        planted_as(
            "a list with a word that there is not",
            list("?state=open,lost"),
            &["invalid-input-accepted GET /orders query state"],
        ),
        planted_as(
            "a property that the service sets",
            place(&format!(r#"{{"id":"{ORDER}","item":"lamp","quantity":2}}"#)),
            &["read-only-property-sent POST /orders request-body $.id"],
        ),
        planted_as(
            "a name that stands twice",
            place(r#"{"item":"lamp","quantity":2,"quantity":90}"#),
            &["repeated-name-accepted POST /orders request-body $.quantity"],
        ),
        planted_as(
            "a deprecated operation",
            signed_in("GET", "/legacy/orders"),
            &["deprecated-operation-used GET /legacy/orders path"],
        ),
        planted_as(
            "cleartext",
            anybody("GET", "/catalog").at("http://shop.example.com/v1/catalog"),
            &["undocumented-server GET /catalog transport scheme"],
        ),
        planted_as(
            "another host",
            anybody("GET", "/catalog").at("https://shop.example.net/v1/catalog"),
            &["undocumented-server GET /catalog transport host"],
        ),
    ]
}

/// What the service answers that the document does not have, or that no answer should have.
fn of_answers() -> Vec<Planted> {
    vec![
        planted_as(
            "a status",
            signed_in("DELETE", "/orders/0b5c9d7e-13fa-4286-8d4b-6a7e2c1f9053"),
            &["undocumented-status DELETE /orders/{order_id} status 202"],
        ),
        planted_as(
            "a content type",
            list("?limit=99"),
            &["undocumented-response-content-type GET /orders response-body text/csv"],
        ),
        planted_as(
            "a property",
            order(NOTED),
            &["undocumented-response-property GET /orders/{order_id} response-body $.margin"],
        ),
        planted_as(
            "a property of another type",
            order(UNCOUNTED),
            &["response-breaks-schema GET /orders/{order_id} response-body $.quantity"],
        ),
        planted_as(
            "a property that only goes in",
            order(DISCOUNTED),
            &["write-only-property-returned GET /orders/{order_id} response-body $.coupon"],
        ),
        planted_as(
            "a stack trace",
            order(BROKEN),
            &["stack-trace-returned GET /orders/{order_id} response-body"],
        ),
        planted_as(
            "a card number that nobody documented",
            signed_in("GET", "/customers?name=all"),
            &[
                "undocumented-response-property GET /customers response-body $[*].card",
                "sensitive-data-returned GET /customers response-body $[*].card",
            ],
        ),
        planted_as(
            "a session without its flags",
            anybody("POST", "/sessions")
                .with_body("application/x-www-form-urlencoded", "user=till&password=Vq7%23pLw2zR"),
            &[
                "cookie-without-same-site POST /sessions response-header session",
                "cookie-without-secure POST /sessions response-header session",
                "session-cookie-without-http-only POST /sessions response-header session",
            ],
        ),
        planted_as(
            "an answer beside the layer of headers",
            anybody("GET", "/status"),
            &[
                "missing-strict-transport-security GET /status response-header strict-transport-security",
                "server-version-disclosed GET /status response-header server",
            ],
        ),
        planted_as(
            "every origin, with credentials",
            anybody("GET", "/catalog").with("origin", "https://elsewhere.example"),
            &["cors-any-origin-with-credentials GET /catalog response-header access-control-allow-origin"],
        ),
        planted_as(
            "a redirect to anywhere",
            anybody("GET", "/internal/redirect?to=https://elsewhere.example/"),
            &[
                "open-redirect GET /v1/internal/redirect query to",
                "undocumented-operation GET /v1/internal/redirect path",
            ],
        ),
    ]
}

/// Who calls, and with what.
fn of_callers() -> Vec<Planted> {
    vec![
        planted_as(
            "nobody, where a token is asked for",
            anybody("GET", &format!("/orders/{ORDER}")),
            &["authentication-not-enforced GET /orders/{order_id} request-header"],
        ),
        planted_as(
            "a placeholder",
            list("").with("authorization", "Bearer undefined"),
            &["placeholder-credential GET /orders request-header authorization"],
        ),
        planted_as(
            "a password where a token is asked for",
            list("").with("authorization", "Basic dGlsbDpWcTcjcEx3MnpS"),
            &[
                "basic-credentials-sent GET /orders request-header authorization",
                "undocumented-authentication-accepted GET /orders request-header authorization",
            ],
        ),
        planted_as(
            "a token that nobody asks for",
            signed_in("GET", "/catalog"),
            &["undemanded-credential GET /catalog request-header authorization"],
        ),
        planted_as(
            "a token in a URL",
            anybody("GET", "/orders?access_token=8vKx3QmT7pLzR2wYbN5cJd9hFs4gAe6u").of_tenant(),
            &["credential-sent-in-url GET /orders query access_token"],
        ),
        planted_as(
            "an e-mail address in a URL",
            signed_in("GET", "/customers?name=ada@customer.example"),
            &["personal-data-in-request-url GET /customers query name"],
        ),
        planted_as(
            "a token that nobody signed",
            list("").with("authorization", &unsigned_token()),
            &["unsigned-jwt-accepted GET /orders request-header authorization"],
        ),
    ]
}
