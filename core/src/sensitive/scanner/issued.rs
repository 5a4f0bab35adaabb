//! Identifiers that somebody issues, by the names of their fields.

use super::compact::Compact;
use super::kind::Kind;
use crate::sensitive::fields;
use crate::sensitive::validators::national::SCHEMES;
use crate::sensitive::validators::scheme::{Scheme, Strength};
use crate::sensitive::{SensitiveGroup, SensitiveType as Type};

/// Identifiers of people that no tax office goes by.
const NO_TAXES: [&str; 15] = [
    "pt-niss",
    "br-titulo-eleitor",
    "br-pis",
    "pk-cnic",
    "pt-cc",
    "my-nric",
    "ru-snils",
    "in-epic",
    "de-rvnr",
    "es-nuss",
    "ar-cbu",
    "uk-driving-licence",
    "de-passport",
    "pl-paszport",
    "pl-dowod",
];
/// Identifiers of health care that no insurance gives out: of those who treat, and of patients.
const NO_INSURANCE: [&str; 4] = ["us-npi", "us-dea", "uk-nhs", "nz-nhi"];

/// Returns the identifier that a value is under a name that every country has for its own: the one whose check says most.
///
/// Of digits alone nearly every number passes some check that is weak, so that says nothing.
pub(super) fn issued(kind: Type, value: &[u8]) -> Option<Kind> {
    let compact = Compact::of(value)?;
    let is_health = kind == Type::HealthInsurance;
    let is_digits = value.iter().all(u8::is_ascii_digit);
    let is_allowed = |scheme: &&Scheme| match kind {
        Type::UsSsn => matches!(scheme.id, "us-ssn" | "us-itin"),
        Type::HealthInsurance => scheme.group == SensitiveGroup::Health && !NO_INSURANCE.contains(&scheme.id),
        Type::TaxId => scheme.group != SensitiveGroup::Health && !NO_TAXES.contains(&scheme.id),
        _ => scheme.group != SensitiveGroup::Health && scheme.id != "ar-cbu",
    };
    let is_told = |scheme: &&Scheme| {
        !is_digits || is_health || scheme.strength > Strength::Weak || scheme.id == "us-ssn"
    };
    SCHEMES
        .iter()
        .filter(|scheme| is_allowed(scheme) && is_told(scheme))
        .filter(|scheme| passes(scheme, &compact) && is_laid_out(scheme, value))
        .max_by_key(|scheme| scheme.strength)
        .map(Kind::Issued)
}

/// Returns the identifier that a value is, of those that the name of its field says.
pub(super) fn issued_as(scheme: &'static Scheme, value: &[u8]) -> Option<Kind> {
    let compact = Compact::of(value)?;
    let mut named = fields::named(scheme);
    named.find(|own| passes(own, &compact) && is_laid_out(own, value)).map(Kind::Issued)
}

/// Returns the identifier that a value is, of those whose names hold a word.
pub(super) fn issued_under(word: &str, value: &[u8]) -> Option<Kind> {
    let compact = Compact::of(value)?;
    let has_name = |scheme: &&Scheme| scheme.names.iter().any(|name| name.contains(word));
    SCHEMES.iter().find(|scheme| passes(scheme, &compact) && has_name(scheme)).map(Kind::Issued)
}

/// Takes a number whose check nobody knows for what its field says.
pub(super) fn other_number(kind: Type, value: &[u8]) -> Option<Kind> {
    // `vat` is a sum too.
    let least = if kind == Type::TaxId { 7 } else { 5 };
    let is_one = kind != Type::UsSsn && Compact::of(value)?.is_number(least, 20);
    is_one.then_some(Kind::Data(kind))
}

/// Tells whether a number without a check digit is at least written as it should be: 3, 2 and 4 digits.
fn is_laid_out(scheme: &Scheme, value: &[u8]) -> bool {
    let is_plain = || value.iter().all(u8::is_ascii_digit);
    let is_grouped = || {
        value.len() == 11 && [3, 6].iter().all(|at| value.get(*at).is_some_and(|byte| !byte.is_ascii_digit()))
    };
    !matches!(scheme.id, "us-ssn" | "us-itin") || is_plain() || is_grouped()
}

fn passes(scheme: &Scheme, compact: &Compact) -> bool {
    let length = compact.bytes().len();
    (usize::from(scheme.lengths.0)..=usize::from(scheme.lengths.1)).contains(&length)
        && (scheme.check)(compact.bytes())
}
