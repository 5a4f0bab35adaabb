use std::collections::BTreeMap;

use super::*;

fn spellings(name: &str) -> [String; 5] {
    let capitalized = |word: &str| {
        let mut characters = word.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    };
    let camel: String = name.split(' ').map(capitalized).collect();
    [
        name.replace(' ', "_"),
        name.replace(' ', "-"),
        name.replace(' ', ""),
        name.replace(' ', "_").to_uppercase(),
        camel,
    ]
}

#[test]
fn knows_every_name_of_the_table_in_every_spelling() {
    for &kind in SensitiveType::ALL {
        let names = kind.names();
        for name in names.ends.iter().chain(names.alone) {
            for spelling in spellings(name) {
                assert_eq!(classify(&spelling), Some(kind), "{spelling}");
            }
        }
        for name in names.ends {
            assert_eq!(classify(&format!("main_{}", name.replace(' ', "_"))), Some(kind), "main {name}");
        }
        for name in names.alone {
            assert_ne!(classify(&format!("main_{}", name.replace(' ', "_"))), Some(kind), "main {name}");
        }
        for name in names.ends.iter().chain(names.alone) {
            for other in ["policy", "uuid", "link", "count", "type", "expires_at"] {
                let found = classify(&format!("{}_{other}", name.replace(' ', "_")));
                assert_ne!(found, Some(kind), "{name} {other}");
            }
        }
        for (word, name) in names.except.iter().zip(names.ends.iter().cycle()) {
            assert_ne!(classify(&format!("{word}_{}", name.replace(' ', "_"))), Some(kind), "{word} {name}");
        }
    }
}

#[test]
fn has_each_name_once() {
    let mut seen = BTreeMap::new();
    for &kind in SensitiveType::ALL {
        let names = kind.names();
        for name in names.ends.iter().chain(names.alone) {
            assert_eq!(seen.insert(name.replace(' ', ""), kind), None, "{name} is there twice");
        }
    }
}

#[test]
fn has_a_word_of_its_own_for_every_type() {
    let words: std::collections::BTreeSet<&str> =
        SensitiveType::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(words.len(), SensitiveType::ALL.len());
    assert!(words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
}

#[test]
fn goes_by_whole_words() {
    for (name, expected) in [
        ("userPassword", SensitiveType::Password),
        ("password2", SensitiveType::Password),
        ("newPasswordConfirmation", SensitiveType::Password),
        ("password_digest", SensitiveType::PasswordHash),
        ("hashedPassword", SensitiveType::PasswordHash),
        ("SSN", SensitiveType::UsSsn),
        ("ssn_number", SensitiveType::UsSsn),
        ("creditCardNumber", SensitiveType::PaymentCard),
        ("card_cvc", SensitiveType::CardVerificationCode),
        ("CVV2", SensitiveType::CardVerificationCode),
        ("passport_number", SensitiveType::Passport),
        ("phoneNumbers", SensitiveType::Phone),
        ("emailAddresses", SensitiveType::Email),
        ("e-mail", SensitiveType::Email),
        ("clientIPAddress", SensitiveType::IpAddress),
        ("IPv4Address", SensitiveType::IpAddress),
        ("OAuth2Token", SensitiveType::AccessToken),
        ("password_reset_token", SensitiveType::OneTimeToken),
        ("ssh_private_key", SensitiveType::PrivateKey),
        ("id_card_number", SensitiveType::NationalId),
        ("webhookSecret", SensitiveType::Secret),
    ] {
        assert_eq!(classify(name), Some(expected), "{name}");
    }
}

#[test]
fn leaves_out_what_only_sounds_like_it() {
    for name in [
        "password_policy",
        "passwordResetUrl",
        "password_changed_at",
        "has_password",
        "isPasswordSet",
        "reset_password",
        "min_password_length",
        "token_count",
        "tokens_used",
        "total_tokens",
        "next_page_token",
        "page_token",
        "sync_token",
        "device_token",
        "card_token",
        "tokens",
        "via_email",
        "expirePassword",
        "email_verified",
        "email_notifications",
        "send_email",
        "card_brand",
        "card_last4",
        "last4",
        "ssn_last_4",
        "ssnLast4",
        "ssn4",
        "last_four_ssn",
        "ssn_last_4_provided",
        "masked_card_number",
        "encrypted_card_number",
        "gift_card_number",
        "card_number_hash",
        "cvc_check",
        "cvvResultCode",
        "pin_code",
        "pinCode",
        "pinned",
        "is_pinned",
        "secret_santa",
        "secret_name",
        "secret_id",
        "is_secret",
        "public_key",
        "private_key_id",
        "public_api_key",
        "id",
        "paid",
        "valid",
        "zip",
        "shipping",
        "session_id_count",
        "ip_address_count",
        "account_number",
        "user_name",
        "monkey",
        "keyboard",
        "compassport",
        "number_of_passwords",
        "find_by_email",
        "phone_code",
        "passport_expiry",
        "ethnicity_code_list_url",
        "",
        "_",
        "42",
        "ключ",
    ] {
        assert_eq!(classify(name), None, "{name}");
    }
    assert_eq!(classify(&"password".repeat(1000)), None);
}
