//! Credentials in URLs.

/// Query parameters that hold nothing but credentials.
const SECRET_PARAMETERS: [&str; 14] = [
    "access_token",
    "api-key",
    "api_key",
    "apikey",
    "auth_token",
    "client_secret",
    "id_token",
    "passwd",
    "password",
    "pwd",
    "refresh_token",
    "secret",
    "subscription-key",
    "x-amz-signature",
];
/// Query parameters that hold other things too. Their values have to look like a key.
const AMBIGUOUS_PARAMETERS: [&str; 6] = ["auth", "code", "key", "sig", "signature", "token"];
/// Characters of a value that looks like a key.
const KEY_LENGTH: usize = 16;
/// What stands in documents in place of a credential.
const PLACEHOLDERS: [&str; 12] = [
    "changeme",
    "dummy",
    "example",
    "insert",
    "password",
    "placeholder",
    "replace",
    "sample",
    "secret",
    "token",
    "xxx",
    "your",
];

/// Returns where a URL holds a password, key or token: its user information, or the query parameter of that name.
pub(crate) fn credential_in(url: &str) -> Option<&'static str> {
    let rest = url.split_once("://").map(|(_, rest)| rest).or_else(|| url.trim().strip_prefix("//"));
    let authority = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let password = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
    if password.is_some_and(|(_, password)| !is_placeholder(password)) {
        return Some("its user information");
    }
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    query.split('&').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let named =
            |names: &[&'static str]| names.iter().copied().find(|own| own.eq_ignore_ascii_case(name.trim()));
        let found = named(&SECRET_PARAMETERS)
            .or_else(|| named(&AMBIGUOUS_PARAMETERS).filter(|_| looks_like_key(value)))?;
        (!is_placeholder(value)).then_some(found)
    })
}

fn looks_like_key(value: &str) -> bool {
    value.len() >= KEY_LENGTH && value.bytes().any(|byte| byte.is_ascii_digit())
}

/// Tells whether a value is something to be filled in.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    value.is_empty()
        || value.contains(['{', '}', '<', '>', '$', '*', '[', ']', '%'])
        || ["pass", "pwd", "key", "apikey", "api_key", "api-key", "..."].contains(&lower.as_str())
        || PLACEHOLDERS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_credentials() {
        for url in [
            "https://svc:Zk81pQ@api.shop.dev/v1",
            "//svc:Zk81pQ@api.shop.dev",
            "https://api.shop.dev/v1?api_key=Zk81pQ",
            "https://api.shop.dev/v1?x=1&Client_Secret=Zk81pQ#top",
            "https://api.shop.dev/v1?key=AIzaSyA1b2C3d4E5f6",
        ] {
            assert!(credential_in(url).is_some(), "{url}");
        }
    }

    #[test]
    fn leaves_placeholders_and_other_parameters() {
        for url in [
            "https://api.shop.dev/v1",
            "https://svc@api.shop.dev",
            "https://user:password@api.shop.dev",
            "https://{user}:{password}@api.shop.dev",
            "https://api.shop.dev/v1?api_key=YOUR_KEY",
            "https://api.shop.dev/v1?api_key=",
            "https://docs.shop.dev/?key=orders&token=page-two",
            "https://docs.shop.dev/a@b:c?next=https://x:y@z",
        ] {
            assert_eq!(credential_in(url), None, "{url}");
        }
    }
}
