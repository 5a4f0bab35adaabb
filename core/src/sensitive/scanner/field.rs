//! Whether a value is what the name of its field says.

use super::address;
use super::compact::Compact;
use super::kind::{Kind, Scores};
use super::sweep::Found;
use crate::sensitive::SensitiveType;
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::validators::scheme::Scheme;
use crate::sensitive::validators::{bank, card, imei, vin};

/// Bytes of a value that a field's name is believed about.
const LENGTH: usize = 4096;

/// Returns the value as a find, if it can be what its field says.
pub(super) fn fits(kind: Kind, value: &[u8]) -> Option<Found> {
    let text = std::str::from_utf8(value).ok().filter(|text| text.len() <= LENGTH)?;
    let trimmed = text.trim();
    if is_blank(trimmed) {
        return None;
    }
    let kind = match kind {
        Kind::Data(own) => fitting(own, trimmed)?,
        Kind::Issued(scheme) => is_issued(scheme, trimmed).then_some(kind)?,
    };
    let start = text.len() - text.trim_start().len();
    Some(Found { range: start..start + trimmed.len(), kind, score: Scores::of(kind).named })
}

/// Tells whether a value says nothing: it is empty, hidden already, or only stands for one.
fn is_blank(value: &str) -> bool {
    let is_hidden =
        value.bytes().filter(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.')).count() * 2 > value.len();
    let is_variable =
        value.starts_with("${") || value.starts_with("{{") || value.starts_with('<') && value.ends_with('>');
    let words = [
        "null",
        "none",
        "undefined",
        "nil",
        "n/a",
        "string",
        "redacted",
        "[redacted]",
        "[filtered]",
        "hidden",
        "true",
        "false",
        "unknown",
    ];
    value.is_empty() || is_hidden || is_variable || words.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Returns what a value is, of those that the name of its field allows.
fn fitting(kind: SensitiveType, value: &str) -> Option<Kind> {
    let bytes = value.as_bytes();
    let compact = || Compact::of(bytes);
    let has = |least: usize, most: usize| compact().is_some_and(|own| own.has_digits(least, most));
    let is_one = match kind {
        SensitiveType::PaymentCard => compact().is_some_and(|own| card::brand(own.bytes()).is_some()),
        SensitiveType::CardVerificationCode => has(3, 4),
        SensitiveType::CardExpiry => has(1, 8),
        SensitiveType::Pin => has(4, 12),
        SensitiveType::OneTimeCode => compact().is_some_and(|own| own.is_number(4, 12)),
        SensitiveType::NationalId
        | SensitiveType::TaxId
        | SensitiveType::UsSsn
        | SensitiveType::HealthInsurance => {
            return issued(bytes).or_else(|| other_number(kind, bytes));
        }
        SensitiveType::Iban => compact().is_some_and(|own| bank::iban::is_iban(own.bytes())),
        SensitiveType::BankAccount => has(5, 18),
        SensitiveType::Passport | SensitiveType::DriversLicense | SensitiveType::MedicalRecord => {
            compact().is_some_and(|own| own.is_number(5, 20))
        }
        SensitiveType::VehicleId => {
            compact().is_some_and(|own| own.is_number(4, 8) || vin::is_vin(own.bytes()))
        }
        SensitiveType::DeviceId => {
            compact().is_some_and(|own| imei::is_imei(own.bytes())) || value.len() == 36
        }
        SensitiveType::Email => {
            let at = bytes.iter().position(|byte| *byte == b'@')?;
            address::email(bytes, at).is_some_and(|range| range == (0..bytes.len()))
        }
        SensitiveType::Phone => has(7, 15),
        SensitiveType::IpAddress => value.parse::<std::net::IpAddr>().is_ok(),
        SensitiveType::MacAddress => address::is_mac(bytes, b':') || address::is_mac(bytes, b'-'),
        SensitiveType::BirthDate => is_date(bytes),
        SensitiveType::PersonName | SensitiveType::CardHolder => is_name(value),
        SensitiveType::PostalAddress => {
            value.len() >= 6 && value.contains(char::is_alphabetic) && value.contains(' ')
        }
        SensitiveType::Income => value.bytes().any(|byte| byte.is_ascii_digit()) && value.len() <= 24,
        SensitiveType::SpecialCategory | SensitiveType::Diagnosis => value.contains(char::is_alphabetic),
        SensitiveType::Biometric => value.len() >= 32,
        SensitiveType::Password | SensitiveType::SecurityAnswer => value.len() <= 256,
        _ => value.len() >= 6 && !value.contains(char::is_whitespace),
    };
    is_one.then_some(Kind::Data(kind))
}

/// Returns the identifier that a value is, the one whose check says most.
fn issued(value: &[u8]) -> Option<Kind> {
    let compact = Compact::of(value)?;
    let passing = SCHEMES.iter().filter(|scheme| passes(scheme, &compact));
    passing.max_by_key(|scheme| scheme.strength).map(Kind::Issued)
}

/// Takes a number whose check nobody knows for what its field says.
fn other_number(kind: SensitiveType, value: &[u8]) -> Option<Kind> {
    let is_one = kind != SensitiveType::UsSsn && Compact::of(value)?.is_number(5, 20);
    is_one.then_some(Kind::Data(kind))
}

pub(super) fn is_issued(scheme: &Scheme, value: &str) -> bool {
    Compact::of(value.as_bytes()).is_some_and(|compact| passes(scheme, &compact))
}

fn passes(scheme: &Scheme, compact: &Compact) -> bool {
    let length = compact.bytes().len();
    (usize::from(scheme.lengths.0)..=usize::from(scheme.lengths.1)).contains(&length)
        && (scheme.check)(compact.bytes())
}

/// Tells whether a text is a date without a time: `1990-05-17`, `17.05.1990`, `5/17/1990`, `19900517`.
fn is_date(text: &[u8]) -> bool {
    let date = text.split(|byte| matches!(byte, b'T' | b' ')).next().unwrap_or_default();
    let digits = date.iter().filter(|byte| byte.is_ascii_digit()).count();
    let signs = date.iter().filter(|byte| matches!(byte, b'-' | b'.' | b'/')).count();
    digits + signs == date.len() && (6..=8).contains(&digits) && (signs == 2 || signs == 0 && digits == 8)
}

/// Tells whether a text can be a name of a person.
fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',');
    text.chars().count() >= 2
        && text.len() <= 128
        && text.chars().all(is_part)
        && text.contains(char::is_alphabetic)
}
