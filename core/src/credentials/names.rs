//! Names of keys and tokens, by whole words.

/// Names that say it in one word: of headers, and in camel case (`accessToken`).
const WHOLE: [&[u8]; 17] = [
    b"accesskey",
    b"accesstoken",
    b"apikey",
    b"apisecret",
    b"apitoken",
    b"appkey",
    b"authkey",
    b"authtoken",
    b"bearertoken",
    b"clientsecret",
    b"idtoken",
    b"jwt",
    b"jwttoken",
    b"privatetoken",
    b"secretkey",
    b"subscriptionkey",
    b"usertoken",
];

/// Words before `key`.
const KEYS: [&[u8]; 16] = [
    b"access",
    b"admin",
    b"api",
    b"app",
    b"application",
    b"auth",
    b"authentication",
    b"client",
    b"consumer",
    b"functions",
    b"master",
    b"merchant",
    b"partner",
    b"secret",
    b"service",
    b"subscription",
];

/// Words before `token`. A token of a page, a device or against forgery is none of a caller.
const TOKENS: [&[u8]; 23] = [
    b"access",
    b"admin",
    b"api",
    b"app",
    b"application",
    b"auth",
    b"authentication",
    b"authorization",
    b"bearer",
    b"client",
    b"deploy",
    b"gitlab",
    b"id",
    b"identity",
    b"job",
    b"jwt",
    b"login",
    b"private",
    b"security",
    b"service",
    b"sso",
    b"user",
    b"vault",
];

/// Words before `secret`.
const SECRETS: [&[u8]; 4] = [b"api", b"app", b"client", b"consumer"];

/// Names of parameters that often are keys and often are not: only the value can tell.
const AMBIGUOUS: [&[u8]; 8] = [b"appid", b"auth", b"key", b"secret", b"session", b"sid", b"sig", b"token"];

/// What a name of a header or a parameter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// It holds a key or a token.
    Key,
    /// It holds a session.
    Session,
    /// It holds a signature of the request.
    Signature,
    Nothing,
}

/// Tells what a name says. Most names say nothing, and their last three letters say so.
pub(super) fn kind(name: &[u8]) -> NameKind {
    let Some(end) = name.last_chunk::<3>() else { return NameKind::Nothing };
    match &end.map(|byte| byte.to_ascii_lowercase()) {
        b"key" | b"ken" | b"ret" | b"jwt" | b"uth" if is_key(name) => NameKind::Key,
        b"ken" | b"-id" | b"_id" | b"nid" | b"ion" if is_session(name) => NameKind::Session,
        b"ure" | b"256" if is_signature(name) => NameKind::Signature,
        _ => NameKind::Nothing,
    }
}

/// Tells whether only the value under a name can tell whether it is a key.
pub(super) fn is_ambiguous(name: &[u8]) -> bool {
    is_one_of(name, &AMBIGUOUS)
}

fn is_key(name: &[u8]) -> bool {
    let (before, last) = last_word(name);
    let (above, previous) = last_word(before);
    if is_one_of(last, &WHOLE) {
        return true;
    }
    // `x-token` is a whole name.
    let is_alone = previous.eq_ignore_ascii_case(b"x") && above.is_empty();
    let is = |word: &[u8]| last.eq_ignore_ascii_case(word);
    is(b"key") && is_one_of(previous, &KEYS)
        || is(b"token") && (is_alone || last == name || is_one_of(previous, &TOKENS))
        || is(b"secret") && is_one_of(previous, &SECRETS)
        || is(b"auth") && !before.is_empty()
}

fn is_session(name: &[u8]) -> bool {
    let (before, last) = last_word(name);
    let (_, previous) = last_word(before);
    let is_session = |word: &[u8]| word.eq_ignore_ascii_case(b"session");
    is_one_of(last, &[b"sessionid", b"jsessionid", b"phpsessid", b"sessiontoken"])
        || is_session(previous) && is_one_of(last, &[b"id", b"token"])
        || is_session(last) && previous.eq_ignore_ascii_case(b"x")
}

/// RFC 9421, signed URLs of clouds, and the headers of webhooks.
fn is_signature(name: &[u8]) -> bool {
    let (_, last) = last_word(name);
    last.eq_ignore_ascii_case(b"signature") || name.eq_ignore_ascii_case(b"x-hub-signature-256")
}

fn is_one_of(word: &[u8], list: &[&[u8]]) -> bool {
    list.iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// Splits a name before its last word.
fn last_word(name: &[u8]) -> (&[u8], &[u8]) {
    match name.iter().rposition(|byte| matches!(byte, b'-' | b'_' | b'.')) {
        Some(cut) => (name.get(..cut).unwrap_or_default(), name.get(cut + 1..).unwrap_or_default()),
        None => (&[], name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_keys_by_whole_words_in_any_case() {
        for name in [
            "X-Api-Key",
            "x-api-key",
            "apikey",
            "API_KEY",
            "api_key",
            "X-Auth-Token",
            "X-ACCESS-TOKEN",
            "access_token",
            "accessToken",
            "Private-Token",
            "Ocp-Apim-Subscription-Key",
            "x-functions-key",
            "X-Vault-Token",
            "x-amz-security-token",
            "x-goog-api-key",
            "DD-API-KEY",
            "X-Shopify-Access-Token",
            "x-token",
            "token",
            "X-Auth",
            "x-client-secret",
        ] {
            assert_eq!(kind(name.as_bytes()), NameKind::Key, "{name}");
        }
    }

    #[test]
    fn passes_over_other_keys_and_tokens() {
        for name in [
            "Idempotency-Key",
            "Sec-WebSocket-Key",
            "x-csrf-token",
            "X-XSRF-TOKEN",
            "page-token",
            "continuation-token",
            "x-device-token",
            "therapikey",
            "monkey",
            "broken",
            "x-request-id",
            "oauth",
            "sort-key",
            "secret",
            "host",
            "",
        ] {
            assert_eq!(kind(name.as_bytes()), NameKind::Nothing, "{name}");
        }
    }

    #[test]
    fn knows_sessions() {
        for name in ["X-Session-Id", "session_id", "sessionid", "x-session-token", "JSESSIONID"] {
            assert_eq!(kind(name.as_bytes()), NameKind::Session, "{name}");
        }
    }
}
