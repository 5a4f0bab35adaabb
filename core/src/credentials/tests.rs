use super::*;
use crate::{ApiKeyLocation, Exchange};

const KEY: &[u8] = b"0123456789abcdef0123456789abcdef";
const JWT: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEiLCJleHAiOjE4OTM0NTYwMDB9.\
    q3Xr8ZkPn5vW2yLt7uJb4mHc9sDf1gKa6eRoTiUxYzA";

fn exchange(target: &str, headers: &[(&str, &str)]) -> Exchange {
    let mut exchange = Exchange::new("GET", target);
    let lines = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
    exchange.request.headers = Some(lines.collect());
    exchange
}

fn seen(target: &str, headers: &[(&str, &str)], declared: &ApiKeyNames) -> Vec<String> {
    let exchange = exchange(target, headers);
    let view = exchange.to_view();
    let credentials = Credentials::read(&view, declared);
    credentials
        .iter()
        .map(|own| format!("{} {} {} {}", own.scheme(), own.place(), own.shown_name(), own.strength()))
        .collect()
}

fn seen_in(headers: &[(&str, &str)]) -> Vec<String> {
    seen("/", headers, &ApiKeyNames::default())
}

#[test]
fn finds_several_at_once() {
    let headers = [
        ("AUTHORIZATION", "Bearer 9f86d081884c7d65"),
        ("X-Api-Key", "9f86d081884c7d65"),
        ("Cookie", "connect.sid=s%3A9f86d081; theme=dark"),
        ("X-Forwarded-Client-Cert", "By=spiffe://shop/pay;Hash=468ed33be74eee65"),
        ("X-SSL-Client-Verify", "SUCCESS"),
        ("Signature", "sig1=:9f86d081884c7d65:"),
        ("Accept", "*/*"),
    ];
    assert_eq!(
        seen("/orders?access_token=9f86d081884c7d65&x=1", &headers, &ApiKeyNames::default()),
        [
            "oauth2 query access_token ordinary",
            "bearer header authorization ordinary",
            "api-key header x-api-key ordinary",
            "session-cookie cookie connect.sid ordinary",
            "mtls header x-forwarded-client-cert ordinary",
            "other header signature ordinary",
        ]
    );
}

#[test]
fn finds_tokens_anywhere() {
    let (bearer, cookie) = (format!("bearer {JWT}"), format!("a=1; shop=\"{JWT}\""));
    for (name, value) in
        [("Authorization", &*bearer), ("x-goog-iap-jwt-assertion", JWT), ("X-Who", JWT), ("X-Token", &bearer)]
    {
        assert_eq!(seen_in(&[(name, value)]), [format!("jwt header {} ordinary", name.to_lowercase())]);
    }
    assert_eq!(seen_in(&[("cookie", &cookie)]), ["jwt cookie shop ordinary"]);
    assert_eq!(seen(&format!("/?who={JWT}"), &[], &ApiKeyNames::default()), ["jwt query who ordinary"]);
    // The proof of a key is nobody's credential, and JSON in Base64 is no token.
    assert_eq!(seen_in(&[("DPoP", JWT), ("X-State", "eyJhIjoxfQ")]), [""; 0]);
}

#[test]
fn finds_nothing_in_what_everybody_sends() {
    let headers = [
        ("Host", "shop.dev"),
        ("User-Agent", "Mozilla/5.0"),
        ("X-Request-Id", "9f86d081-884c-7d65-9a2f-eaa0c55ad015"),
        ("Idempotency-Key", "9f86d081884c7d65"),
        ("X-CSRF-Token", "9f86d081884c7d65"),
        ("Proxy-Authorization", "Basic c2hvcDpUcjB1YjRkb3ImMw=="),
        ("Cookie", "theme=dark; csrftoken=9f86d081884c7d65; _ga=GA1.2.1234567890.1700000000"),
        ("ssl-client-verify", "NONE"),
    ];
    let target = "/orders?page=2&sort_key=created&key=name&token=next&sid=9f86d081-884c-7d65-9a2f-eaa0c55ad015&api_key=";
    assert_eq!(seen(target, &headers, &ApiKeyNames::default()), [""; 0]);
}

#[test]
fn knows_declared_keys_exactly() {
    let mut declared = ApiKeyNames::default();
    for (location, name) in [
        (ApiKeyLocation::Header, "X-Shop"),
        (ApiKeyLocation::Query, "k"),
        (ApiKeyLocation::Cookie, "c"),
        (ApiKeyLocation::Path, "p"),
    ] {
        declared.insert(location, name);
    }
    let headers = [("x-shop", "9f86d081884c"), ("Cookie", "c=9f86d081884c; C=1")];
    assert_eq!(
        seen("/?k=9f86d081884c&K=9f86d081884c", &headers, &declared),
        ["api-key query k ordinary", "api-key header x-shop ordinary", "api-key cookie c ordinary"]
    );
}

#[test]
fn reads_the_user_of_a_url() {
    for (target, expected) in [
        ("https://shop:Tr0ub4dor3x@shop.dev/orders", &["basic user-information * ordinary"][..]),
        ("https://k9f86d081884c7d65@shop.dev/orders", &["basic user-information * ordinary"]),
        ("https://admin:admin@shop.dev/orders", &["basic user-information * weak"]),
        ("https://shop.dev/orders?mail=ada@shop.dev", &[]),
        ("/a:b@c", &[]),
        ("*", &[]),
    ] {
        assert_eq!(seen(target, &[], &ApiKeyNames::default()), expected, "{target}");
    }
}

#[test]
fn decodes_the_query_once() {
    let seen = |target: &str| seen(target, &[], &ApiKeyNames::default());
    assert_eq!(seen("/?api%5Fkey=%7B%7Bkey%7D%7D"), ["api-key query * placeholder"]);
    assert_eq!(seen("/?api_key=%zz9f86d081"), ["api-key query api_key ordinary"]);
    assert_eq!(seen("/?api_key=a%2500bcdefgh"), ["api-key query api_key ordinary"]);
    assert_eq!(seen("/?api_key=9f86%00d081"), ["api-key query api_key malformed"]);
}

#[test]
fn knows_several_authorizations() {
    for (headers, expected) in [
        (&[("authorization", "Bearer 9f86d081884c"), ("Authorization", "Bearer 9f86d081884c")][..], true),
        (&[("authorization", "Bearer 9f86d081884c,Basic c2hvcDpUcjB1YjRkb3ImMw==")], true),
        (&[("authorization", "Bearer 9f86d081884c"), ("X-Authorization", "Bearer 9f86d081884c")], false),
    ] {
        let exchange = exchange("/", headers);
        let view = exchange.to_view();
        let credentials = Credentials::read(&view, &ApiKeyNames::default());
        assert_eq!(credentials.has_several_authorizations(), expected, "{headers:?}");
    }
}

#[test]
fn bounds_what_it_keeps() {
    let headers = vec![("Authorization", "Bearer 9f86d081884c"); 10_000];
    assert_eq!(seen_in(&headers).len(), 16);
}

#[test]
fn hashes_what_a_credential_holds_not_how_it_is_written() {
    let hash = |value: &str, key: &[u8]| {
        let exchange = exchange("/", &[("Authorization", value)]);
        let view = exchange.to_view();
        let credentials = Credentials::read(&view, &ApiKeyNames::default());
        credentials.iter().next().map(|own| own.hash(&FingerprintKey::new(key))).unwrap()
    };
    let padded = hash("Basic c2hvcDpUcjB1YjRkb3ImMw==", KEY);
    assert_eq!(padded, hash("basic   c2hvcDpUcjB1YjRkb3ImMw", KEY));
    assert_ne!(padded, hash("Basic c2hvcDpUcjB1YjRkb3ImMw==", b"another"));
    assert_ne!(padded, hash("Bearer c2hvcDpUcjB1YjRkb3ImMw==", KEY));
    assert_eq!(hash(JWT, KEY), hash(&format!("Bearer {JWT}"), KEY));
}

#[test]
fn shows_no_value() {
    let headers =
        [("Authorization", "Basic c2hvcDpUcjB1YjRkb3ImMw=="), ("X-Api-Key", "9f86d081884c"), ("X-Who", JWT)];
    let exchange = exchange("/?access_token=hunter2hunter2", &headers);
    let view = exchange.to_view();
    let credentials = Credentials::read(&view, &ApiKeyNames::default());
    let shown = format!("{credentials:?} {:?}", credentials.iter().map(Credential::jwt).collect::<Vec<_>>());
    for raw in ["hunter2", "c2hvc", "Tr0ub4dor", "shop", "9f86d081884c", "eyJ", "ada", "sub"] {
        assert!(!shown.contains(raw), "{shown}");
    }
    assert!(shown.contains("ApiKey"), "{shown}");
}

#[test]
fn hides_names_that_look_like_data() {
    let names = ["9f86d081884c7d659a2feaa0c55ad015-api-key", "x-ada@shop.dev-api-key"];
    for name in names {
        assert_eq!(seen_in(&[(name, "9f86d081884c")]), ["api-key header * ordinary"], "{name}");
    }
}
