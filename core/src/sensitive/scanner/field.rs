//! Whether a value is what the name of its field says.

use std::net::IpAddr;

use super::address;
use super::compact::Compact;
use super::issued::{issued, issued_as, issued_under, other_number};
use super::kind::{Kind, Scores};
use super::labels::{is_label, is_state};
use super::scripts;
use super::sweep::Found;
use super::time;
use crate::sensitive::secrets::{jwt, tokens};
use crate::sensitive::validators::{bank, card, crypto, imei, mrz, vin};
use crate::sensitive::{SensitiveGroup, SensitiveType as Type};

/// Bytes of a value that a field's name is believed about.
const LENGTH: usize = 4096;

/// Words that stand where a value would.
const BLANKS: &[&str] = &[
    "null",
    "none",
    "undefined",
    "nil",
    "n/a",
    "na",
    "string",
    "redacted",
    "[redacted]",
    "[filtered]",
    "hidden",
    "true",
    "false",
    "unknown",
    "password",
    "passwort",
    "secret",
    "token",
    "required",
    "optional",
    "empty",
    "anonymous",
    "masked",
    "invalid",
];

/// Bytes of the longest of them.
const LONGEST_BLANK: usize = 10;

/// Returns the value as a find, if it can be what its field says; in the digits of whichever script.
pub(super) fn fits(kind: Kind, value: &[u8]) -> Option<Found> {
    fits_plain(kind, value).or_else(|| {
        // With the trimmed value alone its range is known.
        let own = std::str::from_utf8(value).ok().filter(|_| !value.is_ascii())?;
        let trimmed = own.trim();
        let start = own.len() - own.trim_start().len();
        let found = fits_plain(kind, &scripts::plain(trimmed)?)?;
        Some(Found { range: start..start + trimmed.len(), ..found })
    })
}

fn fits_plain(kind: Kind, value: &[u8]) -> Option<Found> {
    let text = std::str::from_utf8(value).ok().filter(|text| text.len() <= LENGTH)?;
    let trimmed = text.trim();
    if is_blank(trimmed) || !may_be_day(kind) && time::is_day(trimmed) {
        return None;
    }
    let bytes = trimmed.as_bytes();
    let own = match kind {
        Kind::Data(own) => {
            fitting(own, trimmed).filter(|_| own.group() == SensitiveGroup::Pci || !is_label(trimmed))
        }
        Kind::Issued(scheme) => issued_as(scheme, bytes),
        Kind::Token(_) => Some(kind),
        Kind::Custom(_) => None,
    };
    let may_be_card = match kind {
        // `pan` is a number of Indian taxes, and of a card.
        Kind::Issued(scheme) => scheme.id == "in-pan",
        _ => kind.group() == SensitiveGroup::Pci,
    };
    let card = || (may_be_card && is_card(bytes)).then_some(Kind::Data(Type::PaymentCard));
    let kind = own.or_else(card)?;
    let start = text.len() - text.trim_start().len();
    let is_test = kind == Kind::Data(Type::PaymentCard)
        && Compact::of(bytes).is_some_and(|own| card::is_test(own.bytes()));
    Some(Found { range: start..start + trimmed.len(), kind, score: Scores::of(kind).named, is_test })
}

/// Tells whether what a field holds may be written as a day is. No identifier is.
fn may_be_day(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Data(Type::BirthDate | Type::CardExpiry | Type::Password | Type::SecurityAnswer)
            | Kind::Custom(_)
    )
}

/// Tells whether a value says nothing: it is empty, hidden already, or only stands for one.
pub(crate) fn is_blank(value: &str) -> bool {
    let may_hide =
        value.bytes().fold(false, |any, byte| any | matches!(byte, b'*' | b'x' | b'X' | b'.' | 0x80..));
    let hidden = if may_hide { hidden_bytes(value) } else { 0 };
    let is_variable =
        value.starts_with("${") || value.starts_with("{{") || value.starts_with('<') && value.ends_with('>');
    value.is_empty()
        || hidden * 2 >= value.len()
        || is_variable
        || value.len() <= LONGEST_BLANK && BLANKS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Counts the bytes of a value that stand for others.
fn hidden_bytes(value: &str) -> usize {
    let bytes = value.as_bytes();
    let hidden = bytes.iter().filter(|byte| matches!(byte, b'*' | b'x' | b'X')).count();
    // A single dot is that of an initial.
    let dots = bytes.iter().filter(|byte| **byte == b'.').count();
    let has_dots = dots > 1 && bytes.windows(2).any(|pair| pair == b"..");
    let bullets = if value.is_ascii() { 0 } else { value.matches('•').count() * 3 };
    hidden + if has_dots { dots } else { 0 } + bullets
}

/// Returns what a value is, of those that the name of its field allows.
fn fitting(kind: Type, value: &str) -> Option<Kind> {
    let bytes = value.as_bytes();
    let compact = || Compact::of(bytes);
    let has = |least: usize, most: usize| compact().is_some_and(|own| own.has_digits(least, most));
    let is_number = |least: usize, most: usize| compact().is_some_and(|own| own.is_number(least, most));
    let is_one = match kind {
        Type::PaymentCard => is_card(bytes),
        Type::CardVerificationCode => has(3, 4),
        Type::CardExpiry => time::is_expiry(bytes),
        Type::CardTrack => value.contains(['=', '^']),
        Type::Pin => has(4, 12),
        // Of doors and gates most have a few digits.
        Type::AccessCode if has(4, 12) => true,
        Type::OneTimeCode => is_number(4, 12),
        Type::NationalId | Type::TaxId | Type::UsSsn | Type::HealthInsurance => {
            return issued(kind, bytes).or_else(|| other_number(kind, bytes));
        }
        Type::Iban => compact().is_some_and(|own| bank::iban::is_iban(own.bytes())),
        Type::SwiftBic => compact().is_some_and(|own| bank::bic::is_bic(own.bytes())),
        Type::AbaRoutingNumber => {
            let is_aba = compact().is_some_and(|own| bank::aba::is_aba(own.bytes()));
            return is_aba.then_some(Kind::Data(kind));
        }
        Type::BankAccount => has(5, 18),
        Type::CryptoAddress => crypto::coin(bytes).is_some(),
        Type::Passport => is_number(6, 12),
        Type::DriversLicense => {
            return issued_under("licence", bytes).or_else(|| is_number(5, 20).then_some(Kind::Data(kind)));
        }
        Type::MedicalRecord => is_number(5, 20),
        Type::Mrz => value
            .split_whitespace()
            .any(|line| mrz::is_passport_line(line.as_bytes()) || line.len() >= 30 && line.contains('<')),
        Type::VehicleId | Type::Vin => {
            if compact().is_some_and(|own| vin::is_vin(own.bytes())) {
                return Some(Kind::Data(Type::Vin));
            }
            kind == Type::VehicleId && is_number(4, 8)
        }
        Type::DeviceId | Type::Imei => {
            if compact().is_some_and(|own| imei::is_imei(own.bytes())) {
                return Some(Kind::Data(Type::Imei));
            }
            kind == Type::DeviceId && (value.len() == 36 || has(14, 16))
        }
        Type::Email => {
            let at = bytes.iter().position(|byte| *byte == b'@')?;
            address::email(bytes, at).is_some_and(|range| range == (0..bytes.len()))
        }
        Type::Phone => is_phone(value),
        Type::IpAddress => value.parse::<IpAddr>().is_ok(),
        Type::MacAddress => is_mac(bytes),
        Type::BirthDate => time::is_date(value),
        Type::PersonName | Type::CardHolder => is_name(value),
        Type::UserName if value.contains('@') => return fitting(Type::Email, value),
        Type::UserName => is_user_name(value),
        // The credentials in a URL are found by their form; a URL without is no secret.
        Type::ConnectionString => !value.contains("://") && value.contains('='),
        Type::PostalAddress => is_address(value),
        Type::Coordinates => is_coordinates(value),
        Type::Income => value.bytes().any(|byte| byte.is_ascii_digit()) && value.len() <= 24,
        Type::SpecialCategory => value.contains(char::is_alphabetic),
        Type::Diagnosis => (2..=256).contains(&value.len()),
        Type::Biometric => value.len() >= 32,
        Type::Password | Type::SecurityAnswer => {
            return secret_form(bytes).or_else(|| is_password(value).then_some(Kind::Data(kind)));
        }
        _ => return secret_form(bytes).or_else(|| is_key(value).then_some(Kind::Data(kind))),
    };
    is_one.then_some(Kind::Data(kind))
}

fn is_card(value: &[u8]) -> bool {
    Compact::of(value).is_some_and(|own| card::brand(own.bytes()).is_some())
}

/// Tells whether a value points to where a secret is kept, or was written to be replaced: `$TOKEN`, `process.env.KEY`,
/// `YOUR_API_KEY`, `arn:aws:...`.
fn is_reference(text: &str) -> bool {
    const STARTS: [&str; 12] = [
        // OpenAPI runtime expressions.
        "$response.",
        "$request.",
        "process.env",
        "os.environ",
        "env.",
        "arn:",
        "http://",
        "https://",
        "your",
        "required",
        "secrets.",
        "%(",
    ];
    let name = text.strip_prefix('$').unwrap_or(text);
    let is_constant = (name.contains('_') || name.len() < text.len())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let starts = |start: &str| text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    is_constant || STARTS.iter().any(|start| starts(start))
}

/// Tells whether a text is what a token is good for (RFC 6749 3.3): `write:things`.
fn is_scope(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b':')
}

/// Tells whether a text is a sentence: words that passphrases do not hold.
fn is_sentence(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "is", "be", "too", "must", "your", "the", "a", "an", "at", "least", "not", "required", "enter",
        "please", "with", "and", "for", "to", "of", "or", "can't", "cannot", "has", "should", "invalid",
        "blank",
    ];
    let mut words = text.split_whitespace();
    text.contains(char::is_whitespace)
        && words.any(|word| WORDS.iter().any(|own| word.eq_ignore_ascii_case(own)))
}

/// Returns what a secret is by its form, where all of it has that.
fn secret_form(value: &[u8]) -> Option<Kind> {
    let token = tokens::at(value, 0).filter(|token| token.end == value.len());
    token.map(|token| Kind::Token(token.form)).or_else(|| {
        let is_jwt = jwt::at(value, 0).is_some_and(|(_, end)| end == value.len());
        is_jwt.then_some(Kind::Data(Type::JsonWebToken))
    })
}

/// Tells whether a text can be a password: no sentence of letters only, as labels and messages are.
fn is_password(text: &str) -> bool {
    const LONGEST: usize = 256;
    let has_other = text
        .chars()
        .any(|c| !c.is_alphabetic() && !c.is_whitespace() && !matches!(c, '.' | '?' | '!' | ':' | ','));
    let length = text.chars().count();
    let has_any = text.contains(char::is_alphanumeric);
    (4..=LONGEST).contains(&length)
        && has_any
        && !is_reference(text)
        && !is_scope(text)
        && !is_sentence(text)
        && (has_other || !text.contains(char::is_whitespace) && !text.ends_with(['?', ':', '.']))
}

/// Tells whether a text can be a key or token.
fn is_key(text: &str) -> bool {
    const SHORTEST: usize = 6;
    // Words with signs between them are names of things: `users.read`.
    let has_other = text.bytes().any(|byte| byte.is_ascii_digit())
        || text.bytes().any(|byte| byte.is_ascii_uppercase())
            && text.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_decimal = text
        .split_once('.')
        .is_some_and(|(whole, rest)| whole.bytes().chain(rest.bytes()).all(|byte| byte.is_ascii_digit()));
    text.len() >= SHORTEST
        && !is_decimal
        && text.parse::<IpAddr>().is_err()
        && !text.contains(char::is_whitespace)
        && !is_reference(text)
        && !text.starts_with(['$', '@', '[', '{', '<', '('])
        && (has_other || is_word && text.len() >= SHORTEST * 2)
}

/// Tells whether a text is a phone number with nothing but an extension behind it (RFC 3966).
fn is_phone(text: &str) -> bool {
    let number = text.strip_prefix("tel:").unwrap_or(text);
    let lower = number.to_ascii_lowercase();
    let end = ["ext", "x", ";", "#"].iter().filter_map(|word| lower.find(word).filter(|at| *at > 6)).min();
    let number = end.and_then(|end| number.get(..end)).unwrap_or(number).trim();
    let Some(compact) = Compact::of(number.as_bytes()) else { return false };
    let is_decimal =
        number.bytes().filter(|byte| *byte == b'.').count() == 1 && !number.contains(['-', ' ', '+', '(']);
    compact.has_digits(7, 15) && !is_decimal
}

/// Tells whether a text is a hardware address in any of its three usual forms.
fn is_mac(text: &[u8]) -> bool {
    let is_dotted = text.len() == 14 && text.iter().filter(|byte| **byte == b'.').count() == 2;
    let hex = text.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
    address::is_mac(text, b':') || address::is_mac(text, b'-') || hex == 12 && (is_dotted || text.len() == 12)
}

/// Tells whether a text is a degree with at least three decimals, or two of them.
fn is_coordinates(text: &str) -> bool {
    let is_degree = |text: &str| {
        let text = text.trim();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        decimals >= 3 && text.parse::<f64>().is_ok_and(|degree| degree.abs() <= 180.0)
    };
    match text.split_once(',') {
        Some((latitude, longitude)) => is_degree(latitude) && is_degree(longitude),
        None => is_degree(text),
    }
}

/// Tells whether a text can be an address, or the street of one whose house has a field of its own.
fn is_address(text: &str) -> bool {
    const LONGEST: usize = 256;
    let is_street = || {
        let mut letters = text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '.'))
    };
    (6..=LONGEST).contains(&text.len())
        && text.contains(char::is_alphabetic)
        && (text.contains(' ') || text.contains(is_ideograph) || is_street())
}

/// Tells whether a letter is one of Chinese, Japanese or Korean, where one can be a word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}

/// Tells whether a text can be a name of a person.
fn is_name(text: &str) -> bool {
    // `maxResults` and `owner-display-name` are names of things.
    let is_machine = !text.contains(' ') && (is_camel(text) || text.matches('-').count() > 1);
    let is_part = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',' | '·');
    (text.chars().nth(1).is_some() || text.contains(is_ideograph))
        && !is_state(text)
        && text.len() <= 128
        && text.chars().all(is_part)
        && text.contains(char::is_alphabetic)
        && !is_machine
}

/// Tells whether a capital stands inside a word, as no name has it but those like `McDonald` and `DeLuca`.
fn is_camel(text: &str) -> bool {
    const BEFORE: [&str; 12] = ["Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "O"];
    let inner = text
        .bytes()
        .zip(text.bytes().skip(1))
        .position(|(one, two)| one.is_ascii_lowercase() && two.is_ascii_uppercase());
    inner.is_some_and(|at| !BEFORE.iter().any(|before| text.get(..=at) == Some(before)))
}

/// Tells whether a text can be a name that somebody signs in with.
fn is_user_name(text: &str) -> bool {
    (2..=64).contains(&text.len())
        && text.contains(char::is_alphabetic)
        && !text.contains(char::is_whitespace)
        && !text.contains("://")
        && !text.starts_with('$')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::scanner::hint::{Hint, hint};

    /// Returns the type of what a field holds.
    fn said(name: &str, value: &str) -> Option<&'static str> {
        let Hint::Holds(kind) = hint(name.as_bytes(), Hint::None, b"") else { return None };
        fits(kind, value.as_bytes()).map(|found| found.kind.as_str())
    }

    #[test]
    fn goes_by_what_a_name_says() {
        for (name, value, expected) in [
            ("personnummer", "871019-0029", "se-personnummer"),
            ("dni", "X1234567L", "es-nie"),
            ("dni_titular", "12345678Z", "es-dni"),
            ("national_id", "11144477735", "br-cpf"),
            ("national_id", "QX-7391-22-KL5", "national-id"),
            ("identity_card", "QX739122", "national-id"),
            ("vat_number", "DE811193231", "tax-id"),
            ("tax_id", "9434765919", "tax-id"),
            ("medicare_number", "QX739122", "health-insurance"),
            ("pan", "4556737586899855", "payment-card"),
            ("run", "12.345.678-5", "cl-rut"),
            ("mac_address__nic", "5c5b350e040b", "mac-address"),
            ("ap_mac", "5c5b350e040b", "mac-address"),
            ("CREDITCARDNUMBER", "4556737586899855", "payment-card"),
            ("gate_code", "4482", "access-code"),
            ("lastName", "郭", "person-name"),
            ("firstName", "V.", "person-name"),
            ("street", "Stargatan", "postal-address"),
            ("street", "冯路a座", "postal-address"),
            ("password", "(^NcbI03m0", "password"),
            ("password", "@12m6J9rVsd", "password"),
            ("password", "$1T#eMv%y$)D$ift", "password"),
            ("password", "пароль-٧٧٣", "password"),
            ("security_answer", "Барсик", "security-answer"),
        ] {
            assert_eq!(said(name, value), Some(expected), "{name}: {value}");
        }
    }

    #[test]
    fn leaves_out_what_a_name_does_not_say() {
        for (name, value) in [
            ("workflow_run", "4556737586899855"),
            ("workflow_run", "7180212151"),
            ("runNumber", "103456787"),
            ("MasteringMonitorNits", "1234567890"),
            ("imei", "4556737586899855"),
            ("nrn", "6209124259571234"),
            ("cpf", "11144477736"),
            ("inn", "907928144405"),
            ("pnr", "8904059254"),
            ("nic_number", "1952045661837"),
            ("withVat", "1234567890"),
            ("description__nic", "8012345678901"),
            ("tax_id", "2024-05-01"),
            ("api_key", "2024-05-01T10:00:00Z"),
            ("token", "42.123456"),
            ("server_address", "rack 4 of hall 2"),
            ("company_legal_name", "Acme Limited"),
            ("password", "密码"),
        ] {
            assert_eq!(said(name, value), None, "{name}: {value}");
        }
    }
}
