//! User and password as HTTP carries them (RFC 7617).

use super::credential::{Credential, CredentialScheme, CredentialStrength, Details, Fault, Spot};
use super::{passwords, placeholder};
use crate::sensitive::secrets::base64;

/// Characters of a password that are few.
const SHORT: usize = 8;
/// Characters of a user that are so many that it is a key: Stripe and others take one there, without a password.
const KEY: usize = 16;

/// Why a password is weak, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// The product comes with it.
    Default,
    /// It is the name of the user.
    SameAsUser,
    /// It is in the list of those that everybody knows.
    Known,
    Empty,
    /// It has eight characters or fewer.
    Short,
}

/// Reads what follows the scheme.
pub(super) fn read<'a>(spot: Spot<'a>, encoded: &'a [u8]) -> Credential<'a> {
    let new = |value: Vec<u8>| Credential::new(CredentialScheme::Basic, spot, value);
    if placeholder::is_placeholder(encoded) {
        return new(encoded.to_vec()).of_strength(CredentialStrength::Placeholder);
    }
    let Some(decoded) = base64::decode(encoded) else {
        return new(encoded.to_vec()).with_fault(Fault::NotBase64);
    };
    // RFC 7617, section 2: no control characters; the first colon ends the user, and the password may have more.
    if decoded.iter().any(u8::is_ascii_control) {
        return new(decoded).with_fault(Fault::ControlCharacter);
    }
    match decoded.iter().position(|byte| *byte == b':').and_then(|colon| decoded.split_at_checked(colon)) {
        Some((user, [_, password @ ..])) => {
            let (strength, details) = judge(user, password);
            Credential { details, ..new(decoded).of_strength(strength) }
        }
        _ => new(decoded).with_fault(Fault::WithoutColon),
    }
}

/// Returns user and password of a URL (RFC 3986, section 3.2.1), of which either may be absent.
pub(super) fn of_url<'a>(spot: Spot<'a>, user: &[u8], password: &[u8]) -> Credential<'a> {
    let (strength, details) = judge(user, password);
    let value = [user, b":", password].concat();
    Credential { details, ..Credential::new(CredentialScheme::Basic, spot, value).of_strength(strength) }
}

fn judge(user: &[u8], password: &[u8]) -> (CredentialStrength, Details) {
    let secret = if password.is_empty() { user } else { password };
    if placeholder::is_nothing(secret) {
        return (CredentialStrength::Placeholder, Details::Nothing);
    }
    if password.is_empty() && user.len() >= KEY {
        return (CredentialStrength::Ordinary, Details::Nothing);
    }
    match weakness(user, password) {
        Some(weakness) => (CredentialStrength::Weak, Details::Password(weakness)),
        None => (CredentialStrength::Ordinary, Details::Nothing),
    }
}

fn weakness(user: &[u8], password: &[u8]) -> Option<Weakness> {
    let length = || std::str::from_utf8(password).map_or(password.len(), |text| text.chars().count());
    match () {
        () if password.is_empty() => Some(Weakness::Empty),
        () if passwords::is_default(user, password) => Some(Weakness::Default),
        () if user.eq_ignore_ascii_case(password) => Some(Weakness::SameAsUser),
        () if passwords::is_known(password) => Some(Weakness::Known),
        () if length() <= SHORT => Some(Weakness::Short),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::encode;

    fn judged(pair: &str) -> (CredentialStrength, Option<Weakness>) {
        let encoded = encode(pair);
        let own = read(Spot::header("authorization"), encoded.as_bytes());
        (own.strength, own.weakness())
    }

    /// Encodes for the tests.
    mod base64 {
        use ::base64::Engine;

        pub(super) fn encode(text: &str) -> String {
            ::base64::engine::general_purpose::STANDARD.encode(text)
        }
    }

    #[test]
    fn judges_passwords() {
        use CredentialStrength::{Ordinary, Placeholder, Weak};
        for (pair, expected) in [
            ("shop:Tr0ub4dor&3", (Ordinary, None)),
            ("shop:pass:word:of:nine", (Ordinary, None)),
            ("shop:a:b", (Weak, Some(Weakness::Short))),
            ("shop:12:45678", (Weak, Some(Weakness::Short))),
            ("shop:123456789x", (Ordinary, None)),
            ("shop:äöüäöüäö", (Weak, Some(Weakness::Short))),
            ("shop:äöüäöüäöü", (Ordinary, None)),
            ("shop:Welcome123", (Weak, Some(Weakness::Known))),
            ("shop:my password 1", (Ordinary, None)),
            ("admin:admin", (Weak, Some(Weakness::SameAsUser))),
            ("Billing-Service:billing-service", (Weak, Some(Weakness::SameAsUser))),
            ("admin:changeme", (Weak, Some(Weakness::Default))),
            ("ada:", (Weak, Some(Weakness::Empty))),
            (":Tr0ub4dor&3Tr0ub4dor&3", (Ordinary, None)),
            ("k9f86d081884c7d65:", (Ordinary, None)),
            (":", (Placeholder, None)),
            ("null:null", (Placeholder, None)),
            ("undefined:", (Placeholder, None)),
            ("{{user}}:{{password}}", (Placeholder, None)),
            ("{{service_user_name}}:", (Placeholder, None)),
        ] {
            assert_eq!(judged(pair), expected, "{pair}");
        }
    }

    #[test]
    fn reads_both_alphabets_with_or_without_padding() {
        for encoded in [
            "c2hvcDpUcjB1YjRkb3I/Pz8+",
            "c2hvcDpUcjB1YjRkb3I_Pz8-",
            "c2hvcDpUcjB1YjRkb3ImMw",
            "c2hvcDpUcjB1YjRkb3ImMw==",
        ] {
            let own = read(Spot::header("authorization"), encoded.as_bytes());
            assert_eq!(own.strength, CredentialStrength::Ordinary, "{encoded}");
            assert!(own.value.starts_with(b"shop:Tr0ub4dor"));
        }
    }

    #[test]
    fn says_what_cannot_be_read() {
        for (encoded, fault) in [
            ("shop:Tr0ub4dor3", Fault::NotBase64),
            ("c2hvcA==", Fault::WithoutColon),
            ("c2hvcAA6YWJjZGVmZ2hpag==", Fault::ControlCharacter),
            ("c2hvc", Fault::NotBase64),
        ] {
            let own = read(Spot::header("authorization"), encoded.as_bytes());
            assert_eq!(
                (own.strength, own.fault()),
                (CredentialStrength::Malformed, Some(fault)),
                "{encoded}"
            );
        }
    }
}
