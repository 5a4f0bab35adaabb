//! The national patterns of libphonenumber.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use phonenumber::metadata::DATABASE;
use regex_automata::meta::Regex;
use regex_automata::util::syntax;

use super::codes::CODES;

/// The pattern of each code that we know, compiled when the first number with it is seen. The cache of the library holds
/// fewer patterns than there are countries, and would compile them again and again.
static PATTERNS: LazyLock<BTreeMap<u16, OnceLock<Option<Regex>>>> =
    LazyLock::new(|| CODES.iter().map(|plan| (plan.code, OnceLock::new())).collect());

/// Tells whether a number is possible in the country, or in one of those, with a code: by its length and first digits.
pub(super) fn is_possible(code: u16, national: &[u8]) -> bool {
    let pattern = PATTERNS.get(&code).and_then(|pattern| pattern.get_or_init(|| compiled(code)).as_ref());
    pattern.is_some_and(|pattern| pattern.is_match(national))
}

fn compiled(code: u16) -> Option<Regex> {
    let plans = DATABASE.by_code(&code)?;
    let patterns: Vec<&str> =
        plans.iter().map(|plan| plan.descriptors().general().national_number().as_str()).collect();
    let syntax = syntax::Config::new().unicode(false).utf8(false).ignore_whitespace(true);
    Regex::builder().syntax(syntax).build(&format!("^(?:{})$", patterns.join("|"))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_a_pattern_for_every_code() {
        for plan in CODES {
            assert!(compiled(plan.code).is_some(), "{}", plan.code);
        }
    }

    #[test]
    fn knows_first_digits_that_a_country_gives_out() {
        assert!(is_possible(44, b"2079460958") && is_possible(49, b"3023125123"));
        // No French number begins with 0, no Polish one of nine digits with 00, and no Danish one with 1.
        assert!(!is_possible(33, b"012345678") && !is_possible(45, b"12345678") && !is_possible(0, b"1"));
    }
}
