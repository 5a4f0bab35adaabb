use base64::engine::general_purpose::URL_SAFE;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha384, Sha512};

use super::*;

fn encode(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

fn read(token: &str) -> Option<Token> {
    Jwt::read(token.as_bytes())
}

fn jwt(token: &str) -> Jwt {
    match read(token) {
        Some(Token::Signed(jwt)) => jwt,
        other => panic!("{other:?}"),
    }
}

fn signed<M: Mac + KeyInit>(algorithm: &str, key: &[u8]) -> String {
    let body = format!("{}.{}", encode(&format!(r#"{{"alg":"{algorithm}"}}"#)), encode(r#"{"sub":"ada"}"#));
    let mac = <M as KeyInit>::new_from_slice(key).unwrap().chain_update(&body).finalize().into_bytes();
    format!("{body}.{}", URL_SAFE_NO_PAD.encode(mac))
}

#[test]
fn reads_tokens_of_three_parts_and_leaves_those_of_five() {
    let (header, claims) = (encode(r#"{"alg":"ES256"}"#), encode(r#"{"sub":"ada"}"#));
    assert!(matches!(read(&format!("{header}.{claims}.c2ln")), Some(Token::Signed(_))));
    assert!(matches!(read(&format!("{header}.{claims}.")), Some(Token::Signed(_))));
    let encrypted = encode(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    assert_eq!(read(&format!("{encrypted}.a.b.c.d")), Some(Token::Encrypted));
    for none in [
        format!("{header}.{claims}"),
        format!("{header}.{claims}.a.b"),
        format!("{header}.{claims}.a.b.c"),
        format!("{encrypted}.a.b.c.d.e"),
        format!("{header}..c2ln"),
        format!("{header}.{}.c2ln", encode("[1]")),
        format!("{}.{claims}.c2ln", encode(r#"{"alg""#)),
        "eyJ".to_owned(),
        String::new(),
        format!("{header}.{}.c2ln", encode(&format!(r#"{{"a":"{}"}}"#, "x".repeat(9000)))),
    ] {
        assert_eq!(read(&none), None, "{none:.60}");
    }
}

#[test]
fn reads_other_spellings_of_base64() {
    let claims = URL_SAFE.encode(r#"{"sub":"ada??>"}"#);
    let standard = base64::engine::general_purpose::STANDARD.encode(r#"{"sub":"ada??>"}"#);
    for claims in [&claims, &standard] {
        let token = jwt(&format!("{}.{claims}.c2ln", URL_SAFE.encode(r#"{"alg":"none"}"#)));
        assert_eq!(token.header.algorithm, Algorithm::None);
        assert_eq!(token.json(), br#"{"sub":"ada??>"}"#);
    }
}

#[test]
fn does_not_recurse_over_deep_claims() {
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(2500), "]".repeat(2500));
    assert!(read(&format!("{}.{}.c2ln", encode(r#"{"alg":"ES256"}"#), encode(&deep))).is_some());
}

#[test]
fn finds_secrets_that_everybody_knows() {
    let own = WeakSecrets::default();
    let is_weak = |token: &str, secrets: &WeakSecrets| jwt(token).has_weak_secret(token.as_bytes(), secrets);
    for token in [
        signed::<Hmac<Sha256>>("HS256", b"secret"),
        signed::<Hmac<Sha256>>("HS256", b""),
        signed::<Hmac<Sha384>>("HS384", b"your-256-bit-secret"),
        signed::<Hmac<Sha512>>("HS512", b"secret\n"),
        signed::<Hmac<Sha256>>("HS256", &lenient::decode(b"changeme").unwrap()),
    ] {
        assert!(is_weak(&token, &own), "{token}");
    }
    let strong = signed::<Hmac<Sha256>>("HS256", b"Zk81pQv7Rt5yUi");
    assert!(!is_weak(&strong, &own));
    assert!(is_weak(&strong, &own.clone().with_list(b"other\r\nZk81pQv7Rt5yUi\r\n")));
    // The right secret for another algorithm, and a signature that was cut.
    assert!(!is_weak(&signed::<Hmac<Sha256>>("HS384", b"secret"), &own));
    assert!(!is_weak(&signed::<Hmac<Sha256>>("ES256", b"secret"), &own));
    let cut = signed::<Hmac<Sha256>>("HS256", b"secret");
    assert!(!is_weak(cut.get(..cut.len() - 8).unwrap(), &own));
    assert_eq!(format!("{:?}", own.with_list(b"hunter2")), "WeakSecrets(1 more)");
}
