//! What errors repeat of the files and arguments of users.

use super::scanner::path;
use super::{Scanner, SensitiveGroup};

/// Stands for what is not repeated.
const MASK: &str = "***";
/// Bytes of a text that is looked at: nobody reads more of a message.
const LENGTH: usize = 4096;
/// Digits together from which on they may be somebody's number.
const DIGITS: usize = 5;

/// Returns a key or a name as errors repeat it: short words with few digits. What may be data is masked, all of it.
pub(crate) fn name(name: &str) -> String {
    let is_name =
        name.len() <= path::NAME && name.split('/').all(|part| path::shown(part.as_bytes()).is_some());
    let is_harmless = is_name && text(name) == name;
    if is_harmless { name.to_owned() } else { MASK.to_owned() }
}

/// Returns a text as errors repeat it: without secrets and personal values that are known by their form, and without long
/// numbers. Addresses of machines stay: who reads that a network is none wants to know which.
pub(crate) fn text(text: &str) -> String {
    let end = (0..=LENGTH.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let text = text.get(..end).unwrap_or_default();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    let found = Scanner::default().scan_text(text.as_bytes());
    for own in found.iter().filter(|own| own.group != SensitiveGroup::Network) {
        push(&mut masked, text.get(at..own.start).unwrap_or_default());
        masked.push_str(MASK);
        at = own.end;
    }
    push(&mut masked, text.get(at..).unwrap_or_default());
    masked
}

/// Adds a text without its long runs of digits.
fn push(masked: &mut String, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let (digits, behind) = number.split_at_checked(end).unwrap_or((number, ""));
        masked.push_str(before);
        masked.push_str(if end < DIGITS { digits } else { MASK });
        rest = behind;
    }
    masked.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_names_and_no_data() {
        for key in ["profile", "max-size", "operationId", "x-watchgate", "watchgate/v1", "supressions"] {
            assert_eq!(name(key), key);
        }
        let token = ["glpat-", "rWfJmempXbQzKcVtLy7s"].concat();
        for key in [
            "",
            "536-22-1234",
            "536221234",
            "ada@shop.example",
            "12 Elm Street",
            &token,
            "a/ada@shop.example",
        ] {
            assert_eq!(name(key), MASK, "{key}");
        }
    }

    #[test]
    fn repeats_texts_without_values() {
        for (given, expected) in [
            ("there is no rule `unbounded-aray`", "there is no rule `unbounded-aray`"),
            ("`ada@shop.example` is no method", "`***` is no method"),
            ("`536-22-1234` is no host", "`***` is no host"),
            ("`4537293416721103` is not one of 1", "`***` is not one of 1"),
            (
                "`10.0.0.300` is no network such as 10.0.0.0/8",
                "`10.0.0.300` is no network such as 10.0.0.0/8",
            ),
            ("`93.184.216.34/40` is no network", "`93.184.216.34/40` is no network"),
            ("1234 12345 x123456y", "1234 *** x***y"),
        ] {
            assert_eq!(text(given), expected);
        }
        assert!(text(&"ä".repeat(LENGTH)).len() <= LENGTH);
    }
}
