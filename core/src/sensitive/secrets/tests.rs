use super::*;

/// Joins pieces, so that this file itself holds no token.
fn joined(pieces: &[&str]) -> String {
    pieces.concat()
}

fn base64_url(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut encoded = String::new();
    for piece in text.as_bytes().chunks(3) {
        let bits =
            piece.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - piece.len()));
        let digits = (0..=piece.len()).map(|at| DIGITS[(bits >> (18 - 6 * at) & 63) as usize] as char);
        encoded.extend(digits);
    }
    encoded
}

fn token(claims: &str) -> String {
    let signature = "dGhpcyBpcyBub3QgYSByZWFsIHNpZ25hdHVyZQ9x7Kq";
    format!("{}.{}.{signature}", base64_url(r#"{"alg":"HS256","typ":"JWT"}"#), base64_url(claims))
}

#[test]
fn finds_secrets_inside_texts() {
    let akia = joined(&["AKIA", "Q7RZ2MNP4KXJ6WTD"]);
    for (text, expected) in [
        (format!("use `{akia}` for it"), Some(Secret::Token("an AWS access key"))),
        (format!("key={akia}"), Some(Secret::Token("an AWS access key"))),
        (format!("x{akia}"), None),
        (format!("{akia}Q"), None),
        (joined(&["AKIA", "IOSFODNN7EXAMPLE"]), None),
        (format!("https://s3.acme.io/?X-Amz-Credential={akia}%2F20220514%2Feu-west-1"), None),
        (joined(&["ghp_", "16C7e42F292c6912E7710c838347Ae178B4a"]), None),
        (joined(&["sk_test_", "4eC39HqLyjWDarjtT1zdp7dc"]), None),
        (joined(&["sk_live_", "4eC39HqLyjWDarjtT1zdp7dc"]), Some(Secret::Token("a live Stripe key"))),
        (joined(&["sk_live_", "xxxxxxxxxxxxxxxxxxxxxxxx"]), None),
    ] {
        assert_eq!(find(&text), expected, "{text}");
    }
}

#[test]
fn finds_tokens_that_are_signed() {
    let lasting = token(r#"{"sub":"8831","scope":"write"}"#);
    assert_eq!(find(&format!("Bearer {lasting}")), Some(Secret::JsonWebToken(Validity::Unlimited)));
    let limited = token(r#"{"sub":"8831","exp":1893456000}"#);
    assert_eq!(find(&limited), Some(Secret::JsonWebToken(Validity::Limited)));
    for (claims, expected) in [
        (r#"{"sub":"8831","exp":1643673600}"#, Validity::Expired),
        (r#"{"sub":"8831","iat":1893369600,"exp":1893456000}"#, Validity::Short),
        (r#"{"sub":"8831","nbf":1893452400,"exp":1893456000}"#, Validity::Short),
        (r#"{"sub":"8831","iat":1893369599,"exp":1893456000}"#, Validity::Limited),
        (r#"{"sub":"8831","iat":1893456001,"exp":1893456000}"#, Validity::Limited),
        (r#"{"sub":"8831","exp":"1643673600"}"#, Validity::Limited),
        (r#"{"sub":"8831","iat":1643673600}"#, Validity::Unlimited),
        (r#"{"sub":"00000000-0000-0000-0000-000000000000"}"#, Validity::Unlimited),
        (r#"{"sub":"ddddddd-ddddd-dddd-dddd-dddddddddddd"}"#, Validity::Unlimited),
    ] {
        assert_eq!(find(&token(claims)), Some(Secret::JsonWebToken(expected)), "{claims}");
    }
    for claims in [
        r#"{"nameid":"DDDDDDDD-dddd-dddd-dddd-dddddddddddd"}"#,
        r#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#,
        r#"{"iss":"https://example.com"}"#,
        "{}",
        "7",
    ] {
        assert_eq!(find(&token(claims)), None, "{claims}");
    }
    assert_eq!(find("eyJhbGciOiJIUzI1NiJ9..."), None);
    assert_eq!(find("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI4ODMxIn0.signature"), None);
    assert_eq!(find(&format!("{lasting}.{lasting}")), None);
}

#[test]
fn finds_credentials_of_http_and_of_urls() {
    for (text, expected) in [
        ("Authorization: Basic c2hvcDpUcjB1YjRkb3ImMw==", Some(Secret::BasicCredentials)),
        ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", None),
        ("Basic dXNlcm5hbWU6cGFzc3dvcmQ=", None),
        ("Basic authentication is used", None),
        ("postgres://shop:Tr0ub4dor3@db.acme.io/orders", Some(Secret::UrlCredentials)),
        ("postgres://shop:Tr0ub4dor3@localhost/orders", None),
        ("https://user:password@db.acme.io", None),
        ("https://user:${TOKEN}@db.acme.io", None),
        ("https://shop:Tr0ub4dor3@example.com/", None),
        ("https://acme.io:8080/a@b", None),
        ("mailto:someone@acme.io or ://a:Tr0ub4dor3@b", None),
    ] {
        assert_eq!(find(text), expected, "{text}");
    }
}

#[test]
fn finds_whole_private_keys() {
    let body = "MC4CAQAwBQYDK2VwBCIEIJ3v0Y5q8zXkP1mUu7dFq2bT6nRwLxEoHjKs4ViGcZ9A";
    let key = |ends: &str| format!("-----BEGIN {0}{ends}{body}{ends}-----END {0}", "PRIVATE KEY-----");
    assert_eq!(find(&key("\n")), Some(Secret::PrivateKey));
    assert_eq!(find(&key("\\n")), Some(Secret::PrivateKey));
    assert_eq!(find(&key("\n").replace("PRIVATE", "PUBLIC")), None);
    assert_eq!(find(&key("\n...\n")), None);
    assert_eq!(find(&key("\n").replace(body, &"x".repeat(80))), None);
}

#[test]
fn reads_tokens_of_all_protections() {
    let body = base64_url(r#"{"sub":"8831"}"#);
    let signature = "dGhpcyBpcyBub3QgYSByZWFsIHNpZ25hdHVyZQ9x7Kq";
    let signed = token(r#"{"sub":"8831"}"#);
    let unsecured = format!("{}.{body}.", base64_url(r#"{"alg":"none"}"#));
    let header = base64_url(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    let encrypted = format!("{header}.{signature}.48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT");
    let direct = format!("{}..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBo", header);
    for (text, kind) in [
        (&signed, jwt::Kind::Signed),
        (&unsecured, jwt::Kind::Unsecured),
        (&encrypted, jwt::Kind::Encrypted),
        (&direct, jwt::Kind::Encrypted),
    ] {
        assert_eq!(jwt::at(text.as_bytes(), 0), Some((kind, text.len())), "{text}");
        let sentence = format!("Bearer {text}.");
        assert_eq!(jwt::at(sentence.as_bytes(), 7), Some((kind, text.len() + 7)), "{text}");
        assert_eq!(jwt::at(format!("x{text}").as_bytes(), 1), None);
        assert_eq!(jwt::at(format!(".{text}").as_bytes(), 1), None);
    }
    for text in [
        format!("{}.{body}.{signature}", base64_url(r#"{"typ":"JWT"}"#)),
        format!("{}.{body}.{signature}", base64_url(r#"{"alg":"none"}"#)),
        format!("{}.{body}.", base64_url(r#"{"alg":"HS256"}"#)),
        format!("{}.{body}", base64_url(r#"{"alg":"HS256"}"#)),
        format!("{}.{body}.short", base64_url(r#"{"alg":"HS256"}"#)),
        format!("{header}.{body}.{signature}"),
        format!("{signed}.{signature}"),
        format!("{signed}.{signature}.{signature}.{signature}"),
        format!("{}.{signature}", "eyJ".repeat(10_000)),
        "eyJ".to_owned(),
    ] {
        assert_eq!(jwt::at(text.as_bytes(), 0), None, "{text}");
    }
}

#[test]
fn leaves_sandboxes_hashes_and_weak_forms_out_of_documents() {
    for (text, is_token) in [
        (joined(&["sk_test_", "4eC39HqLyjWDarjtT1zdp7dc"]), true),
        (joined(&["key-", "9f2c71d0b84ae35612fd07c98b3ea64d"]), true),
        (joined(&["$2b$", "12$q7Zr2WmKx9TbVn4LpYc8JdHs3FgEuA6RkCvXe5QwNiBoMtSzDy1Gh"]), true),
        (joined(&["sk_live_", "4eC39HqLyjWD"]), false),
    ] {
        assert_eq!(tokens::at(text.as_bytes(), 0).is_some(), is_token, "{text}");
        assert_eq!(find(&text), None, "{text}");
    }
    let bot = joined(&["712039458:", "AAq7Zr2WmKx9TbVn4LpYc8JdHs3FgEuA6Rk"]);
    assert_eq!(find(&format!("the token {bot}")), Some(Secret::Token("a token of a Telegram bot")));
}

#[test]
fn stays_linear_in_hostile_texts() {
    for piece in [
        "://a:",
        "a://a:b@",
        "eyJ",
        "eyJ.",
        "-----BEGIN ",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
        "PuTTY-User-Key-File-2: a Encryption: none ",
        "Basic ",
        "Basic a:",
        "sk-",
        "-sk-ant-api03",
        "-glpat-",
        "xoxb-12345678-",
        "1:AA",
        "12345678:AA",
        "Q~",
        ".atlasv1.",
        "-us",
        "sig=",
        "hooks.slack.com/services/T",
        "$2a$",
        "$argon2id$v=19$m=1,t=1,p=1$",
        "https://",
        "-",
        "x_-----BEGIN PRIVATE KEY-----",
    ] {
        assert_eq!(find(&piece.repeat(1 + 300_000 / piece.len())), None, "{piece}");
    }
}
